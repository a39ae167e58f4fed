"""What is set in whole where `![[…]]` stands: found here, drawn by whoever builds the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as ReadOnly

from plaint.casebook.casebook import Casebook, Context
from plaint.casebook.letters import PLURALS, Numbered, NumberedPoint
from plaint.casebook.references import Unresolved, letter_named, named
from plaint.markup import Hole
from plaint.problems import nearest, one_of
from plaint.record.model import Contact, Evidence
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Embed:
    """A thing to be set in place.

    Exactly one of the last four is given. `level` is the level its own heading has here; `context` is the one of the
    text around it, but for a letter, whose own it is.
    """

    kind: str
    level: int
    context: Context
    letter: Numbered | None = None
    points: tuple[NumberedPoint, ...] = ()
    evidence: Evidence | None = None
    contact: Contact | None = None
    contacts: tuple[Contact, ...] = ()


def find_embed(hole: Hole, context: Context, case: Casebook) -> Embed:
    """The thing that an embed sets in. Raises Unresolved."""
    if hole.kind not in EMBEDS:
        hint = nearest(hole.kind, EMBEDS) or f"what can be set in is {one_of(EMBEDS)}"
        raise Unresolved(f"{hole.raw} cannot be set in", hint)
    level = min(max(hole.level, 1) + 1, 6)
    return EMBEDS[hole.kind](hole, level, context, case)


def _letter(hole: Hole, level: int, context: Context, case: Casebook) -> Embed:
    letter = letter_named(case, hole.target, hole.raw)
    inner = case.context(("contact", letter.letter.id, "body"), context.base)
    return Embed("letter", level, inner, letter=letter)


def _contact(hole: Hole, level: int, context: Context, case: Casebook) -> Embed:
    contact = named(case, "contact", case.record.contacts, hole.target, hole.raw)
    if hole.target in case.numbered:
        return _letter(hole, level, context, case)
    if not contact.message:
        raise Unresolved(f"{hole.raw}: the contact {hole.target!r} has no message", f"write [[contact:{hole.target}]]")
    return Embed("contact", level, context, contact=contact)


def _evidence(hole: Hole, level: int, context: Context, case: Casebook) -> Embed:
    return Embed("ev", level, context, evidence=named(case, "evidence", case.record.evidence, hole.target, hole.raw))


def _points(hole: Hole, level: int, context: Context, case: Casebook) -> Embed:
    letter = letter_named(case, hole.target, hole.raw)
    points = letter.of_kind(PLURALS[hole.kind])
    if not points:
        raise Unresolved(f"{hole.raw}: the letter {hole.target!r} has no {hole.kind}", "name another letter")
    return Embed(hole.kind, level, context, letter=letter, points=points)


def _chronology(hole: Hole, level: int, context: Context, case: Casebook) -> Embed:
    # The relations tell which are meant: only those are read, so that no edit of another changes the text.
    relations = dict(case.relations.items())
    contacts = tuple(case.record.contacts[id] for id, each in relations.items() if hole.target in each.tags)
    if not contacts:
        tags = {tag for each in relations.values() for tag in each.tags}
        raise Unresolved(f"{hole.raw}: no contact bears the tag {hole.target!r}", nearest(hole.target, tags))
    return Embed("chronology", level, context, contacts=contacts)


EMBEDS: ReadOnly[str, Callable[[Hole, int, Context, Casebook], Embed]] = {
    "letter": _letter,
    "contact": _contact,
    "ev": _evidence,
    "issues": _points,
    "questions": _points,
    "requests": _points,
    "chronology": _chronology,
}


def circles(case: Casebook) -> Iterator[tuple[Hole, str]]:
    """Each embed that would in the end set a letter into itself, with the id of the letter it stands in."""
    inside = {
        id: [
            hole
            for hole in case.outlines["contact", id, "body"].holes
            if hole.embed and hole.kind in ("letter", "contact")
        ]
        for id in case.numbered
    }
    for id, holes in inside.items():
        for hole in holes:
            seen: set[str] = set()
            waiting = [hole.target]
            while waiting:
                here = waiting.pop()
                if here not in seen and here in inside:
                    seen.add(here)
                    waiting.extend(each.target for each in inside[here])
            if id in seen:
                yield hole, id
