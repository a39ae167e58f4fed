"""What the docs show as YAML and Markdown can be copied: it loads, without a problem and without a doubt."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from plaint.site.reading import read
from tests.docs.pages import PAGES, ROOT, campaign, examples, fences, page, written

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "texts", [[README], *([page("fields.md"), page(name)] for name in ("references.md", "rules.md"))]
)
def test_the_examples_of_a_page_are_a_sound_campaign(texts: list[str], tmp_path: Path) -> None:
    """The examples of a page, with those of fields.md, are a campaign in which nothing is wrong or doubtful."""
    day = date(2026, 11, 23) if texts == [README] else date(2019, 10, 1)
    reading = read(written(tmp_path / "content", campaign(*texts)), "content", day)
    assert [str(each) for each in (*reading.problems, *reading.doubts)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_example_names_its_file(path: Path) -> None:
    """No YAML or Markdown is shown without the file it belongs in, so that none goes untested."""
    text = path.read_text(encoding="utf-8")
    shown = [block for language, block in fences(text) if language in ("yaml", "markdown")]
    named = [block for _, block in examples(text)]
    assert [block for block in shown if block not in named] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_block_says_what_it_holds(path: Path) -> None:
    """A block is a command, YAML, Markdown, or text that is printed or stands in a file."""
    languages = {language for language, _ in fences(path.read_text(encoding="utf-8"))}
    assert languages <= {"sh", "yaml", "markdown", "text"}


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    """A relative link leads to a file of the checkout, and its anchor to one of its headings."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"(?<!`)\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        assert there.exists(), target
        if anchor:
            heads = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in map(_anchor, heads), target
