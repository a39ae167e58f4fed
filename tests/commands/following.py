"""A campaign with something to follow up, the letters that `new.letter` drafts in it, and what is wrong with it then."""

from __future__ import annotations

from pathlib import Path

from plaint.casebook.casebook import Casebook
from plaint.commands import new
from plaint.record.model import Letter
from tests.campaigns import base_with, opened, read_base_with, read_files

DAY = "2019-10-01"
"""The day the letters are drafted on; a Tuesday."""

PEOPLE = """\
organisations: {operator: {name: Coaches Ltd}}
people: {reviewer: {role: Reviewing Officer, of: council}}
"""


def begun(root: Path, contacts: str = "[]", letters: dict[str, str] | None = None, rules: str = "[]") -> Path:
    """The base campaign in `content` below `root`, with more contacts, rules and letters, in which nothing is wrong."""
    files = {"record/contacts/more.yaml": contacts, "record/rules/more.yaml": rules, "record/people/more.yaml": PEOPLE}
    files |= {f"letters/{name}.md": text for name, text in (letters or {}).items()}
    content = base_with(root / "content", files)
    opened(read_base_with(root / "read", files))
    return content


def chase(id: str, title: str = "The sheets", today: str = DAY) -> int:
    """Draft a reminder."""
    return new.letter(title=title, content="content", today=today, chase=id)


def stage_2(id: str, title: str = "What is left", today: str = DAY) -> int:
    """Draft a letter about what is left of another."""
    return new.letter(title=title, content="content", today=today, stage_2=id)


def served(content: Path) -> Casebook:
    """The campaign as `serve` reads it, drafts among it; a problem fails the test."""
    return opened(read_files(content, {}, drafts=True))


def drafted(content: Path, id: str) -> Letter:
    """The draft of that id, in a campaign that has no problem with it."""
    made = served(content).record.contacts[id]
    assert isinstance(made, Letter)
    assert made.draft
    return made
