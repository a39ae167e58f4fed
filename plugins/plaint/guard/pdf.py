"""The words of a PDF and the pictures in it, as far as Python alone can read them.

Enough of the format is read to find a name: compressed streams, the strings that pages show, and the tables that
say which letters a font's codes stand for. What is encrypted, or a picture of a page, has no words here.
"""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from collections.abc import Iterator
from dataclasses import field

from plaint.guard.pdf_letters import letters_of, whole_bytes
from plaint.values import dataclass

_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b(.*?)\bendobj\b", re.DOTALL)
_STREAM = re.compile(rb"(.*?)\bstream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_FONT_NAMES = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R")
_TO_UNICODE = re.compile(rb"/ToUnicode\s+(\d+)\s+\d+\s+R")
_SHOWN = re.compile(
    rb"/(?P<font>[^\s/<>\[\]()]+)\s+[-\d.]+\s+Tf"
    rb"|\((?P<text>(?>(?:[^()\\]|\\.|\((?>(?:[^()\\]|\\.){0,500})\)){0,4000}))\)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|(?P<gap>(?<![\d.])-?\d+(?:\.\d+)?)"
    rb"|(?P<move>\b(?:Td|TD|Tm|ET)\b|T\*|['\"])",
    re.DOTALL,
)
_PAGE = re.compile(rb"\bBT\b.*?\b(?:Tj|TJ)\b|\bBT\b.*?\)\s*['\"]", re.DOTALL)
# Fonts, colour profiles and tables, in which the marks of a page stand by chance.
_NO_PAGE = re.compile(
    rb"/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType|XML)\b|/Type\s*/(?:XRef|ObjStm|Metadata)\b|/N\s+[134]\b"
)
_WIDE_GAP = -180
"""Thousandths of the size of the type from which a gap between two letters is a space."""

_MOST_FONTS = 40
"""Fonts of one name that are tried, page for page: a document of many parts may have as many."""

_LARGEST = 40_000_000
"""Bytes that a stream may unpack to: what is larger is a picture, or made to fill a memory."""


@dataclass(slots=True)
class Pdf:
    """What a PDF holds: texts to be searched, and JPEG pictures. Without a text, nobody can say what it shows."""

    texts: list[str] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    readable: bool = False


def read_pdf(data: bytes) -> Pdf:
    """The words and pictures of a PDF; whatever cannot be read is passed over."""
    pdf = Pdf()
    if b"/Encrypt" in data:
        return pdf
    heads, streams = _objects(data, pdf)
    fonts = _fonts(heads, streams)
    pages = [
        stream for number, stream in streams.items() if not _NO_PAGE.search(heads[number]) and _PAGE.search(stream)
    ]
    for turn in range(max([1, *(min(len(each), _MOST_FONTS) for each in fonts.values())])):
        text = "\n".join("".join(_words(page, fonts, turn)) for page in pages)
        # A word that is divided at the end of a line is one. Some programs place every letter of a word by itself.
        pdf.texts += [re.sub(r"(?<=\w)-\n(?=\w)", "", text), text.replace("\n", "")]
    pdf.readable = any(character.isalnum() for text in pdf.texts for character in text)
    for head in heads.values():
        pdf.texts.append("\n".join(_plain(_unescaped(each)) for each in re.findall(rb"\(((?:[^()\\]|\\.)*)\)", head)))
        pdf.texts += [_plain(whole_bytes(each)) for each in re.findall(rb"(?<!<)<([0-9A-Fa-f]{4,})>", head)]
    pdf.texts += [_plain(each) for each in streams.values() if b"<x:xmpmeta" in each or b"<rdf:RDF" in each]
    return pdf


def _objects(data: bytes, pdf: Pdf) -> tuple[dict[int, bytes], dict[int, bytes]]:
    """Every object by its number: its dictionary, and its stream unpacked; JPEG pictures are set aside."""
    heads: dict[int, bytes] = {}
    streams: dict[int, bytes] = {}
    for found in _OBJECT.finditer(data):
        number, body = int(found[1]), found[2]
        if whole := _STREAM.match(body):
            head, packed = whole[1], whole[2]
            if b"DCTDecode" in head:
                pdf.pictures.append(_unpacked(head, packed))
                continue
            if re.search(rb"/Subtype\s*/Image", head):
                continue
            stream = _unpacked(head, packed)
            streams[number], heads[number] = stream, head
            if re.search(rb"/Type\s*/ObjStm", head):
                heads.update(_packed_objects(head, stream))
        else:
            heads[number] = body
    return heads, streams


def _packed_objects(head: bytes, stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects that stand in one stream: first their numbers and places, then they themselves."""
    first = re.search(rb"/First\s+(\d+)", head)
    if not first:
        return
    start = int(first[1])
    numbers = [int(each) for each in stream[:start].split() if each.isdigit()]
    places = [*numbers[1::2], len(stream)]
    for number, begins, ends in zip(numbers[::2], places, places[1:], strict=False):
        yield number, stream[start + begins : start + ends]


def _unpacked(head: bytes, packed: bytes) -> bytes:
    """A stream as it is once its filters are undone; as it is where one of them is not known."""
    for name in re.findall(rb"/(FlateDecode|Fl|ASCII85Decode|A85|ASCIIHexDecode|AHx)\b", head):
        try:
            if name in (b"FlateDecode", b"Fl"):
                packed = zlib.decompressobj().decompress(packed, _LARGEST)
            elif name in (b"ASCII85Decode", b"A85"):
                packed = a85decode(packed.strip().removeprefix(b"<~").removesuffix(b"~>"))
            else:
                packed = whole_bytes(packed)
        except (ValueError, zlib.error):
            return b""
    return packed


def _fonts(heads: dict[int, bytes], streams: dict[int, bytes]) -> dict[bytes, list[dict[bytes, str]]]:
    """For each name that pages give a font, the letters of every font that has it somewhere in the document."""
    letters: dict[int, dict[bytes, str]] = {}
    for number, head in heads.items():
        if (found := _TO_UNICODE.search(head)) and int(found[1]) in streams:
            letters[number] = letters_of(streams[int(found[1])])
    named: dict[bytes, list[dict[bytes, str]]] = {}
    for head in heads.values():
        for name, number_text in _FONT_NAMES.findall(head):
            table = letters.get(int(number_text))
            if table and table not in named.setdefault(name, []):
                named[name].append(table)
    return {name: tables for name, tables in named.items() if tables}


def _words(page: bytes, fonts: dict[bytes, list[dict[bytes, str]]], turn: int) -> Iterator[str]:
    """What a page shows, in the order in which it is drawn."""
    table: dict[bytes, str] | None = None
    for found in _SHOWN.finditer(page):
        if found["font"] is not None:
            tables = fonts.get(found["font"])
            table = tables[min(turn, len(tables) - 1)] if tables else None
        elif found["text"] is not None:
            yield _lettered(_unescaped(found["text"]), table)
        elif found["hex"] is not None:
            yield _lettered(whole_bytes(found["hex"]), table)
        elif found["gap"] is not None:
            if float(found["gap"]) < _WIDE_GAP:
                yield " "
        else:
            yield "\n"


def _lettered(codes: bytes, table: dict[bytes, str] | None) -> str:
    if not table:
        return _plain(codes)
    width = len(next(iter(table)))
    return "".join(table.get(codes[at : at + width], "") for at in range(0, len(codes), width))


_ESCAPED = {b"n": b"\n", b"r": b"\n", b"t": b" ", b"b": b"", b"f": b" ", b"\n": b"", b"\r": b""}


def _unescaped(written: bytes) -> bytes:
    """A string between brackets, its escapes resolved."""

    def meant(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8) & 255]) if code[0] in b"01234567" else _ESCAPED.get(code, code)

    return re.sub(rb"\\([0-7]{1,3}|.)", meant, written, flags=re.DOTALL)


def _plain(data: bytes) -> str:
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
