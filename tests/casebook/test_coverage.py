"""A letter's coverage in one sentence: the best that any reply did for each point, in the right number."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaint.casebook.casebook import Casebook
from plaint.casebook.coverage import NOT_LOOKED_AT, best, in_a_sentence, sentence, summed_up
from plaint.casebook.letters import Verdict
from tests.campaigns import opened, read_base_with

WORDS = {"a": "answered", "p": "partly", "r": "refused", "i": "ignored", "-": "not assessed"}
KINDS = {"I": "issue", "Q": "question", "R": "request"}


@pytest.mark.parametrize(
    "kinds, verdicts, said",
    [
        ("IIIIII", "aaprii", "Of 6 issues, 2 were answered, 1 partly, 1 was refused and 2 were ignored."),
        ("IIIIII", "iirpaa", "Of 6 issues, 2 were answered, 1 partly, 1 was refused and 2 were ignored."),
        ("III", "app", "Of 3 issues, 1 was answered and 2 partly."),
        ("III", "pii", "Of 3 issues, 1 was partly answered and 2 were ignored."),
        ("IIII", "ppr-", "Of 4 issues, 2 were partly answered, 1 was refused and 1 is not assessed."),
        ("III", "a--", "Of 3 issues, 1 was answered and 2 are not assessed."),
        ("II", "ri", "Of 2 issues, 1 was refused and 1 was ignored."),
        ("IIII", "aaaa", "All 4 issues were answered."),
        ("QQQ", "iii", "All 3 questions were ignored."),
        ("RR", "rr", "Both requests were refused."),
        ("II", "pp", "Both issues were partly answered."),
        ("Q", "p", "The one question was partly answered."),
        ("R", "i", "The one request was ignored."),
        ("QQ", "ai", "Of 2 questions, 1 was answered and 1 was ignored."),
        ("IQ", "ai", "Of 2 points, 1 was answered and 1 was ignored."),
        ("IQR", "aaa", "All 3 points were answered."),
        ("IR", "ii", "Both points were ignored."),
    ],
)
def test_the_sentence_is_right_in_number(kinds: str, verdicts: str, said: str) -> None:
    """Verbs agree with their figures, one kind of point is named, and two kinds are points."""
    assert in_a_sentence([KINDS[each] for each in kinds], [WORDS[each] for each in verdicts]) == said


@pytest.mark.parametrize(
    "verdicts, decides",
    [
        ("", None),
        ("--", None),
        ("i", 0),
        ("ia", 1),
        ("ai", 0),
        ("ir", 1),
        ("ri", 0),
        ("rp", 1),
        ("pr", 0),
        ("pa", 1),
        ("pp", 1),
        ("-i-", 1),
        ("aiap", 2),
    ],
)
def test_the_best_of_all_replies_decides(verdicts: str, decides: int | None) -> None:
    """Answered goes before partly, that before refused, and that before ignored; of equal ones the latest is taken."""
    made = [Verdict(f"reply-{number}", WORDS[each], False) for number, each in enumerate(verdicts)]
    assert best(made) == (None if decides is None else made[decides])


LETTER = """\
---
date: 2019-07-01
title: Three points
kind: letter
from: parents
to: officers
---
## Issue: First {#first}

## Issue: Second {#second}

## Issue: Third {#third}
"""
NO_POINTS = f"{LETTER.partition('##')[0]}Words.\n"


def case_of(root: Path, contacts: str, letter: str = LETTER) -> Casebook:
    """The base campaign with one letter more, `three`, and what answers it."""
    files = {"letters/2019-07-01-three.md": letter, "record/contacts/more.yaml": contacts or "[]"}
    return opened(read_base_with(root, files))


def reply(id: str, more: str = "", from_: str = "officers") -> str:
    """A contact that answers the letter."""
    to = "parents" if from_ != "parents" else "officers"
    return f"- {{id: {id}, on: 2019-07-09, kind: email, from: {from_}, to: {to}, replies_to: three{more}}}\n"


def test_several_replies_are_taken_together(tmp_path: Path) -> None:
    """A later reply that passes over a point takes nothing back, and a point that none names is not assessed."""
    contacts = reply("one", ", answers: {three#first: answered, three#second: ignored}")
    contacts += reply("two", ", answers: {three#first: ignored, three#second: refused}")
    case = case_of(tmp_path, contacts)
    said = "Of 3 issues, 1 was answered, 1 was refused and 1 is not assessed."
    assert sentence(case, "three") == summed_up(case.numbered["three"]) == said


def test_replies_that_nobody_looked_through_are_said_to_be_so(tmp_path: Path) -> None:
    """A reply without `answers` is not taken for one that ignored everything."""
    case = case_of(tmp_path, reply("one"))
    assert sentence(case, "three") == NOT_LOOKED_AT
    assert summed_up(case.numbered["three"]) == ""


@pytest.mark.parametrize(
    "contacts",
    [
        "",
        reply("one", ", reply: acknowledgement"),
        reply("one", ", reply: extension, until: 2019-08-01"),
        reply("one", ", reply: clarification"),
        reply("one", ", cancelled: true"),
        reply("one", from_="parents"),
    ],
)
def test_where_no_reply_can_deal_with_points_nothing_is_said(tmp_path: Path, contacts: str) -> None:
    """Silence, a receipt, more time, a question, a meeting that was called off and our own reminder deal with none."""
    assert sentence(case_of(tmp_path, contacts), "three") == ""


def test_a_letter_without_points_has_no_sentence(tmp_path: Path) -> None:
    """Where nothing was numbered there is nothing to sum up, whoever replied."""
    assert sentence(case_of(tmp_path, reply("one"), NO_POINTS), "three") == ""
