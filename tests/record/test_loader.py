"""From a campaign's folder to its record."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plaint.problems import Problem, Stopped
from plaint.record import read_campaign
from plaint.record.front_matter import Parted, body_of, part_text
from plaint.record.loader import Loaded, load, words_of
from plaint.record.model import CONTACT_KINDS, Letter, Person
from plaint.record.text_file import read_text
from plaint.record.visible import visible
from tests.campaigns import Files, base_with, write_files


def read(root: Path, files: Files) -> Loaded:
    """The base campaign with these files, loaded; its folder is called `content` in what is found."""
    return read_campaign(base_with(root, files), "content")


def lines(loaded: Loaded) -> list[str]:
    """What was found, each as the line it prints."""
    return [str(each) for each in loaded.findings]


def test_an_empty_folder_is_an_empty_record(tmp_path: Path) -> None:
    """A register that is not there is empty, and so is campaign.yaml."""
    loaded = load(tmp_path, "content")
    assert lines(loaded) == []
    assert not any((loaded.record.contacts, loaded.record.posts, loaded.record.parties, loaded.record.files))
    assert loaded.record.campaign.calendar == "england-and-wales"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """It is told of in one line, as it was typed."""
    found = lines(load(tmp_path / "nowhere", "contnet"))
    assert found == ["contnet: cannot be read (No such file or directory); give the campaign’s folder"]


def test_a_register_may_be_a_folder(tmp_path: Path) -> None:
    """Its files are read in the order of their names, as if they were one."""
    entry = "- {{id: {0}, title: {0}, kind: document, source_url: https://example.org}}\n"
    loaded = load(
        write_files(
            tmp_path,
            {f"record/evidence/{year}.yaml": entry.format(f"e-{year}") for year in (2020, 2019)},
        ),
        "content",
    )
    assert list(loaded.record.evidence) == ["e-2019", "e-2020"]
    assert [str(each.where) for each in loaded.record.evidence.values()] == [
        "content/record/evidence/2019.yaml:1",
        "content/record/evidence/2020.yaml:1",
    ]


def test_contacts_stand_in_the_order_they_happened(tmp_path: Path) -> None:
    """Letters stand among them; things of one day stay as they are written."""
    loaded = read(
        tmp_path,
        {
            "record/contacts/more.yaml": """\
            - {id: z-same-day, on: 2019-05-04, kind: email, from: parents, to: officers}
            - {id: a-same-day, on: 2019-05-04, kind: email, from: parents, to: officers}
            - {id: the-month, on: 2019-05, kind: email, from: parents, to: officers}
            """
        },
    )
    assert list(loaded.record.contacts) == [
        "spring-meeting", "the-month", "ask", "z-same-day", "a-same-day", "complaint", "ask-refused", "reminder",
        "complaint-answer",
    ]  # fmt: skip


def test_a_letter_is_a_contact(tmp_path: Path) -> None:
    """Its date and title are `on` and `subject`, its id is in the file's name, and its body begins below the head."""
    letter = read(tmp_path, {}).record.contacts["complaint"]
    assert isinstance(letter, Letter)
    assert (letter.on.text, letter.subject, letter.kind, letter.to) == (
        "2019-06-03", "Complaint about the yellow bus", "complaint", ("officers",),
    )  # fmt: skip
    assert letter.appendices == ("timetable",)
    assert letter.body.splitlines()[0] == ""
    assert letter.source.splitlines()[letter.body_line - 1 :] == letter.body.splitlines()


def test_every_value_keeps_its_file_and_line(tmp_path: Path) -> None:
    """Fields, items of lists, and what stands inside another entry."""
    loaded = read(
        tmp_path,
        {
            "record/contacts/more.yaml": """\
            # A comment.
            - id: placed
              on: 2019-07-20

              kind: email
              from: officers
              to:
                - parents
                - mg
              summary: |
                One.
                Two.
              replies_to: complaint
              answers:
                complaint#sheets: refused
                complaint#when:
                  coverage: partly
                  note: Some day.
              pauses:
                - from: 2019-07-21
                  until: 2019-07-22
                  why: A holiday
            """
        },
    )
    contact = loaded.record.contacts["placed"]
    places = {
        ("id",): 2, ("on",): 3, ("kind",): 5, ("to", 0): 8, ("to", 1): 9, ("summary",): 11, ("replies_to",): 13,
        ("answers", "complaint#sheets"): 15, ("answers", "complaint#when", "note"): 18,
        ("pauses", 0, "until"): 21, ("pauses", 0, "why"): 22,
    }  # fmt: skip
    assert {path: contact.at(*path).line for path in places} == places
    assert contact.at("place").line == 2  # what is not there stands where the entry begins
    assert {contact.at(*path).file for path in places} == {"content/record/contacts/more.yaml"}


def test_values_of_people_keep_their_places_too(tmp_path: Path) -> None:
    """People are keyed by their ids, and their offices are entries inside them."""
    leader = read(tmp_path, {}).record.parties["leader"]
    assert isinstance(leader, Person)
    assert [leader.at("roles", number, "role").line for number in (0, 1)] == [9, 10]
    assert leader.office(date(2019, 5, 19)) == "Cabinet Member"
    assert leader.office(date(2019, 5, 20)) == "Leader of the Council"
    assert leader.office(date(2018, 5, 9)) is None


def test_a_message_may_stand_in_a_file(tmp_path: Path) -> None:
    """Its words are read into the contact."""
    message = read(tmp_path, {}).record.contacts["spring-meeting"].message
    assert message is not None
    assert message.startswith("Mrs Lamb said")


def test_all_files_are_told_of_in_one_go(tmp_path: Path) -> None:
    """What is wrong in one file does not hide what is wrong in another."""
    loaded = read(
        tmp_path,
        {
            "campaign.yaml": "titel: The yellow bus\n",
            "record/people/more.yaml": "people: [\n",
            "record/contacts/more.yaml": "- {id: A}\n",
            "posts/2019-07-01-post.md": "Words.\n",
            "pages/help.md": b"\xff",
        },
    )
    assert {each.where.file.removeprefix("content/") for each in loaded.findings} == {
        "campaign.yaml", "record/people/more.yaml", "record/contacts/more.yaml", "posts/2019-07-01-post.md", "pages/help.md",
    }  # fmt: skip


def test_what_could_not_be_read_is_known(tmp_path: Path) -> None:
    """An entry that is there and wrong is no missing one; a file that could not be read may have held any."""
    loaded = read(
        tmp_path, {"record/contacts/more.yaml": "- {id: broken, on: yesterday}\n", "record/rules/more.yaml": "- ["}
    )
    assert loaded.known("contact", "broken")
    assert not loaded.known("contact", "absent")
    assert loaded.known("rule", "any")


POST = "---\ntitle: A post\ndate: {}\nstatus: {}\n---\n\nWords.\n"
LETTER = "---\ntitle: A letter\ndate: {}\nkind: letter\nfrom: parents\nto: officers\ndraft: {}\n---\n\nWords.\n"
HIDDEN: Files = {
    "posts/2019-07-01-shown.md": POST.format("2019-07-01", "published"),
    "posts/2019-07-01-draft.md": POST.format("2019-07-01", "draft"),
    "posts/2019-11-05-later.md": POST.format("2019-11-05", "published"),
    "letters/2019-07-01-letter-shown.md": LETTER.format("2019-07-01", "false"),
    "letters/2019-07-01-letter-draft.md": LETTER.format("2019-07-01", "true"),
    "letters/2019-11-05-letter-later.md": LETTER.format("2019-11-05", "false"),
    "pages/page-draft.md": "---\ntitle: A page\nstatus: draft\n---\n\nWords.\n",
    "record/contacts/more.yaml": """\
    - {id: contact-draft, on: 2019-07-01, kind: email, from: parents, to: officers, draft: true}
    - {id: hearing, on: 2019-11-05, kind: hearing, from: council, to: parents}
    """,
    "record/promises/more.yaml": "- {id: promised, made_in: contact-draft, by: council, summary: A ramp.}\n",
}
REASONS = {
    ("post", "draft"): "is a draft",
    ("post", "later"): "is dated 5 November 2019, which is still to come",
    ("contact", "letter-draft"): "is a draft",
    ("contact", "letter-later"): "is dated 5 November 2019, which is still to come",
    ("page", "page-draft"): "is a draft",
    ("contact", "contact-draft"): "is a draft",
    ("promise", "promised"): "was made in 'contact-draft', which is not published",
}


def test_drafts_and_what_is_still_to_come_are_hidden(tmp_path: Path) -> None:
    """A draft, and a post or letter of the future, is not on the record; an appointment of the future is."""
    whole = read(tmp_path, HIDDEN).record
    record = visible(whole, date(2019, 10, 1))
    assert record.hidden == REASONS
    groups = {"post": record.posts, "contact": record.contacts, "page": record.pages, "promise": record.promises}
    for kind, id in REASONS:
        assert id not in groups[kind]
    assert {"shown", "we-complained"} == set(record.posts)
    assert {"letter-shown", "hearing"} < set(record.contacts)


def test_drafts_may_be_shown_and_are_marked(tmp_path: Path) -> None:
    """Nothing is missing, and `hidden` says what would be."""
    whole = read(tmp_path, HIDDEN).record
    record = visible(whole, date(2019, 10, 1), drafts=True)
    assert record.hidden == REASONS
    assert (record.contacts, record.posts) == (whole.contacts, whole.posts)


def test_the_future_comes(tmp_path: Path) -> None:
    """On its own day a letter or post is published."""
    record = visible(read(tmp_path, HIDDEN).record, date(2019, 11, 5))
    assert {"later", "letter-later"} <= {*record.posts, *record.contacts}


PELICAN = """\
Title: From Pelican: a colon
Date: 2019-07-01 10:20
Modified: 2019-07-02
Category: News
Tags: bus, ramp,
Authors: Mo
Status: Published
Summary: One line
  and another.

Words.
"""


def test_a_pelican_head_is_read(tmp_path: Path) -> None:
    """Its names and forms are turned into ours."""
    loaded = read(tmp_path, {"posts/2019-07-01-old.md": PELICAN})
    assert lines(loaded) == []
    post = loaded.record.posts["old"]
    assert (post.title, post.date.text, post.updated.text if post.updated else None) == (
        "From Pelican: a colon", "2019-07-01T10:20", "2019-07-02",
    )  # fmt: skip
    assert (post.category, post.tags, post.author, post.status) == ("News", ("bus", "ramp"), "Mo", "published")
    assert post.summary == "One line and another."
    assert (post.body_line, words_of(tmp_path, "content", post).strip()) == (11, "Words.")
    assert post.at("tags").line == 5


HEADS = st.lists(
    st.sampled_from(["---", "...", "\n", "\n", " ", "\u00a0", "\u2028", "a: b", "Title: x", "--", "----", "-", "Words"]),
    max_size=12,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(HEADS | HEADS.map("---{}".format))
def test_the_words_below_a_head_are_those_that_were_read_with_it(text: str) -> None:
    """A file whose head is sound has the same body, whether the head is read or passed over."""
    parted = part_text(text, "content/posts/a.md")
    words = body_of(text, "content/posts/a.md")
    if isinstance(parted, Parted):
        assert words == parted.body
    elif isinstance(words, Problem):
        assert words == parted


@pytest.mark.parametrize("code", [*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF])
def test_each_control_character_is_told_of(tmp_path: Path, code: int) -> None:
    """None of them is overlooked, wherever it stands, and the line is that of the text with plain line ends."""
    path = tmp_path / "a.md"
    path.write_bytes(f"“One\r\ntwo\rthree{chr(code)}".encode())
    with pytest.raises(Stopped, match=f"a.md:3: has a control character .U.{code:04X}"):
        read_text(path, "a.md")


# --- whatever is written comes back -----------------------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=30).filter(
    str.strip
)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31)).map(date.isoformat)
MOMENTS = DAYS | DAYS.map(lambda day: day[:7]) | DAYS.map(lambda day: f"{day}T09:30") | DAYS.map(lambda day: f"{day}..")


@st.composite
def contacts(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some valid contacts, as YAML would hold them."""
    fields = {
        "subject": WORDS, "summary": WORDS, "message": WORDS, "place": WORDS, "reference": WORDS, "via": WORDS,
        "tags": st.lists(WORDS, max_size=3) | WORDS, "cc": st.just("leader"), "withdrawn": DAYS, "draft": st.booleans(),
        "expects": st.sampled_from(["a reply", "20 working days"]) | st.builds(lambda: ["foi", "2 weeks"]), "paraphrase": st.booleans(),
    }  # fmt: skip
    ids = draw(st.lists(IDS, unique=True, max_size=5))
    return [
        {
            "id": id, "on": draw(MOMENTS), "kind": draw(st.sampled_from(CONTACT_KINDS)), "from": "parents", "to": "officers",
            **draw(st.fixed_dictionaries({}, optional=fields)),
        }
        for id in ids
    ]  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=contacts(), flow=st.booleans(), style=st.sampled_from([None, '"', "'", "|"]), width=st.integers(20, 200))
def test_what_is_written_is_loaded(
    tmp_path: Path, entries: list[dict[str, Any]], flow: bool, style: str | None, width: int
) -> None:
    """Valid contacts come back as they were written, in whatever style of YAML."""
    register = tmp_path / "record" / "contacts.yaml"
    register.parent.mkdir(exist_ok=True)
    register.write_text(
        yaml.safe_dump(
            entries, allow_unicode=True, sort_keys=False, default_flow_style=flow, default_style=style, width=width
        )
        if style is None
        else _styled(entries, style),
        "utf-8",
    )
    loaded = load(tmp_path, "content")
    assert lines(loaded) == []
    assert set(loaded.record.contacts) == {entry["id"] for entry in entries}
    for entry in entries:
        contact = loaded.record.contacts[entry["id"]]
        assert (contact.on.text, contact.kind, contact.from_) == (entry["on"], entry["kind"], "parents")
        assert contact.subject == (" ".join(entry["subject"].split()) if "subject" in entry else None)
        for field in ("summary", "message"):
            assert getattr(contact, field) == (entry[field].strip() if field in entry else None)
        tags = entry.get("tags", [])
        assert contact.tags == tuple(" ".join(tag.split()) for tag in ([tags] if isinstance(tags, str) else tags))
        assert (contact.draft, contact.paraphrase) == (entry.get("draft", False), entry.get("paraphrase", False))


def _styled(entries: list[dict[str, Any]], style: str) -> str:
    """The entries with every value in one style of quoting; true and false stay bare."""
    written = [
        {key: value if isinstance(value, str | list) else str(value).lower() for key, value in entry.items()}
        for entry in entries
    ]
    text: str = yaml.safe_dump(written, allow_unicode=True, sort_keys=False, default_style=style)
    return text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200) | st.text(alphabet="-: \n\tabid[]{}'\"&*|", max_size=120).map(str.encode))
@pytest.mark.parametrize("name", ["record/contacts.yaml", "posts/2019-07-01-post.md"])
def test_any_bytes_are_read_or_told_of(tmp_path: Path, name: str, data: bytes) -> None:
    """Whatever is in a file, loading ends, and every finding is one line that names the file."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    for line in lines(load(tmp_path, "content")):
        assert line.startswith(f"content/{name}")
        assert "\n" not in line
