"""Texts filled: whole, and only as far as their beginning goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaint.casebook.fill import Filler, first_paragraph
from tests.campaigns import opened, read_base_with

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
    assert {key for table, key in read if table == "contact"} == {"ask"}


def filler_of(root: Path, text: str) -> Filler:
    """What fills the texts of a campaign with one more post."""
    case = opened(read_base_with(root, {"posts/2019-09-01-a.md": POST.format(text=text)}))
    return Filler(case, lambda embed, inner: "<p>Set in.</p>")
