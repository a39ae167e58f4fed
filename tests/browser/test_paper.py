"""On A4 paper a letter tells where its links lead, and the chronology loses nothing between two pages."""

from __future__ import annotations

import re
import subprocess
from html import unescape
from pathlib import Path

import pytest

from tests.browser import needs, states
from tests.browser.conftest import Window
from tests.browser.looks import PRINT
from tests.browser.serving import served
from tests.campaigns import base_with, write_files
from tests.sites import built

pytestmark = pytest.mark.slow

A4 = (595, 842)
"""A sheet of A4 in points, to the nearest whole one."""
LETTER = """\
---
date: 2019-07-01
title: A letter with links
kind: letter
from: parents
to: officers
---
Read [the guidance](https://example.org/guidance/on/transport?from=home&to=school) and
[what it was before](https://example.org/archive/a-very-long-address-that-does-not-fit-into-one-line-of-a-letter/part-2).

![[ev:rules]]

See [[ev:timetable]], and [the part below](#below).

## Issue: The bus {#below}

It is late.
"""
RULES = "- {id: rules, title: Rules, kind: web-page, quote: Each child has a seat., source_url: https://example.org/rules/7}\n"
LINKS = (
    "https://example.org/guidance/on/transport?from=home&to=school",
    "https://example.org/archive/a-very-long-address-that-does-not-fit-into-one-line-of-a-letter/part-2",
    "https://example.org/rules/7",
)


def printed(window: Window, address: str, path: Path, rows: str = "") -> tuple[Path, list[str]]:
    """The page at an address as a PDF, and the words of each of its parts that the selector names, as it shows them in print."""

    async def print_it() -> list[str]:
        page = await window.browser.new_page()
        try:
            await page.goto(address)
            await page.emulate_media(**PRINT.shown)
            words = await page.locator(rows).all_inner_texts() if rows else []
            await page.pdf(path=path, format="A4", prefer_css_page_size=True)
            return words
        finally:
            await page.close()

    return path, window.run(print_it())


def pages(pdf: Path) -> list[str]:
    """The words of each page of a PDF, without any space."""
    done = subprocess.run(
        [needs.program("pdftotext"), "-raw", str(pdf), "-"], capture_output=True, check=True, timeout=60
    )
    return [bare(page) for page in done.stdout.decode().split("\f")[:-1]]


def bare(text: str) -> str:
    """The text without any space: where a line breaks is for the page to say."""
    return re.sub(r"\s+", "", text)


def off_the_paper(pdf: Path) -> list[str]:
    """The words of a PDF that stand, wholly or in part, outside a sheet of A4 or in its outermost 10 millimetres."""
    done = subprocess.run(
        [needs.program("pdftotext"), "-bbox", str(pdf), "-"], capture_output=True, check=True, timeout=60
    )
    text = done.stdout.decode()
    sizes = {
        (round(float(wide)), round(float(high)))
        for wide, high in re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', text)
    }
    assert sizes == {A4}
    words = re.findall(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', text)
    edge = 10 / 25.4 * 72
    return [
        unescape(word)
        for left, top, right, bottom, word in words
        if float(left) < edge or float(top) < edge or float(right) > A4[0] - edge or float(bottom) > A4[1] - edge
    ]


def test_a_letter_on_paper_tells_where_its_links_lead(window: Window, tmp_path: Path) -> None:
    """The address of every link to another site is written out on A4, whole, and so is where the page was printed from."""
    files = {"letters/2019-07-01-links.md": LETTER, "record/evidence/rules.yaml": RULES}
    site = built(base_with(tmp_path / "content", files), tmp_path / "site", "2019-10-01")
    with served(site) as base:
        pdf, _ = printed(window, f"{base}letters/links/", tmp_path / "letter.pdf")
    text = "".join(pages(pdf))
    assert [link for link in LINKS if bare(link) not in text] == []
    assert "https://example.org/letters/links/" in text
    assert "Issue1" in text
    assert off_the_paper(pdf) == []


def test_what_is_only_for_screens_is_not_printed(window: Window, demo_served: str, tmp_path: Path) -> None:
    """Menus and the skip link are left out on paper, and the letter begins on the first page."""
    pdf, _ = printed(window, f"{demo_served}letters/transport-complaint/", tmp_path / "letter.pdf")
    first, *_ = pages(pdf)
    assert "DearComplaintsTeam" in first
    assert "Skiptothecontent" not in first
    assert "Howtohelp" not in first
    assert off_the_paper(pdf) == []


def test_the_chronology_on_paper_loses_no_row(window: Window, demo_served: str, tmp_path: Path) -> None:
    """Every contact stands whole on one sheet, in order; none is torn in two, dropped or printed twice."""
    pdf, rows = printed(window, f"{demo_served}chronology/", tmp_path / "chronology.pdf", ".pl-chronology > li")
    assert len(rows) > 50
    whole(pages(pdf), rows)
    assert off_the_paper(pdf) == []


def test_a_long_chronology_on_paper_loses_no_row(window: Window, tmp_path: Path) -> None:
    """The same holds for a year with a thousand contacts, on about a hundred sheets."""
    site = built(write_files(tmp_path / "content", states.a_chronology(1000, 365)), tmp_path / "site", states.TODAY)
    with served(site) as base:
        pdf, rows = printed(window, f"{base}chronology/2020/", tmp_path / "chronology.pdf", ".pl-chronology > li")
    assert len(rows) == 1000
    whole(pages(pdf), rows)


def whole(sheets: list[str], rows: list[str]) -> None:
    """Fails where a row does not stand on one sheet as a whole, once, after the row before it."""
    assert len(sheets) > 2
    sheet = end = 0
    for row in map(bare, rows):
        while (start := sheets[sheet].find(row, end)) < 0:
            sheet, end = sheet + 1, 0
            assert sheet < len(sheets), f"torn, lost or out of turn: {row[:80]}"
        end = start + len(row)
        assert sum(each.count(row) for each in sheets) == 1, f"printed twice: {row[:80]}"
