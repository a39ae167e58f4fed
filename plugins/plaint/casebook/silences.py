"""The silences of a chronology: the working days between one contact and the next, with nothing on the record."""

from __future__ import annotations

from datetime import date, timedelta

from plaint.casebook.casebook import Casebook
from plaint.record.relation import Relation

SHORTEST = 10
"""Working days from which on nothing said is a silence: two weeks."""

UP_TO_NOW = ""
"""In the place of a contact's id: the silence since the last one, up to the casebook's day."""


def silences(case: Casebook) -> dict[str, int]:
    """How many working days of silence there were before each contact that ended one, in the campaign's own calendar.

    Only the days between are counted, neither the one before nor the one after. A vague date is given the benefit of
    the doubt: something of April 2019 may have been on any day of it. What was cancelled, or is not published, was no
    word; what is still to come ends no silence.
    """
    found: dict[str, int] = {}
    last: date | None = None
    for contact, each in case.relations.items():
        if each.cancelled or case.marked("contact", contact) or each.on.first > case.as_of:
            continue
        if last is not None and (days := _between(case, last, each.on.first)) >= SHORTEST:
            found[contact] = days
        last = _end(each) if last is None else max(last, _end(each))
    # Today may still bring one, so it is not counted.
    if last is not None and (days := _between(case, last, case.as_of)) >= SHORTEST:
        found[UP_TO_NOW] = days
    return found


def _end(contact: Relation) -> date:
    """The last day it can have been on; of what goes on and on, such as a rule that holds, the day it began."""
    return contact.on.first if contact.on.last is None else contact.on.last


def _between(case: Casebook, before: date, after: date) -> int:
    """The working days after one day and before another."""
    if (after - before).days <= SHORTEST:
        return 0  # the calendar need not be asked
    return case.ledger.days(before, after - timedelta(days=1))[0]
