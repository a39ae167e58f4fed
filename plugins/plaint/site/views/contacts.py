"""Contacts: as lines of the chronology, as messages, and what clocks say of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from plaint.casebook import addresses
from plaint.casebook.figures import in_words
from plaint.casebook.kinds import CONTACTS, capital, listed
from plaint.casebook.references import contact_words
from plaint.clocks import Clock
from plaint.record.model import Contact, Rule
from plaint.record.moment import Moment, shown_date
from plaint.record.relation import Relation
from plaint.site.views.words import days_late, time, verbatim, wait
from plaint.values import dataclass

if TYPE_CHECKING:
    from plaint.site.site import Site

Direction = Literal["sent", "received", "between others", "in person"]

_IN_PERSON = ("meeting", "visit", "hearing", "inspection", "event")


@dataclass(frozen=True, slots=True)
class Source:
    """The rule behind a clock: what it is for, how long, the law, and whether that was read."""

    id: str
    name: str
    period: str
    law: str
    quote: str
    source_url: str
    verified: bool
    checked_on: str
    own: bool
    address: str


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock: a sentence, and how it was worked out."""

    sentence: str
    status: str
    owed_by: str
    contact: str
    address: str
    expects: str
    since: str
    took: str
    due: str
    late: str
    steps: tuple[str, ...]
    rule: Source | None


@dataclass(frozen=True, slots=True)
class Line:
    """A contact in a list. `month` is as `2019-07`, and empty where only the year is known."""

    id: str
    address: str
    when: Markup
    year: int
    month: str
    heading: str
    kind: str
    direction: Direction
    how: str
    what: str
    waits: tuple[ClockView, ...]
    tags: tuple[tuple[str, str], ...]
    cancelled: bool
    withdrawn: str
    mark: str
    summary: Markup = Markup()


_line: Callable[..., Line] = Line
_but_summary: Callable[[Line], tuple[Any, ...]] = attrgetter(*[each.name for each in fields(Line)[:-1]])


@dataclass(frozen=True, slots=True)
class Message:
    """The words of a contact as they were sent."""

    address: str
    when: Markup
    heading: str
    sender: str
    to: str
    words: Markup
    note: bool


def heading(site: Site, contact: Contact) -> str:
    """What a contact is called: its subject, or its kind and who it went to."""
    if contact.subject:
        return contact.subject
    names, kind = site.case.names, capital(CONTACTS[contact.kind])
    if names.ours(contact.from_) and contact.to:
        return f"{kind} to {names.row(contact.to)}"
    return f"{kind} from {names.short(contact.from_)}"


def direction(site: Site, contact: Contact | Relation) -> Direction:
    """Whether it was sent by us, received by us, or neither; what people met for was not sent at all."""
    if contact.kind in _IN_PERSON:
        return "in person"
    names = site.case.names
    sender, *others = contact.people
    if names.ours(sender):
        return "sent"
    return "received" if any(map(names.ours, others)) else "between others"


def kind(contact: Contact) -> str:
    """What a contact is, and how it went where that is not said by what it is: `FOI request by email`."""
    return CONTACTS[contact.kind] if contact.via is None else f"{CONTACTS[contact.kind]} by {contact.via}"


def described(site: Site, contact: Contact, way: Direction) -> tuple[str, str]:
    """A contact as a word and the rest: `Sent`, `email to B`. Nobody sends a meeting: `Meeting`, `A with B`."""
    names = site.case.names
    if way == "in person":
        present = names.short(contact.from_) + (f" with {names.row(contact.to)}" if contact.to else "")
        return capital(kind(contact)), f"{present}, copied to {names.row(contact.cc)}" if contact.cc else present
    how = {"sent": "Sent", "received": "Received", "between others": "Between others"}[way]
    if contact.kind == "phone" and way == "sent":
        how = "Made"
    return how, f"{kind(contact)}{who(site, contact, way)}"


def who(site: Site, contact: Contact, way: Direction) -> str:
    """` from A to B, copied to C`. That it was from or to our own organisation is said by `Sent` and `Received`."""
    names = site.case.names
    words = "" if way == "sent" and contact.from_ == names.us else f" from {names.short(contact.from_)}"
    if contact.to and not (way == "received" and contact.to == (names.us,)):
        words += f" to {names.row(contact.to)}"
    return f"{words}, copied to {names.row(contact.cc)}" if contact.cc else words


def line(site: Site, contact: Contact, base: str) -> Line:
    """A contact as lists show it, without its summary where `base` is empty. Ask the site for it: it does so once."""
    if base:
        # By its values, in order: to replace one of so many by name takes as long as all else of a line.
        summary = site.html("contact", contact.id, "summary", base)
        return _line(*_but_summary(site.line((contact.id, ""))), summary)
    shown = contact.on
    way = direction(site, contact)
    how, what = described(site, contact, way)
    return Line(
        id=contact.id,
        address=addresses.contact(contact),
        when=time(shown),
        year=shown.year,
        month=_month(shown),
        heading=heading(site, contact),
        kind=kind(contact),
        direction=way,
        how=how,
        what=what,
        waits=clocks(site, contact),
        tags=tuple((tag, addresses.tag(tag)) for tag in contact.tags),
        cancelled=contact.cancelled,
        withdrawn=shown_date(contact.withdrawn) if contact.withdrawn else "",
        mark=site.case.marked("contact", contact.id) or "",
    )


def _month(moment: Moment) -> str:
    """The month it began in, as `2019-07`; empty where only the year is known."""
    start = moment.text.partition("..")[0]
    return start[:7] if len(start) > 4 else ""


def clocks(site: Site, contact: Contact) -> tuple[ClockView, ...]:
    """The clocks of a contact, as of the build."""
    return tuple(clock_view(site, clock) for clock in site.case.clocks(contact.id))


def clock_view(site: Site, clock: Clock) -> ClockView:
    """A clock as pages show it."""
    contact = site.case.record.contacts[clock.contact]
    return ClockView(
        sentence=wait(clock),
        status=clock.status,
        owed_by=site.case.names.with_body(clock.owed_by, contact.on.first),
        contact=heading(site, contact),
        address=addresses.contact(contact),
        expects=clock.law.name if clock.law else _asked(clock.rule),
        since=shown_date(clock.start),
        took=in_words(clock.elapsed, clock.unit),
        due=shown_date(clock.due) if clock.due else "",
        late=in_words(clock.late, clock.unit) if clock.late is not None and days_late(clock) else "",
        steps=clock.steps,
        rule=site.source(clock.law.id) if clock.law else None,
    )


def _asked(words: str) -> str:
    """The words of `expects` in a sentence: a date becomes `by 28 August 2026`."""
    try:
        return f"by {shown_date(date.fromisoformat(words))}"
    except ValueError:
        return words


def source(site: Site, rule: Rule) -> Source:
    """A rule as pages explain it. Ask the site for it: it does so once."""
    return Source(
        id=rule.id,
        name=rule.name,
        period=str(rule.period),
        law=rule.law,
        quote=rule.quote or "",
        source_url=rule.source_url or "",
        verified=rule.verified,
        checked_on=shown_date(rule.checked_on) if rule.checked_on else "",
        own=rule.id in site.case.record.rules,
        address=addresses.rule(rule.id),
    )


def message(site: Site, contact: Contact, base: str) -> Message:
    """The words of a contact, with who wrote them to whom."""
    names = site.case.names
    day = contact.on.first
    return Message(
        address=addresses.contact(contact),
        when=time(contact.on),
        heading=contact.subject or capital(contact_words(contact)),
        sender=names.with_body(contact.from_, day),
        to=listed([names.with_body(id, day) for id in contact.to]),
        words=verbatim(contact.message or ""),
        note=contact.paraphrase,
    )
