"""Days as prose names them: dates, and the weekdays that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plaint.record.words import MONTHS, WEEKDAYS

_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTHS |= {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
DAYS = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
DAYS |= {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)} | {
    "tues": 1,
    "weds": 2,
    "thurs": 3,
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
DAY = "|".join(sorted(DAYS, key=len, reverse=True))
_NUMBER = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"

DATES = re.compile(
    rf"\b(?:{_NUMBER}\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?|(?P<month2>{_MONTH})\s+(?P<day2>[0-3]?[0-9])(?:st|nd|rd|th)?\b(?!\d))"
    r"(?:,?\s+(?P<year>(?:19|20)[0-9]{2})\b)?",
    re.IGNORECASE,
)
# Begins with a set of characters, which is found three times as fast as anything that ignores case. Two more sets say
# no to most of what that finds before anything is compared that ignores case; and what is inside a word begins none.
_MAYBE_WEEKDAY = re.compile(r"[MTWFSmtwfsſ](?=[OoUuEeRrAa][NnEeDdIiıİTt]|[Hh][Uu])(?<!\w.)(?i:on|ue|ed|hu|ri|at|un)")
_WEEKDAY_AND_DATE = re.compile(rf"\b(?P<weekday>{DAY})\b\.?,?\s+(?:the\s+)?(?={DATES.pattern})", re.IGNORECASE)

Given = tuple[int | None, int, int]
"""A date as prose gives it: the year where it is named, the month, the day."""


def dates_in(text: str) -> Iterator[Given]:
    """The dates with a day and a month that a text names."""
    for match in DATES.finditer(text):
        yield given(match)


def given(match: re.Match[str]) -> Given:
    """The date that `DATES` found."""
    month = _MONTHS[(match["month"] or match["month2"]).lower()]
    year = int(match["year"]) if match["year"] else None
    return year, month, int(match["day"] or match["day2"])


def weekdays_with_dates(prose: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Each weekday that a date stands beside, and that date. Short ones count where they begin with a capital: “the
    children sat 3 May through” names no Saturday."""
    for maybe in _MAYBE_WEEKDAY.finditer(prose):
        weekday = _WEEKDAY_AND_DATE.match(prose, maybe.start())
        if weekday is None or (len(weekday["weekday"]) < 5 and not weekday["weekday"][0].isupper()):
            continue
        date = DATES.match(prose, weekday.end())
        if date is not None:
            yield weekday, date
