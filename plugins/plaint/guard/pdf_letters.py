"""Which letters the codes in a PDF's text stand for: the tables that its fonts bring along."""

from __future__ import annotations

import re

_TABLE = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.DOTALL)
_HEX = rb"<([0-9A-Fa-f\s]*)>"
_ONE = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\]]*)\])")
_LONGEST_RANGE = 65_536


def letters_of(table: bytes) -> dict[bytes, str]:
    """What each code of a font stands for, from its ToUnicode table."""
    found: dict[bytes, str] = {}
    for kind, body in _TABLE.findall(table):
        if kind == b"bfchar":
            found.update({_code(code): _letters(letters) for code, letters in _ONE.findall(body)})
            continue
        for low, high, start, each in _RANGE.findall(body):
            first, width = int.from_bytes(_code(low), "big"), len(_code(low))
            many = min(int.from_bytes(_code(high), "big") - first + 1, _LONGEST_RANGE)
            codes = [(first + at).to_bytes(width + 1, "big")[1:] for at in range(many)]
            if each:
                found.update(zip(codes, map(_letters, re.findall(_HEX, each)), strict=False))
            else:
                found.update({code: _later(_letters(start), at) for at, code in enumerate(codes)})
    return found


def whole_bytes(written: bytes) -> bytes:
    """The bytes that hexadecimal digits stand for; white space is left out, and a last half filled up."""
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", written).decode("ascii")
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _code(written: bytes) -> bytes:
    return whole_bytes(written) or b"\0"


def _letters(written: bytes) -> str:
    return whole_bytes(written).decode("utf-16-be", "replace")


def _later(text: str, by: int) -> str:
    """The text with its last letter moved on by so many places."""
    return text[:-1] + chr(min(ord(text[-1]) + by, 0x10FFFF)) if text else ""
