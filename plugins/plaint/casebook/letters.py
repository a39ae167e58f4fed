"""A letter's numbers: its points by kind, its appendices in order, and what each reply did about each point."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly

from plaint.casebook.kinds import NOT_ASSESSED, POINTS
from plaint.markup import Converted, Point
from plaint.record.model import Contact, Letter
from plaint.record.seal import Seal
from plaint.values import dataclass

PLURALS = {"issues": "issue", "questions": "question", "requests": "request"}


@dataclass(frozen=True, slots=True)
class NumberedPoint:
    """A point with its number among those of its kind."""

    point: Point
    number: int

    @property
    def id(self) -> str:
        """Its id, which is its anchor in the letter."""
        return self.point.id

    @property
    def kind(self) -> str:
        """issue, question or request."""
        return self.point.kind

    @property
    def name(self) -> str:
        """`Issue 2`."""
        return f"{POINTS[self.point.kind]} {self.number}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one reply did about one point; `note` says whether there is a text that explains it."""

    reply: str
    verdict: str
    note: bool


@dataclass(frozen=True, slots=True)
class Numbered:
    """A letter, numbered. `coverage` gives, by a point's id, one verdict a reply."""

    letter: Letter
    points: tuple[NumberedPoint, ...]
    appendices: tuple[str, ...]
    uncited: tuple[str, ...]
    coverage: ReadOnly[str, tuple[Verdict, ...]]
    seal: Seal | None

    def point(self, id: str) -> NumberedPoint | None:
        """The point of that id."""
        return next((each for each in self.points if each.id == id), None)

    def of_kind(self, kind: str) -> tuple[NumberedPoint, ...]:
        """The issues, or the questions, or the requests."""
        return tuple(each for each in self.points if each.kind == kind)

    def appendix(self, evidence: str) -> int | None:
        """The number a piece of evidence has among the appendices, counted from 1."""
        return self.appendices.index(evidence) + 1 if evidence in self.appendices else None


def number(letter: Letter, outline: Converted, replies: tuple[Contact, ...], seal: Seal | None) -> Numbered:
    """The letter with its numbers; those of a sealed letter are the ones it was sent with."""
    cited = tuple(dict.fromkeys(hole.target for hole in outline.holes if hole.kind == "ev" and not hole.embed))
    embedded = {hole.target for hole in outline.holes if hole.kind == "ev" and hole.embed}
    first = seal.appendices if seal else letter.appendices
    return Numbered(
        letter=letter,
        points=_points(outline, seal),
        appendices=tuple(dict.fromkeys((*first, *letter.appendices, *cited))),
        uncited=tuple(id for id in letter.appendices if id not in cited and id not in embedded),
        coverage={point.id: tuple(_verdicts(f"{letter.id}#{point.id}", replies)) for point in outline.points},
        seal=seal,
    )


def _points(outline: Converted, seal: Seal | None) -> tuple[NumberedPoint, ...]:
    """The points in order. A sealed letter's keep their numbers; one that was added since comes after them."""
    sealed: dict[str, int] = {}
    for line in seal.points if seal else ():
        _, figure, id = line.split(" ", 2)
        sealed[id] = int(figure)
    counts: dict[str, int] = {}
    for point in outline.points:
        if point.id in sealed:
            counts[point.kind] = max(counts.get(point.kind, 0), sealed[point.id])
    points: list[NumberedPoint] = []
    for point in outline.points:
        if point.id in sealed:
            points.append(NumberedPoint(point, sealed[point.id]))
        else:
            counts[point.kind] = counts.get(point.kind, 0) + 1
            points.append(NumberedPoint(point, counts[point.kind]))
    return tuple(points)


def _verdicts(point: str, replies: tuple[Contact, ...]) -> list[Verdict]:
    verdicts: list[Verdict] = []
    for reply in replies:
        said = reply.answers.get(point)
        verdicts.append(Verdict(reply.id, said.coverage if said else NOT_ASSESSED, bool(said and said.note)))
    return verdicts
