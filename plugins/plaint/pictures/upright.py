"""Pixels as they are looked at: the right way up, in sRGB, eight bits a colour, with nothing beside them."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from plaint.pictures.formats import opened, orientation_of

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def upright(data: bytes, width: int = 0) -> Image.Image:
    """The first frame of a picture, in mode L, RGB or RGBA. Raises Unreadable.

    Where only some `width` is wanted, a photograph is read at a fraction of its size if that is still wide enough.
    """
    with opened(data) as image:
        if width and image.format in ("JPEG", "MPO"):
            # It can be read at a half, a quarter or an eighth of its size, in as much less time.
            across = image.height if orientation_of(image) >= 5 else image.width
            image.draft(None, (-(-image.width * width // across), -(-image.height * width // across)))
        image.load()
        profile = image.info.get("icc_profile")
        turned = ImageOps.exif_transpose(image)
        return bare(_eight_bits(_in_srgb(turned, profile)))


def bare(image: Image.Image) -> Image.Image:
    """The same pixels, with nothing that a writer could take over: Pillow hands comments and profiles on by itself."""
    image.info = {}
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours that were measured by another profile, as sRGB has them; as they are where that profile is no good."""
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    mode = "RGB" if image.mode == "CMYK" else image.mode
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        return ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


def _eight_bits(image: Image.Image) -> Image.Image:
    if "transparency" in image.info or image.mode in ("LA", "La", "PA", "RGBa"):
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "RGBA"):
        return image
    if image.mode.startswith("I"):  # sixteen bits of grey, of which a plain conversion would show only the darkest
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("L" if image.mode in ("1", "F") else "RGB")
