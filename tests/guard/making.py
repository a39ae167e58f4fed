"""Files for tests of the guard, made byte for byte: pictures with and without hidden details, PDFs, output folders."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from plaint.guard import Output, Terms
from plaint.guard.never import terms_in

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description dc:creator="E"/></rdf:RDF></x:xmpmeta>'


def exif(*tags: int, order: str = "II", following: bool = False) -> bytes:
    """A block of EXIF with these tags in its first table; `following` hangs a second table on, as a thumbnail's is."""
    sign = "<" if order == "II" else ">"
    table = struct.pack(f"{sign}H", len(tags))
    table += b"".join(struct.pack(f"{sign}HHII", tag, 3, 1, 6) for tag in tags)
    end = 8 + len(table) + 4
    table += struct.pack(f"{sign}I", end if following else 0)
    more = struct.pack(f"{sign}HI", 0, 0) if following else b""
    return order.encode() + struct.pack(f"{sign}HI", 42, 8) + table + more


ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def jpeg(*segments: tuple[int, bytes], behind: bytes = b"") -> bytes:
    """A JPEG file with these segments (marker, data), and what is hung on behind its end."""
    parts = [struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data for marker, data in segments]
    scan = struct.pack(">BBH", 0xFF, 0xDA, 4) + b"\0\0" + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + b"".join(parts) + scan + b"\xff\xd9" + behind


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG file with these chunks (name, data) in front of its picture."""
    whole = [(b"IHDR", b"\0" * 13), *chunks, (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in whole
    )


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP file with these chunks."""
    body = b"".join(name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def box(name: bytes, data: bytes) -> bytes:
    """A box of HEIF and its like."""
    return struct.pack(">I", len(data) + 8) + name + data


def avif(*boxes: bytes) -> bytes:
    """An AVIF file with these boxes behind the one that says what it is."""
    return box(b"ftyp", b"avif\0\0\0\0avifmif1") + b"".join(boxes)


def pdf(*streams: bytes, objects: bytes = b"") -> bytes:
    """A PDF file with these streams, packed as most programs pack them, and objects as they are given."""
    packed = [zlib.compress(each) for each in streams]
    body = b"".join(
        b"%d 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(each), each)
        for number, each in enumerate(packed, 1)
    )
    return b"%PDF-1.7\n" + body + objects + b"trailer\n<<>>\n%%EOF\n"


def output(root: Path, files: dict[str, str | bytes], terms: str = "") -> Output:
    """An output folder with these files, and what may appear nowhere in it, as never.yaml lists it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Output(root, "output", terms_in(terms, "private/never.yaml"))


def never(*entries: str) -> Terms:
    """The terms of a list with these entries."""
    return terms_in("".join(f"- {entry}\n" for entry in entries), "private/never.yaml")
