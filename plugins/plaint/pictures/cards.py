"""The picture that stands beside a link to a post or a letter where people share it: its title and its figure."""

from __future__ import annotations

from bisect import bisect
from io import BytesIO

from PIL import Image, ImageDraw

from plaint.pictures.lettering import draw, drawable, width
from plaint.pictures.writing import runs_left
from plaint.values import dataclass

WIDTH, HEIGHT = 1200, 630
"""The size of a card, in pixels: what the sites on which people share links ask for."""

# The palette of the theme's style sheet, by the same names.
PALETTE = {
    "paper": "#fbfaf6",
    "white": "#ffffff",
    "ink": "#1b1a18",
    "slate": "#59554d",
    "sand": "#d6d0c2",
    "brick": "#a91d12",
}
_PAPER, _WHITE, _INK, _SLATE, _SAND, _BRICK = PALETTE.values()

_EDGE = 72
_ACROSS = WIDTH - 2 * _EDGE
_TITLE_SIZES = (84, 76, 68, 60, 54, 48)
_LEADING = 1.16
_SHORTENED = "…"


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card: the campaign's name, the title, a figure and what it is of, and a line below.

    Only the title need be given; `figure` and `says` are `52 working days` and `without an answer`.
    """

    title: str
    site: str = ""
    figure: str = ""
    says: str = ""
    foot: str = ""


def card(of: Card) -> bytes:
    """A card as PNG. The same words give the same bytes.

    What is written in letters that the project's faces do not have is left out as a whole, never shown as boxes; the
    campaign's name then stands in the place of the title.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    on = ImageDraw.Draw(image)
    site, title, figure, says, foot = (
        drawable(each) or "" for each in (of.site, of.title, of.figure, of.says, of.foot)
    )
    if not title:
        title, site = site, ""
    on.rectangle((0, 0, WIDTH, 11), fill=_INK)
    image.paste(_mark(60), (_EDGE, 62))
    if site:
        draw(on, (_EDGE + 84, 104), _cut(site, 36, _ACROSS - 84), 36, _INK)
    bottom = HEIGHT - 64
    if foot:
        draw(on, (_EDGE, bottom), _cut(foot, 30, _ACROSS), 30, _SLATE)
        bottom -= 56
    if figure:
        bottom = _figure(on, figure, says, bottom)
    if title:
        _title(on, title, 158, bottom)
    out = BytesIO()
    image.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _title(on: ImageDraw.ImageDraw, title: str, top: int, bottom: int) -> None:
    """The title between two heights, as large as it goes; what does not go at all is cut off at its end."""
    for size in _TITLE_SIZES:
        room = max(1, int((bottom - top) / (size * _LEADING)))
        lines = wrapped(title, size, _ACROSS)
        if len(lines) <= room:
            break
    else:
        last = " ".join(lines[room - 1 :])
        lines = [*lines[: room - 1], _cut(f"{last} ", size, _ACROSS)]
    step = int(size * _LEADING)
    # A short title stands near the top, where a reader begins.
    y = top + size + min(24, max(0, (bottom - top - step * len(lines)) // 3))
    for line in lines:
        x = WIDTH - _EDGE - width(line, size) if runs_left(title) else _EDGE
        draw(on, (x, y), line, size, _INK)
        y += step


def _figure(on: ImageDraw.ImageDraw, figure: str, says: str, bottom: int) -> int:
    """The figure, with what it is of after it or, where that is too long, below it; returns where it begins."""
    size = 64 if width(figure, 64) <= _ACROSS else 44
    figure = _cut(figure, size, _ACROSS)
    beside = width(figure, size) + 24
    if says and beside + width(says, 40) > _ACROSS:
        draw(on, (_EDGE, bottom), _cut(says, 40, _ACROSS), 40, _INK)
        bottom -= 58
    elif says:
        draw(on, (_EDGE + beside, bottom), says, 40, _INK)
    draw(on, (_EDGE, bottom), figure, size, _BRICK)
    top = bottom - size - 26
    on.rectangle((_EDGE, top, WIDTH - _EDGE, top + 2), fill=_SAND)
    return top - 12


def wrapped(text: str, size: int, across: int) -> list[str]:
    """A text in lines of about the same length, none wider than `across`; a word that is too wide is broken."""
    lines = _lines(text, size, across)
    if 1 < len(lines) <= 6:
        low, high = across // 2, across
        while high - low > 8:
            middle = (low + high) // 2
            if len(_lines(text, size, middle)) > len(lines):
                low = middle
            else:
                high = middle
        lines = _lines(text, size, high)
    return lines


def _lines(text: str, size: int, across: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= across:
            line = longer
            continue
        if line:
            lines.append(line)
        while width(word, size) > across:
            fits = max(1, bisect(range(len(word)), across, key=lambda end: width(word[:end], size)) - 1)
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return [*lines, line] if line else lines


def _cut(text: str, size: int, across: int) -> str:
    """A text that is too wide, or that ends in a space because more was to follow, with its end cut off."""
    if text == text.rstrip() and width(text, size) <= across:
        return text
    text = text.rstrip()
    while text and width(text + _SHORTENED, size) > across:
        shorter = text.rpartition(" ")[0].rstrip(" ,;:–-")
        # Where there is only one word, or a very long one at the end, letters go instead.
        text = shorter if shorter and width(shorter, size) > across // 2 else text[:-1]
    return text.rstrip(" ,;:–-") + _SHORTENED


def _mark(side: int) -> Image.Image:
    """The site's mark, as theme/static/emblem.svg has it: drawn large, for its round edge, and made smaller."""
    scale = 16
    image = Image.new("RGB", (32 * scale, 32 * scale), _BRICK)
    on = ImageDraw.Draw(image)

    def box(*corners: float) -> list[float]:
        return [each * scale - (number > 1) for number, each in enumerate(corners)]

    on.pieslice(box(6.25, 5, 19.75, 18.5), 90, 270, fill=_WHITE)
    for corners in ((13, 5, 17.5, 18.5), (14.5, 5, 17.5, 27), (13, 5, 26, 8), (20.5, 5, 23.5, 27)):
        on.rectangle(box(*corners), fill=_WHITE)
    return image.resize((side, side), Image.Resampling.LANCZOS)
