"""Which days count, and how they are counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.clocks import CALENDARS, Calendar, calendar

DAYS = st.dates(date(1985, 1, 1), date(2070, 12, 31))
CALENDAR = st.sampled_from([calendar(name) for name in CALENDARS])

BANK_HOLIDAYS = [
    ("england-and-wales", date(1999, 12, 31)),  # the millennium
    ("england-and-wales", date(2002, 6, 3)),  # golden jubilee
    ("england-and-wales", date(2002, 6, 4)),
    ("england-and-wales", date(2011, 4, 29)),  # a wedding
    ("england-and-wales", date(2012, 6, 4)),  # diamond jubilee, with the spring holiday moved to it
    ("england-and-wales", date(2012, 6, 5)),
    ("england-and-wales", date(2020, 5, 8)),  # moved for the end of the war in Europe
    ("england-and-wales", date(2022, 6, 2)),  # platinum jubilee, with the spring holiday moved to it
    ("england-and-wales", date(2022, 6, 3)),
    ("england-and-wales", date(2022, 9, 19)),  # a state funeral
    ("england-and-wales", date(2023, 5, 8)),  # a coronation
    ("england-and-wales", date(2021, 12, 27)),  # Christmas on a Saturday: both days move
    ("england-and-wales", date(2021, 12, 28)),
    ("england-and-wales", date(2022, 12, 27)),  # Christmas on a Sunday
    ("england-and-wales", date(2022, 1, 3)),
    ("scotland", date(2019, 1, 2)),
    ("scotland", date(2010, 1, 4)),  # 2 January was a Saturday
    ("scotland", date(2011, 1, 4)),
    ("scotland", date(2019, 8, 5)),
    ("scotland", date(2007, 11, 30)),  # the first St Andrew's Day under the Act of 2007
    ("scotland", date(2013, 12, 2)),  # St Andrew's Day was a Saturday
    ("scotland", date(2026, 6, 15)),  # by proclamation of 2026
    ("northern-ireland", date(2009, 3, 17)),
    ("northern-ireland", date(2012, 3, 19)),
    ("northern-ireland", date(2021, 7, 12)),
]

WORKING_DAYS = [
    ("england-and-wales", date(2020, 5, 4)),  # from which the May holiday was moved
    ("england-and-wales", date(2012, 5, 28)),
    ("england-and-wales", date(2022, 5, 30)),
    ("england-and-wales", date(2019, 1, 2)),
    ("england-and-wales", date(2009, 3, 17)),
    ("england-and-wales", date(2021, 7, 12)),
    ("england-and-wales", date(2021, 12, 24)),
    ("scotland", date(2019, 4, 22)),  # Easter Monday is none in Scotland
    ("scotland", date(2019, 8, 26)),
    ("scotland", date(2006, 11, 30)),  # before the Act
    ("northern-ireland", date(2019, 1, 2)),
    ("northern-ireland", date(2019, 8, 5)),
]


@pytest.mark.parametrize("name, day", BANK_HOLIDAYS)
def test_bank_holidays_do_not_count(name: str, day: date) -> None:
    """One-off, moved and substitute days are bank holidays in their part, and all of them are for `uk`."""
    assert not calendar(name).is_working(day)
    assert not calendar("uk").is_working(day)


@pytest.mark.parametrize("name, day", WORKING_DAYS)
def test_other_days_count(name: str, day: date) -> None:
    """A day from which a holiday was moved counts, and so does one that is a bank holiday only elsewhere."""
    assert calendar(name).is_working(day)


@pytest.mark.parametrize(
    "name, day, why",
    [
        ("england-and-wales", date(2019, 8, 24), "a Saturday"),
        ("england-and-wales", date(2019, 8, 25), "a Sunday"),
        ("england-and-wales", date(2019, 8, 26), "Summer bank holiday"),
        ("england-and-wales", date(2019, 5, 6), "Early May bank holiday"),
        ("england-and-wales", date(2021, 12, 27), "substitute day for Christmas Day"),
        ("england-and-wales", date(2019, 8, 27), None),
        ("scotland", date(2012, 1, 2), "2 January"),
        ("uk", date(2009, 3, 17), "St Patrick’s Day (Northern Ireland)"),
        ("uk", date(2019, 4, 22), "Easter Monday (England and Wales, Northern Ireland)"),
        ("uk", date(2019, 4, 19), "Good Friday"),
    ],
)
def test_a_day_off_says_why(name: str, day: date, why: str | None) -> None:
    """Each day that does not count has a reason a reader knows; in `uk` it says where."""
    assert calendar(name).off(day) == why


def test_a_closed_day_says_so() -> None:
    """A day on which the body is closed is named as such; on a weekend the weekend is reason enough."""
    closed = calendar(
        "england-and-wales",
        {date(2019, 12, 24): "Christmas closure", date(2019, 12, 28): "Christmas closure"},
    )
    assert closed.off(date(2019, 12, 24)) == "closed: Christmas closure"
    assert closed.off(date(2019, 12, 28)) == "a Saturday"
    assert calendar("england-and-wales").is_working(date(2019, 12, 24))


@pytest.mark.parametrize(
    "name, start, end, days",
    [
        ("england-and-wales", date(2021, 7, 9), date(2021, 9, 22), 52),
        ("uk", date(2021, 7, 9), date(2021, 9, 22), 50),  # less 12 July and 2 August
        ("england-and-wales", date(2019, 7, 15), date(2019, 10, 1), 55),
        ("england-and-wales", date(2019, 7, 5), date(2019, 7, 6), 0),  # Friday to Saturday
        ("england-and-wales", date(2019, 7, 6), date(2019, 7, 8), 1),
        ("england-and-wales", date(2019, 7, 8), date(2019, 7, 8), 0),
        ("england-and-wales", date(2019, 7, 9), date(2019, 7, 8), 0),
    ],
)
def test_working_days_between(name: str, start: date, end: date, days: int) -> None:
    """The first day does not count and the last one does; nothing is counted backwards."""
    assert calendar(name).between(start, end) == days


def test_an_unknown_calendar_is_refused() -> None:
    """A misspelt calendar gives an error that names it, and no other calendar in its place."""
    with pytest.raises(ValueError, match="'england'"):
        calendar("england")


def test_there_is_no_working_day_number_nought() -> None:
    """Only the first, second and later working days after a day exist."""
    with pytest.raises(ValueError, match="0"):
        calendar("uk").add(date(2019, 7, 8), 0)


def test_equal_calendars_are_made_once() -> None:
    """Asking for the same closed days twice gives the same calendar, as clocks ask for it by the thousand."""
    assert calendar("scotland", {date(2019, 12, 24): "Eve"}) is calendar("scotland", {date(2019, 12, 24): "Eve"})


@given(CALENDAR, DAYS, st.integers(1, 3000))
def test_adding_and_counting_are_inverse(days: Calendar, start: date, number: int) -> None:
    """The n-th working day after a day is a working day, with n working days up to it."""
    end = days.add(start, number)
    assert days.is_working(end)
    assert days.between(start, end) == number


@given(CALENDAR, st.lists(DAYS, min_size=3, max_size=3))
def test_counts_add_up(days: Calendar, three: list[date]) -> None:
    """A count over two stretches is the sum of both, so none is smaller than a part of it."""
    first, second, third = sorted(three)
    assert days.between(first, third) == days.between(first, second) + days.between(second, third)


@given(CALENDAR, DAYS, st.integers(0, 800))
def test_counting_agrees_with_a_finger_on_the_calendar(days: Calendar, start: date, length: int) -> None:
    """The arithmetic gives what counting day by day gives."""
    one_by_one = sum(days.is_working(start + timedelta(number)) for number in range(1, length + 1))
    assert days.between(start, start + timedelta(length)) == one_by_one


@given(CALENDAR, DAYS)
def test_the_next_working_day(days: Calendar, day: date) -> None:
    """It is the day itself where that counts, and no day between the two counts."""
    found = days.next_working(day)
    assert days.is_working(found)
    assert all(days.off(day + timedelta(number)) for number in range((found - day).days))


@given(st.sampled_from(CALENDARS), DAYS, st.integers(0, 400), st.sets(DAYS, max_size=20))
def test_closing_never_increases_a_count(name: str, start: date, length: int, closed: set[date]) -> None:
    """A day on which a body is closed takes away a working day, or nothing."""
    end = start + timedelta(length)
    open_days = calendar(name).between(start, end)
    less = sum(start < day <= end and calendar(name).is_working(day) for day in closed)
    assert calendar(name, dict.fromkeys(closed, "closed")).between(start, end) == open_days - less


@given(DAYS)
def test_the_union_is_of_all_parts(day: date) -> None:
    """A day counts in `uk` just where it counts in every part."""
    parts = [calendar(name).is_working(day) for name in CALENDARS if name != "uk"]
    assert calendar("uk").is_working(day) == all(parts)
