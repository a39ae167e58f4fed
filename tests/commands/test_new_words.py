"""Titles and file names, made into what may stand in a file."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.commands.new_words import file_name, free_id, id_of, one_line, title_of, yaml_text
from plaint.record.nodes import Mapping, Scalar, compose
from plaint.record.shapes import ID

ANY = st.text(max_size=120)


@given(title=ANY, kind=st.sampled_from(["post", "web-page"]))
def test_an_id_is_one_that_the_model_takes(title: str, kind: str) -> None:
    """Whatever the title, its id has the form of an id."""
    assert re.fullmatch(ID, id := id_of(title, kind, "2019-07-15"))
    assert len(id) <= 60


@given(title=ANY)
def test_a_line_as_a_value_reads_as_it_was(title: str) -> None:
    """Quoted or not, YAML gives the line back that went in."""
    line = one_line(title)
    node, problems = compose(f"title: {yaml_text(line)} # a comment\n", "a.md")
    assert problems == []
    assert isinstance(node, Mapping)
    assert isinstance(node.values["title"], Scalar)
    assert node.values["title"].text == line


@pytest.mark.parametrize(
    "line, value",
    [
        ("The minibus, again", "The minibus, again"),
        ("What’s “new”?", "What’s “new”?"),
        ("RE: the minibus", '"RE: the minibus"'),
        ("No", '"No"'),
        ("2019", '"2019"'),
        ("#1", '"#1"'),
        ("a # b", '"a # b"'),
        ('"Yes" \\ no', '"\\"Yes\\" \\\\ no"'),
    ],
)
def test_quotes_only_what_needs_it(line: str, value: str) -> None:
    """Ordinary words stand as they are; what YAML could misread stands in quotation marks."""
    assert yaml_text(line) == value


@pytest.mark.parametrize(
    "name, clean",
    [
        ("IMG_2041.JPG", "img-2041.jpg"),
        ("The council’s reply (2).pdf", "the-councils-reply-2.pdf"),
        ("archive.tar.gz", "archive-tar.gz"),
        ("README", "readme"),
        (".hidden", "hidden"),
        ("写真.png", "file.png"),
        ("a.P/N G", "a.png"),
        ("2019-07-15 letter.eml", "2019-07-15-letter.eml"),
    ],
)
def test_a_file_gets_a_clean_name(name: str, clean: str) -> None:
    """Small letters, digits and hyphens, with the ending it had."""
    assert file_name(name) == clean


@given(name=ANY.filter(bool))
def test_any_file_gets_a_clean_name(name: str) -> None:
    """Whatever the name, the new one can stand in an address and on any disk."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]{1,10})?", file_name(name))


def test_a_file_has_a_title() -> None:
    """A file that is given no title is called what its name says."""
    assert title_of("letter_from-the council.pdf") == "Letter from the council"


def test_ids_that_are_taken_get_the_day_and_then_a_number() -> None:
    """An id that names its day already is not given it twice."""
    taken = {"post-2019-07-15", "a", "a-2019-07-15", "a-2019-07-15-2"}
    assert free_id("a", "2019-07-15", taken) == "a-2019-07-15-3"
    assert free_id("post-2019-07-15", "2019-07-15", taken) == "post-2019-07-15-2"
    assert free_id("b", "2019-07-15", taken) == "b"
