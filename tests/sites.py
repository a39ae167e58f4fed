"""Whole sites for tests: a campaign built in this process, and what came out of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from plaint.commands.build import build

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "content"
DEMO_DAY = "2026-11-22"
DEMO_IS_HERE = (DEMO / "letters" / "2026-01-22-transport-complaint.md").is_file()
needs_demo = pytest.mark.skipif(not DEMO_IS_HERE, reason="content/ holds another campaign than the demo")
"""For tests of the demo: whoever has put their own campaign in its place can still run the others."""
CASES = ROOT.parent / "shared" / "cases"
"""Two real campaigns that lie beside a developer's checkout; tests that need them skip where they are missing."""


def built(content: Path, output: Path, today: str) -> Path:
    """The folder of the campaign's site, built; a problem fails the test."""
    assert build(str(content), str(output), today, quiet=True) == 0
    return output


def pages(site: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    """Every page of a site by its address, parsed: once for all tests, so that none may change what it gets."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix().removesuffix("index.html"), _parsed(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=500)
def _parsed(path: Path, changed: int) -> BeautifulSoup:
    return soup(path)


def soup(path: Path) -> BeautifulSoup:
    """One page, parsed."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def text_of(path: Path) -> str:
    """A page's words on one line, without the markup."""
    return " ".join(soup(path).get_text(" ").split())


def digest(folder: Path) -> str:
    """One digest of all files below a folder, names and bytes."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def all_text(site: Path) -> Iterator[tuple[str, str]]:
    """The text of every file of a site that is text, by its path."""
    for path in sorted(site.rglob("*")):
        if path.suffix in (".html", ".xml", ".json", ".csv", ".txt", ".css", ".ics"):
            yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")
