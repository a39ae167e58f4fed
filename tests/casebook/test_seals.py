"""A sealed letter goes on saying what it said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from plaint.casebook.casebook import Casebook
from plaint.casebook.references import resolve
from plaint.casebook.seals import seal_text
from plaint.record.model import Letter
from plaint.site.reading import Reading, read
from tests.campaigns import DAY, doubts_of, opened, read_base_with, write_files

LETTER = """\
---
date: 2019-07-03
title: Sealed
kind: letter
from: parents
to: [officers, leader]
cc: mg
thread: [ask]
---

After [[clock:ask]] since our [[contact:ask]] we write about [[issues]], of [[days:2019-06-03..2019-07-03]].
See [[ev:ramp]], [[#second]], [[rule:stage-1]] and [[promise:new-ramp]].

![[ev:timetable]]

## Issue: The ramp {#first}

## Issue: The timetable {#second}
"""
KEY = ("contact", "sealed", "body")
SEALED_ON = date(2019, 7, 4)


def words_in(case: Casebook) -> dict[str, str]:
    """What each reference of the letter reads as on its page."""
    context = case.context(KEY)
    holes = [hole for hole in case.outlines[KEY].holes if hole.kind != "number" and not hole.embed]
    return {hole.raw: resolve(hole, context, case).text for hole in holes}


def sealed(root: Path) -> tuple[Casebook, str]:
    """The campaign before the letter is sealed, and the text of the seal."""
    case = opened(read_base_with(root, {"letters/2019-07-03-sealed.md": LETTER}))
    letter = case.record.contacts["sealed"]
    assert isinstance(letter, Letter)
    return case, seal_text(letter, case, SEALED_ON)


def read_again(root: Path, seal: str, files: dict[str, str]) -> Reading:
    """The campaign with the seal, after these files were changed."""
    write_files(root, {"letters/sealed.sealed.yaml": seal, **files})
    return read(root, "content", DAY)


def changed(root: Path, name: str, *pairs: tuple[str, str]) -> dict[str, str]:
    """A file of the campaign with some of its words replaced."""
    text = (root / name).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return {name: text}


def test_a_fresh_seal_changes_nothing(tmp_path: Path) -> None:
    """What was just sealed loads, reads as before, and is in no doubt."""
    before, seal = sealed(tmp_path)
    reading = read_again(tmp_path, seal, {})
    assert doubts_of(reading) == []
    after = opened(reading)
    assert words_in(after) == words_in(before)
    assert after.numbered["sealed"].points == before.numbered["sealed"].points
    assert after.numbered["sealed"].appendices == before.numbered["sealed"].appendices
    assert after.record.seals["sealed"].sealed_on == SEALED_ON


def test_the_seal_can_be_read_by_people(tmp_path: Path) -> None:
    """It says in its first lines what it is, and holds every figure as it was."""
    _, seal = sealed(tmp_path)
    assert seal.startswith("# What this letter said when it was sent")
    for line in (
        "sealed_on: '2019-07-04'",
        "clock:ask: 33 working days",
        "issues: issues 1 and 2",
        "- Issue 2 second",
        "ev:ramp: Appendix 1",
    ):
        assert line in seal


def test_a_record_that_comes_to_differ_is_a_doubt(tmp_path: Path) -> None:
    """The page goes on showing what was sent; each difference is told of."""
    before, seal = sealed(tmp_path)
    contacts = changed(
        tmp_path, "record/contacts/base.yaml", ("on: 2019-05-03", "on: 2019-05-02"), ("Please send", "Do send")
    )
    people = changed(tmp_path, "record/people/base.yaml", ("Yellow Bus Parents", "Parents of the Yellow Bus"))
    evidence = changed(tmp_path, "record/evidence/base.yaml", ("ten past eight", "eight"))
    rules = changed(tmp_path, "record/rules/base.yaml", ("10 working days", "15 working days"))
    reading = read_again(tmp_path, seal, {**contacts, **people, **evidence, **rules})
    head = "content/letters/2019-07-03-sealed.md:2: the sealed letter 'sealed'"
    assert doubts_of(reading) == [
        f"{head} {what}; the page shows what was sent; look at the record"
        for what in (
            "was from 'Yellow Bus Parents', and is now from 'Parents of the Yellow Bus'",
            "said '33 working days' for [[clock:ask]], which is now '34 working days'",
            "said 'FOI request of 3 May 2019' for [[contact:ask]], which is now 'FOI request of 2 May 2019'",
            "said '10 working days' for [[rule:stage-1]], which is now '15 working days'",
            "set in ev:timetable, whose words have changed since",
            "set in thread:ask, whose words have changed since",
        )
    ]
    assert words_in(opened(reading)) == words_in(before)


def test_a_letter_that_was_changed_keeps_its_numbers(tmp_path: Path) -> None:
    """A point and an appendix that came later stand after those that were sent, and the change is a doubt."""
    _, seal = sealed(tmp_path)
    more = (
        "## Issue: The ramp {#first}",
        "See [[ev:timetable]].\n\n## Issue: The driver {#new}\n\n## Issue: The ramp {#first}",
    )
    reading = read_again(tmp_path, seal, changed(tmp_path, "letters/2019-07-03-sealed.md", more))
    numbered = opened(reading).numbered["sealed"]
    assert {point.id: point.name for point in numbered.points} == {
        "first": "Issue 1",
        "second": "Issue 2",
        "new": "Issue 3",
    }
    assert numbered.appendices == ("ramp", "timetable")
    assert doubts_of(reading)[0].endswith(
        "the letter 'sealed' was changed after it was sealed on 2019-07-04; put it back as it was sent, or take the seal off"
    )


def test_another_text_is_not_sealed(tmp_path: Path) -> None:
    """The same reference in a post reads as the record stands."""
    _, seal = sealed(tmp_path)
    contacts = changed(tmp_path, "record/contacts/base.yaml", ("on: 2019-05-03", "on: 2019-05-02"))
    post = {"posts/2019-07-03-post.md": "---\ntitle: Post\ndate: 2019-07-03\n---\n\n[[contact:ask]]\n"}
    case = opened(read_again(tmp_path, seal, {**contacts, **post}))
    (hole,) = case.outlines["post", "post", "body"].holes
    assert resolve(hole, case.context(("post", "post", "body")), case).text == "FOI request of 2 May 2019"
