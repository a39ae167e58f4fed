"""Digests of files, and what stands in them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from plaint.memory.digests import Digests


def test_a_file_is_read_whole_however_large_it_was(tmp_path: Path) -> None:
    """One that has grown or shrunk since it was looked at is read to its end, and that is what the digest is of."""
    file = tmp_path / "a.md"
    file.write_bytes(b"some words")
    digests = Digests(tmp_path)
    assert digests.size("a.md") == 10
    for content in (b"some words", b"", b"some", b"some words and many more " * 100_000):
        file.write_bytes(content)
        assert digests.read("a.md") == content
        assert digests.of("a.md") == hashlib.blake2b(content, digest_size=16).digest()


def test_what_was_looked_at_before_a_change_is_not_relied_on(tmp_path: Path) -> None:
    """A file that changes between the look and the reading has the sign of before, and is read again next time."""
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    os.utime(file, (1, 1))
    first = Digests(tmp_path)
    first.size("a.md")
    file.write_bytes(b"new")
    first.read("a.md")
    file.write_bytes(b"newer")
    assert Digests(tmp_path, first.settled()).of("a.md") == hashlib.blake2b(b"newer", digest_size=16).digest()


def test_a_file_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size, its content and its sign need one call of the system between them for how it is."""
    (tmp_path / "a.md").write_bytes(b"words")
    looked, stat = list[object](), os.stat
    monkeypatch.setattr(os, "stat", lambda path: (looked.append(path), stat(path))[1])
    digests = Digests(tmp_path)
    digests.size("a.md")
    digests.read("a.md")
    digests.sign("a.md")
    assert len(looked) == 1


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """What cannot be read is an OSError, and nothing is known of it."""
    (tmp_path / "a").mkdir()
    digests = Digests(tmp_path)
    with pytest.raises((IsADirectoryError, PermissionError)):
        digests.read("a")
    assert digests.signs == {}
