"""Feeds of small campaigns, for tests that need no site around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from plaint.casebook.casebook import Casebook
from plaint.casebook.fill import Filler
from plaint.casebook.listed import by_category, by_tag, posts_by_tag
from plaint.export.feed import Entry, Feed
from plaint.export.feed_entries import Around, Entries
from plaint.export.feeds import Feeds
from tests.campaigns import Files, opened, read_files

PEOPLE = """\
    organisations:
      us: {name: Us Together, us: true}
      council: {name: The Council}
    people:
      officer: {role: Officer, of: council}
      mary-wintergreen: {shown_as: M W, of: us}
    """
CAMPAIGN = "title: The Title\nurl: https://example.org/project\nauthor: Ours\n"


def feeds_of(case: Casebook, around: Around | None = None) -> Feeds:
    """The feeds of a casebook. An embed is drawn as what is inside it, or as its kind."""
    title = case.record.campaign.title or "Untitled"
    around = replace(around, title=lambda: title) if around else Around(lambda: title)
    filler = Filler(case, lambda embed, inner: inner or f"<p>{embed.kind}</p>")
    return Feeds(Entries(case, filler, around), by_category(case.record), by_tag(posts_by_tag(case.record), case.relations))


def read_feeds(root: Path, files: Files, day: str, *, drafts: bool = False) -> Feeds:
    """The feeds of a campaign of these files, on a day; people and the campaign's own file are there."""
    whole = {"campaign.yaml": CAMPAIGN, "record/people.yaml": PEOPLE, **files}
    return feeds_of(opened(read_files(root, whole, as_of=date.fromisoformat(day), drafts=drafts)))


def feed(root: Path, files: Files, day: str, kind: str, name: str = "") -> Feed:
    """One feed of such a campaign."""
    return read_feeds(root, files, day).feed((kind, name))


def titles(entries: tuple[Entry, ...]) -> list[str]:
    """What the entries are called."""
    return [each.title for each in entries]


def post(title: str, on: str, *more: str, body: str = "Words.") -> str:
    """The text of a post."""
    return "\n".join(("---", f"title: {title}", f"date: {on}", *more, "---", body, ""))
