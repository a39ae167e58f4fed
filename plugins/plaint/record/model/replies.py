"""What replies say of a letter’s points, and the days a clock stood still."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar

from plaint.record.entry import Entry, given, part
from plaint.record.model.vocabulary import (
    COVERAGES,
)
from plaint.record.nodes import Mapping, Node
from plaint.record.shapes import DAY, ID, LINE, MARKDOWN, Path, Reading, Shape, choice, from_text, pattern
from plaint.values import dataclass


@dataclass(frozen=True, kw_only=True, eq=False)
class Pause(Entry):
    """Days on which a clock stood still, the first and the last one included."""

    NAME: ClassVar[str] = "a pause"

    since: date = given(DAY, "The first day that does not count.", key="from", required=True)
    until: date = given(DAY, "The last day that does not count.", required=True)
    why: str = given(LINE, "The reason, as it is shown.", required=True)


@dataclass(frozen=True, kw_only=True, eq=False)
class Coverage(Entry):
    """What a reply did about one point of a letter."""

    NAME: ClassVar[str] = "an answer to a point"

    coverage: str = given(choice(*COVERAGES), "What became of the point.", required=True)
    note: str | None = given(MARKDOWN, "Why, in a sentence.")


def an_answer() -> Shape[Coverage]:
    """The shape of an answer to a point: a word, or the word with a note."""
    whole = part(Coverage, "")
    word = choice(*COVERAGES)
    says = f"{word.says}, or `{{coverage: partly, note: Why.}}`"

    def read(node: Node, reading: Reading, path: Path) -> Coverage:
        if isinstance(node, Mapping):
            return whole.read(node, reading, path)
        said = word.read(node, reading, path)
        return Coverage(where=reading.where(node), coverage=said)

    return Shape(says, {"anyOf": [word.schema, whole.schema]}, read)


def _point_of_a_letter(text: str) -> str:
    if not re.fullmatch(f"{ID}#{ID}", text):
        raise ValueError("is no point of a letter")
    return text


_A_POINT = "a letter’s id, # and the point’s id: transport-letter#contracts"
POINT = from_text(
    _A_POINT, pattern(f"{ID}#{ID}", f"Write {_A_POINT}", "transport-letter#contracts"), _point_of_a_letter
)
