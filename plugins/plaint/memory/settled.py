"""A build of which nothing has changed since: told by looks at files alone, before anything large is loaded."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from plaint.memory.store import Store, key_of
from plaint.problems import Doubt
from plaint.values import dataclass

Look = tuple[int, int, int]
"""What a look at a file tells: its size in bytes, its time of change in nanoseconds, its number on the disk."""

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time tells: within them it may be changed twice under one time."""

_NOT_LOOKED_AT = ("__pycache__", ".git", ".mypy_cache", ".ruff_cache")


@dataclass(frozen=True, slots=True)
class Settled:
    """A build that succeeded: digests of looks at all that it was made from, taken before it began, and at what it
    made. `places` are those that only its settings name."""

    asked: bytes
    places: tuple[str, ...]
    sources: bytes
    made: bytes
    doubts: tuple[Doubt, ...]


def database(folder: Path, content: Path) -> Path:
    """The file that what is known of a campaign is kept in."""
    place = content.resolve()
    return folder / f"{place.name or 'campaign'}-{key_of(place.as_posix()).hex()[:12]}.db"


def looks(places: Iterable[Path]) -> dict[str, Look]:
    """A look at every file below some folders, or at single files, by their whole paths."""
    return {
        path: (found.st_size, found.st_mtime_ns, found.st_ino)
        for place in places
        for path, found in _found(str(place.absolute()))
    }


def reliable(sources: Mapping[str, Look]) -> bool:
    """Whether none of them was changed a moment ago, and may be changed once more without its time telling."""
    return all(look[1] + _SETTLED < time.time_ns() for look in sources.values())


def _found(place: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = os.scandir(place)
    except NotADirectoryError:
        yield place, os.stat(place)  # noqa: PTH116
        return
    except OSError:
        return
    with entries:
        for entry in entries:
            with suppress(OSError):
                if entry.is_dir():
                    if entry.name not in _NOT_LOOKED_AT:
                        yield from _found(entry.path)
                elif not entry.name.endswith(".pyc"):
                    yield entry.path, entry.stat()


def digest(seen: Mapping[str, Look]) -> bytes:
    """What differs wherever looks do (BLAKE2b, 16 bytes)."""
    lines = [f"{path}\0{size} {changed} {number}" for path, (size, changed, number) in seen.items()]
    return hashlib.blake2b("\0\0".join(sorted(lines)).encode("utf-8", "surrogateescape"), digest_size=16).digest()


def still(store: Store, asked: bytes, sources: Mapping[str, Look], output: Path) -> Settled | None:
    """The last build of what is asked for, where all it was made from and all that it made is as it was.

    `sources` are looks at what every build is made from, of now.
    """
    kept = store.get(_key(output))
    try:
        settled = pickle.loads(kept) if kept else None
    except Exception:  # whatever pickle can say of what another version kept
        return None
    if not isinstance(settled, Settled) or settled.asked != asked:
        return None
    every = {**looks(map(Path, settled.places)), **sources}
    return settled if settled.sources == digest(every) and settled.made == digest(looks([output])) else None


def settle(store: Store, settled: Settled, output: Path) -> None:
    """Remember a build. What it made is looked at by the caller, once it stands in its place."""
    store.put(_key(output), pickle.dumps(settled, pickle.HIGHEST_PROTOCOL))


def _key(output: Path) -> bytes:
    # What another version of this module kept has another shape.
    return key_of("settled", Path(__file__).read_bytes(), str(output.absolute()))


def installed() -> bytes:
    """The version of Python and of every package that it can import, which stand in their folders' names."""
    folders = (Path(each) for each in sys.path)
    names = sorted(each.name for folder in folders if folder.is_dir() for each in folder.glob("*-info"))
    return key_of(sys.version, *names)
