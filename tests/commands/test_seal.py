"""`seal`: what was sent stays as it was sent."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plaint.commands.check import check
from plaint.commands.seal import seal
from tests.campaigns import write_files
from tests.sites import built, text_of

DAY = "2026-05-20"
FILES = {
    "campaign.yaml": "title: Us\n",
    "record/people.yaml": """\
        organisations:
          us: {name: Us, us: true}
          council: {name: Council}
        people:
          leader: {name: Cllr A Name, role: Leader, of: council}
        """,
    "record/contacts.yaml": """\
        - {id: asked, on: 2026-03-02, kind: email, from: us, to: council, expects: a reply}
        """,
    "record/evidence.yaml": """\
        - {id: map, title: A map, kind: document}
        - {id: note, title: A note, kind: document, quote: As it was.}
        """,
    "letters/2026-04-20-complaint.md": """\
        ---
        title: Complaint
        date: 2026-04-20
        kind: complaint
        from: us
        to: leader
        expects: a reply
        ---
        Silence for [[clock:asked]]; see [[ev:map]] and [[#first]].

        ![[ev:note]]

        ## Issue: No answer {#first}
        """,
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_files(tmp_path / "content", FILES)


def page(content: Path, tmp_path: Path) -> str:
    shutil.rmtree(tmp_path / "site", ignore_errors=True)
    return text_of(built(content, tmp_path / "site", DAY) / "letters" / "complaint" / "index.html")


def test_a_sealed_letter_goes_on_saying_what_it_said(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A corrected date changes the figure everywhere but in the letter that was sent, and check says what differs."""
    assert "Silence for 33 working days" in page(content, tmp_path)
    assert seal("complaint", str(content), DAY) == 0
    register = content / "record" / "contacts.yaml"
    register.write_text(register.read_text().replace("2026-03-02", "2026-03-09"))
    people = content / "record" / "people.yaml"
    people.write_text(people.read_text().replace("role: Leader", "role: Mayor"))
    capsys.readouterr()
    text = page(content, tmp_path)
    assert "Silence for 33 working days" in text
    assert "Cllr A Name, Leader" in text
    said = capsys.readouterr().err
    assert "said '33 working days' for [[clock:asked]], which is now '28 working days'" in said
    assert "went to Cllr A Name, Leader, and now Cllr A Name, Mayor" in said


def test_numbers_of_a_sealed_letter_stay(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """An issue and an appendix that are put in afterwards, above the old ones, do not renumber these."""
    assert seal("complaint", str(content), DAY) == 0
    letter = content / "letters" / "2026-04-20-complaint.md"
    text = letter.read_text().replace("## Issue: No", "[[ev:note]]\n\n## Issue: New {#new}\n\n## Issue: No")
    letter.write_text(text.replace("Silence for", "[[ev:note]] Silence for"))
    words = page(content, tmp_path)
    assert "Issue 1: No answer" in words
    assert "Issue 2: New" in words
    assert "see Appendix 1 and Issue 1" in words
    said = capsys.readouterr().err
    assert "was changed after it was sealed on 2026-05-20" in said
    assert "had the points Issue 1 first, and now Issue 1 new, Issue 2 first" in said


def test_the_words_of_what_was_set_in_are_held_to_the_seal(content: Path, capsys: pytest.CaptureFixture[str]):
    """A quotation that was changed after the letter quoted it is a doubt."""
    assert seal("complaint", str(content), DAY) == 0
    register = content / "record" / "evidence.yaml"
    register.write_text(register.read_text().replace("As it was.", "As it is."))
    assert check(str(content), DAY, strict=True) == 1
    assert "set in ev:note, whose words have changed since" in capsys.readouterr().err


def test_a_fresh_seal_differs_in_nothing(content: Path, capsys: pytest.CaptureFixture[str]):
    """Sealing and looking again at once finds nothing to doubt."""
    assert seal("complaint", str(content), DAY) == 0
    assert check(str(content), DAY, strict=True) == 0
    assert "doubt)" not in capsys.readouterr().err


def test_sealing_twice_is_refused(content: Path, capsys: pytest.CaptureFixture[str]):
    """The first seal is kept: it is what was sent."""
    assert seal("complaint", str(content), DAY) == 0
    before = (content / "letters" / "complaint.sealed.yaml").read_bytes()
    assert seal("complaint", str(content), "2026-06-01") == 1
    assert (content / "letters" / "complaint.sealed.yaml").read_bytes() == before
    assert "the letter has been sealed" in capsys.readouterr().err


@pytest.mark.parametrize("id", ["complain", "asked"])
def test_sealing_what_is_no_letter_names_the_letters(content: Path, capsys: pytest.CaptureFixture[str], id: str):
    """A misspelt id, or a contact's, is one line."""
    assert seal(id, str(content), DAY) == 1
    assert f"there is no letter '{id}'" in capsys.readouterr().err


def test_a_letter_of_tomorrow_cannot_be_sealed(content: Path, capsys: pytest.CaptureFixture[str]):
    """What has not been sent has no figures that were sent."""
    assert seal("complaint", str(content), "2026-04-19") == 1
    assert "still to come" in capsys.readouterr().err


def test_a_campaign_with_a_problem_is_not_sealed(content: Path, capsys: pytest.CaptureFixture[str]):
    """Figures of a record that does not hold are not kept as if they did."""
    write_files(content, {"posts/2026-05-01-x.md": "---\ntitle: X\ndate: 2026-05-01\n---\n[[ev:nothing]]\n"})
    assert seal("complaint", str(content), DAY) == 1
    assert not (content / "letters" / "complaint.sealed.yaml").exists()
    assert "2026-05-01-x.md:5" in capsys.readouterr().err


def test_a_seal_without_its_letter_is_a_problem(content: Path, capsys: pytest.CaptureFixture[str]):
    """A letter that was renamed or deleted after it was sent does not go unnoticed."""
    assert seal("complaint", str(content), DAY) == 0
    (content / "letters" / "2026-04-20-complaint.md").unlink()
    assert check(str(content), DAY) == 1
    assert "there is no letter 'complaint' that this seals" in capsys.readouterr().err
