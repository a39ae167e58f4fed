"""Campaigns for the benchmark, written to a folder: the same posts for Plaint and for stock Pelican."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from plaint.commands.bench_prose import Dice, body, title
from plaint.commands.bench_record import KINDS, asking_before, write_campaign, write_record

CATEGORIES = ("Transport", "Schools", "Money", "Meetings", "Health", "Answers", "Law", "Our children")
TAGS = tuple(
    f"{first} {second}"
    for first in ("school", "morning", "winter", "shared", "council", "parents", "written", "public", "county", "legal")
    for second in ("routes", "minutes", "costs", "letters", "drivers", "promises")
)
FIRST, LAST = date(2016, 1, 1), date(2025, 12, 31)
"""The ten years that a corpus spans."""

TODAY = date(2026, 1, 31)
"""The day it is built for."""

_FILLER = "the record of what was said, and what has been done about it since then"


def day_of(number: int, count: int) -> date:
    """The day of one of `count` things that are spread evenly over the years."""
    return FIRST + timedelta(days=number * ((LAST - FIRST).days + 1) // count)


def write_ours(folder: Path, count: int) -> None:
    """A campaign with `count` posts and as many contacts, of which a third of the posts cite some."""
    _write_posts(folder, count, _references)
    write_record(folder, [day_of(number, count) for number in range(count)], TAGS, LAST)


def write_alone(folder: Path, count: int) -> None:
    """A campaign of the posts that stock Pelican gets, word for word, with nothing on the record."""
    _write_posts(folder, count, lambda number: _as_words(_references(number)))
    write_campaign(folder)


def _write_posts(folder: Path, count: int, references: Callable[[int], Callable[[Dice], str]]) -> None:
    """The posts of a campaign. `references` gives, by a post's number, what its references are made by."""
    posts = folder / "posts"
    posts.mkdir(parents=True)
    for number in range(count):
        refer = references(number) if number % 3 == 0 else None
        dice, day = Dice(f"post {number}"), day_of(number, count)
        head = f"title: “{title(dice)}”, {number}\ndate: {day.isoformat()}\n"
        head += _sorted_under(dice, "category: {}", "tags: [{}]")
        name = f"{day.isoformat()}-post-{number}.md"
        (posts / name).write_bytes(f"---\n{head}\n---\n{body(dice, refer)}".encode())


def write_stock(folder: Path, count: int) -> None:
    """The same posts as Pelican's articles; where ours have a reference, they have words of the same length."""
    folder.mkdir(parents=True)
    for number in range(count):
        refer = _as_words(_references(number)) if number % 3 == 0 else None
        dice, day = Dice(f"post {number}"), day_of(number, count)
        head = f"Title: “{title(dice)}”, {number}\nDate: {day.isoformat()}\nSlug: post-{number}\n"
        head += _sorted_under(dice, "Category: {}", "Tags: {}")
        (folder / f"{day.isoformat()}-post-{number}.md").write_bytes(f"{head}\n\n{body(dice, refer)}".encode())


def _sorted_under(dice: Dice, category: str, tags: str) -> str:
    """A category and three tags, as the front matter has them."""
    first = dice.number(len(TAGS))
    # Steps that no multiple of 60 hides, so that the three differ.
    three = [TAGS[(first + step * (1 + dice.number(9))) % len(TAGS)] for step in (0, 1, 11)]
    return f"{category.format(dice.pick(CATEGORIES))}\n{tags.format(', '.join(dict.fromkeys(three)))}"


def _references(number: int) -> Callable[[Dice], str]:
    """What gives references that a post of that number may hold: to contacts of its own time or before."""

    def refer(dice: Dice) -> str:
        id = asking_before(dice.number(number + 1))
        return f"[[{KINDS[dice.number(len(KINDS))]}:{id}]]"

    return refer


def _as_words(refer: Callable[[Dice], str]) -> Callable[[Dice], str]:
    return lambda dice: _FILLER[: len(refer(dice))]
