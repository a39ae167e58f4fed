"""A picture as it may be published: nothing hidden in it, and the right way up."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps, JpegImagePlugin

from plaint.pictures.formats import Seen, Unreadable, look, opened
from plaint.pictures.stripped import stripped
from plaint.pictures.upright import bare, upright

CLEANED = ("jpeg", "png", "gif", "webp", "avif")
"""The formats out of which hidden details are taken."""


def published(data: bytes, seen: Seen | None = None) -> bytes:
    """A file as it may be published: a picture without what is hidden in it, anything else as it is.

    Its pixels are not touched, and a file that hides nothing stays as it is to the byte. A picture that lies on its
    side says so only in what is taken out, so that it is turned and written anew.
    """
    seen = seen or look(data)
    if seen.format not in CLEANED:
        return data
    if seen.format == "avif" or (seen.turned and not seen.moving):
        try:
            return _anew(data, seen.format)
        except Unreadable:
            return b"" if seen.format == "avif" else stripped(data, seen.format)
    return stripped(data, seen.format)


def _anew(data: bytes, format: str) -> bytes:
    """The picture written again. Raises Unreadable."""
    with opened(data) as image:
        if format == "avif" and not any(image.info.get(each) for each in ("exif", "xmp")):
            return data
        image.load()
        profile = image.info.get("icc_profile")
        if format != "jpeg":
            return _saved(upright(data), format)
        # At this quality a photograph is not told from what it was. Its colours stay as they were measured.
        sampling = max(JpegImagePlugin.get_sampling(image), 0)
        return _saved(bare(ImageOps.exif_transpose(image)), format, icc_profile=profile, subsampling=sampling)


_HOW: dict[str, dict[str, object]] = {
    "jpeg": {"quality": 95, "optimize": True},
    "png": {"optimize": True},
    "webp": {"lossless": True, "quality": 40},
    "avif": {"quality": 90, "max_threads": 1},
}


def _saved(image: Image.Image, format: str, **more: object) -> bytes:
    out = BytesIO()
    image.save(out, format.upper(), **_HOW[format], **more)
    return out.getvalue()
