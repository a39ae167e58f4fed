"""Dates as vague as they were written: a day, a minute, a month, a year, or a stretch between two of them."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from plaint.record.meant import date_meant
from plaint.record.words import MONTHS
from plaint.values import dataclass

UK_TIME = ZoneInfo("Europe/London")

# Written with an explicit set of digits: \d would let other scripts' digits through.
_ONE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}))?)?)?")
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2199

FORMS = "2019-07-15, or 2019-07 if only the month is known, or 2019"


class NotAMoment(ValueError):
    """Raised for words that are no date; its text says why, and `right` what would be right where that is known."""

    def __init__(self, why: str, right: str = "") -> None:
        super().__init__(why)
        self.right = right


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was, as far as it is known. Days are calendar days in UK time.

    `first` and `last` are the first and the last day it covers (`last` is None where it goes on). `vague` is true
    where no exact day is known for its start or its end. `lasted` is true of a range: it took that long.
    """

    text: str
    first: date
    last: date | None
    vague: bool = False
    lasted: bool = False
    at: time | None = None

    def __reduce__(self) -> tuple[type[Moment], tuple[str, date, date | None, bool, bool, time | None]]:
        """How it is kept between builds: there are many, and what a dataclass does of itself takes twice as long."""
        return Moment, (self.text, self.first, self.last, self.vague, self.lasted, self.at)

    @property
    def day(self) -> date | None:
        """The one day on which it happened or ended; None where that is not known."""
        return None if self.vague else self.last

    @property
    def end_between(self) -> tuple[date, date]:
        """The earliest and the latest day on which it can have happened or ended."""
        if self.last is None:
            return self.first, date.max
        if not self.vague:
            return self.last, self.last
        if self.lasted:
            return max(self.first, _covers(self.text.partition("..")[2])[0]), self.last
        return self.first, self.last

    @property
    def iso(self) -> str:
        """The moment for machines, never more exact than it is known; a range as `first/last`."""
        if self.at is not None:
            return datetime.combine(self.first, self.at, UK_TIME).isoformat(timespec="minutes")
        return self.text.replace("..", "/")

    @property
    def order(self) -> tuple[date, time]:
        """What it sorts by: the start of what it covers."""
        return self.first, self.at or time.min

    @property
    def shown_day(self) -> str:
        """The moment in words, without its hour: `15 July 2019`, `April 2019`, `5 to 9 July 2021`."""
        if not self.lasted:
            return _shown(self.text[:10])
        start, _, end = self.text.partition("..")
        if not end:
            return f"from {_shown(start)} on"
        if start[:4] == end[:4] and len(start) == len(end) > 4:
            if start[:7] == end[:7] and len(start) == 10:
                return f"{int(start[8:])} to {_shown(end)}"
            return f"{_shown(start).rpartition(' ')[0]} to {_shown(end)}"
        return f"{_shown(start)} to {_shown(end)}"

    @property
    def shown(self) -> str:
        """The moment in words, with its hour where one is known: `16 September 2021, 20:13`."""
        return f"{self.shown_day}, {self.at:%H:%M}" if self.at else self.shown_day

    @property
    def year(self) -> int:
        """The year it starts in."""
        return self.first.year

    def surely_before(self, other: Moment) -> bool:
        """Whether it is certain to have been before another one, as far as both are known."""
        if self.at and other.at:
            return self.order < other.order
        return self.last is not None and self.last < other.first

    def covers(self, day: date) -> bool:
        """Whether the day falls inside it."""
        return self.first <= day and (self.last is None or day <= self.last)


def parse_moment(text: str) -> Moment:
    """The moment that `text` writes down. Raises NotAMoment, which says what is wrong."""
    start, dots, end = text.partition("..")
    if dots and end.startswith("."):
        raise NotAMoment("has three dots", f"write {start}..{end[1:]}")
    if ".." in end:
        raise NotAMoment("is more than one range")
    if not dots:
        first, last, at = _covers(text)
        return Moment(text, first, last, vague=len(text) < 10, at=at)
    first, start_last, at = _covers(start)
    if at or "T" in end:
        raise NotAMoment("is a range with hours in it", "write when it began, and `ends:` with when a meeting ended")
    if not end:
        return Moment(text, first, None, vague=len(start) < 10, lasted=True)
    end_first, last, _ = _covers(end)
    if last < start_last or end_first < first:
        raise NotAMoment("ends before it begins", "swap the two dates")
    return Moment(text, first, last, vague=len(start) < 10 or len(end) < 10, lasted=True)


def moment_of(day: date) -> Moment:
    """A day as a moment."""
    return Moment(day.isoformat(), day, day)


def shown_date(day: date) -> str:
    """A day in words: `15 July 2019`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _covers(text: str) -> tuple[date, date, time | None]:
    """The first and last day that one date without dots covers, and its hour."""
    match = _ONE.fullmatch(text)
    if match is None:
        meant = date_meant(text)
        raise NotAMoment("is no date", f"write {meant}" if meant else "")
    year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
    assert year is not None  # the pattern's first group is not optional
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise NotAMoment(f"is in the year {year}")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), None
    if not 1 <= month <= 12:
        raise NotAMoment(f"has no month {month:02}")
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length), None
    if not 1 <= day <= length:
        raise NotAMoment(f"is no day: {MONTHS[month - 1]} {year} has {length} days")
    on = date(year, month, day)
    if hour is None or minute is None:
        return on, on, None
    if hour > 23 or minute > 59:
        raise NotAMoment(f"has no hour {hour:02}:{minute:02}")
    return on, on, time(hour, minute)


@cache  # every list and page shows days, the same ones again and again
def _shown(text: str) -> str:
    """One date without dots or hour, in words."""
    year, _, rest = text.partition("-")
    if not rest:
        return year
    month, _, day = rest.partition("-")
    words = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {words}" if day else words
