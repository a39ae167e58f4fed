"""Single private-use characters that stand in for parts of the source while Markdown works on the rest."""

from __future__ import annotations

import re
from dataclasses import replace

from plaint.markup.model import PointKind
from plaint.values import dataclass

# Plane 15 is private use, and nobody types it: icon fonts keep to U+E000..U+F8FF. With one character
# a token, nothing in Markdown can split a token, or see a bar, a star or a bracket in it.
FIRST = 0xF0000
LIMIT = 60_000
TOKEN = re.compile("[\U000f0000-\U000fffff]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A well-formed `[[…]]` as it stands in the source; `alone` where nothing else is on its line."""

    kind: str
    target: str
    words: str | None
    embed: bool
    line: int
    raw: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Stray:
    """Marks the place just before a `[[` that is no reference; Markdown may yet make something of it."""

    line: int
    raw: str


@dataclass(frozen=True, slots=True)
class HeadingMark:
    """Carries a heading's line number to where the heading is read."""

    line: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A private-use character of the author's own."""

    char: str


@dataclass(frozen=True, slots=True)
class Number:
    """Where the number of a point will stand."""

    kind: PointKind
    id: str
    line: int
    level: int


Entry = Reference | Stray | HeadingMark | Literal | Number


class Tokens:
    """The tokens of one text."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.full = False

    def put(self, entry: Entry) -> str:
        """The character that stands for `entry` from now on; empty once they have run out."""
        if len(self.entries) >= LIMIT:
            self.full = True
            return ""
        self.entries.append(entry)
        return chr(FIRST + len(self.entries) - 1)

    def at(self, char: str) -> Entry:
        """What a token stands for."""
        return self.entries[ord(char) - FIRST]

    def written(self, char: str) -> str:
        """What stood in the source where a token stands now."""
        entry = self.at(char)
        if isinstance(entry, Reference):
            return entry.raw
        return entry.char if isinstance(entry, Literal) else ""

    def reveal(self, text: str) -> str:
        """`text` as it was written, with no tokens in it."""
        return TOKEN.sub(lambda found: self.written(found.group()), text) if self.entries else text

    def reword(self, reference: Reference) -> Reference:
        """The reference with its own fields as they were written."""
        # Its fields are parts of what stood in the source.
        if not TOKEN.search(reference.raw):
            return reference
        words = None if reference.words is None else self.reveal(reference.words)
        return replace(reference, target=self.reveal(reference.target), words=words, raw=self.reveal(reference.raw))
