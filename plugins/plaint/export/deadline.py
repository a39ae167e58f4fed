"""An entry of the calendar, and the words and reminders that entries share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from plaint.casebook.casebook import Casebook
from plaint.casebook.kinds import capital
from plaint.casebook.references import contact_words
from plaint.clocks import Clock
from plaint.record.model import Contact, Rule
from plaint.record.moment import shown_date
from plaint.record.relation import Relation
from plaint.values import dataclass

DAY = timedelta(days=1)
MORNING = timedelta(hours=9)
"""When an alarm of a whole day goes off: counted from its midnight, which would wake people up."""
WEEK_BEFORE, DAY_BEFORE, ON_THE_DAY = MORNING - 7 * DAY, MORNING - DAY, MORNING

OWED, OURS, PROMISED, MEETING = "Owed to us", "For us to do", "Promised", "Appointment"

_IN_PERSON = ("meeting", "visit", "hearing", "inspection", "event")


@dataclass(frozen=True, slots=True)
class Deadline:
    """An entry of the calendar.

    `key` is what it is known by, made of ids and never of dates or words, so that it stays when its day changes.
    `start` is a day, or an hour in UK time; `end` is the first day after it, or the hour it ends, None where it has no
    length. `about` are paragraphs. `alarm` is how long after its start, or before it, an alarm goes off.
    """

    key: tuple[str, ...]
    start: date | datetime
    end: date | datetime | None
    title: str
    about: tuple[str, ...]
    address: str
    category: str
    alarm: timedelta | None = None
    place: str = ""
    cancelled: bool = False

    @property
    def day(self) -> date:
        """The day it starts on."""
        return self.start.date() if isinstance(self.start, datetime) else self.start


def published(case: Casebook) -> Iterator[tuple[str, Relation]]:
    """How the contacts stand that are on the site, by their ids; a draft that only `serve` shows is not among them."""
    return ((id, each) for id, each in case.relations.items() if not case.marked("contact", id))


def reminder(known: date, day: date) -> timedelta:
    """A week before what we have to do, time enough to write a letter; the day before where we had less than that."""
    if known > day - DAY:
        return ON_THE_DAY
    return WEEK_BEFORE if known <= day - 7 * DAY else DAY_BEFORE


def what(contact: Contact) -> str:
    """What a contact is called in a title."""
    return contact.subject or capital(contact_words(contact))


def exchange(case: Casebook, contact: Contact) -> str:
    """Which contact it is about: `Email of 15 July 2019 from A to B, reference X/9.`, `Visit of May 2019: A with B.`"""
    by, to = (":", "with") if contact.kind in _IN_PERSON else (" from", "to")
    words = f"{capital(contact_words(contact))}{by} {case.names.short(contact.from_)}"
    words += f" {to} {case.names.row(contact.to)}" if contact.to else ""
    return f"{words}, reference {contact.reference}." if contact.reference else f"{words}."


def source(case: Casebook, law: Rule | None) -> Iterator[str]:
    """The rule behind a day, and whether anybody has read it."""
    if law is None:
        return
    own = " This is a rule of this campaign’s own." if law.id in case.record.rules else ""
    yield f"The rule: {law.name}, {law.period}. {law.law}.{own}"
    if law.quote:
        words = " ".join(law.quote.split())
        yield words if words.startswith("“") else f"“{words}”"
    if law.verified:
        read = f" on {shown_date(law.checked_on)}" if law.checked_on else ""
        yield f"We read that{read}{f' at {law.source_url}' if law.source_url else ''}."
    else:
        where = f" See {law.source_url}" if law.source_url else ""
        yield f"Not verified: we have not read the text itself.{where}"


def expected(clock: Clock) -> str:
    """What tells one clock of a contact from another, and stays when a day or a period is corrected.

    No id has an underscore, so that no rule can be meant.
    """
    if clock.law:
        return clock.law.id
    return "_period" if " " in clock.rule else "_day"
