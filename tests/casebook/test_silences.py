"""The silences of a chronology: whole days between contacts, for certain, in the campaign's calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plaint.casebook.silences import UP_TO_NOW, silences
from tests.campaigns import opened, read_files

PEOPLE = "organisations:\n  us: {name: Us, us: true}\n  council: {name: Council}\n"


def found(tmp_path: Path, *contacts: str, as_of: date = date(2019, 6, 3), campaign: str = "", drafts: bool = False):
    """The silences of a campaign with these contacts, each given as its id, its day, and more."""
    register = "".join(f"- {{id: {each}, kind: email, from: us, to: council}}\n" for each in contacts)
    files = {"campaign.yaml": f"title: Us\n{campaign}", "record/people.yaml": PEOPLE, "record/contacts.yaml": register}
    return silences(opened(read_files(tmp_path / "content", files, as_of=as_of, drafts=drafts)))


def test_only_the_days_between_are_counted(tmp_path: Path) -> None:
    """From Friday 3 May to Tuesday 21 May 2019 there are ten working days without the two, a bank holiday left out."""
    assert found(tmp_path, "a, on: 2019-05-03", "b, on: 2019-05-21", as_of=date(2019, 5, 22)) == {"b": 10}


def test_less_than_two_weeks_are_no_silence(tmp_path: Path) -> None:
    """One working day less, and nothing is said."""
    assert found(tmp_path, "a, on: 2019-05-03", "b, on: 2019-05-20", as_of=date(2019, 5, 22)) == {}


def test_the_days_a_campaign_knows_to_be_closed_do_not_count(tmp_path: Path) -> None:
    """The calendar is the campaign's own, less its closed days."""
    closed = "closed_days: {2019-05-07: Closed}\n"
    assert found(tmp_path, "a, on: 2019-05-03", "b, on: 2019-05-22", as_of=date(2019, 5, 22), campaign=closed) == {
        "b": 10
    }


@pytest.mark.parametrize("vague", ["2019-04", "2019-04-01..2019-04-30", "2019-04..2019-04-30"])
def test_a_vague_day_is_given_the_benefit_of_the_doubt(tmp_path: Path, vague: str) -> None:
    """Something of April may have been on its last day, so the silence begins in May at the earliest."""
    assert found(tmp_path, f"a, on: {vague}", "b, on: 2019-05-21", as_of=date(2019, 5, 22)) == {"b": 13}


def test_a_vague_day_that_holds_a_later_one_leaves_no_silence(tmp_path: Path) -> None:
    """What was some time in 2019 may have been at any time of it, also after what follows on the page."""
    assert found(tmp_path, "a, on: 2019", "b, on: 2019-05-21", as_of=date(2019, 6, 30)) == {}


def test_what_goes_on_counts_as_the_day_it_began(tmp_path: Path) -> None:
    """A policy that holds from a day on is no word that is said ever after."""
    assert found(tmp_path, "a, on: 2019-04-30..", "b, on: 2019-05-21", as_of=date(2019, 5, 22)) == {"b": 13}


def test_what_was_cancelled_was_no_word(tmp_path: Path) -> None:
    """A meeting that did not take place does not end a silence."""
    between = "off, on: 2019-05-10, cancelled: true"
    assert found(tmp_path, "a, on: 2019-05-03", between, "b, on: 2019-05-21", as_of=date(2019, 5, 22)) == {"b": 10}


def test_a_draft_that_is_shown_ends_no_silence(tmp_path: Path) -> None:
    """Where drafts are shown too, the count stays what it will be without them."""
    between = "draft, on: 2019-05-10, draft: true"
    days = found(tmp_path, "a, on: 2019-05-03", between, "b, on: 2019-05-21", as_of=date(2019, 5, 22), drafts=True)
    assert days == {"b": 10}


def test_what_is_to_come_ends_no_silence(tmp_path: Path) -> None:
    """An appointment is not yet a word; the silence goes on up to the day before the build."""
    assert found(tmp_path, "a, on: 2019-05-03", "b, on: 2019-07-01", as_of=date(2019, 5, 22)) == {UP_TO_NOW: 11}


def test_an_empty_record_is_not_silent(tmp_path: Path) -> None:
    """Where nobody has written anything yet, nobody has fallen silent."""
    files = {"campaign.yaml": "title: Us\n", "record/people.yaml": PEOPLE}
    assert silences(opened(read_files(tmp_path / "content", files))) == {}
