"""The letters that cards are drawn with: which characters there are, how wide words come out, and drawing a line."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache, lru_cache
from math import ceil
from pathlib import Path

from PIL import ImageDraw, ImageFont

from plaint.pictures.writing import shaped, visual

FOLDER = Path(__file__).parent / "fonts"
FACES = ("plaint-serif.ttf", "plaint-arabic.ttf", "plaint-sans.ttf")
"""What the site’s titles are set in, with Latin letters; one for Arabic; one for Greek, Cyrillic and Hebrew."""

# What may be left out of a title without changing what it says: pictures, and marks that only steer other characters.
_SILENT = frozenset(("So", "Sk", "Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"))
_APART = "\u200c"  # keeps two Arabic letters from joining; the rest of its kind only steers pictures


def drawable(text: str) -> str | None:
    """A text in characters that can be drawn, on one line; None where a letter of it cannot be.

    Pictures such as emoji are left out, and letters of another look (full width, bold from a keyboard) made plain.
    """
    out: list[str] = []
    for char in unicodedata.normalize("NFC", " ".join(text.split())):
        if char != _APART and unicodedata.category(char) == "Cf":
            continue
        if char == " " or _face(char) is not None:
            out.append(char)
            continue
        plain = "".join(each for each in unicodedata.normalize("NFKD", char) if not unicodedata.combining(each))
        if plain != char and plain and all(each == " " or _face(each) is not None for each in plain):
            out.append(plain)
        elif unicodedata.category(char) not in _SILENT:
            return None
    whole = " ".join("".join(out).split())
    return whole if all(_face(char) is not None for char in _glyphs(whole)) else None


@lru_cache(maxsize=10_000)
def width(text: str, size: int) -> int:
    """How wide a text comes out at a size, in pixels."""
    return sum(ceil(_font(face, size).getlength(run)) for face, run in _runs(visual(_glyphs(text), text)))


def draw(on: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, colour: str) -> None:
    """A line of text with its base line at a place."""
    x, y = at
    for face, run in _runs(visual(_glyphs(text), text)):
        font = _font(face, size)
        on.text((x, y), run, font=font, fill=colour, anchor="ls")
        x += ceil(font.getlength(run))


def _glyphs(text: str) -> str:
    """The text with Arabic letters joined. One that stands alone may be in a face only as the letter itself."""
    out = shaped(text)
    for char in {char for char in out if _face(char) is None and "<isolated>" in unicodedata.decomposition(char)}:
        out = out.replace(char, unicodedata.normalize("NFKC", char))
    return out


def _runs(text: str) -> list[tuple[int, str]]:
    """A text in pieces that one face can draw; a space stays with what stands before it."""
    runs: list[tuple[int, str]] = []
    for char in text:
        face = runs[-1][0] if char == " " and runs else _face(char) or 0
        if runs and runs[-1][0] == face:
            runs[-1] = (face, runs[-1][1] + char)
        else:
            runs.append((face, char))
    return runs


@cache
def _font(face: int, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout is the same on every system; the other one is there only where a library happens to be.
    return ImageFont.truetype(str(FOLDER / FACES[face]), size, layout_engine=ImageFont.Layout.BASIC)


def _face(char: str) -> int | None:
    """The first face that has a character."""
    return next((face for face in range(len(FACES)) if ord(char) in _characters(face)), None)


@cache
def _characters(face: int) -> frozenset[int]:
    """Every character of a face: its table `cmap`, in format 4 (OpenType 1.9)."""
    data = (FOLDER / FACES[face]).read_bytes()
    tables = {data[at : at + 4]: at for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16)}
    (start,) = struct.unpack(">I", data[tables[b"cmap"] + 8 : tables[b"cmap"] + 12])
    (count,) = struct.unpack(">H", data[start + 2 : start + 4])
    found: set[int] = set()
    for number in range(count):
        (offset,) = struct.unpack(">I", data[start + 8 + 8 * number : start + 12 + 8 * number])
        at = start + offset
        form, _, _, twice = struct.unpack(">4H", data[at : at + 8])
        if form == 4:
            ends = struct.unpack(f">{twice // 2}H", data[at + 14 : at + 14 + twice])
            starts = struct.unpack(f">{twice // 2}H", data[at + 16 + twice : at + 16 + 2 * twice])
            for first, last in zip(starts, ends, strict=True):
                found.update(range(first, last + 1))
    return frozenset(found - {0xFFFF})
