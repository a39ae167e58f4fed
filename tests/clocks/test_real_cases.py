"""Two real campaigns, whose figures are known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plaint.clocks import CHECKS, Ledger
from plaint.record.loader import Loaded, load

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not here")


def case(name: str) -> Loaded:
    """The record of one of the two."""
    return load(CASES / name / "content", "content")


def test_an_inspection_whose_letter_is_late() -> None:
    """The inspectors owe it, and not the council: 52 working days against 33."""
    (clock,) = Ledger(case("inspection-2021").record).clocks("inspection", date(2021, 9, 22))
    assert (clock.elapsed, clock.due, clock.late, clock.status) == (52, date(2021, 8, 25), 19, "overdue")
    assert clock.owed_by == "ofsted-cqc"
    assert "Day 33 is Wednesday 25 August 2021." in clock.steps


@pytest.mark.parametrize("day, waited", [(15, 55), (17, 53), (19, 51)])
def test_three_e_mails_without_an_answer(day: int, waited: int) -> None:
    """Each has waited since its own day, and the officials owe the answer."""
    ledger = Ledger(case("coproduction-2019").record)
    (clock,) = ledger.clocks(f"comments-{day}-july", date(2019, 10, 1))
    assert (clock.elapsed, clock.unit, clock.status, clock.owed_by) == (
        waited,
        "working days",
        "waiting",
        "send-officials",
    )


@pytest.mark.parametrize("name", ["inspection-2021", "coproduction-2019"])
def test_nothing_is_wrong_with_their_clocks(name: str) -> None:
    """Neither of them has a problem that is to do with clocks."""
    loaded = case(name)
    assert [str(finding) for check in CHECKS for finding in check(loaded)] == []


def test_the_days_between_two_dates() -> None:
    """In England and Wales there are two more of them than for the whole of the United Kingdom."""
    ledger = Ledger(case("inspection-2021").record)
    assert ledger.days(date(2021, 7, 9), date(2021, 9, 22)) == (52, "working days")
    assert ledger.days(date(2021, 7, 9), date(2021, 9, 22), "uk") == (50, "working days")
