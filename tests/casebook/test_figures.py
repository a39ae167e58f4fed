"""Figures in words, and numbers in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.casebook.figures import in_words, numbers_in


@pytest.mark.parametrize(
    "text, numbers",
    [
        ("52 working days", [52]),
        ("1,250 days", [1250]),
        ("fifty-two working days", [52]),
        ("fifty two", [52]),
        ("Twenty days", [20]),
        ("ninety-nine, then one", [99]),
        ("nineteen", [19]),
        ("one of them", []),
        ("(12) or “13”.", [12, 13]),
        ("twenty thirty", [20, 30]),
        ("twenty eleven", [20, 11]),
        ("the 2nd and A14", []),
        ("٣", []),
    ],
)
def test_numbers_in(text: str, numbers: list[int]) -> None:
    """In figures, or in words up to ninety-nine; one is more often no number."""
    assert numbers_in(text) == numbers


@given(st.text())
def test_any_text_has_numbers_or_none(text: str) -> None:
    """Nothing is raised, whatever the text is."""
    assert all(number >= 0 for number in numbers_in(text))


def test_in_words() -> None:
    """One number where it is known, from–to where a date is vague."""
    assert in_words(1, "working days") == "1 working day"
    assert in_words((12, 34), "working days") == "12–34 working days"
    assert in_words((0, 0), "days") == "0 days"
