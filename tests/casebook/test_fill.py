"""Texts filled: whole, and only as far as their beginning goes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plaint.casebook.fill import Filler, first_paragraph, plain
from tests.campaigns import opened, read_base_with
from tests.cells import cells_of

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f00050001ff56c72f0d0000000049454e44ae426082"
)
POST = """\
---
title: A post
date: 2019-09-01
---
{text}
"""

TEXTS = {
    "references in it and after it": "It began with [[contact:ask]].\n\nThen [[contact:complaint]] went out.",
    "a heading above it": "# A heading\n\nFirst [[contact:ask]].\n\nSecond.",
    "something set in before it": "![[chronology:bus]]\n\nThe first of its own.\n\nSecond.",
    "nothing but a list": "- [[contact:ask]]\n- other",
    "one without a word": "<p></p>\n\nSecond [[contact:ask]].",
    "no reference": "It *began* – “so” & on.\n\nThen [[contact:complaint]] went out.",
    "one that is told apart": "It began.\n{: .lead}\n\nSecond.\n\nThird [[contact:ask]].",
    "a heading of the page’s own rank": "# A heading\n\nFirst.\n\nSecond [[contact:ask]].",
    "a picture in it": "![A bus](images/bus.png) came.\n\nSecond.",
    "a picture with words before it": "<div><img src='images/bus.png' alt='A bus'></div>\n\nFirst.",
    "nothing at all": "",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_the_first_paragraph_is_that_of_the_whole_text(tmp_path: Path, text: str):
    """Filled no further than it goes, it reads as it does in the text filled to its end."""
    filler = filler_of(tmp_path, text)
    key = ("post", "a", "body")
    assert filler.first_paragraph(key, "./") == first_paragraph(filler.html(key, "./"))


def test_what_stands_after_the_first_paragraph_is_not_read_for_it(tmp_path: Path):
    """So that it is not worked out again where only that has changed."""
    filler = filler_of(tmp_path, TEXTS["references in it and after it"])
    with filler.case.watch.noting() as read:
        filler.first_paragraph(("post", "a", "body"), "./")
    assert {key for table, key in cells_of(filler.case.watch, read) if table == "relation"} == {"ask"}


def test_a_beginning_that_is_at_hand_is_not_looked_up(tmp_path: Path):
    """The first paragraph of a text that was converted just now is known, unless a picture is in it or something is set
    in before it; where it has references, the parts of it are."""
    known = {name: filler_of(tmp_path / name, TEXTS[name]).case.opening(("post", "a", "body")) for name in TEXTS}
    assert known["no reference"] == "It began – “so” & on."
    assert known["a heading of the page’s own rank"] == "First."
    parts = known["references in it and after it"]
    assert [part if isinstance(part, str) else part.target for part in parts] == ["<p>It began with ", "ask", "."]
    assert known["a heading above it"][0] == "<p>First "
    assert not any(known[name] for name in ("something set in before it", "a picture in it", "nothing at all"))


def test_a_first_paragraph_with_references_is_read_without_its_text(tmp_path: Path):
    """The parts that are at hand are filled, and the whole of a converted text stays in store."""
    filler = filler_of(tmp_path, TEXTS["references in it and after it"])
    key = ("post", "a", "body")
    whole = first_paragraph(filler.html(key, "./"))
    filler.case = replace(filler.case, outlines={})
    assert filler.first_paragraph(key, "./") == whole


def test_plain_words_are_the_same_wherever_they_are_read(tmp_path: Path):
    """Where a text stands tells only its links, so that its words are worked out once."""
    filler = filler_of(tmp_path, TEXTS["references in it and after it"])
    key = ("post", "a", "body")
    assert filler.words(key) == plain(filler.html(key, "../../")) == plain(filler.html(key, "https://example.org/"))
    with filler.case.watch.noting() as again:
        filler.words(key)
    assert {key for table, key in cells_of(filler.case.watch, again) if table == "relation"} == {"ask", "complaint"}


@pytest.mark.parametrize(
    ("text", "tables"),
    [("| a | b |\n|---|---|\n| 1 | 2 |", True), ("![[chronology:bus]]", True), ("No `<table>` [[contact:ask]].", False)],
)
def test_it_is_known_whether_a_text_may_hold_a_table(tmp_path: Path, text: str, tables: bool):
    """One that does is told apart from all others, as is one into which something is set."""
    html, told = filler_of(tmp_path, text).html_and_tables(("post", "a", "body"), "./")
    assert told == tables
    assert told or "<table" not in html


def filler_of(root: Path, text: str) -> Filler:
    """What fills the texts of a campaign with one more post."""
    files = {"posts/2019-09-01-a.md": POST.format(text=text), "images/bus.png": PNG}
    case = opened(read_base_with(root, files))
    return Filler(case, lambda embed, inner: "<p>Set in.</p>")
