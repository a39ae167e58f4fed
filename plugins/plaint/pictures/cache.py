"""What was made of pictures before, kept in a folder by what it was made from. It may be deleted at any time."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

VERSION = 1
"""Goes up with every change of the code of this layer that changes what it makes."""

KEPT = 20_000
"""How many things are kept; those that were not asked for the longest go first."""

_DIGEST = hashlib.sha256().digest_size


class Cache:
    """Bytes by their key. A folder that is full, broken, read-only or in use by another build costs time and no more.

    Without a folder nothing is kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What was made for a key before, else what `make` gives now, which is then kept."""
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def get(self, key: str) -> bytes | None:
        """What was kept for a key; None where there is nothing, or nothing whole."""
        path = self._path(key)
        if path is None:
            return None
        try:
            data = path.read_bytes()
        except OSError:
            return None
        digest, content = data[:_DIGEST], data[_DIGEST:]
        if hashlib.sha256(content).digest() != digest:
            return None
        with suppress(OSError):
            os.utime(path)  # asked for: it is not the next to go
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep something. It is written beside its place first, so that nobody ever reads a half of it."""
        path = self._path(key)
        if path is None:
            return
        part = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(suffix=".part", dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(part).replace(path)
        except OSError:
            if part:
                with suppress(OSError):
                    Path(part).unlink()

    def sweep(self, kept: int = KEPT) -> None:
        """Delete what was not asked for the longest, where there is more than that many, and what was left half
        written by a build that was killed."""
        if self.folder is None:
            return
        try:
            found = sorted(((each.stat().st_mtime, each) for each in self.folder.glob("*/*")), reverse=True)
        except OSError:
            return  # another build is sweeping
        newest = found[0][0] if found else 0
        old = [path for _, path in found[kept:]]
        old += [path for when, path in found[:kept] if path.suffix == ".part" and when < newest - 3600]
        for path in old:
            with suppress(OSError):
                path.unlink()

    def _path(self, key: str) -> Path | None:
        if self.folder is None:
            return None
        name = hashlib.sha256(f"{_libraries()}\0{key}".encode()).hexdigest()
        return self.folder / name[:2] / name


@cache
def _libraries() -> str:
    """What else has a say in the bytes: another release of a library may write them differently."""
    return f"{VERSION} {version('pillow')} {version('pypdfium2')}"
