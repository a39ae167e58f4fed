"""One file of a site: written, looked at, and known again by the next build."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple


class Written(NamedTuple):
    """A file of a tree: its size in bytes, time of change in nanoseconds, number on the disk, and digest."""

    size: int
    changed: int
    number: int
    digest: bytes


def page_digest(content: bytes) -> bytes:
    """The digest (BLAKE2b, 16 bytes) that a file of the site is known by."""
    return hashlib.blake2b(content, digest_size=16).digest()


def write_file(path: str, content: bytes, digest: bytes, *, anew: bool = False) -> Written:
    """Write a file: over the one that is there, or `anew`. Raises OSError, FileExistsError where that one is there.

    These are calls of the system itself, and as few as will do, because ten thousand of any others take a second.
    """
    how = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | (os.O_EXCL if anew else 0)
    file = os.open(path, how, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(file, left) :]
        found = os.fstat(file)
        # Not emptied before: on ext4, a file that was and is filled again is written to the disk at once.
        if found.st_size > len(content):
            os.ftruncate(file, len(content))
            found = os.fstat(file)
    finally:
        os.close(file)
    return seen(found, digest)


def seen(found: os.stat_result, digest: bytes) -> Written:
    """What a look at a file told. On Windows, one that comes with the folder it stands in tells no number."""
    return Written(found.st_size, found.st_mtime_ns, 0 if os.name == "nt" else found.st_ino, digest)


def files_in(folder: str, start: str, folders: set[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below a folder with its name; the folders themselves are added to `folders`."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{start}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.add(name)
                yield from files_in(entry.path, f"{name}/", folders)
            else:
                yield name, entry


def folders_of(names: Iterable[str]) -> set[str]:
    """Every folder that any of these files stands in, those that hold only folders among them."""
    folders = {name.rpartition("/")[0] for name in names}
    for folder in list(folders):
        above = folder.rpartition("/")[0]
        while above and above not in folders:
            folders.add(above)
            above = above.rpartition("/")[0]
    folders.discard("")
    return folders


def believed(entry: os.DirEntry[str], known: Written | None) -> Written | None:
    """What a file of a tree is known to be, where it still is that: by its times, or else by its content."""
    if known is None or entry.is_symlink():
        return None
    found = entry.stat()
    if found.st_size != known.size:
        return None
    now = seen(found, known.digest)
    return now if now == known or page_digest(Path(entry.path).read_bytes()) == known.digest else None
