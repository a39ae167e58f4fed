"""The finished output, file by file, as a stranger would come by it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from plaint.guard.terms import Terms
from plaint.problems import Where
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """A folder that is to be published. `shown` is how the user knows it; `terms` may be printed nowhere.

    Folders that are called as in `apart` are not looked into.
    """

    root: Path
    shown: str
    terms: Terms
    apart: frozenset[str] = frozenset()

    def files(self) -> Iterator[tuple[str, Path]]:
        """Every file by its path below the root, with forward slashes, in order; links are not followed."""
        return ((name, path) for name, path in self._walk("") if path.is_file() and not path.is_symlink())

    def links(self) -> Iterator[str]:
        """Every symbolic link, to a file or a folder, which may lead anywhere."""
        return (name for name, path in self._walk("") if path.is_symlink())

    def where(self, name: str, line: int = 0) -> Where:
        """A place in one of its files, fit to be printed anywhere."""
        return Where(self.terms.hide(f"{self.shown}/{name}"), line)

    def _walk(self, below: str) -> Iterator[tuple[str, Path]]:
        with os.scandir(self.root / below) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            name = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(name) if entry.name not in self.apart else ()
            else:
                yield name, Path(entry.path)
