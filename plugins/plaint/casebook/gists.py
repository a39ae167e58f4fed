"""What a text holds, in short: enough to know who cites what, without opening the text itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plaint.casebook.prose_days import weekdays_with_dates
from plaint.markup import Converted, Hole
from plaint.markup.model import Parts

Thing = tuple[str, str]
"""What a reference points at or stands in: its kind, as references name it, and its id."""

CITING = {"contact": "contact", "ev": "evidence", "letter": "contact", "post": "post", "page": "page",
          "promise": "promise", "clock": "contact", "person": "party", "rule": "rule"}  # fmt: skip
"""The kinds of reference that cite one thing, and the kind of thing that is."""


class Gist(NamedTuple):
    """What a text cites, its local links and pictures, and whether it has points, faults or any holes, or names a
    weekday with its date."""

    cites: tuple[Thing, ...] = ()
    local: tuple[Hole, ...] = ()
    points: bool = False
    faults: bool = False
    holes: bool = False
    weekdays: bool = False


class InShort(NamedTuple):
    """What most is asked of a text: its gist, its first paragraph, or where that has holes the parts of it, and all of
    its holes."""

    gist: Gist
    opening: str | Parts
    holes: tuple[Hole, ...]


_NOTHING = Gist()
_WEEKDAYS = Gist(weekdays=True)


def gist(outline: Converted, prose: str) -> Gist:
    """The gist of a text."""
    weekdays = any(True for _ in weekdays_with_dates(prose))
    if not (outline.holes or outline.points or outline.faults):
        return _WEEKDAYS if weekdays else _NOTHING
    return Gist(
        tuple(dict.fromkeys(thing for hole in outline.holes for thing in things_in(hole))),
        tuple(hole for hole in outline.holes if hole.kind in ("href", "src")),
        bool(outline.points),
        bool(outline.faults),
        bool(outline.holes),
        weekdays,
    )


def things_in(hole: Hole) -> Iterator[Thing]:
    """The one thing that a reference cites, if any."""
    target = hole.target
    if hole.kind in CITING:
        yield CITING[hole.kind], target.split(" ")[0]
    elif hole.kind in ("issues", "questions", "requests") and hole.embed:
        yield "contact", target
    elif hole.kind in ("point", "count") and not target.startswith("#"):
        yield "contact", target.partition("#")[0]
