"""Putting a file where none is, and a longer register in the place of a shorter one, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plaint.problems import Problem, Stopped, Where


def put_new(path: Path, shown: str, data: bytes) -> None:
    """Write a file that is not there yet. Raises Stopped where one is, or where it cannot be written."""
    with _told(shown), _beside(path) as spare:
        spare.write_bytes(data)
        _take_place(spare, path)


def copy_new(source: Path, path: Path, shown: str) -> None:
    """Copy a file to a name that is not taken. Raises Stopped where it is, or where it cannot be written."""
    with _told(shown), _beside(path) as spare:
        shutil.copyfile(source, spare)
        _take_place(spare, path)


def replace(path: Path, shown: str, data: bytes) -> None:
    """Put other bytes into a file, which has the old ones or the new ones at every moment."""
    real = Path(os.path.realpath(path))
    with _told(shown), _beside(real) as spare:
        with spare.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if real.exists():
            shutil.copymode(real, spare)
        spare.replace(real)


@contextmanager
def _told(shown: str) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        right = "edit that one, or give the new one another name"
        raise Stopped([Problem(Where(shown), "is there already", right)]) from error
    except OSError as error:
        right = "look at who may write to that folder"
        raise Stopped([Problem(Where(shown), f"cannot be written ({error.strerror})", right)]) from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name in the same folder that a build passes over, gone again at the end."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(error.errno, "a file has the name of its folder") from error
    spare = path.parent / f".{path.name[:80]}.{os.getpid()}.new"
    try:
        yield spare
    finally:
        with suppress(OSError):
            spare.unlink()


def _take_place(spare: Path, path: Path) -> None:
    """Give the file its name. A link fails where the name is taken, which a rename does not."""
    try:
        os.link(spare, path)
    except FileExistsError:
        raise
    except OSError:  # no links on this kind of disk
        if path.exists():
            raise FileExistsError from None
        spare.replace(path)
