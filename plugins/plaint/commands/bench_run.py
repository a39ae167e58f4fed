"""A program run by itself, and what it used: seconds, seconds of processors, and bytes at its peak."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from plaint.problems import Problem, Stopped, Where
from plaint.values import dataclass

_EVERY = 0.2
"""Seconds from one look at the memory of a program to the next: each look costs it some thousandths of one."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a program used, with all that it started.

    `seconds` are from its start to its end, `processors` those that processors were busy for it, `memory` the bytes at
    its peak; None where the system does not say.
    """

    seconds: float
    processors: float | None = None
    memory: float | None = None


def best(runs: Sequence[Used]) -> Used:
    """The least time of several runs, by either measure, and the most memory."""
    processors = [each.processors for each in runs if each.processors is not None]
    memory = [each.memory for each in runs if each.memory is not None]
    return Used(min(each.seconds for each in runs), min(processors, default=None), max(memory, default=None))


def run(command: Sequence[str], folder: Path, called: str, more: Mapping[str, str] | None = None) -> Used:
    """Run a program in a folder to its end. Raises Stopped with what it said where it fails."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        try:
            # A session of its own, so that whatever it starts can be ended with it.
            child = subprocess.Popen(
                command, cwd=folder, env={**os.environ, **(more or {})}, stdin=subprocess.DEVNULL, stdout=said,
                stderr=said, start_new_session=os.name != "nt",
            )  # fmt: skip
        except OSError as error:
            raise Stopped([Problem(Where(called), f"cannot be run: {error.strerror}")]) from error
        looking = _Looking(child.pid)
        looking.start()
        try:
            used = _ended(child, began)
        except BaseException:
            _end(child)
            raise
        finally:
            looking.done.set()
            looking.join()
        if child.returncode:
            said.seek(0)
            lines = said.read().decode(errors="replace").strip().splitlines()
            # Some say first what is wrong, and some last.
            told = dict.fromkeys((*lines[:1], *lines[-1:])) or (f"it ended with status {child.returncode}",)
            raise Stopped([Problem(Where(called), f"cannot build the corpus: {' … '.join(told)}")])
    # What was seen of all processes together, unless a peak of a single one fell between two looks.
    memory = max(used.memory, looking.most) if used.memory is not None else None
    return Used(used.seconds, used.processors, memory)


def _ended(child: subprocess.Popen[bytes], began: float) -> Used:
    """Wait for a program's end. The memory is that of its largest process."""
    if sys.platform == "win32":
        child.wait()
        return Used(time.perf_counter() - began)
    _, status, found = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return Used(seconds, found.ru_utime + found.ru_stime, found.ru_maxrss * unit)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.returncode is None:
        if sys.platform == "win32":
            child.kill()
        else:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
        child.wait()


class _Looking(threading.Thread):
    """Looks again and again how much memory a process and all below it have, where the system tells (Linux)."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.most, self.done = process, 0.0, threading.Event()

    def run(self) -> None:
        if Path(f"/proc/{self.process}/smaps_rollup").exists():
            while not self.done.wait(_EVERY):
                self.most = max(self.most, sum(map(_share, _below(self.process))))


def _below(process: int) -> Iterator[int]:
    """A process and all that it started, as far as they still run."""
    yield process
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            with suppress(OSError):
                for child in (thread / "children").read_text(encoding="ascii").split():
                    yield from _below(int(child))


def _share(process: int) -> float:
    """Bytes that a process holds; of what several share, its share."""
    with suppress(OSError, ValueError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0.0


def put_aside(folder: Path) -> None:
    """Move a folder out of the way, to be deleted with the one around it. For a minute after many files were deleted
    some disks take several times as long to make new ones, which would be measured too."""
    if folder.exists():
        aside = folder.parent / "aside"
        aside.mkdir(exist_ok=True)
        folder.rename(aside / f"{folder.name} {len(list(aside.iterdir()))}")


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
