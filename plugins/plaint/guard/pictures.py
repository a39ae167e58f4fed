"""Hidden details in pictures: where, when, with what and by whom one was made, whatever format it is in.

What only says how to show a picture is no such detail: which way up it is, its colour profile, its resolution.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plaint.guard.exif import details_of
from plaint.guard.pictures_in_boxes import in_boxes, is_boxes

_XMP = (b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0")
_PNG = b"\x89PNG\r\n\x1a\n"
_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
_HIDDEN_BEHIND = re.compile(rb"\xff\xd8\xff|ftyp|Exif\0|<x:xmpmeta|http://ns\.adobe\.com/xap")
# Photoshop's own segment: captions and names (IPTC), a small copy of the picture, EXIF and XMP once more.
_PHOTOSHOP = re.compile(rb"8BIM\x04[\x04\x0c\x22\x24]")
_SVG = re.compile(rb"^\s*(?:<\?xml.*?\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b", re.DOTALL | re.IGNORECASE)
_SVG_XMP = re.compile(rb"<(?:x:xmpmeta|rdf:RDF|\?xpacket)\b")
_SVG_METADATA = re.compile(rb"<(?:\w+:)?metadata\b[^>]*(?<!/)>\s*[^<\s]|<(?:\w+:)?metadata\b[^>]*(?<!/)>\s*<(?!/)")
_SVG_EDITOR = re.compile(rb"\b(?:sodipodi:docname|inkscape:export-filename|sodipodi:absref)\s*=")
_SILENT_KEYWORDS = (b"Software",)
"""Keywords of texts in a PNG that say nothing of anybody: which program drew a chart."""


def details_in(data: bytes) -> tuple[str, ...]:
    """The kinds of hidden details (EXIF, XMP and so on) that a picture carries; none of what is no picture."""
    for fits, read in _FORMATS:
        if fits(data):
            return tuple(sorted(set(read(data))))
    return ()


def _in_jpeg(data: bytes) -> Iterator[str]:
    """Segments, a length after each marker; then the picture; and whatever is hung on behind its end."""
    at = 2
    while found := _MARKER.search(data, at):
        marker, at = found[1][0], found.end()
        if marker == 0xD9:
            if behind := _HIDDEN_BEHIND.search(data, at):
                yield "a video" if behind[0] == b"ftyp" else "a second picture behind the first"
            return
        if marker in (0x01, 0xD8):
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        segment, at = data[at + 2 : at + length], at + max(length, 2)
        if marker == 0xE1 and segment.startswith(b"Exif\0"):
            yield from details_of(segment[6:])
        elif marker == 0xE1 and segment.startswith(_XMP):
            yield "XMP"
        elif marker == 0xED and _PHOTOSHOP.search(segment):
            yield "IPTC"


def _in_png(data: bytes) -> Iterator[str]:
    """Chunks: a length, a name, the data, and four bytes of checksum."""
    at = len(_PNG)
    while len(head := data[at : at + 8]) == 8:
        length, name = int.from_bytes(head[:4], "big"), head[4:]
        chunk, at = data[at + 8 : at + 8 + length], at + 12 + length
        if name == b"eXIf":
            yield from details_of(chunk.removeprefix(b"Exif\0\0"))
        elif name in (b"iTXt", b"tEXt", b"zTXt"):
            keyword = chunk.partition(b"\0")[0]
            if keyword in (b"XML:com.adobe.xmp", b"Raw profile type xmp"):
                yield "XMP"
            elif keyword in (b"Raw profile type exif", b"Raw profile type APP1"):
                yield "EXIF"
            elif keyword == b"Raw profile type iptc":
                yield "IPTC"
            elif keyword not in _SILENT_KEYWORDS and not keyword.startswith(b"Raw profile type ic"):
                yield "a text"
        elif name == b"IEND":
            if _HIDDEN_BEHIND.search(data, at):
                yield "something behind the picture"
            return


def _in_webp(data: bytes) -> Iterator[str]:
    """Chunks: a name, a length, and the data, filled up to an even number of bytes."""
    at = 12
    while len(head := data[at : at + 8]) == 8:
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"EXIF":
            yield from details_of(data[at + 8 : at + 8 + length].removeprefix(b"Exif\0\0"))
        elif head[:4] == b"XMP ":
            yield "XMP"
        at += 8 + length + length % 2


def _in_gif(data: bytes) -> Iterator[str]:
    """Blocks of sub-blocks, among them those of applications."""
    if b"\x21\xff\x0bXMP DataXMP" in data:
        yield "XMP"


def _in_tiff(data: bytes) -> Iterator[str]:
    yield from details_of(data, tiff=True)


def _in_svg(data: bytes) -> Iterator[str]:
    """Elements and attributes that drawing programs leave behind."""
    if _SVG_XMP.search(data):
        yield "XMP"
    elif _SVG_METADATA.search(data):
        yield "metadata"
    if _SVG_EDITOR.search(data):
        yield "the name of a file on somebody’s computer"


def _is_svg(data: bytes) -> bool:
    return b"<svg" in data[:4096].lower() and _SVG.match(data.removeprefix(b"\xef\xbb\xbf")) is not None


_FORMATS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Iterator[str]]], ...] = (
    (lambda data: data.startswith(b"\xff\xd8\xff"), _in_jpeg),
    (lambda data: data.startswith(_PNG), _in_png),
    (lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", _in_webp),
    (lambda data: data.startswith((b"GIF87a", b"GIF89a")), _in_gif),
    (lambda data: data.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")), _in_tiff),
    (is_boxes, in_boxes),
    (_is_svg, _in_svg),
)
