"""Changing many files of a checkout as one thing: staged first, then carried out, completed by whoever comes next.

It imports nothing but Python itself. A copy of it lies beside what is staged, so that an update that was interrupted
can be completed whatever state the other files are in: `tasks.py` runs that copy before it does anything else.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = ".plaint"
"""In the checkout, ignored by git: `update` is what is being done, `undo` what was done last."""
_FORM = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One file: the digest of what it was and of what it becomes, None where it is not there.

    `ran` and `runs` say whether it could be executed before, and can be after.
    """

    path: str
    was: str | None
    becomes: str | None
    ran: bool = False
    runs: bool = False


@dataclass(frozen=True, slots=True)
class Journal:
    """What is being done, or was: the versions before and after, and every step."""

    before: str
    after: str
    steps: tuple[Step, ...]


def digest(path: Path) -> str | None:
    """The SHA-256 of a file's bytes; None where there is no such file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def carry_out(root: Path, before: str, after: str, contents: Mapping[str, tuple[bytes | None, bool]]) -> Journal:
    """Give each file its new bytes (None: delete it), or make it executable; all of them or, for now, none.

    Raises OSError where that is impossible; nothing was changed then.
    """
    with locked(root):
        _complete(root)
        staged = root / FOLDER / "update"
        try:
            journal = _stage(root, staged, before, after, contents)
        except OSError:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        _complete(root)
    return journal


def complete(root: Path) -> Journal | None:
    """Complete what was interrupted, if anything was; returns it."""
    if not (root / FOLDER / "update").exists():
        return None
    with locked(root):
        return _complete(root)


def last_done(root: Path) -> Journal | None:
    """What was done last, which can be undone; None where nothing was."""
    return _read(root / FOLDER / "undo")


def before_it(root: Path, step: Step) -> bytes | None:
    """What a file held before what was done last."""
    return None if step.was is None else (root / FOLDER / "undo" / "old" / step.path).read_bytes()


def _stage(
    root: Path, staged: Path, before: str, after: str, contents: Mapping[str, tuple[bytes | None, bool]]
) -> Journal:
    steps: list[Step] = []
    for path, (data, runs) in sorted(contents.items(), key=lambda item: (item[1][0] is not None, item[0])):
        was = digest(root / path)
        ran = was is not None and bool((root / path).stat().st_mode & 0o100)
        if was is not None:
            _write(staged / "old" / path, (root / path).read_bytes())
        if data is not None:
            _write(staged / "new" / path, data)
        becomes = None if data is None else hashlib.sha256(data).hexdigest()
        steps.append(Step(path, was, becomes, ran, runs))
    journal = Journal(before, after, tuple(steps))
    _write(staged / "finish.py", Path(__file__).read_bytes())
    # From here on it will be done: until the journal is there, nothing has happened.
    text = json.dumps({"form": _FORM, **asdict(journal)}, ensure_ascii=False, indent=1)
    _write(staged / "journal.json", text.encode("utf-8"))
    return journal


def _complete(root: Path) -> Journal | None:
    staged, undo = root / FOLDER / "update", root / FOLDER / "undo"
    journal = _read(staged)
    if journal is None:
        shutil.rmtree(staged, ignore_errors=True)
        return None
    for step in journal.steps:
        _take(root, staged, step)
    shutil.rmtree(undo, ignore_errors=True)
    staged.rename(undo)
    # It is done from here on. What only doing it needed may go.
    shutil.rmtree(undo / "new", ignore_errors=True)
    (undo / "finish.py").unlink(missing_ok=True)
    return journal


def _take(root: Path, staged: Path, step: Step) -> None:
    """Bring one file to where it is to be. Doing so twice does no harm."""
    target = root / step.path
    found = digest(target)
    if found not in (None, step.was, step.becomes):
        # Somebody wrote in it between the interruption and now.
        _write(target.with_name(f"{target.name}.yours"), target.read_bytes())
    if step.becomes is None:
        target.unlink(missing_ok=True)
        _prune(target.parent, root)
        return
    if found != step.becomes:
        _write(target, (staged / "new" / step.path).read_bytes())
    if os.name != "nt":
        mode = target.stat().st_mode & 0o777
        target.chmod(mode | (mode & 0o444) >> 2 if step.runs else mode & ~0o111)


def _prune(folder: Path, root: Path) -> None:
    """Remove folders in which nothing is left but what Python compiled from what was there."""
    while folder != root:
        left = list(folder.iterdir()) if folder.is_dir() else []
        if any(each.name != "__pycache__" for each in left):
            return
        shutil.rmtree(folder, ignore_errors=True)
        folder = folder.parent


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it holds either what it held or all of the new bytes, even if the power fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    spare = path.with_name(f"{path.name}.plaint-new")
    with spare.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.exists() and os.name != "nt":
        spare.chmod(path.stat().st_mode & 0o777)
    spare.replace(path)


def _read(folder: Path) -> Journal | None:
    try:
        data = json.loads((folder / "journal.json").read_text(encoding="utf-8"))
        if data["form"] != _FORM:
            return None
        return Journal(data["before"], data["after"], tuple(Step(**each) for each in data["steps"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """One at a time. The operating system drops the lock when its holder ends, however it ends."""
    (root / FOLDER).mkdir(exist_ok=True)
    with (root / FOLDER / "update.lock").open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def main(argv: Sequence[str]) -> int:
    """Complete the update that this copy lies beside, in the checkout given or around it."""
    root = Path(argv[1]) if len(argv) > 1 else Path(__file__).resolve().parents[2]
    try:
        journal = complete(root)
    except OSError as error:
        print(f"An update was interrupted and cannot be completed: {error}", file=sys.stderr)
        return 1
    if journal:
        print(f"An update to Plaint {journal.after} had been interrupted; it is complete now.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
