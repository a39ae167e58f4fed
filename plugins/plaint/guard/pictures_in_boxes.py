"""Hidden details in what is made of boxes: HEIF, AVIF, JPEG XL, and videos that say where they were made."""

from __future__ import annotations

import re
from collections.abc import Iterator

_JPEG_XL_AND_2000 = (b"\x00\x00\x00\x0cJXL \r\n\x87\n", b"\x00\x00\x00\x0cjP  \r\n\x87\n")
_XMP_BOX = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
# The entry of an item in a HEIF file: four bytes of version, its number in two or four, two of protection, its type.
_EXIF_ITEM = re.compile(rb"infe.{8}(?:..)?Exif", re.DOTALL)
_PLACE = re.compile(rb"\xa9xyz|com\.apple\.quicktime\.location|loci\0\0\0\0")


def is_boxes(data: bytes) -> bool:
    """Whether a file is made of boxes."""
    return data[4:8] == b"ftyp" or data.startswith(_JPEG_XL_AND_2000)


def in_boxes(data: bytes) -> Iterator[str]:
    """The kinds of details that its boxes hold."""
    for name, box in _boxes(data):
        if name == b"Exif":
            yield "EXIF"
        elif name == b"xml " or (name == b"uuid" and box.startswith(_XMP_BOX)):
            yield "XMP"
        elif name == b"brob":
            yield {b"Exif": "EXIF", b"xml ": "XMP"}.get(box[:4], "metadata")
        elif name == b"meta":
            if _EXIF_ITEM.search(box):
                yield "EXIF"
            if b"application/rdf+xml" in box:
                yield "XMP"
        if name in (b"moov", b"meta", b"udta") and _PLACE.search(box):
            yield "a place (GPS)"


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """A length that counts the head, a name, the data. 1 says that the length follows, 0 that this is the last box."""
    at = 0
    while len(head := data[at : at + 8]) == 8:
        length, name, body = int.from_bytes(head[:4], "big"), head[4:], at + 8
        if length == 1:
            length, body = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        end = at + length if length else len(data)
        if end <= at:
            return
        yield name, data[body:end]
        at = end
