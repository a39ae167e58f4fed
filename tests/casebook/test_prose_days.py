"""Weekdays in prose that a date stands beside."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaint.casebook.prose_days import DATES, DAY, weekdays_with_dates

_PLAIN = re.compile(rf"\b({DAY})\b\.?,?\s+(?:the\s+)?(?={DATES.pattern})", re.IGNORECASE)

WORDS = (
    *("Monday", "tue", "Tues.", "Wednesday,", "thurs", "Sat", "sun", "FRIDAY.,", "Mon-Fri", "(Monday", "x/Monday", "amonday"),
    *("The", "the", "May", "march", "September", "Sept.", "5", "05", "31st", "3", "42", "2019", "of", "and", "May5", "1"),
)
SPACES = st.sampled_from([*" " * 20, "  ", "\n", "\t", "\u00a0", "", " " * 14, " " * 90, ", ", "-"])


def found(text: str) -> list[tuple[str, str]]:
    """Each weekday and its date as they stand in a text."""
    return [(weekday[0], date[0]) for weekday, date in weekdays_with_dates(text)]


def plainly(text: str) -> list[tuple[str, str]]:
    """The same, by the whole expression tried everywhere."""
    every = (match for match in _PLAIN.finditer(text) if len(match[1]) > 4 or match[1][0].isupper())
    return [(match[0], DATES.match(text, match.end())[0]) for match in every]  # type: ignore[index]  # it looks ahead


@settings(max_examples=600)
@given(st.lists(st.tuples(st.sampled_from(WORDS), SPACES), max_size=12))
def test_every_weekday_with_a_date_is_found(words: list[tuple[str, str]]) -> None:
    """Looking for figures first finds what the whole expression would, tried at each letter."""
    text = "".join(f"{word}{space}" for word, space in words)
    assert found(text) == plainly(text)


@pytest.mark.parametrize("space", [" ", "\n", " " * 100])
def test_white_space_may_be_of_any_length(space: str) -> None:
    """A weekday belongs to its date however far that stands from it, with nothing in between."""
    words = ["On", "Friday", "the", "3rd", "of", "May", "or", "Monday,", "May", "6", "or", "Tuesday", "we", "met"]
    assert [date.split()[0] for _, date in found(space.join(words))] == ["3rd", "May"]


@pytest.mark.parametrize("text", ["\u017funday 5 May", "Fr\u0131day 3 May", "FR\u0130DAY 3 May", "Monday 5 Apr\u0130l"])
def test_other_letters_make_no_name(text: str) -> None:
    """A name in which another alphabet’s letter stands for its own is none that we know."""
    assert found(text) == []
