"""What is done ahead, while texts are being converted: once, with the record, and never in the way of what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plaint.commands.ahead import Ahead
from plaint.commands.build import TEMPLATES, make, read_folder
from plaint.problems import Stopped
from plaint.record.model import Record
from plaint.site.reading import read

TODAY = date(2020, 1, 31)


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plaint.site.reading._MANY", 0)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A campaign of two posts."""
    posts = tmp_path / "content" / "posts"
    posts.mkdir(parents=True)
    (posts.parent / "campaign.yaml").write_text("title: A campaign\n", encoding="utf-8")
    for id in ("first", "second"):
        (posts / f"2020-01-01-{id}.md").write_text(
            f"---\ntitle: The {id}\ndate: 2020-01-01\n---\nWords.\n", encoding="utf-8"
        )
    return posts.parent


def test_meanwhile_is_called_once_with_the_record(content: Path) -> None:
    """However many texts there are, what is to be done meanwhile is done once, and is told of the record."""
    records: list[Record] = []
    read(content, "content", TODAY, meanwhile=records.append)
    assert [list(each.posts) for each in records] == [["first", "second"]]


def test_a_casebook_does_not_hold_the_words_of_posts(content: Path) -> None:
    """A text that was converted is let go; where it stands, and what became of it, is kept."""
    case = read(content, "content", TODAY).casebook
    assert case is not None
    assert {each.body for each in case.record.posts.values()} == {""}
    text = case.texts["post", "first", "body"]
    assert (text.markdown, text.where.line) == ("", 5)
    assert "<p>Words.</p>" in "".join(str(part) for part in case.outlines["post", "first", "body"].parts)


def test_templates_read_ahead_are_those_that_pages_are_made_with(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that is made with what was done ahead reads no template a second time."""
    ahead = Ahead(TEMPLATES)
    reading = read_folder(str(content), TODAY, ahead=ahead)
    assert ahead.env is not None
    monkeypatch.setattr(ahead.env.loader, "get_source", None)
    assert make(reading, content, tmp_path / "output", ahead=ahead).pages


def test_a_template_that_is_wrong_is_told_of_when_a_page_needs_it(content: Path, tmp_path: Path) -> None:
    """Reading ahead raises nothing; the line of the template is said as ever when the site is made."""
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "wrong.html").write_text("{% if %}\n", encoding="utf-8")
    ahead = Ahead(templates)
    reading = read_folder(str(content), TODAY, ahead=ahead)
    assert reading.problems == ()
    assert ahead.env is not None
    for name in TEMPLATES.rglob("*.html"):
        there = templates / name.relative_to(TEMPLATES)
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(b"{% if %}\n")
    ahead = Ahead(templates)
    read_folder(str(content), TODAY, ahead=ahead)
    ahead.templates = TEMPLATES
    with pytest.raises(Stopped) as stopped:
        make(reading, content, tmp_path / "output", ahead=ahead)
    assert "the template is wrong" in str(stopped.value.problems[0])
