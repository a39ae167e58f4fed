"""What is read of a campaign before it is asked for, and what is read once more."""

from __future__ import annotations

import sys
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pytest

from plaint import record
from plaint.memory.digests import Digests
from plaint.problems import Problem, Stopped
from plaint.record.text_file import LARGEST
from plaint.site import reading
from plaint.site.converting import Converting
from plaint.site.memory import Memory, Outlines
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


def register(year: int) -> str:
    """Contacts of a year, as a register has them, each with a text of its own."""
    return "".join(
        f"- {{id: c-{year}-{n}, on: {year}-01-{n:02}, kind: email, from: us, to: council,\n"
        f"   subject: Asked, summary: 'We asked **{n}** of {year}.'}}\n"
        for n in range(1, 10)
    )


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign of many files, that several processes read and convert."""
    monkeypatch.setattr("plaint.site.memory._AHEAD_FROM", 1)
    monkeypatch.setattr("plaint.site.converting._CHUNK", 400)
    for module in ("site.memory", "memory.spread"):
        monkeypatch.setattr(f"plaint.{module}.forks", lambda: True)
    for module in ("site.memory", "site.converting"):
        monkeypatch.setattr(f"plaint.{module}.cores", lambda: 3)
    content = tmp_path / "content"
    (content / "posts").mkdir(parents=True)
    (content / "record" / "contacts").mkdir(parents=True)
    (content / "campaign.yaml").write_text("title: A campaign\n", encoding="utf-8")
    people = "organisations:\n  us: {name: Us, us: true}\n  council: {name: Council}\n"
    (content / "record" / "people.yaml").write_text(people, encoding="utf-8")
    for year in range(2016, 2019):
        (content / "record" / "contacts" / f"{year}.yaml").write_text(register(year), encoding="utf-8")
    for n in range(1, 29):
        words = f"## Heading {n}\n\nWords, *{n}* of them, and [[contact:c-2016-1]].\n\n![](images/none.png)\n"
        head = f"---\ntitle: Post {n}\ndate: 2019-02-{n:02}\nsummary: In *short* {n}.\n---\n"
        (content / "posts" / f"2019-02-{n:02}-p-{n}.md").write_text(head + words, encoding="utf-8")
    return content


def outlines(found: reading.Reading) -> Outlines:
    """The converted texts of a campaign."""
    there = found.work.tables.plain["outline"]
    assert isinstance(there, Outlines)
    return there


@LINUX
def test_what_several_processes_convert_is_what_one_converts(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every text is converted by who has read it, and none once more; findings and texts are those of one process."""
    told = list[tuple[str, int, int]]()
    memory = Memory(tmp_path / "kept", large, "content")
    asked = list[int]()
    plain = reading.convert_many
    monkeypatch.setattr(
        reading, "convert_many", lambda texts, *a, **k: asked.append(len(texts)) or plain(texts, *a, **k)
    )
    several = read(large, "content", date(2020, 1, 1), memory=memory, progress=lambda *each: told.append(each))
    assert memory.converting is None
    one = read(large, "content", date(2020, 1, 1))
    assert asked == [0, 28 * 2 + 9 * 3]
    assert (several.problems, several.doubts) == (one.problems, one.doubts)
    assert len(one.problems) == 28 * 2
    ours, theirs = outlines(several), outlines(one)
    assert list(ours) == list(theirs)
    assert all(ours[key] == theirs[key] for key in theirs)
    assert ours.in_short == theirs.in_short
    assert ("Converting", 31, 31) in told
    kept = Memory(tmp_path / "kept", large, "content")
    assert kept.known_outlines(theirs.digests.values()) == set(theirs.digests.values())
    kept.store.close()


@LINUX
def test_a_post_that_changes_before_it_is_converted_is_told_of(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read by one process and converted by another, that finds other words: the build stops, and the next is right."""
    file = large / "posts" / "2019-02-09-p-9.md"
    other, plain = file.read_text("utf-8").replace("Words", "Other words"), Converting.half

    def changing(self: Converting) -> None:
        plain(self)
        # As another process has it, that has read nothing of this.
        self._held.clear()
        file.write_text(other, encoding="utf-8")

    monkeypatch.setattr(Converting, "half", changing)
    monkeypatch.setattr("plaint.site.converting.cores", lambda: 1)
    memory = Memory(tmp_path / "kept", large, "content")
    with pytest.raises(Stopped, match="was changed while it was read"):
        read(large, "content", date(2020, 1, 1), memory=memory)
    memory.store.close()
    monkeypatch.undo()
    again = Memory(tmp_path / "kept", large, "content")
    known = read(large, "content", date(2020, 1, 1), memory=again)
    again.store.close()
    ours, theirs = outlines(known), outlines(read(large, "content", date(2020, 1, 1)))
    assert ours["post", "p-9", "body"] == theirs["post", "p-9", "body"]
    assert "Other words" in str(ours["post", "p-9", "body"].parts)


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
