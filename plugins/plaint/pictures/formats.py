"""What kind of picture some bytes are, how large it is, and which way up: read from its first bytes alone."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from plaint.values import dataclass

if TYPE_CHECKING:
    from PIL import Image

READ = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
"""The formats that are opened, by Pillow's names. Whatever else Pillow could read is left alone."""

LARGEST = 89_000_000
"""Pixels above which a picture is not opened: more would fill this computer’s memory on the way."""

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8", "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (8, b"WEBP", "webp"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (0, b"BM", "bmp"),
    (0, b"%PDF-", "pdf"),
)
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*<svg[\s>]", re.DOTALL
)
_ORIENTATION = 0x0112  # the EXIF tag

# Pillow warns on the standard error of what is large or broken. That is for us to say, with the file's name.
warnings.filterwarnings("ignore", module=r"PIL\.")


class Unreadable(Exception):
    """Raised for a picture that cannot be opened; says why, to follow the file's name: `breaks off before its end`."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file is: its format in small letters (``""`` where unknown), its width and height in pixels as it is
    looked at (0 where that is not known), whether it lies on its side, and whether it moves."""

    format: str
    width: int = 0
    height: int = 0
    turned: bool = False
    moving: bool = False


def format_of(data: bytes) -> str:
    """The format of a file by its first bytes: jpeg, png, gif, webp, avif, heic, tiff, bmp, svg, pdf, or nothing."""
    for at, magic, name in _MAGIC:
        if data.startswith(magic, at) and (name != "webp" or data.startswith(b"RIFF")):
            return name
    if data[4:8] == b"ftyp":
        # The brand may be a general one, and the particular one stand among those it is compatible with.
        brands = {data[at : at + 4] for at in (8, *range(16, min(int.from_bytes(data[:4], "big"), 256), 4))}
        if brands & {b"avif", b"avis"}:
            return "avif"
        return "heic" if brands & set(_HEIC) else ""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "svg" if _SVG.match(data[:4096]) else ""


def look(data: bytes) -> Seen:
    """What a picture is. One that cannot be opened has no width and height; nothing is raised."""
    format = format_of(data)
    if format.upper() not in READ:
        return Seen(format)
    try:
        with opened(data) as image:
            turned = orientation_of(image) != 1
            width, height = image.size
            if orientation_of(image) >= 5:
                width, height = height, width
            # A photograph with a second one behind it, for depth or for a larger screen, does not move.
            moving = format != "jpeg" and getattr(image, "is_animated", False)
            return Seen(format, width, height, turned, moving)
    except Unreadable:
        return Seen(format)


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """A picture as Pillow opens it, its pixels not read yet. Raises Unreadable, whatever goes wrong inside too."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=READ) as image:
            if image.width * image.height > LARGEST:
                raise Unreadable(f"has {image.width * image.height // 1_000_000} million pixels, which is too large")
            yield image
    except Unreadable:
        raise
    except Image.DecompressionBombError as error:
        raise Unreadable("has so many pixels that it is too large") from error
    except MemoryError as error:
        raise Unreadable("is too large for this computer’s memory") from error
    except Exception as error:  # what a broken file does to a reader has no end of names
        said = str(error).lower()
        cut = "truncated" in said or "broken data stream" in said or isinstance(error, EOFError)
        raise Unreadable("breaks off before its end" if cut else "cannot be read as a picture") from error


def orientation_of(image: Image.Image) -> int:
    """1 where it stands upright, 2 to 8 where it is to be turned or mirrored (EXIF 2.3, tag 0112)."""
    value = image.getexif().get(_ORIENTATION, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
