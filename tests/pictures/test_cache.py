"""What was made once is not made again; and a cache that fails costs time and nothing else."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from plaint.pictures import cache
from plaint.pictures.cache import Cache


class Made:
    """Makes the same thing each time, and counts."""

    def __init__(self, content: bytes = b"picture") -> None:
        self.content, self.times = content, 0

    def __call__(self) -> bytes:
        self.times += 1
        return self.content


def entries(folder: Path) -> list[Path]:
    """The files in a cache."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_was_made_is_not_made_again(tmp_path: Path):
    """Not by the same build, nor by the next one."""
    made = Made()
    assert [Cache(tmp_path).kept("key", made) for _ in range(3)] == [b"picture"] * 3
    assert made.times == 1


def test_another_key_is_another_thing(tmp_path: Path):
    """Two keys never share what was made."""
    found = Cache(tmp_path)
    assert found.kept("a", Made(b"a")) == b"a"
    assert found.kept("b", Made(b"b")) == b"b"
    assert found.get("a") == b"a"
    assert found.get("c") is None


@pytest.mark.parametrize("what", ["VERSION", "version"])
def test_what_another_release_made_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str):
    """Neither our own code of another version nor another release of a library is relied on."""
    Cache(tmp_path).put("key", b"old")
    monkeypatch.setattr(cache, what, 10**6 if what == "VERSION" else lambda name: "0")
    cache._libraries.cache_clear()
    try:
        assert Cache(tmp_path).get("key") is None
    finally:
        monkeypatch.undo()
        cache._libraries.cache_clear()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:10],
        lambda data: data + b"x",
        lambda data: data[:-1] + b"\0",
    ],
)
def test_an_entry_that_is_not_whole_is_made_again(tmp_path: Path, damage):
    """Cut off, longer, or with one byte changed; afterwards it is whole once more."""
    found, made = Cache(tmp_path), Made()
    found.put("key", b"picture")
    (path,) = entries(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert found.kept("key", made) == b"picture"
    assert found.kept("key", made) == b"picture"
    assert made.times == 1


def test_without_a_folder_everything_is_made_each_time():
    """Which is what tests and a first try want."""
    made = Made()
    assert [Cache(None).kept("key", made) for _ in range(2)] == [b"picture"] * 2
    assert made.times == 2
    Cache(None).sweep()


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path):
    """A file stands where the folder should be, as on a disk that takes nothing more: nothing is raised."""
    (tmp_path / "file").write_text("not a folder")
    found, made = Cache(tmp_path / "file"), Made()
    assert [found.kept("key", made) for _ in range(2)] == [b"picture"] * 2
    assert made.times == 2
    found.sweep()


def test_a_folder_stands_in_an_entrys_place(tmp_path: Path):
    """Nothing is raised, and no half of a file is left behind."""
    found = Cache(tmp_path)
    found.put("key", b"picture")
    (path,) = entries(tmp_path)
    path.unlink()
    (path / "inside").mkdir(parents=True)
    assert found.kept("key", Made()) == b"picture"
    assert entries(tmp_path) == []


def test_two_builds_at_once_get_whole_pictures(tmp_path: Path):
    """Each reads what it made itself or what the other did, never a half of it."""
    wrong: list[bytes] = []

    def build() -> None:
        for number in range(60):
            got = Cache(tmp_path).kept(f"{number % 6}", Made(b"%d" % (number % 6) * 5000))
            if got != b"%d" % (number % 6) * 5000:
                wrong.append(got)
            Cache(tmp_path).sweep(3)

    threads = [threading.Thread(target=build) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert all(path.suffix != ".part" for path in entries(tmp_path))


def test_what_was_not_asked_for_the_longest_goes_first(tmp_path: Path):
    """Of more than are to be kept; asking for one makes it the newest."""
    found = Cache(tmp_path)
    for number in range(6):
        found.put(f"{number}", b"x")
        for path in entries(tmp_path):
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**12))
    assert found.get("0") == b"x"
    found.sweep(3)
    assert [number for number in range(6) if found.get(f"{number}")] == [0, 4, 5]


def test_what_a_killed_build_left_is_swept_away(tmp_path: Path):
    """A half that was being written long before the newest entry; one of this very hour may be another build's."""
    found = Cache(tmp_path)
    found.put("key", b"x")
    (entry,) = entries(tmp_path)
    old, new = entry.parent / "a.part", entry.parent / "b.part"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (entry.stat().st_mtime - 7200,) * 2)
    found.sweep()
    assert entries(tmp_path) == sorted((entry, new))
