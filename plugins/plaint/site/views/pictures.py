"""Sizes of pictures, so that a page does not jump while they load. Read from the first bytes of the file."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's width and height in pixels; 0 where the file does not tell."""

    width: int
    height: int


def picture(path: Path) -> Picture:
    """The size of a PNG, GIF, JPEG or WebP file."""
    with path.open("rb") as file:
        head = file.read(32)
        if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return Picture(*struct.unpack(">II", head[16:24]))
        if head[:6] in (b"GIF87a", b"GIF89a"):
            return Picture(*struct.unpack("<HH", head[6:10]))
        if head[:4] == b"RIFF" and head[8:16] == b"WEBPVP8X":
            return Picture(1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little"))
        if head.startswith(b"\xff\xd8"):
            file.seek(2)
            return _jpeg(file.read(1 << 20))
    return Picture(0, 0)


def _jpeg(data: bytes) -> Picture:
    """The size from a JPEG's frame header (ITU T.81, B.2.2): markers C0 to CF but for C4, C8 and CC."""
    at = 0
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return Picture(width, height)
        at += 2 + length
    return Picture(0, 0)
