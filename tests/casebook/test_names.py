"""What may be published of people and bodies."""

from __future__ import annotations

from datetime import date

import pytest

from plaint.casebook.names import Names
from tests.campaigns import opened, read_base_with

PEOPLE = """\
people:
  clerk: {role: Clerk, of: council}
  mayor: {name: Ann Ox, of: council}
  chair:
    name: Lee Vane
    of: council
    roles:
      - {role: Vice-chair, from: 2018, until: 2019-03}
      - {role: Chair, from: 2019-03}
  inspector: {role: Inspector of Ferrybank Council, of: council}
  parent-b: {shown_as: MG, of: parents}
  parent-c: {shown_as: M. G., of: parents}
  visitor: {name: Kit Bell}
"""


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    """The names of the base campaign, with some more people."""
    reading = read_base_with(tmp_path_factory.mktemp("campaign"), {"record/people/more.yaml": PEOPLE})
    return opened(reading).names


@pytest.mark.parametrize(
    "id, day, full",
    [
        ("chair", "2017-12-31", "Lee Vane"),
        ("chair", "2018-01-01", "Lee Vane, Vice-chair"),
        ("chair", "2019-02-28", "Lee Vane, Vice-chair"),
        ("chair", "2019-03-01", "Lee Vane, Chair"),
        ("clerk", "2019-03-01", "Clerk"),
        ("mayor", "2019-03-01", "Ann Ox"),
        ("mg", "2019-03-01", "MG"),
        ("council", "2019-03-01", "Ferrybank Council"),
    ],
)
def test_an_office_is_that_of_the_day(names: Names, id: str, day: str, full: str) -> None:
    """The day an office ended belongs to whoever came next; a private person is what `shown_as` says."""
    assert names.full(id, date.fromisoformat(day)) == full


@pytest.mark.parametrize(
    "id, words",
    [
        ("clerk", "Clerk, Ferrybank Council"),
        ("inspector", "Inspector of Ferrybank Council"),
        ("mayor", "Ann Ox"),
        ("mg", "MG"),
        ("council", "Ferrybank Council"),
    ],
)
def test_an_office_alone_is_given_with_its_body(names: Names, id: str, words: str) -> None:
    """Unless the office says it already."""
    assert names.with_body(id, date(2019, 3, 1)) == words


def test_addresses_of_private_people(names: Names) -> None:
    """An address is made of what is shown and of nothing else; two who are shown alike are numbered."""
    assert [names.public_id(id) for id in ("mg", "parent-b", "parent-c", "clerk")] == ["mg", "mg-2", "m-g", "clerk"]
    assert names.address("parent-b") == "people/#mg-2"


def test_whose_side_somebody_is_on(names: Names) -> None:
    """A person stands on the side of their organisation; who belongs to none stands alone."""
    assert [names.side(id) for id in ("mg", "clerk", "council", "visitor")] == [
        "parents",
        "council",
        "council",
        "visitor",
    ]
    assert [names.ours(id) for id in ("mg", "parents", "clerk", "visitor")] == [True, True, False, False]
    assert names.us == "parents"


def test_names_in_a_row(names: Names) -> None:
    """In a sentence, without their offices."""
    assert names.row(["leader", "clerk", "mg"]) == "Cllr Ida Quill, Clerk and MG"
    assert names.row(["leader"]) == "Cllr Ida Quill"
