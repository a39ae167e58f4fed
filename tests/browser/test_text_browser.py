"""In a browser that shows text alone, a letter and the chronology read in the order of the record."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from plaint.record.moment import parse_moment
from tests.browser import needs
from tests.browser.choosing import file
from tests.sites import CASES, DEMO, built

pytestmark = pytest.mark.slow


def dump(site: Path, address: str, home: Path) -> str:
    """The words of a page as w3m prints them."""
    command = [needs.program("w3m"), "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "120"]
    done = subprocess.run(
        [*command, str(file(site, address))],
        capture_output=True,
        check=True,
        timeout=60,
        env={"HOME": str(home), "LC_ALL": "C.UTF-8"},
    )
    return done.stdout.decode()


def one_line(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


def in_order(text: str, parts: list[str]) -> None:
    """Fails where one of the parts does not stand in the text after the one before it."""
    end = 0
    for before, part in zip(["the beginning", *parts], parts, strict=False):
        start = text.find(part, end)
        assert start >= 0, f"{part!r} does not stand after {before!r}"
        end = start + len(part)


def record(site: Path) -> dict[str, Any]:
    """The record as the site publishes it."""
    data: dict[str, Any] = json.loads((site / "record.json").read_text(encoding="utf-8"))
    return data


def written(source: str) -> list[str]:
    """What a letter's file says, in its order: each point's title, and the plain beginning of each paragraph."""
    parts = []
    for block in re.split(r"\n\s*\n", source.split("\n---\n", 1)[1]):
        if point := re.match(r"## (Issue|Question|Request): (.*?) *(?:\[\[|\{#)", block):
            parts.append(f": {point[2]}")
        elif len(plain := re.split(r"\[\[|[*_`\[<]", one_line(block))[0].strip()) > 20 and block[0].isalpha():
            parts.append(plain)
    return parts


def below(letter: dict[str, Any], data: dict[str, Any]) -> list[str]:
    """What stands under a letter's text: its appendices with their numbers, and the messages under it."""
    entries = data["contacts"] | data["letters"]
    titles = [
        f"Appendix {each['number']} {data['evidence'][each['evidence']]['title']}" for each in letter["appendices"]
    ]
    messages = [one_line(entries[id]["message"])[:60] for id in letter.get("thread", ()) if "message" in entries[id]]
    return titles + messages


def letters_read(site: Path, content: Path, home: Path) -> int:
    """Compare each letter's page with its file and the record; returns how many parts were compared."""
    data, compared = record(site), 0
    for id, letter in data["letters"].items():
        (path,) = (content / "letters").glob(f"*-{id}.md")
        points = [f"{each['kind'].title()} {each['number']}: {each['title']}" for each in letter["points"]]
        text = one_line(dump(site, f"letters/{id}/", home))
        said = written(path.read_text(encoding="utf-8"))
        in_order(text, [letter["title"], *said, *below(letter, data)])
        in_order(text, [letter["title"], *points])
        in_order(text, ["From", "To", "Date", *said[:1]])
        compared += len(points) + len(said)
    return compared


def test_letters_read_in_order(demo: Path, tmp_path: Path) -> None:
    """Head, points with their numbers, paragraphs, appendices and messages come as the letter's file has them."""
    assert letters_read(demo, DEMO, tmp_path) > 20


@pytest.mark.parametrize("name, today", [("coproduction-2019", "2019-10-01"), ("inspection-2021", "2021-09-22")])
def test_letters_of_real_campaigns_read_in_order(tmp_path: Path, name: str, today: str) -> None:
    """The same holds for letters that were really sent, with the messages that stand under them."""
    content = CASES / name / "content"
    if not content.is_dir():
        pytest.skip("the real campaigns are not beside this checkout")
    assert letters_read(built(content, tmp_path / "site", today), content, tmp_path) > 5


def test_the_chronology_reads_in_order(demo: Path, tmp_path: Path) -> None:
    """Every contact and letter stands there once, below its own date, in the order of time and of the register."""
    data = record(demo)
    entries = [(each["on"], each.get("subject", "")) for each in data["contacts"].values()]
    entries += [(each["date"], each["title"]) for each in data["letters"].values()]
    due = sorted(((parse_moment(on), one_line(subject)) for on, subject in entries), key=lambda each: each[0].order)
    rows = [one_line(row) for row in re.split(r"(?m)^ *[0-9]+\. ", dump(demo, "chronology/", tmp_path))[1:]]
    assert len(rows) == len(due) > 50
    # Contacts and letters are written in files of their own; of one minute or day, either may come first.
    for row, (when, _) in zip(rows, due, strict=True):
        subjects = [
            subject for other, subject in due if other.order == when.order and subject in row.partition(when.shown)[2]
        ]
        assert subjects, f"{row[:80]!r} stands where a contact of {when.shown} should"
    for when, subject in due:
        assert any(subject in row for row in rows if when.shown in row), f"{subject!r} of {when.shown} is missing"
