"""Digests of files. A file that has the size, time and number it had last time is not read again."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from plaint.memory.settled import Look

Sign = tuple[int, int, int, bytes]
"""A file's size in bytes, its time of change in nanoseconds, its number on the disk, and the digest of its content."""

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time tells: within them it may have been changed twice under one time."""


class Digests:
    """The digests (BLAKE2b, 16 bytes) of files below a folder, by their names with forward slashes.

    What decides is always the content. `past` only saves reading it: a fresh checkout has new times, and is read.
    `seen` are looks at files, by their whole paths, from when all of this began; of others one is taken.
    """

    def __init__(
        self, root: Path, past: Mapping[str, Sign] | None = None, seen: Mapping[str, Look] | None = None
    ) -> None:
        self.root, self.past, self._seen = root, past or {}, seen or {}
        self._start = os.path.join(root.absolute(), "")  # noqa: PTH118
        self.signs: dict[str, Sign] = {}
        self._looks: dict[str, Look] = {}
        self._now = time.time_ns()

    def of(self, name: str) -> bytes:
        """The digest of a file. Raises OSError."""
        if name not in self.signs:
            self.signs[name] = self._sign(name)
        return self.signs[name][3]

    def sign(self, name: str) -> Sign:
        """The sign of a file. Raises OSError."""
        self.of(name)
        return self.signs[name]

    def read(self, name: str) -> bytes:
        """What stands in a file, of which the digest is taken as well. Raises OSError."""
        look = self._look(name)
        # A file object asks the system for four things more, each of which takes as long as the reading.
        file = os.open(self._start + name, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            content = os.read(file, look[0] + 1)
            # Where there is as much as was seen, there is no more.
            while len(content) != look[0] and (more := os.read(file, 1 << 20)):
                content += more
        finally:
            os.close(file)
        self.signs[name] = *look, hashlib.blake2b(content, digest_size=16).digest()
        return content

    def size(self, name: str) -> int:
        """The bytes of a file. Raises OSError."""
        return self._look(name)[0]

    def of_all(self, names: Iterable[str]) -> dict[str, bytes]:
        """The digests of many files. Raises OSError."""
        past, seen, start, signs = self.past, self._seen, self._start, self.signs
        found = dict[str, bytes]()
        for name in names:
            known = past.get(name)
            if known and known[:3] == seen.get(start + name):
                signs[name] = known
                found[name] = known[3]
            else:
                found[name] = self.of(name)
        return found

    def settled(self) -> dict[str, Sign]:
        """The signs that can be relied on next time."""
        return {name: sign for name, sign in self.signs.items() if sign[1] + _SETTLED < self._now}

    def _sign(self, name: str) -> Sign:
        look, known = self._look(name), self.past.get(name)
        if known and known[:3] == look:
            return known
        digest = hashlib.blake2b(digest_size=16)
        with open(self._start + name, "rb", buffering=0) as file:  # noqa: PTH123
            # No more room than the file needs, for most are small; none is read as a whole that is not.
            room = min(look[0] + 1, 1 << 20)
            while block := file.read(room):
                digest.update(block)
        return *look, digest.digest()

    def _look(self, name: str) -> Look:
        path = self._start + name  # a Path for each of thousands takes longer than the look
        look = self._seen.get(path) or self._looks.get(path)
        if look is None:
            found = os.stat(path)  # noqa: PTH116
            look = self._looks[path] = found.st_size, found.st_mtime_ns, found.st_ino
        return look


def digest_of(files: Iterable[Path], root: Path) -> bytes:
    """One digest of the names and contents of files below `root`; one that is missing counts as such."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(files):
        try:
            content = path.read_bytes()
        except OSError:
            content = b"\0missing"
        for part in (path.relative_to(root).as_posix().encode(), content):
            digest.update(len(part).to_bytes(8, "little"))
            digest.update(part)
    return digest.digest()
