"""How much of one thing a text may hold; beyond it, Markdown looks back so often that it takes minutes."""

from __future__ import annotations

import re

from plaint.markup.model import Fault
from plaint.markup.source import Source

_IN_A_LINE = 1_500
_IN_A_PARAGRAPH = 4_000
_IN_A_TEXT = (("\n```", 2_000), ("\n~~~", 2_000), ("*[", 1_000))
_LINES = 5_000
# No text of so few characters reaches any of these.
_HARMLESS = 1_000
_CHARACTERS = ("[", "<", "#", "`")
_PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")


def well_within(paragraph: str) -> bool:
    """Whether a paragraph holds too little of anything by itself for it to be too much."""
    signs = "\n", *_CHARACTERS
    return len(paragraph) <= _IN_A_LINE or all(paragraph.count(sign) <= _IN_A_LINE for sign in signs)


def too_much(hidden: str, source: Source) -> Fault | None:
    """What makes the text, its references hidden, too slow to convert, or None; a check of the counts
    alone."""
    if len(hidden) <= _HARMLESS:
        return None
    for written, limit in _IN_A_TEXT:
        # Most texts have none of the signs at all, or few of the last of them, which is sooner seen than all counted.
        last = written[-1]
        if last in hidden and hidden.count(last) > limit and hidden.count(written) > limit:
            return _fault(source.first_line, written.strip(), limit, "text")
    if len(hidden) > _LINES and hidden.count("\n") > _LINES:
        for paragraph in _PARAGRAPH.finditer(hidden):
            if paragraph.group().count("\n") > _LINES:
                return _fault(_line(hidden, paragraph.start(), source), "lines", _LINES, "paragraph")
    for written in _CHARACTERS:
        if written not in hidden or hidden.count(written) <= _IN_A_LINE:
            continue
        for paragraph in _PARAGRAPH.finditer(hidden):
            if paragraph.group().count(written) > _IN_A_PARAGRAPH:
                return _fault(_line(hidden, paragraph.start(), source), written, _IN_A_PARAGRAPH, "paragraph")
        for line in re.finditer(r"[^\n]+", hidden):
            if line.group().count(written) > _IN_A_LINE:
                return _fault(_line(hidden, line.start(), source), written, _IN_A_LINE, "line")
    return None


def _line(hidden: str, position: int, source: Source) -> int:
    # A reference that runs over a line's end hides that end, so that the line may be some lines too early.
    return source.first_line + hidden.count("\n", 0, position)


def _fault(line: int, written: str, limit: int, where: str) -> Fault:
    return Fault(
        line,
        f"there are more than {limit} {written} in one {where}",
        "divide it, or put what is no Markdown between ``` lines",
    )
