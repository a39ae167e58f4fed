"""Campaigns for the benchmark, written to a folder, and the same posts and contacts for other generators."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date, timedelta
from pathlib import Path

import yaml

from plaint.commands.bench_prose import Dice, body, title
from plaint.commands.bench_record import CITING, KINDS, asking_before, cited, write_campaign, write_record
from plaint.values import dataclass

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


@dataclass(frozen=True, slots=True)
class Text:
    """A post, or a contact as other generators have it: a page of Markdown. A contact has no category.

    `lists` are the others that it stands in, by their kinds.
    """

    id: str
    day: date
    title: str
    body: str
    category: str = ""
    tags: tuple[str, ...] = ()
    lists: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file of a post."""
        return f"{self.day.isoformat()}-{self.id}.md"


def day_of(number: int, count: int) -> date:
    """The day of one of `count` things that are spread evenly over the years."""
    return FIRST + timedelta(days=number * ((LAST - FIRST).days + 1) // count)


def write_ours(folder: Path, count: int) -> None:
    """A campaign with `count` posts and as many contacts, of which a third of the posts cite some."""
    _write_posts(folder, _posts(count, lambda refer: refer))
    write_record(folder, [day_of(number, count) for number in range(count)], TAGS, LAST)


def write_alone(folder: Path, count: int) -> None:
    """A campaign of the posts that other generators get, word for word, with nothing on the record."""
    _write_posts(folder, posts(count))
    write_campaign(folder)


def posts(count: int) -> Iterator[Text]:
    """The posts as other generators get them: where ours have a reference, they have words of the same length."""
    return _posts(count, _as_words)


def contacts(count: int) -> Iterator[Text]:
    """The contacts of our record as pages, with plain words for what their summaries refer to."""
    with tempfile.TemporaryDirectory(prefix="plaint-record-") as name:
        write_record(Path(name), [day_of(number, count) for number in range(count)], TAGS, LAST)
        for path in sorted(Path(name, "record", "contacts").iterdir()):
            for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
                words = f"{entry['summary']}\n\n{entry.get('message', '')}".strip()
                subject = entry.get("subject") or f"{entry['kind']} to {entry['to']}"
                text = re.sub(r"\[\[.+?\]\]", lambda found: _FILLER[: len(found[0])], words)
                parties = [entry[part] for part in ("from", "to", "cc") if part in entry]
                yield Text(
                    entry["id"],
                    date.fromisoformat(entry["on"]),
                    subject,
                    f"{text}\n",
                    tags=tuple(entry["tags"]),
                    lists={"kinds": [entry["kind"]], "parties": parties},
                )


def _write_posts(folder: Path, texts: Iterator[Text]) -> None:
    """The posts of a campaign."""
    (folder / "posts").mkdir(parents=True)
    for each in texts:
        head = f"title: {each.title}\ndate: {each.day.isoformat()}\ncategory: {each.category}\n"
        text = f"---\n{head}tags: [{', '.join(each.tags)}]\n---\n{each.body}"
        (folder / "posts" / each.name).write_bytes(text.encode())


Refer = Callable[[Dice], str]


def _posts(count: int, shown: Callable[[Refer], Refer]) -> Iterator[Text]:
    """The posts, in each third of which references stand as `shown` makes them."""
    citing = _citing(count)
    for number in range(count):
        dice, day = Dice(f"post {number}"), day_of(number, count)
        called = f"“{title(dice)}”, {number}"
        category, tags = _sorted_under(dice)
        refer = shown(_references(number, count, citing=number in citing)) if number % 3 == 0 else None
        yield Text(f"post-{number}", day, called, body(dice, refer), category, tags)


def _citing(count: int) -> frozenset[int]:
    """The numbers of the posts that cite the contact which is edited, spread over those that have references."""
    able = range(int(cited(count).rpartition("-")[2]), count, 3)
    return frozenset(able[number * len(able) // CITING] for number in range(CITING))


def _sorted_under(dice: Dice) -> tuple[str, tuple[str, ...]]:
    """A category, and up to three tags."""
    first = dice.number(len(TAGS))
    # Steps that no multiple of 60 hides, so that the three differ.
    three = [TAGS[(first + step * (1 + dice.number(9))) % len(TAGS)] for step in (0, 1, 11)]
    return dice.pick(CATEGORIES), tuple(dict.fromkeys(three))


def _references(number: int, count: int, *, citing: bool) -> Refer:
    """What gives references that a post of that number may hold: to contacts of its own time or before.

    The contact that is edited is cited by the posts that are `citing`, once each, and by no others.
    """
    edited = cited(count)
    left = [f"[[contact:{edited}]]"] if citing else []

    def refer(dice: Dice) -> str:
        at = dice.number(number + 1)
        kind = KINDS[dice.number(len(KINDS))]
        id = asking_before(at)
        if left:
            return left.pop()
        return f"[[{kind}:{id if id != edited else asking_before(max(at - 3, 0))}]]"

    return refer


def _as_words(refer: Refer) -> Refer:
    return lambda dice: _FILLER[: len(refer(dice))]
