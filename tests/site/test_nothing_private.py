"""Nothing private goes in: no draft, nothing of the future, no private person's id or words, no file nobody named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plaint.site.reading import read
from tests.campaigns import write_files
from tests.sites import all_text, built, pages, text_of

DAY = "2026-05-20"
SECRET = "Wintergreen"
"""A word that stands only where nothing may be published from."""

FILES = {
    "campaign.yaml": "title: Us\n",
    "record/people.yaml": """\
        organisations:
          us: {name: Us Together, us: true}
          council: {name: The Council}
        people:
          mary-wintergreen: {shown_as: M W, of: us}
          mw-2: {shown_as: M W, of: us}
          officer: {role: Officer, of: council}
        """,
    "record/contacts.yaml": f"""\
        - {{id: shown, on: 2026-05-01, kind: email, from: mary-wintergreen, to: officer, cc: mw-2, subject: Shown,
            expects: a reply, evidence: photo}}
        - {{id: owed, on: 2026-05-02, kind: email, from: officer, to: mary-wintergreen, subject: Owed,
            expects: a reply}}
        - {{id: hidden-draft, on: 2026-05-03, kind: email, from: us, to: officer, subject: {SECRET} draft, draft: true,
            evidence: unpublished}}
        - id: told
          on: 2026-05-04
          kind: meeting
          from: officer
          to: us
          summary: "[[person:mary-wintergreen]] was there, and [[person:mw-2]]."
        """,
    "record/evidence.yaml": """\
        - {id: photo, title: A photo, kind: photo, file: ramp.png, alt: A ramp, from: mary-wintergreen}
        - {id: unpublished, title: Another, kind: document}
        """,
    "record/promises.yaml": f"""\
        - {{id: secret-promise, made_in: hidden-draft, by: council, summary: {SECRET} will be told}}
        - {{id: open-promise, made_in: told, by: mary-wintergreen, summary: To come again}}
        """,
    "evidence/ramp.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + b"\0\0\0\x04\0\0\0\x02" + b"\0" * 8,
    "evidence/nobody-names-this.txt": SECRET,
    "images/named.png": b"png",
    "images/not-named.png": SECRET,
    "posts/2026-05-10-shown.md": """\
        ---
        title: Shown
        date: 2026-05-10
        tags: [one]
        ---
        ![A picture](images/named.png) [[clock:owed]]
        """,
    "posts/2026-05-11-draft.md": f"---\ntitle: {SECRET}\ndate: 2026-05-11\nstatus: draft\ntags: {SECRET}\n---\nx\n",
    "posts/2026-05-21-tomorrow.md": f"---\ntitle: {SECRET}\ndate: 2026-05-21\ncategory: {SECRET}\n---\nx\n",
    "letters/2026-05-21-tomorrow-s-letter.md": (
        f"---\ntitle: {SECRET}\ndate: 2026-05-21\nkind: letter\nfrom: us\nto: officer\n---\n{SECRET}\n"
    ),
    "pages/draft-page.md": f"---\ntitle: {SECRET}\nstatus: draft\n---\n{SECRET}\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("private")
    return built(write_files(folder / "content", FILES), folder / "site", DAY)


def test_no_draft_nothing_of_the_future_and_no_private_id_is_anywhere(site: Path):
    """The word stands in drafts, in tomorrow's post and letter, in files nobody names, and in an id: in no output."""
    for name, text in all_text(site):
        assert SECRET.lower() not in text.lower(), name
    for path in site.rglob("*"):
        assert SECRET.lower() not in path.name.lower()
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path.name


def test_what_is_private_has_no_address(site: Path):
    """Drafts and what is dated in the future have no page, and no list, feed or site map names one."""
    for name in ("posts/draft", "posts/tomorrow", "letters/tomorrow-s-letter", "draft-page", "contacts/hidden-draft"):
        assert not (site / name).exists()
    for _, text in all_text(site):
        for name in (
            "posts/draft/",
            "posts/tomorrow/",
            "tomorrow-s-letter",
            "draft-page",
            "hidden-draft",
            "secret-promise",
        ):
            assert name not in text


def test_only_named_files_are_copied(site: Path):
    """Of pictures and evidence, those that something published names are there, and no others."""
    copied = {path.name for folder in ("evidence", "images") for path in (site / folder).rglob("*.[pt][nx]*")}
    assert copied == {"ramp.png", "named.png"}
    assert [path for path in site.rglob("*.txt") if path.name != "robots.txt"] == []


def test_two_people_shown_alike_are_told_apart_by_a_number(site: Path):
    """Addresses of private people are made of what they are shown as, and stay apart."""
    text = (site / "people" / "index.html").read_text(encoding="utf-8")
    assert 'id="m-w"' in text
    assert 'id="m-w-2"' in text
    told = (site / "contacts" / "told" / "index.html").read_text(encoding="utf-8")
    assert '../../people/#m-w"' in told
    assert '../../people/#m-w-2"' in told


def test_a_private_person_is_known_by_initials_wherever_they_occur(site: Path):
    """As sender, as the one who owes an answer, and as the source of a photograph."""
    assert "from M W to Officer, copied to M W" in text_of(site / "chronology" / "index.html")
    assert "M W" in text_of(site / "waiting" / "index.html")
    assert "M W" in text_of(site / "evidence" / "photo" / "index.html")


def test_no_page_asks_another_host_for_anything(site: Path):
    """Pictures, styles and everything else that a browser fetches by itself lie beside the page."""
    for address, page in pages(site):
        fetched = [each.get(name) for name in ("src", "srcset", "poster") for each in page.select(f"[{name}]")]
        fetched += [each["href"] for each in page.select("link[href]") if "canonical" not in each.get("rel", [])]
        assert not [each for each in fetched if each and ("//" in each or each.startswith("data:"))], address
        assert not page.select("script:not([src]), iframe, object, embed"), address


LATER = {
    "campaign.yaml": "title: Us\n",
    "record/people.yaml": "organisations:\n  us: {name: Us, us: true}\n  council: {name: Council}\n",
    "record/evidence.yaml": """\
        - {id: for-later, title: Not yet, kind: document, file: later.txt}
        - {id: for-both, title: Both, kind: document, file: both.txt}
        - {id: for-nobody, title: Nobody, kind: document, file: nobody.txt}
        """,
    "record/contacts.yaml": """\
        - {id: draft, on: 2026-05-01, kind: email, from: us, to: council, draft: true, evidence: for-later,
            message_file: messages/draft.txt}
        """,
    "messages/draft.txt": "Not yet.",
    "evidence/later.txt": "later",
    "evidence/both.txt": "both",
    "evidence/nobody.txt": "nobody",
    "posts/2026-05-01-now.md": "---\ntitle: Now\ndate: 2026-05-01\n---\n[[ev:for-both]]\n",
    "posts/2026-06-01-soon.md": "---\ntitle: Soon\ndate: 2026-06-01\n---\n[[ev:for-later]] [[ev:for-both]]\n",
}


def test_evidence_that_only_a_draft_or_a_later_post_cites_waits_with_it(tmp_path: Path):
    """It comes out on the day the post does; what nothing at all cites is published, and doubted."""
    content = write_files(tmp_path / "content", LATER)
    now = built(content, tmp_path / "now", DAY)
    assert not (now / "evidence" / "for-later").exists()
    assert (now / "evidence" / "for-both" / "both.txt").is_file()
    assert (now / "evidence" / "for-nobody").is_dir()
    then = built(content, tmp_path / "then", "2026-06-01")
    assert (then / "evidence" / "for-later" / "later.txt").is_file()


def test_what_waits_for_its_day_is_no_forgotten_file(tmp_path: Path):
    """A draft's message and the files of its evidence are not doubted as files that nobody names."""
    reading = read(write_files(tmp_path / "content", LATER), "content", date(2026, 5, 20))
    assert reading.problems == ()
    assert [doubt.what for doubt in reading.doubts] == ["nothing cites the evidence 'for-nobody'"]
