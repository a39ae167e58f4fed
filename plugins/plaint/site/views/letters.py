"""Letters: their head, points, appendices, thread, and what the replies did about each point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from plaint.casebook import addresses
from plaint.casebook.casebook import Context
from plaint.casebook.kinds import CONTACTS, COVERAGES, capital
from plaint.casebook.letters import Numbered, NumberedPoint
from plaint.casebook.references import contact_words
from plaint.record.model import Letter
from plaint.record.moment import shown_date
from plaint.site.views.contacts import Message, message
from plaint.site.views.words import time
from plaint.values import dataclass

if TYPE_CHECKING:
    from plaint.site.site import Site


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix of a letter."""

    number: int
    title: str
    address: str
    kind: str


@dataclass(frozen=True, slots=True)
class Head:
    """Who a letter was from and to, when, and what goes with it."""

    id: str
    title: str
    address: str
    kind: str
    when: Markup
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    reference: str
    appendices: tuple[Appendix, ...]
    sealed_on: str
    mark: str


@dataclass(frozen=True, slots=True)
class PointView:
    """A point in a list."""

    name: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reply did about one point."""

    verdict: str
    words: str
    note: Markup


@dataclass(frozen=True, slots=True)
class Coverage:
    """A letter's points against its replies: for each point one answer a reply."""

    replies: tuple[tuple[str, str], ...]
    points: tuple[tuple[PointView, tuple[Answer, ...]], ...]


def head(site: Site, letter: Letter, base: str) -> Head:
    """The head of a letter. A sealed letter's names are those it was sent with."""
    names, seal = site.case.names, site.case.record.seals.get(letter.id)
    numbered = site.case.numbered[letter.id]
    return Head(
        id=letter.id,
        title=letter.subject,
        address=addresses.contact(letter),
        kind=capital(CONTACTS[letter.kind]),
        when=time(letter.on),
        sender=seal.sender if seal else names.full(letter.from_, letter.day),
        to=seal.to if seal else tuple(names.with_body(id, letter.day) for id in letter.to),
        cc=seal.cc if seal else tuple(names.full(id, letter.day) for id in letter.cc),
        reference=letter.reference or "",
        appendices=tuple(_appendix(site, number, id) for number, id in enumerate(numbered.appendices, 1)),
        sealed_on=shown_date(seal.sealed_on) if seal else "",
        mark=site.case.marked("contact", letter.id) or "",
    )


def _appendix(site: Site, number: int, id: str) -> Appendix:
    evidence = site.case.record.evidence[id]
    return Appendix(number, evidence.title, addresses.evidence(evidence), evidence.kind)


def thread(site: Site, letter: Letter, base: str) -> tuple[Message, ...]:
    """The messages that stand under a letter."""
    return tuple(message(site, site.case.record.contacts[id], base) for id in letter.thread)


def points(
    site: Site, letter: Numbered, chosen: tuple[NumberedPoint, ...], base: str, context: Context | None = None
) -> tuple[PointView, ...]:
    """Points of a letter for a list; they lead to the letter's page."""
    own = context or site.case.context(("contact", letter.letter.id, "body"), base)
    if own.letter != letter.letter.id:
        own = site.case.context(("contact", letter.letter.id, "body"), base)
    return tuple(
        PointView(
            name=each.name,
            title=site.filler.text(each.point.title, own),
            address=f"{addresses.contact(letter.letter)}#{each.id}",
        )
        for each in chosen
    )


def coverage(site: Site, letter: Letter, base: str) -> Coverage | None:
    """What each reply did about each point; None where no reply has been looked through."""
    numbered = site.case.numbered[letter.id]
    replies = site.case.disputes.answering(letter.id)
    if not replies or not numbered.points:
        return None
    rows = zip(points(site, numbered, numbered.points, base), numbered.points, strict=True)
    return Coverage(
        replies=tuple((capital(contact_words(each)), addresses.contact(each)) for each in replies),
        points=tuple(
            (
                view,
                tuple(
                    Answer(
                        verdict=each.verdict,
                        words=capital(COVERAGES.get(each.verdict, each.verdict)),
                        note=site.html("contact", each.reply, f"answers {letter.id}#{point.id}", base),
                    )
                    for each in numbered.coverage[point.id]
                ),
            )
            for view, point in rows
        ),
    )
