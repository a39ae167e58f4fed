"""What is read of a campaign before it is asked for, and what is read once more."""

from __future__ import annotations

import sys
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pytest

from plaint import record
from plaint.memory.digests import Digests
from plaint.problems import Problem
from plaint.record.text_file import LARGEST
from plaint.site.memory import Memory
from plaint.site.reading import read

NAME = "posts/2020-01-01-first.md"
POST = "---\ntitle: {}\ndate: 2020-01-01\n---\nWords.\n"

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems read each file when it is asked for")


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Memory:
    """The memory of a campaign of one post, to which that is much."""
    monkeypatch.setattr("plaint.site.memory._AHEAD_FROM", 1)
    monkeypatch.setattr("plaint.site.memory.forks", lambda: True)
    file = tmp_path / "content" / NAME
    file.parent.mkdir(parents=True)
    (tmp_path / "content" / "campaign.yaml").write_text("title: A campaign\n", encoding="utf-8")
    file.write_text(POST.format("One"), encoding="utf-8")
    return Memory(tmp_path / "kept", tmp_path / "content", "content")


@LINUX
def test_a_digest_is_of_what_was_read(memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is changed as soon as its digest is taken is kept as what it was by that digest."""
    plain, file = Digests.read, tmp_path / "content" / NAME

    def changing(self: Digests, name: str) -> bytes:
        content = plain(self, name)
        file.write_text(POST.format("Two"), encoding="utf-8")
        return content

    monkeypatch.setattr(Digests, "read", changing)
    loaded = record.read_campaign(tmp_path / "content", "content", memory)
    assert [post.title for post in loaded.record.posts.values()] == ["One"]
    assert memory.digests.of(NAME) == blake2b(POST.format("One").encode(), digest_size=16).digest()
    assert memory.content(NAME) is None


@LINUX
def test_a_file_that_is_too_large_is_told_of(memory: Memory, tmp_path: Path) -> None:
    """Reading ahead takes in no file that would not be read, and the problem is said as ever."""
    (tmp_path / "content" / NAME).write_text(POST.format("One") + "word " * (LARGEST // 5), encoding="utf-8")
    (problem,) = record.read_campaign(tmp_path / "content", "content", memory).findings
    assert isinstance(problem, Problem)
    assert "is too large to be a text" in problem.what


def test_a_weekday_is_held_against_its_date_again_on_another_day(tmp_path: Path) -> None:
    """Of a text that was kept, the words in which a weekday is named are read once more."""
    file = tmp_path / "content" / NAME
    file.parent.mkdir(parents=True)
    (tmp_path / "content" / "campaign.yaml").write_text("title: A campaign\n", encoding="utf-8")
    file.write_text(f"{POST.format('One')}\nOn Thursday 3 May 2019.\n", encoding="utf-8")
    for day in (date(2020, 1, 31), date(2020, 2, 1)):
        memory = Memory(tmp_path / "kept", tmp_path / "content", "content")
        doubts = read(tmp_path / "content", "content", day, memory=memory).doubts
        memory.store.close()
        assert ["3 May 2019 was a Friday" in each.what for each in doubts if each.where.line == 7] == [True]
