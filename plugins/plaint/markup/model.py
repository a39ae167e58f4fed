"""What one Markdown text becomes: HTML with holes, the points it makes, and what is wrong with it."""

from __future__ import annotations

from typing import Literal

from plaint.values import dataclass

Place = Literal["block", "text", "link", "attribute"]
PointKind = Literal["issue", "question", "request"]


@dataclass(frozen=True, slots=True)
class Hole:
    """A spot in the HTML that is filled later: a reference, a local address, or a point's number.

    `kind` is what stands before the colon, in lower case (`point` for `[[#id]]`), or `href`, `src`, `number`.
    `words` are the author's own, as plain text, or None. `line` is the line of the source; `level` is that
    of the nearest heading above, 0 where there is none. A hole in a `link` or an `attribute` takes text only.
    """

    kind: str
    target: str
    words: str | None
    embed: bool
    line: int
    raw: str
    place: Place
    level: int

    def __reduce__(self) -> tuple[type[Hole], tuple[str, str, str | None, bool, int, str, Place, int]]:
        """How it is kept between builds: there are many, and what a dataclass does of itself takes twice as long."""
        mine = self.kind, self.target, self.words, self.embed, self.line, self.raw, self.place, self.level
        return Hole, mine


Parts = tuple[str | Hole, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A heading such as `## Issue: No answer {#no-answer}`; `title` is HTML with holes, without the word and
    its colon."""

    kind: PointKind
    id: str
    title: Parts
    line: int
    level: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the text itself; `right` is what would be right, for a point the very line to
    paste."""

    line: int
    what: str
    right: str


@dataclass(frozen=True, slots=True)
class Converted:
    """One text, converted. `holes` are those of `parts`, in order; `ids` are all the HTML's ids, in order."""

    parts: Parts
    points: tuple[Point, ...]
    holes: tuple[Hole, ...]
    ids: tuple[str, ...]
    faults: tuple[Fault, ...]

    def __reduce__(self) -> tuple[type[Converted], tuple[object, ...]]:
        """As of a hole."""
        return Converted, (self.parts, self.points, self.holes, self.ids, self.faults)
