"""What a sealed letter said: its numbers, figures and digest, kept beside it as they were sent."""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly
from datetime import date
from typing import ClassVar

from plaint.record.entry import Entry, given, read_entry
from plaint.record.nodes import Node
from plaint.record.shapes import AN_ID, DAY, DIGEST, ID, LINE, Reading, from_text, list_of, map_of
from plaint.values import dataclass


def _numbered_point(text: str) -> str:
    if not re.fullmatch(f"(?:Issue|Question|Request) [1-9][0-9]* {ID}", text):
        raise ValueError("is no numbered point")
    return text


_POINT = from_text("a point as it was numbered, `Issue 1 contracts`", {"type": "string"}, _numbered_point)
_REFERENCE = from_text("a reference as it stands in the letter", {"type": "string"}, str)


@dataclass(frozen=True, kw_only=True, eq=False)
class Seal(Entry):
    """A letter's seal. `references` holds what each reference read as, `embeds` the digest of each thing set in."""

    NAME: ClassVar[str] = "a seal"

    letter: str
    sealed_on: date = given(DAY, "The day it was sealed.", required=True)
    digest: str = given(DIGEST, "The SHA-256 of the letter’s file when it was sealed.", required=True)
    sender: str = given(LINE, "Who it was from, as it read.", required=True)
    to: tuple[str, ...] = given(list_of(LINE), "Who it went to, as it read.", default=())
    cc: tuple[str, ...] = given(list_of(LINE), "Who it was copied to, as it read.", default=())
    points: tuple[str, ...] = given(list_of(_POINT), "Its points: `Issue 1 questions`.", default=())
    appendices: tuple[str, ...] = given(list_of(AN_ID), "Its appendices, in order.", default=())
    references: ReadOnly[str, str] = given(
        map_of(_REFERENCE, LINE, "references and words"), "What each reference read as.", default={}
    )
    embeds: ReadOnly[str, str] = given(
        map_of(_REFERENCE, DIGEST, "embeds and digests"), "The digest of each thing set in.", default={}
    )


def read_seal(letter: str, node: Node, reading: Reading) -> Seal | None:
    """The seal of a letter that a file holds; None where it cannot be read."""
    return read_entry(Seal, node, reading, letter=letter)
