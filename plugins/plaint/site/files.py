"""The campaign's files as the site reads them: each is noted, so that a page is redone when its files change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from plaint.memory.watch import Remembered, Watch
from plaint.memory.work import Work

FILE = "file"
"""The table that files stand in, by their name in the campaign's folder."""


class Files:
    """The files below a campaign's folder, by their names with forward slashes."""

    def __init__(self, root: Path, watch: Watch) -> None:
        self.root, self._watch = root, watch
        self._known: Mapping[str, str] = {}
        self.digest = Remembered(watch, self._digest)
        """The SHA-256 of a file, in hexadecimal digits."""

    def know(self, work: Work) -> None:
        """Take the digests over of files that have not changed since the last build."""
        if FILE in work.tables.plain:
            self._known = work.derive("sha-256", work.tables.plain[FILE], self._digest)

    def path(self, name: str) -> Path:
        """Where a file lies, for whoever reads it."""
        self._watch.read(FILE, name)
        return self.root / name

    def size(self, name: str) -> int:
        """How many bytes a file has."""
        return self.path(name).stat().st_size

    def _digest(self, name: str) -> str:
        if name in self._known:
            return self._known[name]
        with self.path(name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
