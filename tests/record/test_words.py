"""Comparing words, and making addresses of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.record.words import same_words, slug

MESSAGE = "She said: “The ramp – the old one –\nwon’t be mended before Easter, but a new ramp will be fitted by then.”"


@pytest.mark.parametrize(
    "quote, found",
    [
        ("a new ramp will be fitted", True),
        ("the old one - won't be mended", True),
        ("the  old\none – won’t", True),
        ("The ramp … will be fitted by then", True),
        ("The ramp [...] will be fitted", True),
        ("The ramp [… ] will be fitted", False),
        ("… a new ramp …", True),
        ("will be fitted … a new ramp", False),
        ("a new Ramp", False),
        ("a newer ramp", False),
    ],
)
def test_same_words(quote: str, found: bool) -> None:
    """Quotation marks, dashes and line ends may differ, words and their order may not; … stands for what is left out."""
    assert same_words(quote, MESSAGE) is found


@given(st.text(), st.text(), st.text())
def test_a_piece_of_a_text_is_in_it(before: str, piece: str, after: str) -> None:
    """Whatever was copied out of a message is found in it."""
    assert same_words(
        piece.replace("…", "").replace("...", ""), f"{before} {piece.replace('…', '').replace('...', '')} {after}"
    )


@pytest.mark.parametrize(
    "text, address",
    [
        ("MG", "mg"),
        ("Zoë’s bus", "zoes-bus"),
        ("A & B", "a-b"),
        ("Straße", "strasse"),
        ("  ", "x"),
        ("ملف", "ملف"),
        ("50 %", "50"),
    ],
)
def test_slug(text: str, address: str) -> None:
    """Letters and digits of any script, small, with hyphens between them."""
    assert slug(text) == address


@given(st.text())
def test_any_text_makes_an_address(text: str) -> None:
    """No slash, dot or space is ever in one, and it is never empty."""
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", slug(text)) or slug(text)
    assert not set("/\\.?# %") & set(slug(text))
