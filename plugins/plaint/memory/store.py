"""Keeps bytes under keys in one file, for the next build. It costs time where it fails, and never anything else."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_CHECK = 4
"""Bytes of a checksum that stands before each value, so that a damaged one is taken for none. A digest would take
ten times as long, of the twenty million bytes that an edit reads, and what is to be found is damage, not a forgery."""

_BUSY = 3.0
"""Seconds to wait for another build that is writing."""


_TOO_MANY = 8_000_000
"""Bytes that may wait to be written."""

_DAMAGE = (sqlite3.Error, ValueError, TypeError)
"""What reading a damaged file can raise: its very error messages may hold bytes that are no text."""


def key_of(*parts: str | bytes) -> bytes:
    """A key of 16 bytes made of parts, no two lists of which share one."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.digest()


class Store:
    """A file of values. What is damaged, locked, or on a disk that cannot be written, is as if it had not been kept.

    Two builds may have it open at once. It is not to be used from two threads, nor in a process that was forked, unless
    it rested while that was.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._new: dict[bytes, bytes] = {}
        self._waiting = 0
        self._resting = False
        self._database = self._opened()

    def get(self, key: bytes) -> bytes | None:
        """The value of a key, None where there is none that is whole."""
        value = self.view(key)
        return None if value is None else bytes(value)

    def view(self, key: bytes) -> memoryview | None:
        """The same, not copied."""
        if key in self._new:
            return memoryview(self._new[key])
        row = next(iter(self._rows("SELECT value FROM kept WHERE key = ?", key)), None)
        return None if row is None else _whole(key, row[0])

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value; written by `commit`, or before that where many are waiting."""
        self._new[key] = value
        self._waiting += len(value)
        if self._waiting > _TOO_MANY:
            self.commit()

    def rest(self) -> None:
        """Write what was put, and close the file until it is asked for again: then each process opens it for itself."""
        self.commit()
        self.close()
        self._resting = True

    def commit(self) -> None:
        """Write what was put since. Each value is whole or not there."""
        self._waiting = 0
        self._wake()
        if self._database is None:
            self._new.clear()
        if self._database is None or not self._new:
            return
        try:
            with self._database:
                self._database.execute("BEGIN IMMEDIATE")
                rows = ((key, _checked(key, value)) for key, value in self._new.items())
                self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)
        except sqlite3.OperationalError:
            pass  # the disk is full or cannot be written, or another build has not finished
        except _DAMAGE:
            self._start_anew()
        self._new.clear()

    def kept(self) -> set[bytes]:
        """Every key there is."""
        found = (row[0] for row in self._rows("SELECT key FROM kept"))
        return {key for key in found if isinstance(key, bytes)} | self._new.keys()

    def __len__(self) -> int:
        """How many values there are, of those that were written."""
        counted = next(iter(self._rows("SELECT count(*) FROM kept")), (0,))[0]
        return counted if isinstance(counted, int) else 0

    def forget(self, keys: Iterable[bytes]) -> None:
        """Take values out."""
        self._wake()
        if self._database is None:
            return
        with suppress(*_DAMAGE), self._database:
            self._database.executemany("DELETE FROM kept WHERE key = ?", ((key,) for key in keys))

    def close(self) -> None:
        """Let go of the file. What was not committed is lost."""
        self._resting = False
        if self._database is not None:
            self._database.close()
            self._database = None

    def _wake(self) -> None:
        if self._resting:
            self._resting = False
            self._database = self._opened()

    def _opened(self) -> sqlite3.Connection | None:
        for opening in (self._open, self._open_anew, self._open_to_read):
            with suppress(*_DAMAGE, OSError):
                return opening()
        return None

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self.path, timeout=_BUSY, isolation_level=None)
        try:
            # Pages of this size hold a text each, so that few of them are chained.
            database.execute("PRAGMA page_size = 16384")
            # What is new goes straight to its place, where a log would have it written, and summed, twice.
            database.execute("PRAGMA journal_mode = DELETE")
            # After a loss of power the file may be damaged, which is found and costs one long build.
            database.execute("PRAGMA synchronous = OFF")
            database.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB)")
            database.execute("SELECT key FROM kept LIMIT 1").fetchone()
        except BaseException:
            database.close()
            raise
        return database

    def _open_anew(self) -> sqlite3.Connection:
        if os.access(self.path, os.W_OK) and _damaged(self.path):
            self._delete()
        return self._open()

    def _open_to_read(self) -> sqlite3.Connection:
        database = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        database.execute("SELECT key FROM kept LIMIT 1").fetchone()
        return database

    def _start_anew(self) -> None:
        self.close()
        self._delete()
        with suppress(*_DAMAGE, OSError):
            self._database = self._open()

    def _delete(self) -> None:
        for ending in ("-journal", "-wal", "-shm", ""):
            with suppress(OSError):
                Path(f"{self.path}{ending}").unlink()

    def _rows(self, query: str, *values: bytes) -> Iterator[tuple[object, ...]]:
        self._wake()
        if self._database is None:
            return
        try:
            yield from self._database.execute(query, values)
        except sqlite3.OperationalError:
            return
        except _DAMAGE:
            self._start_anew()


def _checked(key: bytes, value: bytes) -> bytes:
    return _sum(key, value) + value


def _sum(key: bytes, value: bytes | memoryview) -> bytes:
    """A checksum over the key as well: a value that was damaged may stand under another's."""
    return zlib.crc32(value, zlib.crc32(key)).to_bytes(4, "little")


def _whole(key: bytes, kept: object) -> memoryview | None:
    if not isinstance(kept, bytes):
        return None
    value = memoryview(kept)[_CHECK:]
    return value if _sum(key, value) == kept[:_CHECK] else None


def _damaged(path: Path) -> bool:
    """Whether a file is there that cannot be read as a database; one that is only locked is not damaged."""
    try:
        database = sqlite3.connect(path, timeout=_BUSY)
        try:
            database.execute("SELECT key FROM kept LIMIT 1").fetchone()
        finally:
            database.close()
    except sqlite3.OperationalError as error:
        return "locked" not in str(error)
    except _DAMAGE:
        return True
    return False
