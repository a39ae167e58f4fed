"""`new.letter --chase`: a reminder to whoever owes an answer, with its figures as references; or one line why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaint.commands import new
from plaint.site.reading import read
from tests.campaigns import DAY as AS_OF
from tests.campaigns import problems_of
from tests.commands.following import begun, chase, drafted, served
from tests.commands.making import files


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command is typed where the campaign lies."""
    monkeypatch.chdir(tmp_path)


CONTRACTS = """\
- id: contracts
  on: 2019-08-01
  received: 2019-08-05
  kind: foi
  from: mg
  to: officers
  reference: FOI/2019/114
  subject: The *real* cost [net]
  expects: foi
  tags: [bus, "cost, and price"]
"""


def test_a_reminder_has_the_figures_in_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An overdue clock gives the contact, the rule with its law, the last day in words, and the wait, as references."""
    content = begun(tmp_path, CONTRACTS)
    assert chase("contracts", "The contracts") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "content/letters/2019-10-01-reminder-the-contracts.md"
    made = drafted(content, "reminder-the-contracts")
    assert (made.subject, made.kind, made.from_, made.to) == ("Reminder: The contracts", "chase", "mg", ("officers",))
    assert (made.replies_to, made.reference, made.tags) == (
        ("contracts",), "FOI/2019/114", ("bus", "cost, and price"),
    )  # fmt: skip
    assert [each.words for each in made.expects] == ["a reply"]
    assert made.body == (
        "Dear Sir or Madam\n\n"
        "We are writing about our [[contact:contracts]], “The \\*real\\* cost \\[net\\]” (reference FOI/2019/114), "
        "which you received on 5 August 2019.\n\n"
        "The time for an answer is [[rule:foi]] (Freedom of Information Act 2000, section 10(1) and (6)).\n"
        "It ended on 3 September 2019.\n"
        "We have now waited [[clock:contracts]].\n\n"
        "Please send us your answer, or tell us on which day you will.\n\n"
        "Yours faithfully\n\nYour names, as far as they may be published\n"
    )


def test_a_title_that_is_a_reminders_is_left_as_it_is(tmp_path: Path) -> None:
    """`Reminder:` is put before other titles only."""
    content = begun(tmp_path, CONTRACTS)
    assert chase("contracts", "Reminder about the contracts") == 0
    assert drafted(content, "reminder-about-the-contracts").subject == "Reminder about the contracts"


EXPECTS = "- {{id: asked, on: {on}, kind: email, from: parents, to: officers, expects: {expects}}}\n"


@pytest.mark.parametrize(
    "on, expects, told",
    [
        ("2019-09-24", "a reply", "We have now waited [[clock:asked]]."),
        ("2019-10-01", "a reply", "We are waiting for an answer."),
        ("2019-09-24", "foi", "It ends on 22 October 2019."),
        ("2019-09-02", "20 working days", "We expected an answer within 20 working days, by 30 September 2019."),
        ("2019-09-03", "20 working days", "We expect an answer within 20 working days, by 1 October 2019."),
        ("2019-09-02", "2019-09-16", "We expected an answer by 16 September 2019."),
        ("2019-09-02", "2019-10-16", "We expect an answer by 16 October 2019."),
    ],
)
def test_each_kind_of_clock_is_told(tmp_path: Path, on: str, expects: str, told: str) -> None:
    """Silence, a rule, a period and a day each read as what they are, before and after the last day."""
    content = begun(tmp_path, EXPECTS.format(on=on, expects=expects))
    assert chase("asked") == 0
    assert told in drafted(content, "reminder-the-sheets").body.splitlines()


@pytest.mark.parametrize(
    "on, expects, asked",
    [
        ("2019-09-24", "foi", "Please let us know if it will not come by then."),
        ("2019-08-01", "foi", "Please send us your answer, or tell us on which day you will."),
        ("2019-09-24", "a reply", "Please send us your answer, or tell us on which day you will."),
    ],
)
def test_nobody_is_pressed_before_the_last_day(tmp_path: Path, on: str, expects: str, asked: str) -> None:
    """Whoever still has time is asked for a word; whoever has none left is asked for the answer."""
    content = begun(tmp_path, EXPECTS.format(on=on, expects=expects))
    assert chase("asked") == 0
    assert asked in drafted(content, "reminder-the-sheets").body.splitlines()


def test_several_clocks_are_told_apart(tmp_path: Path) -> None:
    """Each clock that still runs has its own sentence and reference; everybody who owes is written to."""
    contacts = """\
    - id: asked
      on: 2019-08-01
      kind: letter
      from: parents
      to: [officers, operator]
      expects: [foi, 2019-08-16]
    """
    content = begun(tmp_path, contacts)
    assert chase("asked") == 0
    made = drafted(content, "reminder-the-sheets")
    assert made.to == ("officers", "operator")
    # Two rules and two bodies make four clocks, which neither a rule nor a body names alone.
    assert made.body.count("We have now waited ") == 4
    assert "**Answer to a freedom of information request, Coaches Ltd.**" in made.body
    assert "[[clock:" not in made.body


def test_a_clock_among_several_is_named_by_its_rule(tmp_path: Path) -> None:
    """Where two periods run at once, each reference says which; a clock that was stopped is left out."""
    contacts = EXPECTS.format(on="2019-08-01", expects="[foi, a reply]")
    content = begun(tmp_path, contacts)
    assert chase("asked") == 0
    body = drafted(content, "reminder-the-sheets").body
    assert "We have now waited [[clock:asked foi]]." in body
    assert "We have now waited [[clock:asked a reply]]." in body


def test_only_those_who_still_owe_are_written_to(tmp_path: Path) -> None:
    """Of two bodies that were asked, the one that answered is left in peace."""
    contacts = """\
    - {id: asked, on: 2019-08-01, kind: letter, from: parents, to: [officers, operator], expects: foi}
    - {id: theirs, on: 2019-08-09, kind: email, from: operator, to: parents, replies_to: asked}
    """
    content = begun(tmp_path, contacts)
    assert chase("asked") == 0
    made = drafted(content, "reminder-the-sheets")
    assert made.to == ("officers",)
    assert "[[clock:asked officers]]" in made.body


@pytest.mark.parametrize(
    "receipt, told",
    [
        ("", "[[rule:complaint-stage-1]] from the acknowledgement, or from the last day for one ("),
        (
            "- {id: noted, on: 2024-03-06, kind: email, from: officers, to: parents, replies_to: asked, reply: acknowledgement}\n",
            "[[rule:complaint-stage-1]] from your acknowledgement (",
        ),
    ],
)
def test_a_period_says_where_it_begins(tmp_path: Path, receipt: str, told: str) -> None:
    """A limit that runs from an acknowledgement is not taken to run from the complaint."""
    content = begun(tmp_path, EXPECTS.format(on="2024-03-04", expects="complaint-stage-1") + receipt)
    assert chase("asked", today="2024-04-15") == 0
    assert told in (content / "letters/2024-04-15-reminder-the-sheets.md").read_text("utf-8")


def test_an_extension_is_granted(tmp_path: Path) -> None:
    """The last day is the one that an extension moved it to, and the sentence says that time was added."""
    contacts = """\
    - {id: asked, on: 2019-08-01, kind: eir, from: parents, to: officers, expects: eir}
    - {id: more, on: 2019-08-08, kind: email, from: officers, to: parents, replies_to: asked, reply: extension, until: 2019-09-20}
    """
    content = begun(tmp_path, contacts)
    assert chase("asked") == 0
    assert (
        "With the time that was added, it ended on 20 September 2019." in drafted(content, "reminder-the-sheets").body
    )


def test_earlier_reminders_are_named(tmp_path: Path) -> None:
    """A second reminder mentions the first; one that was only a draft was never sent."""
    contacts = EXPECTS.format(on="2019-08-01", expects="foi")
    contacts += "- {id: first, on: 2019-09-05, kind: chase, from: parents, to: officers, replies_to: asked}\n"
    contacts += (
        "- {id: unsent, on: 2019-09-06, kind: chase, from: parents, to: officers, replies_to: asked, draft: true}\n"
    )
    content = begun(tmp_path, contacts)
    assert chase("asked") == 0
    assert "We have reminded you before, in our [[contact:first]]." in drafted(content, "reminder-the-sheets").body


def test_what_they_sent_is_theirs(tmp_path: Path) -> None:
    """A clock on their own acknowledgement is owed by them, and the reminder goes from whom it was sent to."""
    contacts = """\
    - {id: noted, on: 2019-08-01, kind: email, from: officers, to: mg, expects: 10 working days, owed_by: from}
    """
    content = begun(tmp_path, contacts)
    assert chase("noted") == 0
    made = drafted(content, "reminder-the-sheets")
    assert (made.from_, made.to) == ("mg", ("officers",))
    assert "We are writing about your [[contact:noted]]." in made.body


def test_a_period_that_nobody_checked_is_pointed_out(tmp_path: Path) -> None:
    """A rule that was not read at its source is named in a comment, which is not part of the letter."""
    content = begun(tmp_path, EXPECTS.format(on="2019-09-24", expects="stage-1"))
    assert chase("asked") == 0
    head, _, body = (content / "letters/2019-10-01-reminder-the-sheets.md").read_text("utf-8").partition("\n---\n")
    assert "# Nobody has checked the period of stage-1 against its source." in head
    assert "checked" not in body


def test_what_is_in_the_draft_reads_as_figures(tmp_path: Path) -> None:
    """`serve` shows the draft with the wait as it was on the letter's day."""
    content = begun(tmp_path, CONTRACTS)
    assert chase("contracts") == 0
    case = served(content)
    (clock,) = case.clocks("contracts", AS_OF)
    assert (clock.elapsed, clock.late) == (40, 20)


REFUSALS = """\
- {id: withdrawn, on: 2019-08-01, kind: email, from: parents, to: officers, expects: foi, withdrawn: 2019-08-09}
- {id: cancelled, on: 2019-08-01, kind: meeting, from: parents, to: officers, expects: a reply, cancelled: true}
- {id: unsent, on: 2019-08-01, kind: email, from: parents, to: officers, expects: foi, draft: true}
- {id: later, on: 2019-11-01, kind: meeting, from: parents, to: officers, expects: a reply}
- {id: ours, on: 2019-08-01, kind: email, from: officers, to: parents, expects: a reply}
- {id: full, on: 2019-08-01, kind: email, from: parents, to: officers, expects: a reply}
- {id: full-answer, on: 2019-08-09, kind: phone, from: officers, to: parents, replies_to: full}
- {id: unclear, on: 2019-08-01, kind: foi, from: parents, to: officers, expects: foi}
- {id: meant, on: 2019-08-09, kind: email, from: officers, to: parents, replies_to: unclear, reply: clarification}
- {id: unclear-2, on: 2019-08-01, kind: foi, from: parents, to: officers, expects: foi}
- {id: meant-2, on: 2019-08-09, kind: email, from: officers, to: parents, replies_to: unclear-2, reply: clarification}
- {id: clear-2, on: 2019-08-12, kind: email, from: parents, to: officers, replies_to: meant-2}
"""


@pytest.mark.parametrize(
    "id, line",
    [
        ("remindr", "--chase: there is no contact 'remindr'; did you mean 'reminder'?"),
        ("zzz", "--chase: there is no contact 'zzz'; its id is the last part of the address of its page"),
        ("unsent", "--chase: 'unsent' is a draft; send it first"),
        ("withdrawn", "--chase: 'withdrawn' was withdrawn on 9 August 2019; nobody owes an answer to it"),
        ("cancelled", "--chase: 'cancelled' was cancelled; nobody owes an answer to it"),
        ("later", "--chase: the clock on 'later' only starts on 1 November 2019; wait for it"),
        ("ours", "--chase: it is we who owe the answer to 'ours'; a reminder goes to the other side"),
        (
            "full",
            "--chase: 'full' was answered by 'full-answer' (phone call of 9 August 2019); if that is no answer, say what it is with `reply:` there",
        ),
        ("ask", "--chase: 'ask' was refused by 'ask-refused' (email of 21 June 2019); ask again in a new letter"),
        ("unclear", "--chase: 'unclear' was met with a question, 'meant' (email of 9 August 2019); answer that first"),
        (
            "unclear-2",
            "--chase: 'unclear-2' was met with a question, 'meant-2' (email of 9 August 2019); chase 'clear-2', which answers that",
        ),
        (
            "meant",
            "content/record/contacts/more.yaml:9: no clock runs on 'meant'; add `expects: a reply` to it, or a rule’s id",
        ),
    ],
)
def test_where_nobody_owes_an_answer_one_line_says_why(
    tmp_path: Path, id: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and the line names what stopped the clock, or what would be right."""
    content = begun(tmp_path, REFUSALS)
    before = files(content)
    assert chase(id) == 1
    assert capsys.readouterr() == ("", f"{line}\n")
    assert files(content) == before


def test_a_reminder_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same title on the same day is the same file, which is left alone."""
    content = begun(tmp_path)
    assert chase("reminder") == 0
    before = files(content)
    capsys.readouterr()
    assert chase("reminder") == 1
    assert capsys.readouterr().err == (
        "content/letters/2019-10-01-reminder-the-sheets.md: is there already; "
        "edit that one, or give the new one another title\n"
    )
    assert files(content) == before


def test_a_draft_keeps_its_id(tmp_path: Path) -> None:
    """A reminder of another day does not take the id of one that is still a draft."""
    content = begun(tmp_path)
    assert chase("reminder") == 0
    assert chase("reminder", today="2019-10-02") == 0
    made = read(content, "content", AS_OF.replace(day=2), drafts=True)
    assert problems_of(made) == []
    assert (content / "letters/2019-10-02-reminder-the-sheets-2019-10-02.md").is_file()


def test_figures_are_not_made_of_a_record_with_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every problem is told, then that no letter was begun; nothing is written."""
    content = begun(tmp_path)
    (content / "record/contacts/more.yaml").write_text("- {id: x, on: never}\n", "utf-8")
    before = files(content)
    assert chase("reminder") == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("content/record/contacts/more.yaml:1: ")
    assert lines[-1] == "content: no letter was begun; first put these right"
    assert files(content) == before


def test_a_letter_is_one_thing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A reminder and a letter about what is left are two letters, so both options at once are refused."""
    content = begun(tmp_path)
    before = files(content)
    assert new.letter(title="Both", content="content", today="2019-10-01", chase="reminder", stage_2="complaint") == 1
    assert capsys.readouterr().err == "--chase: stands beside --stage-2; a letter is one or the other\n"
    assert files(content) == before
