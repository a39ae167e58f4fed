"""Plain periods, and days that are left out of a count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.clocks import calendar, due
from plaint.clocks.periods import DAY, Tally, stretches
from plaint.problems import Where
from plaint.record.model import Pause
from plaint.record.period import UNITS, Period, parse_period
from tests.clocks.building import record_of

ENGLAND = calendar("england-and-wales")
DAYS = st.dates(date(2000, 1, 1), date(2028, 12, 31))
PERIODS = st.builds(Period, st.integers(1, 100), st.sampled_from(UNITS))


def day(text: str) -> date:
    """A day as it is written."""
    return date.fromisoformat(text)


def pause(first: str, last: str) -> Pause:
    """A pause from one day to another."""
    return Pause(where=Where("contacts.yaml"), since=day(first), until=day(last), why="They asked what we meant")


@pytest.mark.parametrize(
    "start, period, end",
    [
        ("2019-07-15", "20 working days", "2019-08-12"),
        ("2019-07-13", "1 working day", "2019-07-15"),
        ("2019-12-24", "1 working day", "2019-12-27"),
        ("2019-07-15", "14 days", "2019-07-29"),
        ("2019-07-15", "2 weeks", "2019-07-29"),
        ("2019-01-31", "1 month", "2019-02-28"),
        ("2020-01-31", "1 month", "2020-02-29"),
        ("2020-02-29", "12 months", "2021-02-28"),
        ("2019-10-31", "4 months", "2020-02-29"),
        ("2019-12-15", "1 month", "2020-01-15"),
    ],
)
def test_plain_periods(start: str, period: str, end: str) -> None:
    """The start is day 0; a month ends on the same date, or on the month's last day."""
    parsed = parse_period(period)
    assert parsed is not None
    assert due(day(start), parsed, ENGLAND) == day(end)


@pytest.mark.parametrize(
    "start, end", [("2019-01-31", "2019-02-28"), ("2019-03-01", "2019-03-31"), ("2019-03-15", "2019-04-14")]
)
def test_a_month_that_begins_with_its_first_day(start: str, end: str) -> None:
    """It ends the day before the same date, and on the month's last day where there is no such date."""
    (rule,) = record_of(rules="[{id: a, name: A, period: 1 month, counts_first_day: true, law: B}]").rules.values()
    assert due(day(start), rule, ENGLAND) == day(end)


def test_overlapping_pauses_count_once() -> None:
    """Pauses that touch or overlap are one stretch, however they were written down."""
    joined = stretches(
        [
            pause("2019-07-10", "2019-07-12"),
            pause("2019-07-01", "2019-07-05"),
            pause("2019-07-04", "2019-07-09"),
        ]
    )
    assert joined == ((day("2019-07-01"), day("2019-07-12")),)


def test_a_pause_that_runs_backwards_leaves_nothing_out() -> None:
    """Its days are nobody's, and another check says so."""
    assert stretches([pause("2019-07-05", "2019-07-01")]) == ()


@pytest.mark.parametrize(
    "period, end",
    [
        ("5 working days", "2019-07-29"),
        ("7 days", "2019-07-29"),
        ("1 week", "2019-07-29"),
        ("1 month", "2019-08-22"),
    ],
)
def test_a_pause_moves_the_last_day(period: str, end: str) -> None:
    """A week left out makes every period end a week later, in its own unit."""
    parsed = parse_period(period)
    assert parsed is not None
    left_out = ((day("2019-07-16"), day("2019-07-22")),)
    assert due(day("2019-07-15"), parsed, ENGLAND, left_out) == day(end)


def test_a_pause_after_the_last_day_moves_nothing() -> None:
    """A clock that had run out cannot be stopped."""
    left_out = ((day("2019-08-13"), day("2019-08-20")),)
    assert due(day("2019-07-15"), Period(20, "working days"), ENGLAND, left_out) == day("2019-08-12")


@given(DAYS, st.integers(1, 60), st.integers(1, 60), st.integers(1, 40))
def test_a_pause_of_n_working_days_moves_the_day_by_n(start: date, number: int, before: int, paused: int) -> None:
    """However the pause lies, the day moves on by just the working days that were left out of the count."""
    first = ENGLAND.add(start, min(before, number))
    last = ENGLAND.add(first - DAY, paused)
    moved = due(start, Period(number, "working days"), ENGLAND, ((first, last),))
    assert moved == ENGLAND.add(start, number + paused)


@given(DAYS, PERIODS, DAYS, st.integers(0, 90))
def test_the_last_day_is_itself_counted(start: date, period: Period, first: date, length: int) -> None:
    """A period never ends on a day that is left out, and its count on the last day is the whole period."""
    left_out = ((first, first + timedelta(length)),)
    end = due(start, period, ENGLAND, left_out)
    assert not first <= end <= left_out[0][1]
    if period.unit != "months":
        length = period.number * (7 if period.unit == "weeks" else 1)
        assert Tally(ENGLAND, period.unit == "working days", left_out).count(start, end) == length


@given(DAYS, PERIODS, st.integers(0, 40))
def test_a_later_start_ends_no_earlier(start: date, period: Period, later: int) -> None:
    """Whoever writes later has no earlier last day."""
    assert due(start, period, ENGLAND) <= due(start + timedelta(later), period, ENGLAND)
