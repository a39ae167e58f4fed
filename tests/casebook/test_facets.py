"""What the chronology can be filtered by: whom a contact was with, its kind, and what became of it."""

from __future__ import annotations

from pathlib import Path

from plaint.casebook.casebook import Casebook
from plaint.casebook.facets import by_kind, by_party, statuses
from tests.campaigns import opened, read_files

FILES = {
    "campaign.yaml": "title: Us\n",
    "record/people.yaml": """\
        organisations:
          us: {name: Us, us: true}
          council: {name: Council}
        people:
          officer: {role: Officer, of: council}
          child-name: {shown_as: MG, of: us}
          alone: {name: A Neighbour}
        """,
    "record/contacts.yaml": """\
        - {id: late, on: 2019-01-02, kind: email, from: us, to: officer, cc: [officer, alone], expects: 2 working days}
        - {id: answer, on: 2019-01-31, kind: letter, from: officer, to: child-name, replies_to: late}
        - {id: quick, on: 2019-02-01, kind: email, from: us, to: council, expects: 20 working days}
        - {id: answered, on: 2019-02-04, kind: email, from: council, to: us, replies_to: quick, expects: 5 working days}
        - {id: over, on: 2019-03-01, kind: email, from: us, to: council, expects: [2 working days, a reply]}
        - {id: taken-back, on: 2019-03-02, kind: email, from: us, to: council, expects: a reply, withdrawn: 2019-03-04}
        """,
}


def case(tmp_path: Path) -> Casebook:
    """The casebook of the campaign above."""
    return opened(read_files(tmp_path / "content", FILES))


def test_a_contact_is_with_its_people_and_their_bodies(tmp_path: Path) -> None:
    """Everybody who wrote, was written to or got a copy, and whom they belong to; the most frequent first."""
    book = case(tmp_path)
    assert by_party(book.relations, book.names) == {
        "council": ("late", "answer", "quick", "answered", "over", "taken-back"),
        "officer": ("late", "answer"),
        "alone": ("late",),
        "mg": ("answer",),
    }


def test_kinds_are_those_there_are(tmp_path: Path) -> None:
    """A kind that no contact is of is none to choose."""
    assert by_kind(case(tmp_path).relations) == {
        "email": ("late", "quick", "answered", "over", "taken-back"),
        "letter": ("answer",),
    }


def test_what_became_of_it_is_what_others_clocks_say(tmp_path: Path) -> None:
    """Late or in time; overdue, or waiting without a day, or both; not what was taken back, nor what we owe ourselves."""
    book = case(tmp_path)
    assert {id: set(statuses(book, id)) for id in book.record.contacts} == {
        "late": {"late"},
        "answer": set(),
        "quick": {"answered"},
        "answered": set(),
        "over": {"overdue", "waiting"},
        "taken-back": set(),
    }
