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
# Ignoring case in ASCII alone: elsewhere it would find an ı in a name for an i, and no such name is known.
_MONTH = f"(?a:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
DAY = f"(?a:{'|'.join(sorted(DAYS, key=len, reverse=True))})"
_NUMBER = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"

DATES = re.compile(
    rf"\b(?:{_NUMBER}\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?|(?P<month2>{_MONTH})\s+(?P<day2>[0-3]?[0-9])(?:st|nd|rd|th)?\b(?!\d))"
    r"(?:,?\s+(?P<year>(?:19|20)[0-9]{2})\b)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b{DAY}\b", re.IGNORECASE)
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
    before = 0
    for figure in _figures(prose):
        for name in _WEEKDAY.finditer(prose, max(before, _words_before(figure, prose)), figure):
            weekday = _WEEKDAY_AND_DATE.match(prose, name.start())
            if weekday is None or (len(weekday["weekday"]) < 5 and not weekday["weekday"][0].isupper()):
                continue
            date = DATES.match(prose, weekday.end())
            if date is not None:
                yield weekday, date
        before = figure


def _figures(prose: str) -> list[int]:
    """Where figures stand after white space and what may be a weekday, a month or `the`: so does the first one of each
    date that a weekday stands beside. To look for each figure by itself is ten times as fast as for any weekday."""
    found = list[int]()
    for figure in "0123456789":
        at = prose.find(figure, 1)
        while at > 0:
            if prose[at - 1].isspace():
                word = prose[max(0, at - _ONE_WORD) : at].rstrip().rstrip(".,")
                if len(word) < 3 or word[-3:].lower() in _ENDINGS:
                    found.append(at)
            at = prose.find(figure, at + 1)
    return sorted(found)


def _words_before(figure: int, prose: str) -> int:
    """Where the last three words before a figure begin, or before that: a weekday, `the` and a month at most."""
    room = _THREE_WORDS
    while room < figure and len(prose[figure - room : figure].split()) <= 3:
        room *= 2
    return max(0, figure - room)


_ENDINGS = frozenset(name[-3:] for name in (*_MONTHS, *DAYS, "the"))
_ONE_WORD, _THREE_WORDS = 15, 40
"""Characters that one word, and three, rarely exceed."""
