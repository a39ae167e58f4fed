"""Reading a text file that anybody may have saved with any editor."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path

from plaint.problems import Problem, Stopped, Where

LARGEST = 4_000_000
"""Bytes that a text file may have. Ten years of contacts fit; what is larger was put here by mistake."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# The same in UTF-8, where it is sooner seen that there are none: single bytes, and what the last two begin with.
_CONTROL_BYTES = bytes((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F))
_LAST_TWO = b"\xef\xbf"


def read_text(path: Path, shown: str) -> str:
    """The text of a UTF-8 file, its line ends made plain. Raises Stopped with the one problem that is in the way."""
    try:
        # Calls of the system itself, and as few as will do: of thousands of files the least that one takes counts.
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            size = os.fstat(file).st_size
            if size > LARGEST:
                what = f"is too large to be a text ({size:,} bytes; {LARGEST:,} at most)"
                raise Stopped([Problem(Where(shown), what, "split it; a register may be a folder of files")])
            raw = os.read(file, size + 1)
            while len(raw) != size and (more := os.read(file, LARGEST)):
                raw += more
        finally:
            os.close(file)
    except OSError as error:
        raise Stopped([Problem(Where(shown), f"cannot be read ({error.strerror})")]) from error
    return text_of(raw, shown)


def text_of(raw: bytes, shown: str) -> str:
    """The same of what stands in a file."""
    if wide := _wide(raw):
        raise Stopped([Problem(Where(shown, 1), f"is saved as {wide}", "save it as UTF-8")])
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"has a byte that is not UTF-8 (0x{raw[error.start]:02X})"
        raise Stopped([Problem(Where(shown, line), what, "save the file as UTF-8")]) from error
    if b"\r" in raw:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _may_hold_controls(raw) and (found := _CONTROL.search(text)):
        line = text.count("\n", 0, found.start()) + 1
        raise Stopped([Problem(Where(shown, line), f"has a control character (U+{ord(found[0]):04X})", "delete it")])
    return text


def _may_hold_controls(raw: bytes) -> bool:
    return len(raw.translate(None, _CONTROL_BYTES)) < len(raw) or (b"\xef" in raw and _LAST_TWO in raw)


def _wide(raw: bytes) -> str | None:
    """UTF-16 or UTF-32 where the bytes are that: by their mark, or by a NUL beside each of the first letters."""
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    start = raw[:40]
    if len(start) >= 4 and (not any(start[::2]) or not any(start[1::2])) and any(start):
        return "UTF-16"
    return None
