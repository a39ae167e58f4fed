"""What was saved below some places: the system's word that something may have changed, and a look at what has."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from plaint.commands.places import CACHE

Look = tuple[int, int, int]
"""What a look at a file tells: its size in bytes, its time of change in nanoseconds, its number on the disk."""

_STEP = 10
"""Milliseconds without another change after which a save is over: an editor may write a file in several steps."""

_LONGEST = 300
"""Milliseconds after which we look all the same, though changes go on."""

_SETTLING = 0.03
"""The same in seconds, where looks alone tell of changes."""

_SELDOM, _OFTEN = 1.0, 0.2
"""Seconds between two looks where the system tells of changes, and where it does not."""

_SHARE = 30
"""A look is followed by a rest so many times as long, so that a large campaign keeps no processor busy."""

_NOT_OURS = ("~", ".swp", ".swx", ".tmp", ".part", ".crdownload", ".pyc")
"""How the names of files end that editors and browsers make for a moment."""

_FOLDERS = ("__pycache__", "node_modules")


class Notifier(Protocol):
    """What tells of changes: the part of watchfiles that is written in Rust."""

    def watch(self, debounce_ms: int, step_ms: int, timeout_ms: int, stop_event: threading.Event) -> object:
        """Wait for changes. What is returned is of no use here: the next look finds them."""
        ...

    def close(self) -> None:
        """Let go of what is watched."""
        ...


def notifier(places: Collection[str]) -> Notifier | None:
    """What tells of changes below the places; None where this system or this disk has nothing that does."""
    try:
        from watchfiles._rust_notify import RustNotify

        # Silently, not by looking again and again itself, with all folders below; those that are locked are left out.
        return RustNotify(list(places), False, False, 300, True, True)
    except Exception:  # no such package, too many watched already, or whatever the system says
        return None


class Watch:
    """Tells what was saved, added or taken away below some folders, or of single files.

    A look at every file decides. The system only says when one is worth while: what it never tells of (on a network's
    disk, in a folder that was renamed away and has come back) is found by looking from time to time.
    """

    def __init__(
        self, places: Iterable[Path], notified: Callable[[Collection[str]], Notifier | None] = notifier
    ) -> None:
        self.places = [str(each.absolute()) for each in places]
        self._notified = notified
        self._notifier: Notifier | None = None
        self._of: object = None
        self._took = 0.0
        # Asked for first: what changes between the two is told.
        self._listen()
        self._known = self._look()

    def changed(self) -> list[str]:
        """The files that are not as they were when this was last asked, by their whole paths."""
        before, now = self._known, self._look()
        self._known = now
        return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))

    def wait(self, stop: threading.Event) -> None:
        """Wait until something may have changed, or until it is time to look all the same."""
        self._listen()
        if self._notifier is None:
            stop.wait(max(_OFTEN, _SHARE * self._took))
            return
        seconds = max(_SELDOM, _SHARE * self._took)
        try:
            self._notifier.watch(_LONGEST, _STEP, round(seconds * 1000), stop)
        except Exception:  # whatever the system says; looking goes on without it
            self.close()
            stop.wait(_OFTEN)

    def settle(self, stop: threading.Event) -> list[str]:
        """What changes within a moment more, for where nobody tells when a save is over."""
        if self._notifier is not None:
            return []
        stop.wait(_SETTLING)
        return self.changed()

    def close(self) -> None:
        """Let go of what is watched."""
        if self._notifier is not None:
            with suppress(Exception):
                self._notifier.close()
        self._notifier = None

    def _listen(self) -> None:
        """Ask the system to tell of the folders that stand at the places now, which may not be those of before."""
        now = [_number(place) for place in self.places]
        if now == self._of:
            return
        self.close()
        self._of = now
        self._notifier = self._notified([place for place, number in zip(self.places, now, strict=True) if number])

    def _look(self) -> dict[str, Look]:
        began = time.monotonic()
        found = {path: look for place in self.places for path, look in _files(place)}
        self._took = time.monotonic() - began
        return found


def _number(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _files(path: str) -> Iterator[tuple[str, Look]]:
    """Every file at a path or below it."""
    try:
        entries = os.scandir(path)
    except NotADirectoryError:
        with suppress(OSError):
            yield path, _look(os.stat(path))  # noqa: PTH116
        return
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.name.startswith((".", "#")) or entry.name.endswith(_NOT_OURS):
                continue
            with suppress(OSError):
                if not entry.is_dir():
                    yield entry.path, _look(entry.stat())
                elif entry.name not in _FOLDERS and entry.path != str(CACHE) and not _leads_back(entry, path):
                    yield from _files(entry.path)


def _leads_back(entry: os.DirEntry[str], path: str) -> bool:
    """Whether a folder is a link to one that it lies in."""
    return entry.is_symlink() and os.path.realpath(path).startswith(os.path.realpath(entry.path))


def _look(found: os.stat_result) -> Look:
    return found.st_size, found.st_mtime_ns, found.st_ino
