"""What somebody probably meant who wrote a date in a form of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from plaint.record.words import MONTHS

_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?")
# Day before month: this is written in the United Kingdom.
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_WORDS = re.compile(
    r"(?:[a-z]+,? )?(?:([0-9]{1,2})(?:st|nd|rd|th)? (?:of )?)?([a-z]{3,9})\.?,? ([0-9]{4})", re.IGNORECASE
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", re.IGNORECASE)
_HOUR = re.compile(
    r"(.*?)[ T]+(?:at )?([0-9]{1,2})[:.]([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?(?:Z|[+-][0-9:]{2,5}))?"
)


def date_meant(text: str) -> str | None:
    """The date as it would be written here (`2019-05-03`, `2019-05-03T10:30`); None where it cannot be told."""
    words = " ".join(text.split())
    pieces = re.split(r" ?(?:\.{2,3}|…|–| - | to ) ?", words)
    if len(pieces) == 2 and words:
        start, end = (_one(piece) for piece in pieces)
        return f"{start}..{end}" if start and end and "T" not in start + end else None
    return _one(words)


def _one(text: str) -> str | None:
    hour = ""
    if match := _HOUR.fullmatch(text):
        text = match[1]
        if int(match[2]) > 23 or int(match[3]) > 59:
            return None
        hour = f"T{int(match[2]):02}:{match[3]}"
    for year, month, day in _readings(text):
        try:
            date(year, month, day or 1)
        except ValueError:
            continue
        if not 1900 <= year <= 2199 or (hour and not day):
            continue
        return f"{year}-{month:02}" + (f"-{day:02}{hour}" if day else "")
    return None


def _readings(text: str) -> Iterator[tuple[int, int, int | None]]:
    """The year, month and day that a text may be of, the likeliest first."""
    if match := _YEAR_FIRST.fullmatch(text):
        yield int(match[1]), int(match[2]), int(match[3]) if match[3] else None
    if match := _DAY_FIRST.fullmatch(text):
        yield int(match[3]), int(match[2]), int(match[1])
    if match := _WORDS.fullmatch(text):
        yield int(match[3]), _month(match[2]), int(match[1]) if match[1] else None
    if match := _MONTH_FIRST.fullmatch(text):
        yield int(match[3]), _month(match[1]), int(match[2])


def _month(word: str) -> int:
    """The month that a word names, in full or cut short; 0 where it names none."""
    number = _MONTHS.get(word[:3].lower(), 0)
    name = MONTHS[number - 1].lower() if number else ""
    return number if name.startswith(word.lower().replace("sept", "sep")) else 0
