"""What is set in whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaint.casebook.casebook import Casebook
from plaint.casebook.embeds import EMBEDS, Embed, find_embed
from plaint.casebook.fill import Filler
from tests.campaigns import opened, read_base_with

POST = """\
---
title: Post
date: 2019-07-01
---

![[letter:complaint]]

## A heading

![[contact:ask]]

![[contact:complaint]]

### A deeper one

![[ev:timetable]]

![[issues:complaint]]

![[questions:complaint]]

![[requests:asked]]

![[chronology:bus]]
"""
ASKED = "---\ndate: 2019-06-20\ntitle: Asked\nkind: letter\nfrom: parents\nto: officers\n---\n\nAfter [[clock:ask]], as [[#mend]] says:\n\n## Request: Mend it {#mend}\n"
KEY = ("post", "post", "body")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    """A campaign whose post sets in one of everything."""
    files = {"posts/2019-07-01-post.md": POST, "letters/2019-06-20-asked.md": ASKED}
    return opened(read_base_with(tmp_path_factory.mktemp("campaign"), files))


def embeds_of(case: Casebook) -> list[Embed]:
    """Everything the post sets in, in order."""
    context = case.context(KEY)
    return [find_embed(hole, context, case) for hole in case.outlines[KEY].holes if hole.embed]


def test_every_kind_is_found(case: Casebook) -> None:
    """Each with the thing itself; a contact that is a letter is set in as the letter."""
    letter, message, as_letter, evidence, issues, questions, requests, chronology = embeds_of(case)
    assert letter.letter is not None
    assert letter.letter.letter.id == "complaint"
    assert message.contact is not None
    assert message.contact.id == "ask"
    assert (as_letter.kind, as_letter.letter) == ("letter", letter.letter)
    assert evidence.evidence is not None
    assert evidence.evidence.id == "timetable"
    assert [[point.id for point in each.points] for each in (issues, questions, requests)] == [
        ["sheets"],
        ["when"],
        ["mend"],
    ]
    assert [each.id for each in chronology.contacts] == ["spring-meeting", "ask"]
    assert {hole.kind for hole in case.outlines[KEY].holes if hole.embed} == set(EMBEDS)


def test_headings_are_shifted_under_those_around(case: Casebook) -> None:
    """A thing's own heading is one level below the nearest heading above it."""
    assert [each.level for each in embeds_of(case)] == [2, 3, 3, 4, 4, 4, 4, 4]


def test_a_letter_keeps_its_own_date(case: Casebook) -> None:
    """Its figures stand as of the day it was sent, and everything else as of the text around it."""
    letter, message, *_ = embeds_of(case)
    assert (letter.context.day.isoformat(), letter.context.letter) == ("2019-06-03", "complaint")
    assert (message.context.day.isoformat(), message.context.letter) == ("2019-07-01", None)


def test_ids_inside_are_prefixed(tmp_path: Path) -> None:
    """A letter that is set in twice has two sets of ids, and its links stay inside it."""
    text = "---\ntitle: Twice\ndate: 2019-07-01\n---\n\n![[letter:asked]]\n\n![[letter:asked]]\n"
    files = {"posts/2019-07-01-post.md": text, "letters/2019-06-20-asked.md": ASKED}
    case = opened(read_base_with(tmp_path, files))
    html = Filler(case, lambda embed, inner: f"<div>{inner}</div>").html(KEY, "../../")
    assert [html.count(f'id="{id}"') for id in ("asked-mend", "asked-2-mend", "mend")] == [1, 1, 0]
    assert [html.count(f'href="#{id}"') for id in ("asked-mend", "asked-2-mend", "mend")] == [1, 1, 0]
    assert html.count("32 working days") == 2  # as of 20 June, and not of 1 July
