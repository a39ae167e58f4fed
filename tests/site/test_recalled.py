"""A record that is recalled after an edit is the record that reading all of it anew would have given."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plaint.memory import pieces
from plaint.memory.spread import forks
from plaint.memory.store import key_of
from plaint.record.shelf import Shelf
from plaint.site import memory, reading
from plaint.site.memory import Memory
from plaint.site.reading import Reading, read
from tests.campaigns import write_files

DAY = date(2019, 10, 1)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f00050001ff56c72f0d0000000049454e44ae426082"
)
PEOPLE = """\
organisations: {parents: {name: Parents, us: true}, council: {name: Ashcombe, kind: council}}
people: {officer: {name: A Name, of: council}, kb: {shown_as: KB, of: parents}}
"""
ASK = "- {id: ask, on: 2019-08-01, kind: email, from: kb, to: officer, subject: Buses%s}\n"
REPLY = "- {id: reply, on: %s, kind: email, from: officer, to: kb, replies_to: ask%s}\n"
POST = "---\ntitle: %s\ndate: %s\n%s---\nThe bus did not come.%s\n"
LETTER = "---\ntitle: Ours\ndate: 2019-08-20\nkind: complaint\nfrom: kb\nto: officer\n%s---\n## Issue: Buses {#bus}\n\nWhy?%s\n\n## Issue: Money {#money}\n"
PHOTO = "- {id: photo, title: %s, kind: photo, file: photo.png, alt: It stands still}\n"

# Every text that each file may have: what changes inside of an entry, what changes how it stands, and what is wrong.
VARIANTS: dict[str, list[str | bytes | None]] = {
    "campaign.yaml": ["title: Us\nurl: https://example.org/\n", "title: We\nurl: https://example.org/\n"],
    "record/people.yaml": [PEOPLE, PEOPLE.replace("A Name", "Another")],
    "record/evidence.yaml": [PHOTO % "A bus", PHOTO % "It stands still", ""],
    "record/contacts/2019.yaml": [
        ASK % "" + REPLY % ("2019-09-20", ""),
        "\n\n" + ASK % ", summary: We asked." + REPLY % ("2019-09-20", ""),
        ASK % "" + REPLY % ("2019-09-20", ", draft: true"),
        ASK % "" + REPLY % ("2019-09-20", ", evidence: [photo]"),
        ASK % "" + REPLY % ("2019-09-20", ", draft: true, evidence: [photo]"),
        ASK % "" + REPLY % ("2019-08-10", ""),
        ASK % ", message: Please." + REPLY % ("2019-09-20", ""),
        ASK % ", summary: 'See [[ev:photo]].'" + REPLY % ("2019-09-20", ", draft: true"),
        ASK % ", summary: 'See [[ev:photo]].', draft: true" + REPLY % ("2019-07-20", ""),
        ASK % ", message: Please." + REPLY % ("2019-07-01", ", evidence: [photo]"),
        ASK % ", message: Please." + REPLY % ("2019-08-02", ", evidence: [photo]"),
        ASK % ", message: Thanks., evidence: [photo]" + REPLY % ("2019-08-02", ""),
        ASK % ", message_file: messages/ask.txt" + REPLY % ("2019-09-21", ""),
        ASK % ", message_file: messages/ask.txt, message: Please." + REPLY % ("2019-09-21", ""),
        REPLY % ("2019-09-20", ", answers: {ours#bus: {coverage: refused, note: No.}}") + ASK % "",
        REPLY % ("2019-09-20", ", answers: {ours#money: {coverage: refused, note: No.}}") + ASK % "",
        ASK % ", message_file: messages/two.txt" + REPLY % ("2019-09-21", ""),
        ASK % ", no_such_field: 1",
        ASK % "" + ASK % "",
        "not: [yaml",
    ],
    "messages/ask.txt": [None, "Where is the bus?", "Where is it?"],
    "messages/two.txt": ["Where are they?"],
    "posts/2019-08-05-one.md": [
        POST % ("One", "2019-08-05", "", ""),
        POST % ("The first", "2019-08-05", "tags: [bus]\n", " Nor did the next."),
        POST % ("One", "2019-08-05", "status: draft\n", " See [[ev:photo]]."),
        POST % ("One", "2019-08-05", "summary: Short.\nimage: bus.png\n", ""),
        POST % ("One", "2019-08-05", "summary: 'See [[ev:photo]].'\n", ""),
        POST % ("One", "2019-08-05", "summary: 'See [[ev:photo]].'\nstatus: draft\n", ""),
        POST % ("One", "2019-08-05", "status: draft\n", ""),
        POST % ("One", "2019-08-05", "summary: Short.\n", ""),
        POST % ("One", "2019-08-05T11:00", "", ""),
        POST % ("One", "2019-08-05", "corrected: [{on: 2019-08-06, what: The day.}]\n", ""),
        POST % ("One", "2019-08-05", "image: no.png\n", ""),
        POST % ("One", "2019-08-06", "", ""),
        POST % ("One", "2019-08-05", "tags: [bus]\ntags: [bus]\n", ""),
        POST % ("One", "2019-08-05", "", " [[post:nowhere]]"),
        None,
    ],
    "posts/2019-08-05-two.md": [POST % ("Two", "2019-08-05T10:00", "", ""), POST % ("Two", "2019-08-05T09:00", "", "")],
    "posts/2019-10-02-later.md": [POST % ("Later", "2019-10-02", "", ""), None],
    "letters/2019-08-20-ours.md": [
        LETTER % ("", ""),
        LETTER % ("appendices: [photo]\n", " See [[ev:photo]]."),
        LETTER % ("draft: true\n", ""),
        LETTER % ("appendices: [photo]\n", ""),
        LETTER % ("draft: true\nappendices: [photo]\n", ""),
        LETTER % ("draft: true\n", " See [[ev:photo]]."),
        LETTER % ("thread: [ask]\n", " Still."),
    ],
    "evidence/photo.png": [PNG, None],
    "images/bus.png": [PNG, None],
    "stray.txt": [None, "?"],
}
CHOICE = st.sampled_from([(name, number) for name, variants in VARIANTS.items() for number in range(len(variants))])


def put(content: Path, name: str, number: int) -> None:
    text = VARIANTS[name][number]
    if text is None:
        (content / name).unlink(missing_ok=True)
    else:
        write_files(content, {name: text})


def write_all(content: Path) -> None:
    """Write each file as it is at first."""
    for name in VARIANTS:
        put(content, name, 0)


def read_whole(reading: Reading) -> bool:
    """Whether every entry was loaded at once, and none is recalled as it is asked for."""
    assert reading.casebook is not None
    return isinstance(reading.casebook.record.posts._values, dict)  # type: ignore[attr-defined]


def remembered(root: Path, *, drafts: bool) -> Reading:
    """The campaign, read with what is remembered of it; what a build of it would leave is kept."""
    memory = Memory(root / "cache", root / "content", "content", f"drafts {drafts}")
    reading = read(root / "content", "content", DAY, drafts=drafts, memory=memory)
    if not reading.problems and reading.work.differs:
        memory.keep(reading.ground, reading.work.left())
    memory.store.commit()
    return reading


def all_of(reading: Reading) -> Any:
    """All that a reading says, in order."""
    found = [list(map(str, reading.problems)), list(map(str, reading.doubts))]
    case = reading.casebook
    if case is None:
        return found
    record = case.record
    registers = (record.parties, record.contacts, record.evidence, record.promises, record.posts, record.pages)
    entries = [(id, each.stamp, each.where, each.lines) for register in registers for id, each in register.items()]
    texts = [(key, text.digest, text.size, text.line(1), text.markdown) for key, text in case.texts.items()]
    outlines = [(key, case.outlines[key]) for key in case.outlines]
    rest = [dict(record.hidden), sorted(record.files), list(record.letter_ids), [each.id for each in record.letters]]
    return [found, entries, texts, outlines, rest, record.campaign.stamp]


@settings(max_examples=40, deadline=None)
@given(st.lists(CHOICE, min_size=1, max_size=6), st.booleans())
@example([("posts/2019-08-05-one.md", 11), ("stray.txt", 1), ("stray.txt", 0)], False)
@example([("stray.txt", 1), ("posts/2019-08-05-one.md", 2), ("stray.txt", 0)], False)
@example([("messages/ask.txt", 1), ("record/contacts/2019.yaml", 12), ("messages/ask.txt", 2)], False)
def test_a_recalled_record_is_the_one_that_reading_all_of_it_gives(
    tmp_path_factory: Any, edits: list[tuple[str, int]], drafts: bool
):
    """After any edits, of which some make a build fail, the entries, their places, texts and findings are those of a first
    reading."""
    root = tmp_path_factory.mktemp("recalled")
    write_all(root / "content")
    assert not remembered(root, drafts=drafts).problems
    for name, number in edits:
        put(root / "content", name, number)
        again = remembered(root, drafts=drafts)
        assert all_of(again) == all_of(read(root / "content", "content", DAY, drafts=drafts))
    shutil.rmtree(root)


@pytest.mark.parametrize("name", ["record/contacts/2019.yaml", "posts/2019-08-05-one.md", "letters/2019-08-20-ours.md"])
def test_whatever_a_file_had_in_it_and_has_now(tmp_path: Path, name: str):
    """From each text that a file may have to each other one, what is recalled is what reading all of it gives."""
    for each in VARIANTS:
        put(tmp_path / "content", each, 0)
    put(tmp_path / "content", "messages/ask.txt", 1)
    numbers = range(len(VARIANTS[name]))
    expected = {}
    for number in numbers:
        put(tmp_path / "content", name, number)
        expected[number] = all_of(read(tmp_path / "content", "content", DAY))
    for one in numbers:
        for number in (one, *(each for other in numbers[one + 1 :] for each in (other, one))):
            put(tmp_path / "content", name, number)
            assert all_of(remembered(tmp_path, drafts=False)) == expected[number]


def test_after_an_edit_only_contacts_that_it_can_matter_to_are_checked_again(tmp_path: Path):
    """What a contact was about matters to its own checks and to those of its reply, and to no other contact's."""
    write_all(tmp_path / "content")
    assert remembered(tmp_path, drafts=False).work.redone["contact checks"] == 3
    contacts = (ASK % "" + REPLY % ("2019-09-20", "")).replace("Buses", "Coaches")
    write_files(tmp_path / "content", {"record/contacts/2019.yaml": contacts})
    assert remembered(tmp_path, drafts=False).work.redone["contact checks"] == 2
    contacts = contacts.replace("to: kb,", "to: kb, subject: Yes,")
    write_files(tmp_path / "content", {"record/contacts/2019.yaml": contacts})
    assert remembered(tmp_path, drafts=False).work.redone["contact checks"] == 1


ANSWER = REPLY % ("2019-09-20", ", reply: acknowledgement")
LENGTH = ", extension: {period: 5 working days, by: notice}"
RULE = "- {id: ours, name: Ours, period: 5 working days, law: B" + LENGTH + "}\n"
LATE = "- {id: more, on: 2019-09-22, kind: email, from: officer, to: kb, replies_to: reply, reply: extension}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"record/contacts/2019.yaml": ASK.replace("08-01", "09-21") % "" + ANSWER}),
        ({}, {"record/contacts/2019.yaml": ANSWER}),
        ({}, {"record/contacts/2019.yaml": ASK.replace("08-01", "09-20") % ", replies_to: reply" + ANSWER}),
        ({}, {"record/people.yaml": PEOPLE.replace("officer", "another")}),
        ({}, {"record/people.yaml": PEOPLE.replace("of: council", "of: parents")}),
        ({"record/rules.yaml": RULE}, {"record/rules.yaml": RULE.replace("ours", "other")}),
        ({"record/rules.yaml": RULE}, {"record/rules.yaml": RULE.replace(LENGTH, LENGTH + ", in_force: 2018")}),
        ({"record/rules.yaml": RULE}, {"record/rules.yaml": RULE.replace(LENGTH, "")}),
        ({"letters/2019-08-20-ours.md": LETTER % ("thread: [ask]\n", "")}, {"record/contacts/2019.yaml": ASK % ""}),
    ],
    ids=[
        "its question’s day", "its question", "a circle", "a person", "a side", "a rule", "a rule’s days",
        "a rule’s length", "words",
    ],
)
def test_a_contact_that_has_not_changed_is_checked_again_where_what_it_names_has(
    tmp_path: Path, before: dict[str, str], after: dict[str, str]
):
    """What is wrong with it now is said as a first reading says it, and so is that nothing is any more."""
    content = tmp_path / "content"
    write_all(content)
    asking = ASK % ", message: Please., expects: a reply" + ANSWER
    if "record/rules.yaml" in before:
        asking = ASK % ", expects: ours" + ANSWER + LATE
    good = {"record/people.yaml": PEOPLE, "record/contacts/2019.yaml": asking, **before}
    for texts, is_wrong in ((good, False), (after, True), (good, False)):
        write_files(content, texts)
        again = remembered(tmp_path, drafts=False)
        assert all_of(again) == all_of(read(content, "content", DAY))
        assert bool(again.problems) == is_wrong


def shelves(reading: Reading) -> set[str]:
    """Of the posts and contacts of a record that was recalled, those that were loaded."""
    assert reading.casebook is not None
    found = set()
    for register in (reading.casebook.record.posts, reading.casebook.record.contacts):
        shelf = register._values  # type: ignore[attr-defined]
        assert isinstance(shelf, Shelf)
        found |= shelf._known.keys()
    return found


def test_after_an_edit_only_what_is_asked_for_is_loaded(tmp_path: Path):
    """After an edit of a post’s words, or of what a contact was about, other posts are not loaded."""
    write_all(tmp_path / "content")
    remembered(tmp_path, drafts=False)
    write_files(tmp_path / "content", {"posts/2019-08-05-one.md": POST % ("One", "2019-08-05", "", " Nor the next.")})
    assert "two" not in shelves(remembered(tmp_path, drafts=False))
    contacts = (ASK % "" + REPLY % ("2019-09-20", "")).replace("Buses", "Coaches")
    write_files(tmp_path / "content", {"record/contacts/2019.yaml": contacts})
    assert "two" not in shelves(remembered(tmp_path, drafts=False))


def test_a_folder_with_a_link_is_read_as_a_whole(tmp_path: Path):
    """Where a file is a link, which may lead elsewhere the next time, nothing is recalled."""
    write_all(tmp_path / "content")
    (tmp_path / "content" / "images" / "also.png").symlink_to("bus.png")
    remembered(tmp_path, drafts=False)
    again = remembered(tmp_path, drafts=False)
    assert read_whole(again)


def test_what_another_version_kept_is_not_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """After an update nothing that was kept of the record is recalled, for it may have another shape."""
    write_all(tmp_path / "content")
    remembered(tmp_path, drafts=False)
    monkeypatch.setattr(memory, "code", lambda *parts: key_of("another version", *parts))
    monkeypatch.setattr(reading, "code", lambda *parts: key_of("another version", *parts))
    monkeypatch.setattr(memory, "unpacked", lambda get: pytest.fail("it was looked into"))
    again = remembered(tmp_path, drafts=False)
    assert read_whole(again)


def test_nothing_is_open_where_processes_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Whatever stage of reading other processes help with, the file of what is kept is closed before they are copied."""
    write_all(tmp_path / "content")
    remembered(tmp_path, drafts=False)
    closed = []
    spread = pieces._spread

    def looked_at(kinds: Any, chunks: Any, beside: Any) -> None:
        store = getattr(kinds[0].work.before_spreading, "__self__", None)
        closed.append(store is not None and store._database is None)
        spread(kinds, chunks, beside)

    monkeypatch.setattr(pieces, "_WORTH_IT", -1.0)
    monkeypatch.setattr(pieces, "cores", lambda: 2)
    monkeypatch.setattr(pieces, "_spread", looked_at)
    both = (ASK % "" + REPLY % ("2019-09-20", ", subject: Coaches")).replace("Buses", "Coaches")
    write_files(tmp_path / "content", {"record/contacts/2019.yaml": both})
    assert not remembered(tmp_path, drafts=False).problems
    if forks():
        assert closed
    assert all(closed)
