"""What a letter's page says of its coverage: a sentence above the table, and the same one in the list of letters."""

from __future__ import annotations

from pathlib import Path

from tests.campaigns import base_with
from tests.sites import built, soup

SAID = "Of 2 points, 1 was refused and 1 is not assessed."
UNSEEN = """\
---
date: 2019-07-01
title: Another letter
kind: letter
from: parents
to: officers
---
## Issue: First {#first}
"""
REPLY = "- {id: seen-by-nobody, on: 2019-07-09, kind: email, from: officers, to: parents, replies_to: another}\n"


def test_coverage_is_summed_up(tmp_path: Path) -> None:
    """The sentence stands above the table and in the list; of a letter nobody looked through it stands alone."""
    files = {"letters/2019-07-01-another.md": UNSEEN, "record/contacts/more.yaml": REPLY}
    site = built(base_with(tmp_path / "content", files), tmp_path / "site", "2019-10-01")
    section = soup(site / "letters/complaint/index.html").find(id="coverage").parent
    assert [each.name for each in section.find_all(["h2", "p", "table"])] == ["h2", "p", "table"]
    assert section.p.get_text() == SAID
    unseen = soup(site / "letters/another/index.html").find(id="coverage").parent
    assert unseen.p.get_text() == "No reply has been looked at point by point yet."
    assert unseen.table is None
    listed = {each.h2.get_text(): each.get_text() for each in soup(site / "letters/index.html").find_all("article")}
    assert SAID in listed["Complaint about the yellow bus"]
    assert "point by point" not in listed["Another letter"]
