"""What finds a word or a name, however it is written, and takes it out of what is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.guard.making import never


@pytest.mark.parametrize("entry, text", [
    ("Ellie Green", "we met ELLIE   green there"),
    ("Ellie Green", "Ellie\nGreen"),
    ("Ellie Green", "ellie-green-2019.jpg"),
    ("Ellie Green", "IMG_EllieGreen.JPG"),
    ("Ellie Green", "Ellie Green’s chair"),
    ("Zoe", "Zoë"),
    ("Zoë", "ZOE"),
    ("Zoë", "Zoe\u0308"),
    ("Lukasz", "Łukasz"),
    ("Strasse", "Straße"),
    ("Ellie", "El\u00adlie"),
    ("Ellie", "El\u200blie"),
    ("Ellie", "𝐄𝐥𝐥𝐢𝐞"),
    ("Ellie", "ellie2"),
    ("Al", "(Al)"),
    ('"Al*"', "Alan"),
    ('"*smith"', "Goldsmith"),
    ('"*smith*"', "goldsmiths"),
    ("O'Brien", "O’Brien"),
    ("O'Brien", "obrien"),
    ("07700 900123", "07700-900-123"),
    ("07700 900123", "+44 7700 900123"),
    ("07700 900123", "+44 (0)7700 900123"),
    ("07700 900123", "tel07700900123"),
    ("SW1A 1AA", "sw1a1aa"),
    ("943 476 5919", "9434765919"),
    ("李明", "我是李明吗"),
])  # fmt: skip
def test_a_term_is_found_however_it_is_written(entry: str, text: str):
    """Case, accents, signs between words, signs that do not show and the grouping of digits make no difference."""
    assert never(entry).within([text])


@pytest.mark.parametrize("entry, text", [
    ("Al", "also, val, Alan"),
    ("Ellie Green", "Ellie Greene"),
    ("Ellie Green", "Nellie Green"),
    ("Ellie Green", "Ellie met Green"),
    ('"Al*"', "royal"),
    ('"*smith"', "smithy"),
    ("07700 900123", "107700900123"),
    ("07700 900123", "077009001234"),
    ("12345678", "12 34, and 56 78"),
])  # fmt: skip
def test_a_term_is_a_whole_word(entry: str, text: str):
    """A name is not found in a longer word unless a star asks for it, nor a number in a longer number."""
    assert never(entry).within([text]) == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_that_is_printed_holds_a_term(before: str, after: str):
    """Whatever stands around it, a term is taken out of a line, and what is left does not hold it."""
    terms = never("Ellie Green", '"*smith*"')
    line = terms.hide(f"{before} Ellie-GREEN {after} Goldsmiths")
    assert not terms.within([line])
    assert "smith" not in line.casefold()


def test_what_is_no_term_is_printed_as_it_is():
    """A line without a term stays, and of one with a term only the term is replaced."""
    terms = never("Ellie Green")
    assert terms.hide("output/posts/zoë/index.html") == "output/posts/zoë/index.html"
    assert terms.hide("output/tags/ellie-green/index.html") == "output/tags/…/index.html"


def test_a_term_does_not_show_its_words():
    """What Python prints of a term, as in a traceback, does not hold its words."""
    assert "llie" not in repr(never("Ellie Green"))
