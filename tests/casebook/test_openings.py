"""Our time to act: what each contact opens, the last day for it, and in sentences how that was counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from plaint.casebook.openings import Opening, openings
from tests.campaigns import opened, read_files

PEOPLE = """\
    organisations:
      us: {name: Parents, us: true, calendar: scotland}
      council: {name: Northmere Council}
    """
RULES = """\
    - {id: days, name: Days, period: 10 days, law: A policy}
    - {id: weeks, name: Weeks, period: 2 weeks, from: sent, counts_first_day: true, law: A policy}
    - {id: working, name: Working, period: 2 working days, law: A policy}
    """
ANSWER = "id: answer, on: 2026-05-01, received: 2026-05-05, kind: letter, from: council, to: us"


def found(root: Path, *lines: str, day: str = "2026-05-20") -> list[Opening]:
    files = {
        "record/people.yaml": PEOPLE,
        "record/rules.yaml": RULES,
        "record/contacts.yaml": "".join(f"- {{{line}}}\n" for line in lines),
    }
    return list(openings(opened(read_files(root, files, as_of=date.fromisoformat(day)))))


@pytest.mark.parametrize(
    ("rule", "due", "start", "end"),
    [
        ("days", "2026-05-15", "Received on Tuesday 5 May 2026, which is day 0.", "Day 10 is Friday 15 May 2026."),
        (
            "weeks",
            "2026-05-14",
            "Dated Friday 1 May 2026, which is day 1.",
            "A period of 2 weeks that begins with that day ends on Thursday 14 May 2026.",
        ),
    ],
)
def test_it_counts_from_the_day_the_rule_says(rule: str, due: str, start: str, end: str, tmp_path: Path):
    """From receipt, unless it runs from when it was sent; the first day counts where the rule counts it."""
    (opening,) = found(tmp_path, f"{ANSWER}, opens: {rule}")
    assert opening.due == date.fromisoformat(due)
    assert opening.steps == (start, end)


def test_days_that_do_not_count_are_named_with_our_own_holidays(tmp_path: Path):
    """Where a rule has no calendar, working days are those of where we are: 2 January is a holiday in Scotland."""
    (opening,) = found(tmp_path, "id: answer, on: 2026-01-01, kind: email, from: council, to: us, opens: working")
    assert opening.due == date(2026, 1, 6)
    assert "Friday 2 January 2026 does not count: 2 January." in opening.steps


@pytest.mark.parametrize("more", ["cancelled: true", "withdrawn: 2026-05-19", "draft: true"])
def test_what_did_not_happen_or_was_taken_back_opens_nothing(more: str, tmp_path: Path):
    """A decision that was cancelled, withdrawn or is still a draft leads nowhere."""
    assert found(tmp_path, f"{ANSWER}, opens: days, {more}") == []


def test_what_is_taken_back_later_is_open_until_then(tmp_path: Path):
    """On the day before it is withdrawn a decision still stands."""
    assert found(tmp_path, f"{ANSWER}, opens: days, withdrawn: 2026-05-21") != []


@pytest.mark.parametrize("when", ["2026-05", "2026-05-21"])
def test_a_day_that_is_not_known_or_not_come_opens_nothing(when: str, tmp_path: Path):
    """A last day counted from a month, or from tomorrow, would be a guess."""
    answer = f"id: answer, on: {when}, kind: decision, from: council, to: us, opens: days"
    assert found(tmp_path, answer) == []


@pytest.mark.parametrize(
    ("reply", "taken"),
    [
        ("kind: complaint, from: us, to: council", ["reply"]),
        ("kind: email, from: us, to: council", []),
        ("kind: review, from: council, to: us", []),
        ("kind: complaint, from: us, to: council, cancelled: true", []),
    ],
)
def test_only_a_formal_step_of_ours_takes_it(reply: str, taken: list[str], tmp_path: Path):
    """An e-mail about an answer is no complaint about it."""
    more = f"id: reply, on: 2026-05-10, replies_to: answer, {reply}"
    (opening,) = found(tmp_path, f"{ANSWER}, opens: days", more)
    assert [each.id for each in opening.taken_in] == taken


def test_a_day_that_rests_on_holidays_to_come_says_so(tmp_path: Path):
    """Bank holidays are announced for some years only; what lies beyond may move."""
    rules = f"{dedent(RULES)}- {{id: far, name: Far, period: 3000 working days, law: A policy}}\n"
    files = {
        "record/people.yaml": PEOPLE,
        "record/rules.yaml": rules,
        "record/contacts.yaml": f"- {{{ANSWER}, opens: [far, working]}}\n",
    }
    far, near = openings(opened(read_files(tmp_path, files, as_of=date(2026, 5, 20))))
    assert "this day may change" in far.steps[-1]
    assert "this day may change" not in " ".join(near.steps)
