"""What the home page says at once: who keeps it, who owes an answer, and what happened last."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from tests.campaigns import write_files
from tests.sites import built, soup

PEOPLE = "organisations:\n  us: {name: Harwick Parents, us: true}\n  council: {name: Harwick Council}\n"
CONTACTS = """\
    - {id: thanked, on: 2019-04, kind: email, from: us, to: council}
    - {id: asked, on: 2019-05-03, kind: foi, from: us, to: council, subject: A question, expects: [foi, 10 working days]}
    - {id: today, on: 2019-06-28, kind: email, from: us, to: council, subject: Sent today, expects: a reply}
    - {id: planned, on: 2019-09-02, kind: meeting, from: us, to: council, subject: Still to come}
    """


def home(tmp_path: Path, **files: str) -> BeautifulSoup:
    """The home page of a campaign with these people and contacts on 28 June 2019."""
    register = {"record/people.yaml": PEOPLE, "record/contacts.yaml": CONTACTS}
    register |= {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    return soup(built(write_files(tmp_path / "content", register), tmp_path / "site", "2019-06-28") / "index.html")


def test_it_says_who_keeps_it_and_since_when(tmp_path: Path) -> None:
    """The group is named where the site is called something else, with how much is on record."""
    page = home(tmp_path, campaign="title: The crossing\n")
    assert (
        page.select_one(".pl-who").get_text() == "Kept by Harwick Parents, with 4 contacts on record since April 2019"
    )


def test_a_site_called_after_its_group_does_not_name_it_twice(tmp_path: Path) -> None:
    """Where there is no other title, the group's name is the title."""
    page = home(tmp_path)
    assert page.h1.get_text() == "Harwick Parents"
    assert page.select_one(".pl-who") is None


def test_the_worst_wait_comes_first_with_its_figure(tmp_path: Path) -> None:
    """The figure, who owes the answer, to what, and by how much it is late; a contact under two rules stands once."""
    owed = home(tmp_path).select(".pl-owed")
    assert [" ".join(each.get_text(" ").split()) for each in owed] == [
        "38 working days without an answer Harwick Council A question , since 3 May 2019 "
        "Overdue : due on 20 May 2019, 28 working days late",
        "0 working days so far Harwick Council Sent today , since 28 June 2019 No day was set",
    ]


def test_what_happened_last_comes_first(tmp_path: Path) -> None:
    """The newest contact stands first, and at the head of the page too; what is still to come has not happened."""
    page = home(tmp_path)
    newest = " ".join(page.select_one(".pl-newest").get_text().split())
    assert newest == "What happened last, 28 June 2019: Sent email, Sent today"
    last = page.select(".pl-last .pl-contact")
    assert [each.div.a.get_text() for each in last] == ["Sent today", "A question", "Email to Harwick Council"]


def test_the_totals_are_said_in_a_sentence(tmp_path: Path) -> None:
    """Of the answers that were due it says how many came, and how."""
    said = " ".join(home(tmp_path).select_one(".pl-owes-sum").get_text().split())
    assert said == (
        "Of 2 answers due so far, 0 came in time, 0 came late and 2 are overdue. All 3 answers that are owed"
    )
