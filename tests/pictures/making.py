"""Pictures for tests, made anew each time: with everything hidden in them that a camera or a program may hide."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

SECRETS = (b"SECRET", b"Exif", b"xmpmeta", b"8BIM", b"ns.adobe.com", b"Nokia")
"""What may be in no published byte: the words that every hidden detail of these pictures holds."""

XMP = b"<?xpacket?><x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET place</x:xmpmeta>"
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0b\x1c\x02\x50\0\x06SECRET"


def shape(width: int = 64, height: int = 40, mode: str = "RGB") -> Image.Image:
    """A picture of which each corner differs: red, green, blue and white, clockwise from the top left."""
    image = Image.new("RGB", (width, height), "#888888")
    on = ImageDraw.Draw(image)
    w, h = width // 2 - 1, height // 2 - 1
    for x, y, colour in ((0, 0, "red"), (w + 1, 0, "green"), (w + 1, h + 1, "blue"), (0, h + 1, "white")):
        on.rectangle((x, y, x + w, y + h), fill=colour)
    return image.convert(mode)


_COLOURS = {"r": (255, 0, 0), "g": (0, 128, 0), "b": (0, 0, 255), "w": (255, 255, 255)}


def corners(image: Image.Image) -> str:
    """The colours of the corners, clockwise from the top left, by their initials."""
    plain = image.convert("RGB")
    w, h = plain.width - 2, plain.height - 2

    def nearest(at: tuple[int, int]) -> str:
        pixel = plain.getpixel(at)
        return min(_COLOURS, key=lambda each: sum(abs(a - b) for a, b in zip(_COLOURS[each], pixel, strict=True)))

    return "".join(nearest(at) for at in ((1, 1), (w, 1), (w, h), (1, h)))


def exif(orientation: int = 1) -> bytes:
    """EXIF with a camera, a description, a place, a thumbnail's worth of secrets, and which way up."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F], tags[0x010E] = "Nokia SECRET", "SECRET description"
    tags.get_ifd(0x8825).update({1: "N", 2: (IFDRational(51), IFDRational(30), IFDRational(3)), 29: "SECRET"})
    return tags.tobytes()


def saved(image: Image.Image, format: str, **options: Any) -> bytes:
    """A picture as a file."""
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def jpeg(orientation: int = 1, image: Image.Image | None = None) -> bytes:
    """A JPEG with EXIF, XMP, IPTC, a comment, a part that no program knows, and a video behind its end."""
    data = saved(image or shape(), "JPEG", quality=95, subsampling=0, exif=exif(orientation), comment=b"SECRET comment")
    parts = b"".join(
        bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content
        for marker, content in (
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
            (0xED, IPTC),
            (0xE7, b"SECRET"),
            (0xE2, b"MPF\0SECRET"),
        )
    )
    return data[:2] + parts + data[2:] + b"\0\0\0\x18ftypmp42 SECRET"


def png(image: Image.Image | None = None, orientation: int = 1) -> bytes:
    """A PNG with EXIF, texts of every kind, the time of its change, a part of a program's own, and more behind its end."""
    data = saved(image or shape(), "PNG")
    parts = b"".join(
        chunk(name, content)
        for name, content in (
            (b"eXIf", exif(orientation).removeprefix(b"Exif\0\0")),
            (b"tEXt", b"Comment\0SECRET"),
            (b"zTXt", b"Author\0\0" + zlib.compress(b"SECRET")),
            (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
            (b"tIME", b"\x07\xe6\x01\x02\x03\x04\x05"),
            (b"prVt", b"SECRET"),
        )
    )
    head = data.index(b"IHDR") + 4 + 13 + 4
    return data[:head] + parts + data[head:] + b"SECRET"


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def gif(frames: int = 1) -> bytes:
    """A GIF with a comment, XMP and more behind its end; with several frames it moves."""
    many = [shape().rotate(90 * n).convert("P") for n in range(frames)]
    data = saved(many[0], "GIF", save_all=True, append_images=many[1:], loop=0, duration=100, comment=b"SECRET")
    head = 13 + (3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes((len(XMP),)) + XMP + b"\0"
    return data[:head] + xmp + data[head:] + b"SECRET"


def webp(image: Image.Image | None = None, frames: int = 1, orientation: int = 1) -> bytes:
    """A WebP with EXIF and XMP; with several frames it moves."""
    first = image or shape()
    more = [first.rotate(180)] * (frames - 1)
    options = {"save_all": True, "append_images": more} if more else {}
    return saved(first, "WEBP", lossless=True, exif=exif(orientation), xmp=XMP, **options)


def avif(orientation: int = 1) -> bytes:
    """An AVIF with EXIF and XMP."""
    return saved(shape(), "AVIF", quality=95, exif=exif(orientation), xmp=XMP)


def pdf(width: int = 595, height: int = 842) -> bytes:
    """A PDF of one page with a black square in its top left corner."""
    content = b"0 0 0 rg 0 %d 100 100 re f" % (height - 100)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R>>" % (width, height),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    )
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 5/Root 1 0 R>>startxref %d %%%%EOF" % len(out)
    )


def opened(data: bytes) -> Image.Image:
    """A file as a picture, its pixels read."""
    image = Image.open(BytesIO(data))
    image.load()
    return image
