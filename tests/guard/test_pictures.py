"""Hidden details in pictures of every format."""

from __future__ import annotations

import struct

import pytest

from plaint.guard.pictures import details_in
from tests.guard.making import GPS, MAKE, ORIENTATION, XMP, avif, box, exif, jpeg, png, webp

EXIF = b"Exif\0\0" + exif(MAKE)
UPRIGHT = b"Exif\0\0" + exif(ORIENTATION)
ADOBE = b"http://ns.adobe.com/xap/1.0/\0" + XMP
ITEM = box(b"infe", b"\x02\0\0\0\0\x01\0\0Exif\0")


@pytest.mark.parametrize("data, kind", [
    (jpeg((0xE1, EXIF)), "EXIF"),
    (jpeg((0xE0, b"JFIF\0"), (0xE1, b"Exif\0\0" + exif(ORIENTATION, MAKE, order="MM"))), "EXIF"),
    (jpeg((0xE1, b"Exif\0\0" + exif(ORIENTATION, GPS))), "a place (GPS)"),
    (jpeg((0xE1, b"Exif\0\0" + exif(ORIENTATION, following=True))), "a small copy of the picture"),
    (jpeg((0xE1, b"Exif\0\0broken")), "EXIF"),
    (jpeg((0xE1, b"Exif\0\0" + exif(MAKE)[:14])), "EXIF"),
    (jpeg((0xE1, ADOBE)), "XMP"),
    (jpeg((0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x04abcd")), "IPTC"),
    (jpeg(behind=jpeg((0xE1, EXIF))), "a second picture behind the first"),
    (jpeg(behind=b"\0\0\0\x18ftypmp42"), "a video"),
    (png((b"eXIf", exif(MAKE))), "EXIF"),
    (png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)), "XMP"),
    (png((b"zTXt", b"Raw profile type exif\0\0x")), "EXIF"),
    (png((b"tEXt", b"Raw profile type iptc\0x")), "IPTC"),
    (png((b"tEXt", b"Author\0Ellie Green")), "a text"),
    (png((b"iTXt", b"Comment\0\0\0\0\0x")), "a text"),
    (webp((b"VP8 ", b"abc"), (b"EXIF", exif(MAKE))), "EXIF"),
    (webp((b"EXIF", EXIF)), "EXIF"),
    (webp((b"VP8 ", b"abc"), (b"XMP ", XMP)), "XMP"),
    (b"GIF89a" + b"\0" * 7 + b"\x21\xff\x0bXMP DataXMP" + XMP, "XMP"),
    (avif(box(b"meta", b"\0\0\0\0" + box(b"iinf", ITEM))), "EXIF"),
    (avif(box(b"meta", b"\0\0\0\0" + box(b"infe", b"\x02\0\0\0\0\x01\0\0mime\0application/rdf+xml\0"))), "XMP"),
    (avif(struct.pack(">I4sQ", 1, b"mdat", 16), box(b"Exif", b"x")), "EXIF"),
    (avif(box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + XMP)), "XMP"),
    (b"\0\0\0\x0cJXL \r\n\x87\n" + box(b"Exif", b"x"), "EXIF"),
    (box(b"ftyp", b"qt  ") + box(b"moov", box(b"udta", box(b"\xa9xyz", b"+51.5-000.1/"))), "a place (GPS)"),
    (exif(256, 257, MAKE), "EXIF"),
    (exif(256, 700, order="MM"), "XMP"),
    (exif(256, 34853), "a place (GPS)"),
    (b"<svg xmlns='x'><metadata><rdf:RDF/></metadata></svg>", "XMP"),
    (b"<?xml version='1.0'?>\n<!-- x -->\n<svg><metadata id='m'>Ellie</metadata></svg>", "metadata"),
    (b"<svg sodipodi:docname='ellie-map.svg'/>", "the name of a file on somebody’s computer"),
])  # fmt: skip
def test_hidden_details_are_found_in_every_format(data: bytes, kind: str):
    """EXIF, XMP, IPTC, texts, places, small copies and what hangs behind a picture are seen, whatever the file is."""
    assert kind in details_in(data)


@pytest.mark.parametrize("data", [
    jpeg(),
    jpeg((0xE1, UPRIGHT)),
    jpeg((0xE1, b"Exif\0\0" + exif(ORIENTATION, 0x011A, 0x011B, 0x0128, order="MM"))),
    jpeg((0xE2, b"ICC_PROFILE\0\x01\x01profile")),
    jpeg((0xFE, b"CREATOR: gd-jpeg")),
    jpeg(behind=b"\0\0\0\0"),
    png(),
    png((b"iCCP", b"sRGB\0\0x"), (b"pHYs", b"\0" * 9), (b"gAMA", b"\0" * 4), (b"tIME", b"\0" * 7)),
    png((b"eXIf", exif(ORIENTATION))),
    png((b"tEXt", b"Software\0a program that draws charts")),
    webp((b"VP8X", b"\0" * 10), (b"ICCP", b"x"), (b"EXIF", exif(ORIENTATION))),
    b"GIF89a" + b"\0" * 7 + b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0\x3b",
    avif(box(b"meta", b"\0\0\0\0" + box(b"infe", b"\x02\0\0\0\0\x01\0\0av01\0"))),
    exif(256, 257, 258, 259, 262, 273, 274, 277, 278, 279, 282, 283, 296, 34675),
    b"<svg xmlns='x'><metadata/><metadata> </metadata><text>metadata</text></svg>",
    b"not a picture, but Exif\0\0 and <x:xmpmeta> all the same",
    b"",
])  # fmt: skip
def test_what_only_says_how_to_show_a_picture_is_no_detail(data: bytes):
    """Which way up it is, its resolution and its colour profile may stay, and so may a picture with nothing."""
    assert details_in(data) == ()


@pytest.mark.parametrize("whole", [
    jpeg((0xE1, EXIF), (0xE1, ADOBE)), png((b"eXIf", exif(MAKE))), webp((b"EXIF", exif(MAKE))),
    avif(box(b"meta", ITEM)), exif(256, MAKE, following=True),
])  # fmt: skip
def test_a_picture_that_breaks_off_is_no_crash(whole: bytes):
    """However much of a file is there, reading it ends."""
    for end in range(len(whole)):
        assert isinstance(details_in(whole[:end]), tuple)
