"""Working days: which days count, how many lie between two days, and which day is the twentieth.

Weekdays are counted by arithmetic, and those that do not count are a sorted tuple, so that a count costs two
searches in it however many years it spans.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import lru_cache

from plaint.clocks.bank_holidays import (
    ANNOUNCED_UNTIL,
    KNOWN_FROM,
    PARTS,
    bank_holidays,
    bank_holidays_anywhere,
)
from plaint.values import dataclass

CALENDARS = (*PARTS, "uk")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of a part of the United Kingdom, or of all of it (`uk`: less bank holidays anywhere).

    `announced_until` is the last day with announced bank holidays, `known_from` the first with known ones.
    """

    name: str
    days_off: Mapping[date, str] = field(repr=False)  # Mondays to Fridays that do not count, oldest first
    announced_until: date = ANNOUNCED_UNTIL
    known_from: date = KNOWN_FROM
    _off: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _worked: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        off = tuple(self.days_off)
        object.__setattr__(self, "_off", off)
        # How many working days there have been (since the year 1) when each day off comes; never falls.
        object.__setattr__(self, "_worked", tuple(_weekdays(day) - number for number, day in enumerate(off, 1)))

    def __hash__(self) -> int:
        return hash((self.name, self._off))

    def off(self, day: date) -> str | None:
        """Why the day does not count (`a Saturday`, `Early May bank holiday`); None where it does."""
        if day.weekday() > 4:
            return "a Saturday" if day.weekday() == 5 else "a Sunday"
        return self.days_off.get(day)

    def is_working(self, day: date) -> bool:
        """Whether the day counts."""
        return day.weekday() < 5 and day not in self.days_off

    def between(self, start: date, end: date) -> int:
        """The working days after `start`, up to and including `end`; 0 where `end` is not after `start`."""
        if end <= start:
            return 0
        return _weekdays(end) - _weekdays(start) - bisect_right(self._off, end) + bisect_right(self._off, start)

    def add(self, start: date, number: int) -> date:
        """The `number`-th working day after `start`. Raises ValueError where `number` is below 1."""
        if number < 1:
            raise ValueError(f"there is no working day number {number}")
        wanted = _weekdays(start) - bisect_right(self._off, start) + number
        return _nth_weekday(wanted + bisect_left(self._worked, wanted))

    def next_working(self, day: date) -> date:
        """The day itself where it counts, else the first one after it that does."""
        return day if self.is_working(day) else self.add(day, 1)

    def off_between(self, start: date, end: date) -> Iterator[date]:
        """The Mondays to Fridays after `start`, up to and including `end`, that do not count."""
        return iter(self._off[bisect_right(self._off, start) : bisect_right(self._off, end)])


def calendar(name: str, closed_days: Mapping[date, str] | None = None) -> Calendar:
    """The calendar of that name, less the days a body is closed. Raises ValueError for an unknown name."""
    return _calendar(name, tuple(sorted((closed_days or {}).items())))


@lru_cache(maxsize=64)
def _calendar(name: str, closed: tuple[tuple[date, str], ...]) -> Calendar:
    if name not in CALENDARS:
        raise ValueError(f"{name!r} is no calendar")
    days = dict(bank_holidays_anywhere() if name == "uk" else bank_holidays(name))
    for day, why in closed:
        if day.weekday() < 5:
            days.setdefault(day, f"closed: {why}")
    return Calendar(name, dict(sorted(days.items())))


def _weekdays(day: date) -> int:
    """How many Mondays to Fridays there are from 1 January of the year 1, a Monday, up to the day itself."""
    weeks, weekday = divmod(day.toordinal() - 1, 7)
    return weeks * 5 + min(weekday + 1, 5)


def _nth_weekday(number: int) -> date:
    """The day that is the `number`-th Monday to Friday since the year 1."""
    weeks, weekday = divmod(number - 1, 5)
    return date.fromordinal(weeks * 7 + weekday + 1)
