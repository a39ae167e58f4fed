"""A picture without what is hidden in it, its pixels untouched: only the parts that make the picture are kept.

Each format is walked part by part, and what is not on its list is left out, whatever it may be called: place and time
(EXIF), descriptions (XMP, IPTC), comments, thumbnails, and whatever stands after the picture's end. Nothing is raised:
where a file makes no sense, what came before that is all that is kept.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
# What is seen: the picture, its colours, how it shows through, how many pixels go to a metre, and how it moves.
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS bKGD sBIT pHYs gAMA cHRM sRGB iCCP cICP mDCV cLLI acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_TELLS = 0x08 | 0x04  # the bits of VP8X that announce EXIF and XMP
_GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # how often it repeats


def stripped(data: bytes, format: str) -> bytes:
    """The picture alone, of a JPEG, PNG, GIF or WebP file; a file of any other format as it is."""
    walk = _WALKS.get(format)
    return b"".join(walk(data)) if walk else data


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Segments: FF, a marker, and a length that counts its own two bytes (ITU T.81, annex B)."""
    yield data[:2]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == 0xD9:
            yield data[at : at + 2]
            return
        if 0xD0 <= marker <= 0xD8 or marker == 0x01:  # these stand alone, and none of them does so here
            at += 2
            continue
        after = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at:after]
        yield _jpeg_segment(marker, segment)
        at = after
        if marker == 0xDA:
            at = _scan_end(data, at)
            yield data[after:at]
    if data[at : at + 2] == b"\xff\xd9":
        yield b"\xff\xd9"


def _jpeg_segment(marker: int, segment: bytes) -> bytes:
    """A segment as it is kept: tables, frames and scans; of the others the size, the colour profile, and the kind of
    colours."""
    content = segment[4:]
    if marker == 0xE0 and content.startswith(b"JFIF\0"):
        return b"\xff\xe0\0\x10" + content[:12].ljust(12, b"\0") + b"\0\0"  # without the thumbnail that may follow
    if marker == 0xE2 and content.startswith(b"ICC_PROFILE\0"):
        return segment
    if marker == 0xEE and content.startswith(b"Adobe") and len(content) >= 12:
        return b"\xff\xee\0\x0e" + content[:12]
    return segment if 0xC0 <= marker <= 0xDF else b""


def _scan_end(data: bytes, at: int) -> int:
    """Where the picture's own bytes end: at a marker that is neither a restart nor a doubled FF."""
    while (at := data.find(b"\xff", at)) != -1:
        following = data[at + 1 : at + 2]
        if following == b"\0" or b"\xd0" <= following <= b"\xd7":
            at += 2
        elif following == b"\xff":
            at += 1
        else:
            return at
    return len(data)


def _png(data: bytes) -> Iterator[bytes]:
    """Chunks: a length, a name, the data, and four bytes of checksum."""
    yield data[:8]
    at = 8
    while at + 12 <= len(data):
        name = data[at + 4 : at + 8]
        after = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if after > len(data) and name != b"IDAT":
            return
        if name == b"iCCP":
            yield _profile(data[at + 8 : after - 4])
        elif name in _PNG_KEPT:
            yield data[at:after]
        if name == b"IEND":
            return
        at = after


def _profile(content: bytes) -> bytes:
    """A colour profile under a name that says nothing: it is often that of somebody's screen."""
    chunk = b"iCCP" + b"profile\0" + content.partition(b"\0")[2]
    return (len(chunk) - 4).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")


def _webp(data: bytes) -> Iterator[bytes]:
    """RIFF: a name, a length, and the data, filled up to an even number of bytes."""
    end = 8 + int.from_bytes(data[4:8], "little")
    kept = b"".join(_riff(data[12:end]))
    yield b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WEBP" + kept


def _riff(data: bytes) -> Iterator[bytes]:
    at = 0
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        content = data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
        if name not in _WEBP_KEPT:
            continue
        if name == b"VP8X" and content:
            content = bytes((content[0] & ~_WEBP_TELLS,)) + content[1:]
        elif name == b"ANMF":  # a frame, whose first sixteen bytes say where it stands and how long
            content = content[:16] + b"".join(_riff(content[16:]))
        yield name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def _gif(data: bytes) -> Iterator[bytes]:
    """Blocks: pictures (2C), and extensions (21), in parts that begin with their length, up to one of none (GIF89a)."""
    at = 13 + _table(data[10:11])
    yield data[:at]
    while at < len(data):
        if data[at] == 0x21:
            after = _parts_end(data, at + 2)
            label, begins = data[at + 1 : at + 2], data[at + 3 : at + 14]
            if label == b"\xf9" or (label == b"\xff" and begins in _GIF_KEPT):
                yield data[at:after]
        elif data[at] == 0x2C:
            after = _parts_end(data, at + 11 + _table(data[at + 9 : at + 10]))
            yield data[at:after]
        else:
            yield b";"
            return
        at = after


def _table(flags: bytes) -> int:
    """The length of the table of colours that flags announce, in bytes."""
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _parts_end(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return min(at + 1, len(data))


_WALKS: dict[str, Callable[[bytes], Iterator[bytes]]] = {"jpeg": _jpeg, "png": _png, "webp": _webp, "gif": _gif}
