"""Whether a picture carries hidden details of how, when and where it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_XMP_MORE = b"http://ns.adobe.com/xmp/extension/\0"
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif")
# The entry of an item in a HEIF file: four bytes of version, its number in two or four, two of protection, its type.
_EXIF_ITEM = re.compile(rb"infe.{8}(?:..)?Exif", re.DOTALL)
_PNG = b"\x89PNG\r\n\x1a\n"


def metadata_in(path: Path) -> tuple[str, ...]:
    """The kinds of details (EXIF, XMP) that a JPEG, PNG, WebP or HEIC file carries; none of any other file."""
    with path.open("rb") as file:
        start = file.read(12)
        file.seek(0)
        if start.startswith(b"\xff\xd8"):
            found = _in_jpeg(file)
        elif start.startswith(_PNG):
            found = _in_png(file)
        elif start[:4] == b"RIFF" and start[8:] == b"WEBP":
            found = _in_webp(file)
        elif start[4:8] == b"ftyp" and start[8:] in _HEIF:
            found = _in_heif(file)
        else:
            return ()
        return tuple(sorted(set(found)))


def _in_jpeg(file: BinaryIO) -> Iterator[str]:
    """Segments up to the picture itself: FF, a marker, and a length that counts its own two bytes."""
    file.seek(2)
    while file.read(1) == b"\xff":
        marker = file.read(1)
        while marker == b"\xff":  # filling
            marker = file.read(1)
        if marker in (b"\xda", b"\xd9", b""):
            return
        length = int.from_bytes(file.read(2), "big")
        after = file.tell() + max(length - 2, 0)
        if marker == b"\xe1":
            data = file.read(len(_XMP_MORE))
            if data.startswith(b"Exif\0"):
                yield "EXIF"
            elif data.startswith((_XMP, _XMP_MORE)):
                yield "XMP"
        file.seek(after)


def _in_png(file: BinaryIO) -> Iterator[str]:
    """Chunks: a length, a name, the data, and four bytes of checksum."""
    file.seek(len(_PNG))
    while len(head := file.read(8)) == 8:
        length, name = int.from_bytes(head[:4], "big"), head[4:]
        after = file.tell() + length + 4
        keyword = file.read(min(length, 30)) if name in (b"iTXt", b"tEXt", b"zTXt") else b""
        if name == b"eXIf" or keyword.startswith((b"Raw profile type exif\0", b"Raw profile type APP1\0")):
            yield "EXIF"
        elif keyword.startswith((b"XML:com.adobe.xmp\0", b"Raw profile type xmp\0")):
            yield "XMP"
        elif name == b"IEND":
            return
        file.seek(after)


def _in_webp(file: BinaryIO) -> Iterator[str]:
    """Chunks: a name, a length, and the data, filled up to an even number of bytes."""
    file.seek(12)
    while len(head := file.read(8)) == 8:
        if head[:4] in (b"EXIF", b"XMP "):
            yield head[:4].decode().strip()
        length = int.from_bytes(head[4:], "little")
        file.seek(length + length % 2, 1)


def _in_heif(file: BinaryIO) -> Iterator[str]:
    """Boxes: a length that counts its own eight bytes, a name, the data; `meta` lists the items in the file."""
    file.seek(0)
    while len(head := file.read(8)) == 8:
        length = int.from_bytes(head[:4], "big")
        if length < 8:  # it goes on to the end of the file, or is longer than any list of items
            return
        if head[4:] != b"meta":
            file.seek(length - 8, 1)
            continue
        items = file.read(length - 8)
        if _EXIF_ITEM.search(items):
            yield "EXIF"
        if b"application/rdf+xml" in items:
            yield "XMP"
