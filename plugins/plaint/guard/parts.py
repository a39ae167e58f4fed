"""What a published file holds: texts that can be searched, and pictures, also those inside of documents."""

from __future__ import annotations

import re
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import field
from email import message_from_bytes, policy
from gzip import GzipFile
from io import BytesIO
from zlib import error

from plaint.guard.pdf import read_pdf
from plaint.guard.text import decoded, strings
from plaint.values import dataclass

_DATA_ADDRESS = re.compile(rb"data:image/[\w.+-]+(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=\s]+)")
_LARGEST_DOCUMENT = 200_000_000
"""Bytes that a document may unpack to. What is beyond them is not read: it was made to fill a memory."""


@dataclass(slots=True)
class Parts:
    """A file taken apart.

    `text` is the file's own text, whose lines can be named; `texts` are others found in it, by the names they have
    there; `runs` what could be read in bytes that are no text, where short words occur by chance. `unread` says why
    nobody can tell what its words are.
    """

    text: str | None = None
    texts: list[tuple[str, str]] = field(default_factory=list)
    runs: tuple[str, ...] = ()
    unread: str = ""


def take_apart(data: bytes, name: str) -> Parts:
    """The texts of a file, whatever it is; `name` decides only where its bytes leave it open."""
    if data.startswith(b"%PDF-"):
        pdf = read_pdf(data)
        unread = "" if pdf.readable else "its pages are pictures, or locked"
        return Parts(texts=[("", each) for each in pdf.texts], unread=unread)
    if data.startswith(b"PK\x03\x04"):
        return _of_a_zip(data)
    if data.startswith(b"\x1f\x8b"):
        return _of_a_squeezed(data)
    if name.lower().endswith(".eml"):
        return Parts(text=decoded(data, ".txt"), texts=list(_of_a_message(data)))
    text = decoded(data, name)
    return Parts(text=text) if text is not None else Parts(runs=strings(data))


def pictures_in(data: bytes) -> Iterator[bytes]:
    """The file itself, and every picture that it carries: in a PDF, in a document, in a page's address."""
    yield data
    if data.startswith(b"%PDF-"):
        yield from read_pdf(data).pictures
    elif data.startswith(b"PK\x03\x04"):
        yield from (part for _, part in _members(data)[0])
    elif b"data:image/" in data:
        for found in _DATA_ADDRESS.finditer(data):
            try:
                yield b64decode(re.sub(rb"\s", b"", found[1]))
            except ValueError:
                continue


def _of_a_zip(data: bytes) -> Parts:
    """The texts of a document of Word, Excel or LibreOffice, or of any other folder that was packed."""
    parts = Parts()
    members, whole = _members(data)
    for name, part in members:
        text = decoded(part, name)
        if text is not None:
            parts.texts += [(name, name), (name, text)]
    if not whole:
        parts.unread = "it cannot be unpacked, or not all of it"
    return parts


def _of_a_squeezed(data: bytes) -> Parts:
    """The text of a file that was made smaller, as the index of a search is."""
    try:
        with GzipFile(fileobj=BytesIO(data)) as file:
            inside = file.read(_LARGEST_DOCUMENT + 1)
    except (OSError, EOFError, error):
        return Parts(unread="it cannot be unpacked")
    text = decoded(inside, "")
    parts = Parts(texts=[(".json", text)]) if text is not None else Parts(runs=strings(inside))
    if len(inside) > _LARGEST_DOCUMENT:
        parts.unread = "it cannot be unpacked, or not all of it"
    return parts


def _members(data: bytes) -> tuple[list[tuple[str, bytes]], bool]:
    """The files in a packed folder, by their names, and whether these are all."""
    found: list[tuple[str, bytes]] = []
    left = _LARGEST_DOCUMENT
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for member in packed.infolist():
                left -= member.file_size
                if left < 0:
                    return found, False
                if not member.is_dir():
                    found.append((member.filename, packed.read(member)))
    except Exception:  # a damaged file makes the library raise whatever its bytes lead to
        return found, False
    return found, True


def _of_a_message(data: bytes) -> Iterator[tuple[str, str]]:
    """The head and the parts of an e-mail, decoded."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        yield "", "\n".join(f"{key}: {value}" for key, value in message.items())
        for part in message.walk():
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                yield ".html" if part.get_content_subtype() == "html" else "", decoded(body, ".txt") or ""
    except Exception:  # a message that follows no rule makes the library raise whatever it comes to
        return
