"""The demo campaign: what users see first and copy from."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import date
from pathlib import Path

import pytest

from plaint.casebook.casebook import Casebook
from plaint.casebook.promises import status_of
from plaint.record.model import Person
from plaint.record.moment import UK_TIME
from plaint.record.words import same_words
from plaint.site.reading import Reading, read
from tests.sites import CASES, DEMO, DEMO_DAY, needs_demo, pages

pytestmark = needs_demo

DAYS = [date.fromisoformat(DEMO_DAY), date(2027, 3, 1), date(2029, 1, 15)]


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(DEMO, "content", DAYS[0])


@pytest.fixture(scope="module")
def case(reading: Reading) -> Casebook:
    assert reading.casebook is not None
    return reading.casebook


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("drafts", [False, True], ids=["published", "with drafts"])
def test_the_demo_has_neither_a_problem_nor_a_doubt(day: date, drafts: bool):
    """Whoever copies from the demo copies what is right, whenever they build it."""
    found = read(DEMO, "content", day, drafts=drafts)
    assert [str(each) for each in (*found.problems, *found.doubts)] == []


def test_the_demo_is_large_enough_to_show_everything(case: Casebook):
    """Eight posts, three letters, forty contacts, twenty pieces of evidence with files, people by initials."""
    record = case.record
    assert len(record.posts) >= 8
    assert len(record.letters) >= 3
    assert len(record.contacts) - len(record.letters) >= 40
    assert len([each for each in record.evidence.values() if each.names]) >= 20
    assert len([each for each in record.parties.values() if isinstance(each, Person) and each.private]) >= 3


def test_one_letter_is_a_complaint_with_six_issues_and_fifteen_appendices(case: Casebook):
    """The complaint that the rest turns round."""
    complaint = next(each for each in case.numbered.values() if each.letter.kind == "complaint")
    assert len(complaint.of_kind("issue")) == 6
    assert len(complaint.appendices) == 15
    assert complaint.uncited == ()


def test_promises_were_kept_and_broken(case: Casebook):
    """The demo is fair: something was kept, something was broken, something is overdue."""
    said = {status_of(each, case.record, case.as_of) for each in case.record.promises.values()}
    assert {"kept", "late", "broken", "overdue"} <= said


def test_the_evidence_has_real_files_of_each_sort(case: Casebook):
    """PDFs, pictures and e-mails that are what their names say."""
    starts = {".pdf": b"%PDF-", ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}
    files = [DEMO / "evidence" / name for each in case.record.evidence.values() for name in each.names]
    for path in files:
        assert path.read_bytes().startswith(starts.get(path.suffix, b"")), path.name
    endings = [path.suffix for path in files]
    assert endings.count(".pdf") >= 3
    assert endings.count(".png") + endings.count(".jpg") >= 3
    assert endings.count(".eml") >= 3


def test_emails_in_evidence_were_sent_when_the_record_says(case: Casebook):
    """The Date of each e-mail, in UK time, falls on the day of the evidence it is."""
    for evidence in case.record.evidence.values():
        for name in evidence.names:
            if name.endswith(".eml"):
                message = email.message_from_bytes((DEMO / "evidence" / name).read_bytes(), policy=email.policy.default)
                sent = message["Date"].datetime.astimezone(UK_TIME)
                assert evidence.on is not None
                assert evidence.on.covers(sent.date()), name


def test_quotations_stand_in_the_emails_and_texts_they_are_taken_from(case: Casebook):
    """What is quoted from an e-mail or a text is in it, word for word."""
    checked = 0
    for evidence in case.record.evidence.values():
        for name in evidence.names:
            if evidence.quote and name.endswith((".eml", ".txt")):
                raw = (DEMO / "evidence" / name).read_bytes()
                body = (
                    email.message_from_bytes(raw, policy=email.policy.default).get_body().get_content()  # type: ignore[union-attr]
                    if name.endswith(".eml")
                    else raw.decode()
                )
                assert same_words(evidence.quote, body), evidence.id
                checked += 1
    assert checked


@pytest.mark.parametrize("kind", "contact ev letter post page promise point person rule clock days count".split())
def test_every_kind_of_reference_is_used(case: Casebook, kind: str):
    """The demo shows each reference in use, so that it can be copied."""
    assert any(hole.kind == kind and not hole.embed for outline in case.outlines.values() for hole in outline.holes)


@pytest.mark.parametrize("kind", "letter issues questions requests ev contact chronology".split())
def test_every_kind_of_embed_is_used(case: Casebook, kind: str):
    """The demo shows each embed in use."""
    assert any(hole.kind == kind and hole.embed for outline in case.outlines.values() for hole in outline.holes)


def test_every_page_says_that_it_is_invented(demo: Path):
    """The notice stands on each page, 404.html and redirects among them."""
    for address, page in pages(demo):
        notice = page.select_one(".pl-notice")
        assert notice is not None, address
        assert "invented" in notice.get_text(), address


def sentences(folder: Path) -> set[str]:
    """The sentences of a campaign's texts, of six words or more, folded."""
    found: set[str] = set()
    for path in folder.rglob("*"):
        if path.suffix in (".md", ".yaml", ".txt", ".eml"):
            text = " ".join(path.read_text(encoding="utf-8").split()).replace("’", "").replace("'", "")
            parts = (re.sub(r"\W+", " ", part).strip().casefold() for part in re.split(r"[.!?:;\[\]|]", text))
            found |= {part for part in parts if len(part.split()) >= 6}
    return found


@pytest.mark.skipif(not CASES.is_dir(), reason="the real campaigns are not beside this checkout")
def test_none_of_the_real_campaigns_sentences_is_in_the_demo():
    """The demo's words are its own."""
    assert not sentences(DEMO) & {sentence for case in CASES.iterdir() if case.is_dir() for sentence in sentences(case)}
