"""The totals a journalist could quote, and the bars behind them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plaint.casebook.casebook import Casebook
from plaint.casebook.totals import totals
from tests.campaigns import opened, read_files, write_files
from tests.sites import built, soup, text_of

PEOPLE = """\
    organisations:
      us: {name: Us, us: true}
      council: {name: Council}
    """


def contacts(*lines: str) -> dict[str, str]:
    return {
        "campaign.yaml": "title: Us\n",
        "record/people.yaml": PEOPLE,
        "record/contacts.yaml": "".join(f"- {{{line}}}\n" for line in lines),
    }


ASKED = "kind: email, from: us, to: council, expects: 10 working days"
SAID = "kind: email, from: council, to: us"

EVERYTHING = contacts(
    f"id: quick, on: 2026-02-02, {ASKED}",
    f"id: quick-answer, on: 2026-02-06, {SAID}, replies_to: quick",
    f"id: slow, on: 2026-02-02, {ASKED}",
    f"id: slow-answer, on: 2026-03-02, {SAID}, replies_to: slow",
    f"id: silent, on: 2026-02-02, {ASKED}",
    f"id: recent, on: 2026-05-18, {ASKED}",
    "id: open, on: 2026-01-05, kind: email, from: us, to: council, expects: a reply",
    f"id: open-answer, on: 2026-01-12, {SAID}, replies_to: open",
    f"id: back, on: 2026-02-02, {ASKED}, withdrawn: 2026-02-10",
    f"id: ours, on: 2026-01-02, {SAID}, expects: 10 working days",
    f"id: unclear, on: 2026-02-02, {ASKED}",
    f"id: question, on: 2026-02-04, {SAID}, replies_to: unclear, reply: clarification",
)


@pytest.fixture
def case(tmp_path: Path) -> Casebook:
    return opened(read_files(tmp_path / "content", EVERYTHING, as_of=date(2026, 5, 20)))


def test_answers_are_sorted_by_what_became_of_them(case: Casebook):
    """In time, late, overdue; what has still time, what had no limit and what was taken back is in none of the three."""
    found = totals(case)
    assert [clock.contact for clock in found.on_time] == ["quick"]
    assert [clock.contact for clock in found.late] == ["slow"]
    assert [clock.contact for clock in found.overdue] == ["silent"]
    assert found.due == 3


def test_the_median_is_of_every_answer(case: Casebook):
    """4, 5 and 20 working days: with a limit or without. A question in return is no answer."""
    found = totals(case)
    assert sorted(clock.contact for clock in found.answered) == ["open", "quick", "slow"]
    assert found.typical == (5, 5)


def test_the_longest_silence_may_still_last(case: Casebook):
    """What has not been answered counts up to the day of the casebook."""
    longest = totals(case).longest
    assert longest is not None
    assert longest.contact == "silent"


def test_what_we_owe_is_held_against_nobody(case: Casebook):
    """A clock that runs on an e-mail of theirs is in no total."""
    found = totals(case)
    assert "ours" not in {clock.contact for clock in (*found.on_time, *found.late, *found.overdue, *found.waiting)}


def test_an_answer_on_a_vague_date_has_the_benefit_of_the_doubt(tmp_path: Path):
    """Answered in the month in which the limit fell: not counted as late, and the median is from–to."""
    files = contacts(f"id: asked, on: 2026-02-10, {ASKED}", f"id: answer, on: 2026-02, {SAID}, replies_to: asked")
    found = totals(opened(read_files(tmp_path / "content", files, as_of=date(2026, 5, 20))))
    assert [clock.contact for clock in found.on_time] == ["asked"]
    assert found.late == ()


def test_the_page_quotes_the_totals_and_leads_to_what_they_are_made_of(tmp_path: Path):
    """One sentence a total, each figure a link to the list it counts."""
    site = built(write_files(tmp_path / "content", EVERYTHING), tmp_path / "site", "2026-05-20")
    text = text_of(site / "waiting" / "index.html")
    assert "Of 3 answers that were due, 1 came in time , 1 came late , and 1 is overdue" in text
    assert "Half of the 3 answers that came took 5 working days or longer" in text
    page = soup(site / "waiting" / "index.html")
    for id in ("late", "on-time", "every-wait"):
        assert page.find(id=id) is not None
    assert len(page.select(".pl-bars tbody")) == len(page.select(".pl-bar")) == 7
    assert len(page.select(".pl-bar-over")) == 2


def test_a_campaign_nobody_answered_has_no_median(tmp_path: Path):
    """Without an answer there is nothing to say of how long answers take."""
    files = contacts(f"id: silent, on: 2026-02-02, {ASKED}")
    site = built(write_files(tmp_path / "content", files), tmp_path / "site", "2026-05-20")
    text = text_of(site / "waiting" / "index.html")
    assert "median" not in text
    assert "Of 1 answer that was due, none came in time, none came late, and 1 is overdue" in text
