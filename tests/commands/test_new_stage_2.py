"""`new.letter --stage-2`: the next letter, made of what was ignored, refused or partly answered; or why there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plaint.casebook.coverage import sentence
from tests.campaigns import opened, read_files
from tests.commands.following import begun, drafted, served, stage_2
from tests.commands.making import files


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command is typed where the campaign lies."""
    monkeypatch.chdir(tmp_path)


HEAD = """\
---
date: 2019-07-01
title: The *yellow* bus
kind: complaint
from: parents
to: officers
expects: {expects}
reference: CP/1
tags: bus
---
"""
POINTS = """\
## Issue: The inspection sheets were not sent {#sheets}

## Question: When will the ramp be mended? {#when}

## Request: Publish the [[contact:ask]] {#publish}

## Issue: Nobody was told {#told}

## Issue: The bus is late {#late}
"""
REPLY = "- {{id: {id}, on: {on}, kind: letter, from: {from_}, to: parents, replies_to: five, answers: {{{answers}}}}}\n"


def reply(answers: str, id: str = "one", on: str = "2019-07-09", from_: str = "officers") -> str:
    """A reply to the letter `five` that did these things about its points."""
    named = ", ".join(f"five#{each}" for each in answers.split("; "))
    return REPLY.format(id=id, on=on, from_=from_, answers=named)


def campaign(root: Path, contacts: str, points: str = POINTS, expects: str = "a reply", rules: str = "[]") -> Path:
    """The base campaign with a letter of five points, and what answers it."""
    return begun(root, contacts, {"2019-07-01-five": HEAD.format(expects=expects) + points}, rules)


ALL = 'sheets: ignored; when: {coverage: partly, note: "Says *why*, not when"}; publish: refused; told: answered'


def test_the_next_letter_takes_up_what_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each point that was not fully answered is an issue that refers to the old one, the reply and our note of it."""
    content = campaign(tmp_path, reply(ALL))
    assert stage_2("five") == 0
    assert capsys.readouterr().out.splitlines()[0] == "content/letters/2019-10-01-what-is-left.md"
    made = drafted(content, "what-is-left")
    assert (made.subject, made.kind, made.from_, made.to) == ("What is left", "complaint", "parents", ("officers",))
    assert (made.replies_to, made.reference, made.tags) == (("one",), "CP/1", ("bus",))
    assert made.body == (
        "Dear Sir or Madam\n\n"
        "We are writing about our [[contact:five]], “The \\*yellow\\* bus”, and about your [[contact:one]].\n\n"
        "Thank you for answering [[point:five#told]]; about that we ask nothing more.\n\n"
        "What is left is set out below as [[issues]]. Please look at it at the next stage of your complaints procedure, "
        "and let\nsomebody do so who has not dealt with it before.\n\n"
        "## Issue: The inspection sheets were not sent {#sheets}\n\n"
        "[[point:five#sheets]] was not answered in your [[contact:one]].\nPlease answer it.\n\n"
        "## Issue: When will the ramp be mended? {#when}\n\n"
        "[[point:five#when]] was only partly answered in your [[contact:one]]. Says *why*, not when.\n"
        "Please answer the rest of it.\n\n"
        "## Issue: Publish the FOI request of 3 May 2019 {#publish}\n\n"
        "What we asked under [[point:five#publish]] was refused in your [[contact:one]].\n"
        "Please look at this again.\n\n"
        "Yours faithfully\n\nYour names, as far as they may be published\n"
    )


def test_its_points_are_its_own(tmp_path: Path) -> None:
    """The new letter has as many issues as were left, numbered from 1."""
    content = campaign(tmp_path, reply(ALL))
    assert stage_2("five") == 0
    points = served(content).numbered["what-is-left"].points
    assert [(each.name, each.id) for each in points] == [
        ("Issue 1", "sheets"), ("Issue 2", "when"), ("Issue 3", "publish"),
    ]  # fmt: skip


def test_what_nobody_assessed_is_only_in_a_comment(tmp_path: Path) -> None:
    """A point that no reply was held against is not called ignored: the writer is asked to look at it."""
    content = campaign(tmp_path, reply(ALL))
    assert stage_2("five") == 0
    head, _, body = (content / "letters/2019-10-01-what-is-left.md").read_text("utf-8").partition("\n---\n")
    assert "\n#   Issue 3 (five#late): The bus is late\n" in head
    assert "late" not in body


def test_the_best_reply_decides_and_the_last_one_is_answered(tmp_path: Path) -> None:
    """What a later reply answered is acknowledged, and each point names the reply that came nearest to an answer."""
    contacts = reply("sheets: ignored; when: partly; told: ignored; publish: answered; late: answered")
    contacts += reply("sheets: answered; when: ignored; told: refused", "two", "2019-08-09", "reviewer")
    content = campaign(tmp_path, contacts)
    assert stage_2("five") == 0
    made = drafted(content, "what-is-left")
    assert made.replies_to == ("two",)
    assert "Thank you for answering [[point:five#sheets]], [[point:five#publish]] and [[point:five#late]];" in made.body
    assert "[[point:five#when]] was only partly answered in your [[contact:one]]." in made.body
    assert "What we asked under [[point:five#told]] was refused in your [[contact:two]]." in made.body
    assert "and about your [[contact:one]] and your [[contact:two]]." in made.body
    head = (content / "letters/2019-10-01-what-is-left.md").read_text("utf-8")
    assert "\nto: officers\n# That is whom the first letter went to. Answers came from reviewer:" in head


def test_a_note_of_our_own_call_is_ours(tmp_path: Path) -> None:
    """What was said in a meeting that we put on the record is taken up as ours, and goes to whom we met."""
    contacts = """\
    - {id: met, on: 2019-07-09, kind: meeting, from: parents, to: reviewer, replies_to: five, answers: {five#told: ignored}}
    """
    content = campaign(tmp_path, contacts)
    assert stage_2("five") == 0
    assert "[[point:five#told]] was not answered in our [[contact:met]]." in drafted(content, "what-is-left").body


@pytest.mark.parametrize(
    "note, told",
    [
        ("See [[ev:ramp]] and [[contact:ask|our request]]", "See [[ev:ramp]] and [[contact:ask|our request]]."),
        ("- one\\n- *two*", "one two."),
        ("Look\\n\\n![[chronology:bus]]", "Look."),
        ("Look at [the list](../../posts/2019-07-20-the-bus.md)!", "Look at the list!"),
        ("[a](https://example.org) and `*`", "[a](https://example.org) and `*`."),
        ("2 < 3 <b>& more</b>", "2 &lt; 3 &amp; more."),
        ("# *A* heading_ [x]", "A heading\\_ \\[x\\]."),
        ("“So it is.”", "“So it is.”"),
    ],
)
def test_a_note_stands_in_the_paragraph(tmp_path: Path, note: str, told: str) -> None:
    """A note of one paragraph is taken as it is; any other, or a link that only leads on from there, in plain words."""
    post = {"2019-07-20-the-bus": "---\ntitle: The bus\ndate: 2019-07-20\n---\nWords.\n"}
    contacts = reply(f'told: {{coverage: ignored, note: "{note}"}}')
    content = campaign(tmp_path, "[]")
    (content / "posts").mkdir(exist_ok=True)
    (content / "posts/2019-07-20-the-bus.md").write_text(post["2019-07-20-the-bus"], "utf-8")
    (content / "record/contacts/more.yaml").write_text(contacts, "utf-8")
    assert stage_2("five") == 0
    said = f"[[point:five#told]] was not answered in your [[contact:one]]. {told}\nPlease answer it.\n"
    assert said in drafted(content, "what-is-left").body


@pytest.mark.parametrize(
    "title",
    [
        "Words with *stars*, `code`, {braces} and #hashes #",
        "[[days:2019-05-06..2019-05-08]] are too long",
        "**6.** and more",
        "[[count:complaint#issues]]. More",
        "[[count:complaint#issues]] – more",
        "A \\[[ that is meant, & an &amp; too",
        "See [[#told]] below",
        "<b>Bold</b> and 1 < 2",
        "Ends in a backslash \\\\",
    ],
)
def test_any_title_of_a_point_can_be_taken_over(tmp_path: Path, title: str) -> None:
    """Whatever a heading may hold, the issue of the new letter has an id and is read as one."""
    content = campaign(tmp_path, reply("odd: ignored"), f"## Issue: {title} {{#odd}}\n\n## Issue: Told {{#told}}\n")
    assert stage_2("five") == 0
    drafted(content, "what-is-left")
    (point,) = served(content).numbered["what-is-left"].points
    assert (point.kind, point.id) == ("issue", "odd")


OWN = """\
- {id: our-stage-2, name: Stage 2, period: 20 working days, law: Policy, in_force: 2019-01-01..2019-12-31}
"""
OLD = "- {id: old-stage-2, name: Stage 2, period: 20 working days, law: Policy, in_force: 2010-01-01..2018-12-31}\n"
ASK = "- {id: ask-stage-2, name: Ours, period: 20 working days, law: Policy}\n"


@pytest.mark.parametrize(
    "rules, first, day, expects",
    [
        ("[]", "a reply", "2019-10-01", "a reply"),
        (OWN, "a reply", "2019-10-01", "our-stage-2"),
        (f"{OLD}{ASK}{OWN}", "a reply", "2019-10-01", "our-stage-2"),
        (f"{OLD}{ASK}", "a reply", "2019-10-01", "a reply"),
        (OWN, "childrens-stage-1", "2019-10-01", "our-stage-2"),
        ("[]", "childrens-stage-1", "2019-10-01", "childrens-stage-2"),
        (OLD.replace("old", "zzz").replace("2018", "2019") + OWN, "a reply", "2019-10-01", "zzz-stage-2"),
        ("[]", "a reply", "2024-03-01", "complaint-stage-2"),
        (OWN, "a reply", "2024-03-01", "complaint-stage-2"),
        (OWN.replace("2019-12-31", ""), "a reply", "2024-03-01", "our-stage-2"),
    ],
)
def test_it_waits_for_the_rule_of_stage_2(tmp_path: Path, rules: str, first: str, day: str, expects: str) -> None:
    """A rule of the campaign's own comes first, then the next stage of what the letter ran under, then the Code of 2024.

    A rule that is not in force on the day is none of them.
    """
    content = campaign(tmp_path, reply(ALL), expects=first, rules=rules)
    assert stage_2("five", today=day) == 0
    made = opened(read_files(content, {}, as_of=date.fromisoformat(day), drafts=True)).record.contacts["what-is-left"]
    assert [each.words for each in made.expects] == [expects]


def test_a_time_of_ours_is_no_time_of_theirs(tmp_path: Path) -> None:
    """A rule that a reply opens is our time to ask for stage 2, whatever it is called; a comment reminds of it."""
    rules = "- {id: our-stage-2, name: Ours, period: 20 working days, law: Policy}\n"
    content = campaign(tmp_path, reply(ALL).replace("answers:", "opens: our-stage-2, answers:"), rules=rules)
    assert stage_2("five") == 0
    text = (content / "letters/2019-10-01-what-is-left.md").read_text("utf-8")
    assert "\nexpects: a reply " in text
    assert "\n# one opens our-stage-2: see that this is in time" in text


REFUSALS = """\
- {id: none, on: 2019-07-09, kind: email, from: officers, to: parents, replies_to: unseen}
- {id: done, on: 2019-07-09, kind: email, from: officers, to: parents, replies_to: seen, answers: {seen#a: answered}}
"""
LETTER = "---\ndate: 2019-07-01\ntitle: A letter\nkind: letter\nfrom: parents\nto: officers\n{}---\n"


@pytest.mark.parametrize(
    "id, line",
    [
        ("complant", "--stage-2: there is no letter 'complant'; did you mean 'complaint'?"),
        ("zzz", "--stage-2: there is no letter 'zzz'; its id is the last part of the address of its page"),
        ("unsent", "--stage-2: 'unsent' is a draft; send it first"),
        (
            "reminder",
            "--stage-2: 'reminder' is a contact and no letter, so it has no points; begin the letter without --stage-2",
        ),
        ("bare", "--stage-2: 'bare' has no numbered points; begin the letter without --stage-2"),
        ("back", "--stage-2: 'back' was withdrawn; begin the letter without --stage-2"),
        (
            "silent",
            "--stage-2: no reply to 'silent' is on the record; put the reply on the record, with `replies_to:` and `answers:`, or remind them with --chase",
        ),
        (
            "unseen",
            "content/record/contacts/more.yaml:1: nobody has said what 'none' did about each point of 'unseen'; add `answers:`, with a line such as `unseen#a: ignored`",
        ),
        (
            "seen",
            "--stage-2: every point of 'seen' was answered, so that nothing is left to pursue; if an answer will not do, write `partly` in its place under `answers:`",
        ),
    ],
)
def test_where_there_is_nothing_to_take_up_one_line_says_why(
    tmp_path: Path, id: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and the line says what to fill in, or that all is well."""
    point = "## Issue: A {#a}\n"
    letters = {
        "2019-07-01-unsent": LETTER.format("draft: true\n") + point,
        "2019-07-01-bare": f"{LETTER.format('')}Words.\n",
        "2019-07-01-back": LETTER.format("withdrawn: 2019-07-02\n") + point,
        "2019-07-01-silent": LETTER.format("") + point,
        "2019-07-01-unseen": LETTER.format("") + point,
        "2019-07-01-seen": LETTER.format("") + point,
    }
    content = begun(tmp_path, REFUSALS, letters)
    before = files(content)
    assert stage_2(id) == 1
    assert capsys.readouterr() == ("", f"{line}\n")
    assert files(content) == before


def test_what_nobody_assessed_is_not_called_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the rest was answered, the points that are still to be looked at are named in the line."""
    content = campaign(tmp_path, reply("sheets: answered; when: answered; publish: answered"))
    before = files(content)
    assert stage_2("five") == 1
    assert capsys.readouterr().err == (
        "--stage-2: all that was looked at of 'five' was answered, and Issue 2 and Issue 3 are not assessed; "
        "say under `answers:` of 'one' what became of them\n"
    )
    assert files(content) == before


def test_the_letter_and_its_page_agree(tmp_path: Path) -> None:
    """What the sentence on the old letter's page counts as left is what the new letter has issues for."""
    content = campaign(tmp_path, reply(ALL))
    assert stage_2("five") == 0
    said = "Of 5 points, 1 was answered, 1 partly, 1 was refused, 1 was ignored and 1 is not assessed."
    assert sentence(served(content), "five") == said
    assert len(served(content).numbered["what-is-left"].points) == 3
