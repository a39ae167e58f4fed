"""What one file of a campaign was read as, so that a file that has not changed need not be read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from plaint.problems import Finding
from plaint.record.entry import Entry
from plaint.record.items import Item


class Parsed(NamedTuple):
    """One file, read by itself: its entries, each with the id that is written on it, and what is wrong with it.

    An entry is None where it could not be read. `unread` is true where the file as a whole could not be. `standing` is
    that of posts or contacts. `items` tell of the entries of a register with which nothing is wrong.
    """

    entries: Sequence[tuple[Entry | None, str]] = ()
    findings: tuple[Finding, ...] = ()
    unread: bool = False
    standing: bytes = b""
    items: tuple[Item, ...] = ()


Reader = Callable[[Parsed | None], Parsed]
"""Reads a file. It is given what the file was read as when something else stood in it, where that is known."""

Read = tuple[str, str, Reader]
"""A file to be read: its name, what it is read as, and what reads it."""


class Keeper(Protocol):
    """Gives what a file was read as: by reading it now, or as it was kept."""

    def ahead(self, files: Iterable[Read]) -> None:
        """Read those that are not kept and will be asked for, if it is better to read them all at once."""
        ...

    def parsed(self, name: str, kind: str, read: Reader) -> Parsed:
        """`name` is the file's in the campaign's folder; `kind` says what it is read as."""
        ...

    def content(self, name: str) -> bytes | None:
        """What stands in a file, where somebody has just read that."""
        ...

    def words(self, words: str) -> None:
        """The words of a post that has just been read, which the record does not hold."""
        ...


class NothingKept:
    """Reads every file when it is asked for."""

    def ahead(self, files: Iterable[Read]) -> None:
        pass

    def parsed(self, name: str, kind: str, read: Reader) -> Parsed:
        return read(None)

    def content(self, name: str) -> bytes | None:
        return None

    def words(self, words: str) -> None:
        pass
