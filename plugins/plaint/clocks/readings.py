"""Other ways to count, where a law can be read in two: the day each gives, and why. Ours is the one that is used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plaint.clocks.periods import DAY, due
from plaint.clocks.running import Run

OFFICE_CLOSES = 17
"""The hour of the day, UK time, from which a request that arrives is said by some to be received the day after."""

PROCLAIMED: dict[date, date] = {date(2022, 9, 19): date(2022, 9, 10)}
"""Bank holidays that were proclaimed days before they fell, and when: clocks were running already."""


def other_readings(run: Run) -> Iterator[tuple[date, str]]:
    """The last day by each other reading that gives another one, with the reason for it in a clause.

    They arise under rules of law that count working days from receipt: FOIA 2000 s.10(1) and its like say "following
    the date of receipt", and not what is received on a Saturday, or in the evening, or while a day was no holiday yet.
    """
    law, first = run.law, run.first_due
    if law is None or first is None or law.period.unit != "working days" or law.from_ != "received":
        return
    if law.counts_first_day or law.acknowledged_in:
        return
    for start, why in _later_receipts(run):
        other = due(start, law, run.calendar, run.left_out)
        if other != first:
            yield other, why
    for holiday, proclaimed in PROCLAIMED.items():
        if run.start < proclaimed and holiday <= first and run.calendar.off(holiday):
            yield (
                _with(holiday, run, first),
                "One of the bank holidays was proclaimed only while the clock ran, and some count it",
            )


def _later_receipts(run: Run) -> Iterator[tuple[date, str]]:
    moment = run.contact.started
    following = run.calendar.next_working(run.start + DAY)
    if not run.calendar.is_working(run.start):
        yield following, "Some take what arrives on a day off as received on the next working day"
    elif moment.at and moment.at.hour >= OFFICE_CLOSES:
        yield following, "Some take what arrives in the evening as received on the next working day"


def _with(holiday: date, run: Run, first: date) -> date:
    """The last day if a holiday had been a working day: one working day earlier."""
    day = first - DAY
    while not (run.calendar.is_working(day) or day == holiday):
        day -= DAY
    return day
