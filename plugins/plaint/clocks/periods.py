"""When a period ends: the arithmetic of working days, days, weeks and months, and of days left out."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable
from datetime import date, timedelta

from plaint.clocks import calendars
from plaint.clocks.calendars import Calendar
from plaint.record.model import Rule
from plaint.record.period import Period
from plaint.record.relation import Off
from plaint.values import dataclass

DAY = timedelta(days=1)
Stretch = tuple[date, date]
"""A first and a last day, both left out of a count."""


def stretches(pauses: Iterable[Off]) -> tuple[Stretch, ...]:
    """The days on which a clock stood still, as stretches that neither touch nor overlap."""
    joined: list[Stretch] = []
    for first, last in sorted((pause.since, pause.until) for pause in pauses if pause.since <= pause.until):
        if joined and first <= joined[-1][1] + DAY:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts in working days of a calendar, or in calendar days, leaving out the days of some stretches."""

    calendar: Calendar
    in_working_days: bool
    left_out: tuple[Stretch, ...] = ()

    def count(self, start: date, end: date) -> int:
        """The days after `start`, up to and including `end`; 0 where `end` is not after `start`."""
        return self._all(start, end) - self.paused(start, end)

    def paused(self, start: date, end: date) -> int:
        """How many of those days are left out because the clock stood still."""
        return sum(self._all(max(start, first - DAY), min(end, last)) for first, last in self.left_out)

    def _all(self, start: date, end: date) -> int:
        if self.in_working_days:
            return self.calendar.between(start, end)
        return max(0, (end - start).days)


def due(
    start: date,
    rule: Rule | Period,
    calendar: Calendar,
    left_out: tuple[Stretch, ...] = (),
    *,
    extended: bool = False,
) -> date:
    """The last day in time under a rule, or within a plain period, that starts with a day.

    The start is day 0, or day 1 where the rule counts it. `extended` adds all the rule allows. A last day
    that is no working day moves on if the rule says so, whatever days the body itself is closed on.
    """
    day = last_day(start, rule, calendar, left_out, extended=extended)
    if isinstance(rule, Rule) and rule.lands == "next-working-day":
        return _landed(day, calendar, left_out)
    if isinstance(rule, Rule) and rule.lands == "send-tribunal":
        past = _past_the_recess(day)
        # Any other day stays: whoever has to act should not be told of a day more than they may have.
        return day if past == day else _landed(past, calendar, left_out)
    return day


def _past_the_recess(day: date) -> date:
    """A day in August moves past that month, and one from 25 December to 1 January past that week.

    The first working day afterwards is in time: Tribunal Procedure (First-tier Tribunal) (Health, Education and Social
    Care Chamber) Rules 2008, rule 12, as IPSEA explains it.
    """
    if day.month == 8:
        return date(day.year, 9, 1)
    if (day.month, day.day) >= (12, 25):
        return date(day.year + 1, 1, 2)
    return date(day.year, 1, 2) if (day.month, day.day) == (1, 1) else day


def last_day(
    start: date,
    rule: Rule | Period,
    calendar: Calendar,
    left_out: tuple[Stretch, ...] = (),
    *,
    extended: bool = False,
) -> date:
    """The last day of the period itself, before it is moved off a weekend or a holiday."""
    if isinstance(rule, Period):
        return _end(start, rule, calendar, left_out, first_counts=False)
    period, more = rule.period, rule.extension.period if extended and rule.extension else None
    if more and more.unit == period.unit:
        # One period of three months, not one month and then two: 31 January gives 30 April.
        period, more = Period(period.number + more.number, period.unit), None
    day = _end(start, period, calendar, left_out, first_counts=rule.counts_first_day)
    return _end(day, more, calendar, left_out, first_counts=False) if more else day


def _end(start: date, period: Period, calendar: Calendar, left_out: tuple[Stretch, ...], *, first_counts: bool) -> date:
    """The last day of a period, which days left out of the count make end later, one for one."""
    origin = start - DAY if first_counts else start
    tally = Tally(calendar, period.unit == "working days", left_out)
    more = 0
    while True:
        day = _plain_end(start, period, calendar, more, first_counts=first_counts)
        paused = tally.paused(origin, day)
        if paused == more:
            return day
        more = paused


def _plain_end(start: date, period: Period, calendar: Calendar, more: int, *, first_counts: bool) -> date:
    """The last day of a period that is `more` days (or working days) longer than it says."""
    origin = start - DAY if first_counts else start
    match period.unit:
        case "working days":
            return calendar.add(origin, period.number + more)
        case "months":
            day, shortened = same_date(start, period.number)
            # A period that begins with 1 March ends with the last day of February, not with 1 March.
            return day + timedelta(days=more - (first_counts and not shortened))
        case "weeks":
            return origin + timedelta(weeks=period.number, days=more)
        case _:
            return origin + timedelta(days=period.number + more)


def same_date(start: date, number: int) -> tuple[date, bool]:
    """The same date `number` months later, or that month's last day, and whether it had to be that one.

    The corresponding date rule: Dodds v Walker [1981] 1 WLR 1027.
    """
    years, month = divmod(start.month - 1 + number, 12)
    length = months.monthrange(start.year + years, month + 1)[1]
    return date(start.year + years, month + 1, min(start.day, length)), start.day > length


def _landed(day: date, calendar: Calendar, left_out: tuple[Stretch, ...]) -> date:
    working = calendars.calendar(calendar.name)
    day = working.next_working(day)
    for first, last in left_out:
        if first <= day <= last:
            day = working.next_working(last + DAY)
    return day
