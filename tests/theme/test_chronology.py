"""How the chronology reads: sides that are told apart, silence that takes room, years in view, and filters without a script."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns import write_files
from tests.sites import built, pages, soup

PEOPLE = """\
    organisations:
      us: {name: Parents, us: true}
      council: {name: Council}
      paper: {name: The Gazette}
    people:
      leader: {name: Cllr A Name, role: Leader, of: council}
      secret-name: {shown_as: MG, of: us}
    """
CONTACTS = """\
    - {id: asked, on: 2019-05-03, kind: foi, from: us, to: leader, subject: A question, tags: Bus, expects: 20 working days}
    - {id: met, on: 2019-05, kind: meeting, from: secret-name, to: leader}
    - {id: answered, on: 2019-08-01, kind: email, from: leader, to: us, cc: secret-name, subject: An answer, replies_to: asked}
    - {id: printed, on: 2019-08-02, kind: press, from: paper, to: council, subject: In the paper}
    - {id: rule, on: 2020, kind: publication, from: council, to: us, subject: A new rule}
    - {id: planned, on: 2020-07-02, kind: meeting, from: us, to: council, subject: Still to come}
    - {id: hidden, on: 2019-09-01, kind: visit, from: us, to: paper, subject: A draft, draft: true}
    """


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the campaign above."""
    folder = tmp_path_factory.mktemp("chronology")
    files = {"record/people.yaml": PEOPLE, "record/contacts.yaml": CONTACTS}
    return built(write_files(folder / "content", files), folder / "site", "2020-06-01")


def entry(site: Path, contact: str, page: str = "chronology"):
    """A contact's item of the chronology."""
    link = soup(site / page / "index.html").find("a", href=lambda to: to and to.endswith(f"contacts/{contact}/"))
    return link.find_parent("li")


@pytest.mark.parametrize(
    "contact, side, words",
    [
        ("asked", "pl-sent", "Sent FOI request to Cllr A Name"),
        ("answered", "pl-received", "Received email from Cllr A Name, copied to MG"),
        ("printed", "pl-between-others", "Between others press report from The Gazette to Council"),
        ("met", "pl-in-person", "Meeting MG with Cllr A Name"),
    ],
)
def test_each_side_is_told_apart_in_place_and_in_words(site: Path, contact: str, side: str, words: str) -> None:
    """A contact's side has a place of its own on the page, and is said; that we are one side need not be."""
    item = entry(site, contact)
    assert side in item["class"]
    assert item.div.p.get_text() == words


def test_entries_are_items_that_begin_with_their_time(demo: Path) -> None:
    """Each entry is an item of an ordered list of its month, with a time element or two."""
    entries = soup(demo / "chronology" / "index.html").select("ol.pl-chronology > li")
    assert len(entries) > 40
    assert [str(each) for each in entries if not each.select(".pl-when time[datetime]")] == []


def test_a_silence_takes_room_and_has_its_count(site: Path) -> None:
    """Where nothing came for two weeks or more there is space for each week, and the number of working days in words."""
    silence = entry(site, "answered").find(class_="pl-silence")
    # From 31 May, the last day that "May 2019" may have been, to 1 August: 43 working days without either.
    assert silence.get_text() == "43 working days without a word"
    assert "pl-silence-8" in silence["class"]
    assert entry(site, "printed").find(class_="pl-silence") is None


def test_the_silence_up_to_now_stands_at_the_end(site: Path) -> None:
    """The end says how long it has been quiet; what is still to come does not end that."""
    page = soup(site / "chronology" / "index.html")
    # A rule of the year 2020 may be of its last day, so nothing has been quiet for certain.
    assert page.find(id="latest").get_text() == "This is how the record stood on 1 June 2020"
    assert entry(site, "planned").find(class_="pl-silence") is None


def test_years_and_months_head_their_contacts(site: Path) -> None:
    """A year has its months as headings below it, and says so of what has none."""
    page = soup(site / "chronology" / "index.html")
    found = [
        (year.h2.get_text(), [month.h3.get_text() for month in year.find_all(class_="pl-month")])
        for year in page.find_all(class_="pl-year")
    ]
    assert found == [("2019", ["May", "August"]), ("2020", ["No month given", "July"])]


@pytest.mark.parametrize(
    "address, contacts",
    [
        ("2019", ["met", "asked", "answered", "printed"]),
        ("2020", ["rule", "planned"]),
        ("with/council", ["met", "asked", "answered", "printed", "rule", "planned"]),
        ("with/leader", ["met", "asked", "answered"]),
        ("with/mg", ["met", "answered"]),
        ("kind/meeting", ["met", "planned"]),
        ("status/late", ["asked"]),
        ("status/overdue", []),
    ],
)
def test_every_filter_has_a_page_of_its_own(site: Path, address: str, contacts: list[str]) -> None:
    """Without a script each choice leads to a page with what it leaves, in the order of time."""
    page = soup(site / "chronology" / address / "index.html")
    links = [each.div.a["href"] for each in page.select("ol.pl-chronology > li")]
    assert [each.rstrip("/").rpartition("/")[2] for each in links] == contacts


def test_gaps_that_a_filter_leaves_are_no_silences(site: Path) -> None:
    """A page of some contacts alone does not call the others silence."""
    for folder in ("with", "kind", "status"):
        for address, page in pages(site / "chronology" / folder):
            assert page.find(class_="pl-silence") is None, address
            assert page.find(class_="pl-since") is None, address


def test_filters_name_nobody_who_is_private(site: Path) -> None:
    """A private person is found under what they are shown as; drafts, and what only they name, are not among the choices."""
    page = soup(site / "chronology" / "index.html")
    choices = {each["href"]: each.get_text() for each in page.select(".pl-choices a")}
    assert choices["../chronology/with/mg/"] == "MG"
    assert "secret-name" not in str(page)
    assert not (site / "chronology" / "with" / "secret-name").exists()
    assert not (site / "chronology" / "kind" / "visit").exists()
    assert "../chronology/kind/visit/" not in choices


def test_a_script_finds_on_the_page_what_the_links_say(site: Path) -> None:
    """Each entry bears the numbers of the choices it falls under, as many as the choice says there are."""
    page = soup(site / "chronology" / "index.html")
    borne = [str(each["data-f"]).split() for each in page.select("ol.pl-chronology > li")]
    for item in page.select(".pl-choices li"):
        number, count = item.a["data-f"], item.get_text().rpartition(" ")[2]
        assert sum(number in each for each in borne) == int(count), item


def test_tags_lead_to_their_own_pages(site: Path) -> None:
    """The filter by tag is the page of the tag, which has the posts too."""
    page = soup(site / "chronology" / "index.html")
    assert page.find("a", href="../tags/bus/").get_text() == "Bus"
