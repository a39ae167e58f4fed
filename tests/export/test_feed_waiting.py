"""Silence as news: when an entry comes, what it says, and that it says the same for good."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from plaint.casebook.casebook import Casebook
from plaint.export.feed import Entry
from plaint.export.feed_waiting import run_out
from plaint.export.feeds import WRITERS
from tests.campaigns import Files
from tests.export.feeding import feed, read_feeds, titles

ASKED = "{id: asked, on: 2026-03-02, kind: foi, from: us, to: officer, subject: Contracts, expects: foi}"
"""Twenty working days from a Monday, St Patrick’s Day left out: the last is Tuesday 31 March 2026."""
DUE = date(2026, 3, 31)


def contacts(*more: str) -> Files:
    """A record of these contacts."""
    return {"record/contacts.yaml": "".join(f"    - {each}\n" for each in more)}


def entries(root: Path, day: date | str, *more: str) -> tuple[Entry, ...]:
    return feed(root, contacts(*more), str(day), "waiting").entries


def test_an_entry_comes_on_the_first_day_that_is_late(tmp_path: Path):
    """On the last day in time there is none; on the day after there is, dated that midnight."""
    assert entries(tmp_path, DUE, ASKED) == ()
    (late,) = entries(tmp_path, DUE + timedelta(1), ASKED)
    assert str(late.published) == str(late.updated) == "2026-04-01 00:00:00+01:00"
    assert late.title == "No answer by 31 March 2026: Contracts"
    assert late.address == "https://example.org/project/contacts/asked/"


def test_its_figure_is_that_of_the_last_day(tmp_path: Path):
    """Twenty working days, on whatever day it is read; how the day was found, and the rule, stand below."""
    (late,) = entries(tmp_path, "2026-11-22", ASKED)
    assert late.summary == (
        "An answer from Officer, The Council was due by Tuesday 31 March 2026. "
        "None had come when that day ended, after 20 working days."
    )
    assert "By Tuesday 31 March 2026 there was no answer: 20 working days" in late.html
    assert "Freedom of Information Act 2000" in late.html


@pytest.mark.parametrize("day", ["2026-04-02", "2026-05-20", "2027-01-01", "2031-01-01"])
def test_it_is_the_same_bytes_for_good(tmp_path: Path, day: str):
    """The silence goes on, and the feed says every day what it said on the first."""
    first = read_feeds(tmp_path, contacts(ASKED), "2026-04-01")
    later = read_feeds(tmp_path, contacts(ASKED), day)
    for ending in WRITERS:
        assert later.text(("waiting", ""), ending) == first.text(("waiting", ""), ending)


def test_an_answer_in_time_makes_none(tmp_path: Path):
    """Nor does one on the last day, nor what was taken back or cancelled before it."""
    on_the_day = "{id: answer, on: 2026-03-31, kind: email, from: officer, to: us, replies_to: asked}"
    assert entries(tmp_path, "2026-06-01", ASKED, on_the_day) == ()
    assert entries(tmp_path, "2026-06-01", ASKED.replace("}", ", withdrawn: 2026-03-31}")) == ()
    assert entries(tmp_path, "2026-06-01", ASKED.replace("}", ", cancelled: true}")) == ()


def test_a_late_answer_is_told_of_in_the_entry(tmp_path: Path):
    """The entry keeps its id, title and day, and says when the answer came and how late; it was changed on that day."""
    answer = "{id: answer, on: 2026-04-10, kind: email, from: officer, to: us, replies_to: asked}"
    (before,) = entries(tmp_path, "2026-04-09", ASKED, answer)
    (after,) = entries(tmp_path, "2026-04-10", ASKED, answer)
    assert (after.id, after.title, after.published) == (before.id, before.title, before.published)
    assert str(after.updated) == "2026-04-10 00:00:00+01:00"
    assert after.summary == (
        f"{before.summary} Since then: answered on Friday 10 April 2026, after 26 working days, 6 working days late."
    )
    assert entries(tmp_path, "2030-01-01", ASKED, answer) == (after,)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("reply: partial", "answered in part on Friday 10 April 2026"),
        ("reply: refusal", "refused on Friday 10 April 2026"),
        ("reply: clarification", "they asked what was meant on Friday 10 April 2026"),
    ],
)
def test_what_came_is_called_what_it_was(tmp_path: Path, reply: str, said: str):
    """A part of an answer, a refusal and a question are no answers."""
    answer = f"{{id: answer, on: 2026-04-10, kind: email, from: officer, to: us, replies_to: asked, {reply}}}"
    (late,) = (each for each in entries(tmp_path, "2026-06-01", ASKED, answer) if "31 March" in each.title)
    assert f"Since then: {said}" in late.summary


def test_what_was_taken_back_late_says_so(tmp_path: Path):
    """The silence is still what it was until then."""
    (late,) = entries(tmp_path, "2026-06-01", ASKED.replace("}", ", withdrawn: 2026-05-01}"))
    assert late.summary.endswith("Since then: withdrawn on Friday 1 May 2026, after 41 working days.")
    assert str(late.updated) == "2026-05-01 00:00:00+01:00"


def test_an_answer_of_a_day_not_known_has_no_figure(tmp_path: Path):
    """One that would grow until the month is over would change the entry every day."""
    answer = "{id: answer, on: 2026-04, kind: email, from: officer, to: us, replies_to: asked}"
    (early,) = entries(tmp_path, "2026-04-05", ASKED, answer)
    assert early.summary.endswith("Since then: answered in April 2026.")
    assert entries(tmp_path, "2026-06-01", ASKED, answer) == (early,)


def test_an_answer_on_the_first_late_day_is_late(tmp_path: Path):
    """At the end of the last day it had not come, and that is what the entry says."""
    answer = "{id: answer, on: 2026-04-01, kind: email, from: officer, to: us, replies_to: asked}"
    (late,) = entries(tmp_path, "2026-04-01", ASKED, answer)
    assert late.summary.endswith("Since then: answered on Wednesday 1 April 2026, after 21 working days, 1 working day late.")


def test_a_vague_answer_that_may_have_been_in_time_makes_none(tmp_path: Path):
    """The benefit of the doubt is theirs."""
    answer = "{id: answer, on: 2026-03, kind: email, from: officer, to: us, replies_to: asked}"
    assert entries(tmp_path, "2026-06-01", ASKED, answer) == ()


COMPLAINT = "{id: complaint, on: 2026-03-02, kind: complaint, from: us, to: council, expects: complaint-stage-1}"
"""To be acknowledged in five working days and answered in ten after that: Monday 23 March 2026 where none comes."""


def test_an_acknowledgement_that_comes_too_late_takes_nothing_back(tmp_path: Path):
    """The entry was right when it was made. It stays, and says that the last day has moved and what became of that."""
    late_word = "{id: word, on: 2026-03-26, kind: email, from: council, to: us, replies_to: complaint, reply: acknowledgement}"
    (before,) = entries(tmp_path, "2026-03-25", COMPLAINT, late_word)
    assert before.title == "No answer by 23 March 2026: Complaint of 2 March 2026"
    (after,) = entries(tmp_path, "2026-03-27", COMPLAINT, late_word)
    assert (after.id, after.title, after.published) == (before.id, before.title, before.published)
    assert str(after.updated) == "2026-03-26 00:00:00+00:00"
    assert "the last day is now Monday 13 April 2026." in after.summary
    answer = "{id: answer, on: 2026-04-01, kind: letter, from: council, to: us, replies_to: complaint}"
    (answered,) = entries(tmp_path, "2026-05-01", COMPLAINT, late_word, answer)
    assert answered.summary.endswith("Since then: answered on Wednesday 1 April 2026, after 22 working days.")


def test_an_acknowledgement_in_time_moves_the_day(tmp_path: Path):
    """With a word on the first day the ten working days are over sooner."""
    word = "{id: word, on: 2026-03-03, kind: email, from: council, to: us, replies_to: complaint, reply: acknowledgement}"
    (late,) = entries(tmp_path, "2026-05-01", COMPLAINT, word)
    assert late.title == "No answer by 17 March 2026: Complaint of 2 March 2026"


def test_every_clock_that_runs_out_has_an_entry(tmp_path: Path):
    """A contact that waits for two things is news twice, each known by an id of its own."""
    both = ASKED.replace("expects: foi", "expects: [foi, 1 week, 2 weeks]")
    found = entries(tmp_path, "2026-06-01", both)
    assert titles(found) == [f"No answer by {day}: Contracts" for day in ("31 March 2026", "16 March 2026", "9 March 2026")]
    assert len({each.id for each in found}) == 3


def test_our_own_silence_is_not_news(tmp_path: Path):
    """The feed tells what others owe us, as the totals do."""
    owed = "{id: owed, on: 2026-03-02, kind: email, from: officer, to: us, expects: 1 week}"
    assert entries(tmp_path, "2026-06-01", owed) == ()


def test_silence_without_a_limit_never_runs_out(tmp_path: Path):
    """`a reply` has no last day, so there is none to tell of."""
    assert entries(tmp_path, "2031-01-01", ASKED.replace("expects: foi", "expects: a reply")) == ()


def test_the_newest_twenty_are_found_wherever_they_stand(tmp_path: Path):
    """Of many clocks of many lengths, the last to run out, as one finds them by looking at every single one."""
    many = [
        f"{{id: c-{number}, on: {date(2026, 1, 1) + timedelta(number)}, kind: email, from: us, to: officer, "
        f"expects: {(number * 7) % 23 + 1} working days}}"
        for number in range(60)
    ]
    case = read_feeds(tmp_path, contacts(*many), "2026-03-15").case
    found = run_out(case, 20)
    assert [each.day for each in found] == sorted(_days(case), reverse=True)[:20]
    assert len(_days(case)) > 40


def _days(case: Casebook) -> list[date]:
    """The first overdue day of every clock, found by asking day by day."""
    found = []
    for id in case.record.contacts:
        day = date(2026, 1, 1)
        while day <= case.as_of:
            if any(clock.status == "overdue" for clock in case.clocks(id, day)):
                found.append(day)
                break
            day += timedelta(1)
    return found
