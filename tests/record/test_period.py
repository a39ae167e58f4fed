"""Lengths of time as rules write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.record.period import UNITS, Period, counted, parse_period


@pytest.mark.parametrize(
    "text, number, unit",
    [
        ("20 working days", 20, "working days"),
        ("1 working day", 1, "working days"),
        ("14 days", 14, "days"),
        ("2 weeks", 2, "weeks"),
        ("1 month", 1, "months"),
        ("20  working\n days", 20, "working days"),
    ],
)
def test_periods(text: str, number: int, unit: str) -> None:
    """One of a unit may be written without its s; white space counts once."""
    assert parse_period(text) == Period(number, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "days", "0 days", "-1 days", "1.5 weeks", "20working days", "2 years", "99999 days", "٣ days"]
)
def test_no_periods(text: str) -> None:
    """A length is a whole number, at least one, of a unit that the law knows."""
    assert parse_period(text) is None


@given(st.integers(1, 9999), st.sampled_from(UNITS))
def test_periods_read_as_they_are_shown(number: int, unit: str) -> None:
    """What is shown can be written."""
    period = Period(number, unit)  # type: ignore[arg-type]
    assert parse_period(str(period)) == period


def test_one_of_a_unit() -> None:
    """`1 working day`, and `0 working days`."""
    assert [counted(number, "working days") for number in (0, 1, 2)] == [
        "0 working days",
        "1 working day",
        "2 working days",
    ]
