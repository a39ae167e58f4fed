"""The forms of values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.record import shapes
from plaint.record.nodes import Scalar, compose
from plaint.record.shapes import Reading, Shape, Unread


def read(shape: Shape[Any], written: str) -> tuple[Any, list[str]]:
    """What a shape makes of a YAML value, and what it says is wrong (the value is then None)."""
    node, _ = compose(written, "f.yaml")
    reading = Reading("f.yaml")
    assert node is not None
    try:
        return shape.read(node, reading, ("field",)), []
    except Unread:
        return None, [str(problem) for problem in reading.problems]


def test_one_thing_may_stand_where_a_list_may() -> None:
    """A list of one need not be written as a list."""
    several = shapes.list_of(shapes.AN_ID)
    assert read(several, "one")[0] == ("one",)
    assert read(several, "[one, two]")[0] == ("one", "two")
    assert read(several, "[]")[0] == ()


def test_every_wrong_item_of_a_list_is_told_of() -> None:
    """A list is given up only after all of it was read."""
    _, problems = read(shapes.list_of(shapes.AN_ID), "- one\n- Two\n- three!\n")
    assert problems == ["f.yaml:2: field: 'Two' is no id; write two", "f.yaml:3: field: 'three!' is no id; write three"]


def test_lines_of_items_are_kept() -> None:
    """Each item of a list has a place of its own."""
    node, _ = compose("- one\n-\n  two\n", "f.yaml")
    reading = Reading("f.yaml")
    assert node is not None
    shapes.list_of(shapes.AN_ID).read(node, reading, ("field",))
    assert reading.lines == {("field",): 1, ("field", 0): 1, ("field", 1): 3}


@pytest.mark.parametrize(
    "shape, good, bad",
    [
        (shapes.LINE, ["words", "'two\n\n  lines'"], ["''", "[a]", "{a: b}"]),
        (shapes.YES_OR_NO, ["true", "false"], ["yes", "on", "True", "1"]),
        (shapes.DAY, ["2019-07-15"], ["2019-07", "2019-07-15T10:00", "2019-07-15..2019-07-16", "2019-07-15.."]),
        (shapes.INSTANT, ["2019-07-15", "2019-07-15T10:00"], ["2019-07", "2019-07-15..2019-07-16"]),
        (shapes.PERIOD, ["2 weeks"], ["a fortnight"]),
        (shapes.URL, ["https://example.org", "http://example.org/a?b#c"],
         ["example.org", "javascript:alert(1)", "https://", "'https://a b'", "'https://[::1'", "ftp://example.org", "//example.org"]),
        (shapes.EMAIL, ["a.b+c@example.org"], ["a@b", "a b@example.org", "'a@example.org,b@example.org'", "'@example.org'"]),
        (shapes.DIGEST, ["0" * 64], ["0" * 63, "A" * 64]),
        (shapes.LANGUAGE, ["en", "en-GB", "cy"], ["English", "en_GB"]),
        (shapes.AN_ID, ["a", "minibus-2019"], ["Minibus", "a--b", "-a", "a-", "1a", "a_b", "a" * 101]),
    ],
)  # fmt: skip
def test_shapes(shape: Shape[Any], good: list[str], bad: list[str]) -> None:
    """What each form lets through, and what not: then one line says so."""
    for written in good:
        assert read(shape, written)[1] == [], written
    for written in bad:
        assert len(read(shape, written)[1]) == 1, written


@pytest.mark.parametrize(
    "written, right",
    [
        ("www.example.org", "https://www.example.org"),
        ("example.org/a", "https://example.org/a"),
        ("htps://example.org", "https://example.org"),
        ("https:/example.org", "https://example.org"),
    ],
)
def test_nearest_web_address(written: str, right: str) -> None:
    """An address that lacks its beginning is offered with it."""
    assert read(shapes.URL, written)[1] == [f"f.yaml:1: field: '{written}' is no web address; write {right}"]


ALL = [shapes.LINE, shapes.PLAIN, shapes.AN_ID, shapes.YES_OR_NO, shapes.MOMENT, shapes.DAY, shapes.INSTANT,
       shapes.PERIOD, shapes.URL, shapes.EMAIL, shapes.DIGEST, shapes.LANGUAGE]  # fmt: skip


@given(st.sampled_from(ALL), st.text())
def test_any_text_is_read_or_told_of(shape: Shape[Any], text: str) -> None:
    """Nothing but Unread is raised, with one line that says what would be right."""
    reading = Reading("f.yaml")
    try:
        shape.read(Scalar(text, 3, 3), reading, ("field",))
    except Unread:
        (problem,) = reading.problems
        assert problem.hint
        assert len(str(problem).splitlines()) == 1
    else:
        assert reading.problems == []
