"""A register’s text in the pieces that its entries are written in, so that one that is as it was is known again."""

from __future__ import annotations

import re
from typing import NamedTuple

_BEGINS = re.compile(r"^-(?=[ \n]|\Z)", re.MULTILINE)
# What may end a document, or a line in some other way than `\n`, and what is measured otherwise than by eye.
_UNUSUAL = re.compile("[\t\r\x85\u2028\u2029\ufeff]|^(?:---|\\.\\.\\.|%)", re.MULTILINE)
_NOTHING = re.compile(r"(?: *(?:#.*)?\n)*")


class Item(NamedTuple):
    """What is known of an entry of a register: a digest of its text, the line that begins on, and how it stands."""

    digest: bytes
    line: int
    standing: bytes


def items_in(text: str) -> list[tuple[int, str]]:
    """The text of each item of a YAML list, with the line it begins on, the first of which is 1; none where these might
    not be all of it.

    An item begins where a line does, with a hyphen. Where each is a list of one item by itself, with nothing wrong in
    it, all of them together are the list of those: nothing that one leaves open can reach into the next.
    """
    starts = [found.start() for found in _BEGINS.finditer(text)]
    if not starts or _UNUSUAL.search(text) or not _NOTHING.fullmatch(text, 0, starts[0]):
        return []
    line, items = 1 + text.count("\n", 0, starts[0]), []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        items.append((line, text[start:end]))
        line += text.count("\n", start, end)
    return items
