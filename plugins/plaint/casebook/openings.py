"""Our time to act: what each contact opens to us, and the last day for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from plaint.casebook.casebook import Casebook
from plaint.clocks import Calendar, calendar, due, long_date
from plaint.record.model import Contact, Organisation, Rule
from plaint.values import dataclass

FORMAL = ("review", "complaint", "appeal")
"""Kinds of contact that take a step which an answer opened. Another e-mail about the answer takes none."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a contact lets us do under a rule: the day it counts from, the last day in time, and how that came about.

    `taken_in` are the formal steps that we have sent in reply to the contact since.
    """

    contact: Contact
    law: Rule
    start: date
    due: date
    steps: tuple[str, ...]
    taken_in: tuple[Contact, ...]


def openings(case: Casebook) -> Iterator[Opening]:
    """What every published contact opens, up to the casebook's day."""
    for id, each in case.relations.items():
        if each.opens:
            yield from opened_by(case, case.record.contacts[id])


def opened_by(case: Casebook, contact: Contact) -> Iterator[Opening]:
    """What one contact opens, up to the casebook's day. One that starts on a vague date opens no last day.

    Where a rule gives a second period, from a later contact of the dispute (`or_later`), that one moves the last day
    that the first has set, and opens nothing of its own.
    """
    for id in dict.fromkeys(contact.opens):
        law = case.rules[id]
        start = _start(case, contact, law)
        if start is None:
            continue
        again = _again(case, contact, law) if law.or_later else []
        if again and again[0][0] is not contact:
            continue
        days = _calendar(case, law)
        # Pauses are of their clock, and do not move what a contact opens to us.
        last = due(start, law, days)
        moved = last
        for _, later in again[1:]:
            assert law.or_later is not None
            moved = max(moved, due(later, replace(law, period=law.or_later), days))
        steps = [*_steps(contact, law, start, last, days)]
        if moved > last:
            steps.append(f"A later contact gives {law.or_later} more, so the last day is {long_date(moved)}.")
        if moved > days.announced_until and (law.period.unit == "working days" or law.lands != "as-is"):
            until = long_date(days.announced_until)
            steps.append(f"Bank holidays are announced up to {until}, so this day may change.")
        yield Opening(contact, law, start, moved, tuple(steps), tuple(_taken(case, contact)))


def _start(case: Casebook, contact: Contact, law: Rule) -> date | None:
    """The day that a contact opens something on; None where it is not known, not come, or of no consequence."""
    taken_back = contact.withdrawn is not None and contact.withdrawn <= case.as_of
    if contact.cancelled or taken_back or case.marked("contact", contact.id):
        return None
    start = (contact.on if law.from_ in ("sent", "ended") else contact.started).day
    return start if start and start <= case.as_of else None


def _again(case: Casebook, contact: Contact, law: Rule) -> list[tuple[Contact, date]]:
    """The contacts of the dispute that open the same, with their days, in time's order."""
    alike = (id for id in case.disputes.dispute(contact.id) if law.id in case.relations[id].opens)
    found = ((each, _start(case, each, law)) for each in map(case.record.contacts.__getitem__, alike))
    return [(each, start) for each, start in found if start]


def _calendar(case: Casebook, law: Rule) -> Calendar:
    """A rule's own calendar; else ours. That a council is closed gives us no more time."""
    us = case.record.parties[case.names.us] if case.names.us else None
    own = us.calendar if isinstance(us, Organisation) else None
    return calendar(law.calendar or own or case.record.campaign.calendar)


def _taken(case: Casebook, contact: Contact) -> Iterator[Contact]:
    for id in case.disputes.replies[contact.id]:
        reply = case.record.contacts[id]
        sent = reply.on.first <= case.as_of and not reply.cancelled and not case.marked("contact", id)
        if sent and reply.kind in FORMAL and case.names.ours(reply.from_):
            yield reply


def _steps(contact: Contact, law: Rule, start: date, last: date, days: Calendar) -> Iterator[str]:
    received = contact.received is not None and law.from_ == "received"
    day = f"day {1 if law.counts_first_day else 0}"
    yield f"{'Received on' if received else 'Dated'} {long_date(start)}, which is {day}."
    plain = due(start, replace(law, lands="as-is"), days)
    if law.period.unit == "working days":
        yield "Saturdays and Sundays do not count."
        for off in days.off_between(start, plain):
            yield f"{long_date(off)} does not count: {days.days_off[off]}."
    if law.period.unit in ("working days", "days"):
        yield f"Day {law.period.number} is {long_date(plain)}."
    else:
        begins = "with that day" if law.counts_first_day else "after that day"
        yield f"A period of {law.period} that begins {begins} ends on {long_date(plain)}."
    if plain != last:
        yield f"What ends then runs on under this rule, to {long_date(last)}."
