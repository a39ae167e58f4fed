"""The calendars held against the government's own list, as another package ships it."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import pytest

from plaint.clocks import calendar

package = pytest.importorskip("govuk_bank_holidays", reason="needs the package govuk-bank-holidays")

# Proclaimed after that package's list was made.
LATER = {("scotland", date(2026, 6, 15))}


@pytest.mark.parametrize("name", ["england-and-wales", "scotland", "northern-ireland"])
def test_bank_holidays_are_those_of_the_government_list(name: str) -> None:
    """Every weekday off is on the list, and every weekday on the list is off."""
    listed = json.loads(files(package).joinpath("bank-holidays.json").read_text(encoding="utf-8"))
    days = {date.fromisoformat(event["date"]) for event in listed[name]["events"]}
    years = range(min(days).year, max(days).year + 1)
    ours = {day for day in calendar(name).days_off if day.year in years and (name, day) not in LATER}
    assert len(years) > 10
    assert ours == {day for day in days if day.weekday() < 5}


def test_the_list_reaches_as_far_as_is_said_to_be_announced() -> None:
    """What counts as announced is on the list to the end of its last year."""
    listed = json.loads(files(package).joinpath("bank-holidays.json").read_text(encoding="utf-8"))
    last = max(date.fromisoformat(event["date"]) for part in listed.values() for event in part["events"])
    assert last.year >= calendar("uk").announced_until.year
