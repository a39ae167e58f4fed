"""The record is in English on every computer, whatever language that speaks."""

from __future__ import annotations

import calendar
from datetime import date

import pytest

from plaint.record.moment import parse_moment, shown_date


def test_months_have_english_names_on_a_computer_that_speaks_another_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Pelican sets the language of the computer, after which Python's own names of months are in that language."""
    monkeypatch.setattr(calendar, "month_name", ["", *["Gorffennaf"] * 12])
    assert shown_date(date(2019, 7, 15)) == "15 July 2019"
    assert parse_moment("2019-07-15").shown == "15 July 2019"
    assert parse_moment("2019-04").shown == "April 2019"
