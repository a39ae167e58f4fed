"""Other people's programs read the feeds back to what was written: two libraries, and a reader that people use."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from plaint.export.feed import Entry
from plaint.export.feeds import WRITERS, Feeds, Which
from tests.export import hostile
from tests.export.feeding import read_feeds

FEEDSMITH = os.environ.get("FEEDSMITH", "")
"""The folder in which npm installed feedsmith."""

_READ = """
import { readFileSync } from 'fs'
import { parseFeed } from 'feedsmith'
const read = process.argv.slice(1).map(path => parseFeed(readFileSync(path, 'utf8')))
console.log(JSON.stringify(read))
"""


@pytest.fixture
def feeds(tmp_path: Path) -> Feeds:
    return read_feeds(tmp_path / "content", hostile.FILES, hostile.DAY)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()


def written(feeds: Feeds, folder: Path, *endings: str) -> Iterator[tuple[Which, str, Path]]:
    """Every feed in each format, as a file."""
    for number, which in enumerate(feeds.all()):
        for ending in endings:
            path = folder / f"{number}.{ending}"
            path.write_text(feeds.text(which, ending), encoding="utf-8")
            yield which, ending, path


def utc(time: datetime | None) -> datetime | None:
    return time.astimezone(UTC) if time else None


def test_feedparser_reads_what_was_written(feeds: Feeds, tmp_path: Path):
    """The library most readers in Python are built on: titles, ids, links, times, authors, categories and text."""
    feedparser = pytest.importorskip("feedparser", reason="a developers' package")
    for which, ending, path in written(feeds, tmp_path, "rss.xml", "atom.xml"):
        # Its own cleaning of HTML would hide what ours left.
        found, ours = feedparser.parse(str(path), sanitize_html=False), feeds.feed(which)
        assert not found.bozo, (which, ending)
        assert found.version == {"rss.xml": "rss20", "atom.xml": "atom10"}[ending]
        assert (found.feed.title, found.feed.link, found.feed.language) == (ours.title, ours.page, ours.language)
        assert len(found.entries) == len(ours.entries)
        for theirs, entry in zip(found.entries, ours.entries, strict=True):
            assert (theirs.id, theirs.link, theirs.guidislink) == (entry.id, entry.address, False)
            assert theirs.title == entry.title
            assert theirs.author == entry.author
            assert tuple(each.term for each in theirs.get("tags", ())) == entry.categories
            assert _same_html(theirs.content[-1].value, entry.html)
            if entry.published:
                assert datetime(*theirs.published_parsed[:6], tzinfo=UTC) == utc(entry.published)
            if "updated_parsed" in theirs and theirs.updated_parsed and (ending == "atom.xml" or entry.published):
                assert datetime(*theirs.updated_parsed[:6], tzinfo=UTC) == utc(entry.updated)


def _same_html(one: str, other: str) -> bool:
    """Whether two pieces of HTML are one, white space and the writing of `<hr>` aside."""
    return re.sub(r"\s*/>", ">", " ".join(one.split())) == " ".join(other.split())


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("newsboat") is None, reason="newsboat is not installed")
def test_newsboat_reads_what_was_written(feeds: Feeds, tmp_path: Path):
    """A reader for terminals, asked to fetch each feed: what it then has in its own store."""
    for which, ending, path in written(feeds, tmp_path, "rss.xml", "atom.xml"):
        home = tmp_path / f"{path.name}-home"
        home.mkdir()
        (home / "urls").write_text(f"file://{path}\n", encoding="utf-8")
        (home / "config").write_text("")
        command = ["newsboat", "-q", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"]
        subprocess.run(command, cwd=home, check=True, timeout=60, env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"})
        with sqlite3.connect(home / "cache.db") as store:
            (title, link), = store.execute("SELECT title, url FROM rss_feed").fetchall()
            items = {row[0]: row[1:] for row in store.execute("SELECT guid, title, url, author, pubDate, content FROM rss_item")}
        ours = feeds.feed(which)
        assert (title, link) == (ours.title, ours.page), (which, ending)
        assert items.keys() == {each.id for each in ours.entries}
        for entry in ours.entries:
            called, address, author, time, content = items[entry.id]
            assert (called, address, author) == (entry.title, entry.address, entry.author)
            assert _same_html(content, entry.html)
            if entry.published:
                assert datetime.fromtimestamp(time, UTC) == utc(entry.published)


@pytest.mark.slow
@pytest.mark.skipif(not FEEDSMITH, reason="FEEDSMITH names no folder with feedsmith in it")
def test_feedsmith_reads_what_was_written(feeds: Feeds, tmp_path: Path):
    """A library in JavaScript that reads all three formats, JSON Feed among them."""
    files = list(written(feeds, tmp_path, *WRITERS))
    command = ["node", "--input-type=module", "--eval", _READ, *(str(path) for _, _, path in files)]
    answer = subprocess.run(command, cwd=FEEDSMITH, check=True, timeout=120, capture_output=True, text=True, encoding="utf-8")
    for (which, ending, _), found in zip(files, json.loads(answer.stdout), strict=True):
        ours, feed = feeds.feed(which), found["feed"]
        assert found["format"] == {"rss.xml": "rss", "atom.xml": "atom", "json": "json"}[ending]
        assert _words(feed["title"]) == ours.title
        theirs = feed.get("items") or feed.get("entries") or []
        assert len(theirs) == len(ours.entries)
        for item, entry in zip(theirs, ours.entries, strict=True):
            _FEEDSMITH[ending](item, entry)


def _words(text: Any) -> str:
    """A text, which it gives with its type where it has one."""
    return str(text["value"] if isinstance(text, dict) else text)


def _rss(item: dict[str, Any], entry: Entry) -> None:
    assert item["guid"] == {"value": entry.id, "isPermaLink": False}
    assert (item["title"], item["link"], item["dc"]["creators"]) == (entry.title, entry.address, [entry.author])
    assert _same_html(item["content"]["encoded"], entry.html)
    assert tuple(each["name"] for each in item.get("categories", ())) == entry.categories


def _atom(item: dict[str, Any], entry: Entry) -> None:
    assert (item["id"], _words(item["title"]), item["authors"][0]["name"]) == (entry.id, entry.title, entry.author)
    assert item["links"][0]["href"] == entry.address
    assert datetime.fromisoformat(item["updated"]) == entry.updated
    assert _same_html(item["content"]["value"], entry.html)
    assert tuple(each["term"] for each in item.get("categories", ())) == entry.categories


def _json(item: dict[str, Any], entry: Entry) -> None:
    assert (item["id"], item["title"], item["url"]) == (entry.id, entry.title, entry.address)
    assert (item["content_html"], item["summary"]) == (entry.html, entry.summary)
    assert datetime.fromisoformat(item["date_modified"]) == entry.updated
    assert tuple(item.get("tags", ())) == entry.categories


_FEEDSMITH = {"rss.xml": _rss, "atom.xml": _atom, "json": _json}
