"""What one file of a campaign was read as, so that a file that has not changed need not be read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from plaint.problems import Finding
from plaint.record.entry import Entry


class Parsed(NamedTuple):
    """One file, read by itself: its entries, each with the id that is written on it, and what is wrong with it.

    An entry is None where it could not be read. `unread` is true where the file as a whole could not be. `standing` is
    that of posts or contacts.
    """

    entries: Sequence[tuple[Entry | None, str]] = ()
    findings: tuple[Finding, ...] = ()
    unread: bool = False
    standing: bytes = b""


Read = tuple[str, str, Callable[[], Parsed]]
"""A file to be read: its name, what it is read as, and what reads it."""


class Keeper(Protocol):
    """Gives what a file was read as: by reading it now, or as it was kept."""

    def ahead(self, files: Iterable[Read]) -> None:
        """Read those that are not kept and will be asked for, if it is better to read them all at once."""
        ...

    def parsed(self, name: str, kind: str, read: Callable[[], Parsed]) -> Parsed:
        """`name` is the file's in the campaign's folder; `kind` says what it is read as."""
        ...


class NothingKept:
    """Reads every file when it is asked for."""

    def ahead(self, files: Iterable[Read]) -> None:
        pass

    def parsed(self, name: str, kind: str, read: Callable[[], Parsed]) -> Parsed:
        return read()
