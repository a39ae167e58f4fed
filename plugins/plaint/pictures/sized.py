"""A picture in the sizes that pages ask for, each as WebP and one of them in the picture's own format too."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from PIL import Image

from plaint.pictures.facts import Size
from plaint.pictures.formats import Seen
from plaint.pictures.upright import bare, upright

WIDTHS = (480, 960, 1600)
"""How wide they are made, in pixels: a phone, a page, and a page on a screen with fine dots."""

_PLAIN = 960  # what a reader gets that knows no WebP, and what stands in a feed
_WEBP_SIDE = 16_383  # the format's own limit
_NEAR = 1.2  # a picture that is hardly wider than a size is made at its own width instead
_DRAWN = 32_768  # colours; a photograph has more, a drawing or a picture of a screen seldom so many


def sizes(seen: Seen) -> tuple[Size, ...]:
    """The forms that are made of a picture, the smallest first, never larger than it; last the one in its own format.

    None of what moves, and of what cannot be opened: those are shown as they are. None in its own format of what is
    small enough to be shown as it is.
    """
    if not seen.width or seen.moving:
        return ()
    widths = {each for each in WIDTHS if each * _NEAR <= seen.width} | {min(seen.width, WIDTHS[-1])}
    found = [Size(each, _height(seen, each), "webp") for each in sorted(widths)]
    found = [each for each in found if max(each.width, each.height) <= _WEBP_SIDE]
    if seen.format in _OWN and seen.width > _PLAIN * _NEAR:
        found.append(Size(_PLAIN, _height(seen, _PLAIN), _OWN[seen.format]))
    return tuple(found)


_OWN = {"jpeg": "jpeg", "png": "png", "gif": "png"}


def _height(seen: Seen, width: int) -> int:
    return max(1, (seen.height * width + seen.width // 2) // seen.width)


def drawn(data: bytes, wanted: Iterable[Size]) -> tuple[bytes, ...]:
    """A picture in each of these sizes. It is read once. Raises Unreadable."""
    image = upright(data, WIDTHS[-1])  # always that much of it, so that a size is the same whatever else is wanted
    sharp = not data.startswith(b"\xff\xd8") and image.getcolors(_DRAWN) is not None
    found: list[bytes] = []
    for size in wanted:
        to = (size.width, size.height)
        resized = image if image.size == to else image.resize(to, Image.Resampling.LANCZOS, reducing_gap=3)
        found.append(encoded(bare(resized), size.format, sharp=sharp))
    return tuple(found)


def encoded(image: Image.Image, format: str, *, sharp: bool = False) -> bytes:
    """A picture as a file. What is `sharp`, a drawing or a picture of a screen, loses nothing where that is smaller."""
    match format:
        case "jpeg":
            return _saved(image.convert("RGB") if image.mode == "RGBA" else image, "JPEG", quality=82, progressive=True)
        case "png":
            return _saved(image, "PNG", optimize=True)
    if not sharp:
        return _saved(image, "WEBP", quality=80, method=4)
    lossy = _saved(image, "WEBP", quality=90, method=4)
    exact = _saved(image, "WEBP", lossless=True, quality=40, method=4)
    return exact if len(exact) <= len(lossy) else lossy


def _saved(image: Image.Image, format: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()
