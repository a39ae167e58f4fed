"""`bench`: how long sites of several sizes take to build, and how much memory, beside stock Pelican in the same run."""

from __future__ import annotations

import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from plaint.commands.bench_build import MEASURED
from plaint.commands.bench_corpus import write_alone, write_ours, write_stock
from plaint.commands.report import tell
from plaint.problems import Problem, Stopped, Where

PLUGINS = Path(__file__).resolve().parents[2]
MOST = 100_000
"""Posts that are still measured; more would fill the disk of many a machine."""

WARM_UP = 20
"""Posts of the build that nobody counts, in which Python compiles the modules."""

GENERATORS: dict[str, tuple[str, Callable[[Path, int], None]]] = {
    "stock": ("Pelican", write_stock),
    "alone": ("Plaint, posts alone", write_alone),
    "ours": ("Plaint, with a record", write_ours),
}
"""What is measured for each size, in this order: its name, and what writes its corpus."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One build: seconds from the start of its process to its end, pages written, and what it used.

    `processors` is how many seconds all its processes kept a processor busy, `own` the peak memory in bytes of the
    building process, `worker` that of the largest process it started; None where the system does not say.
    """

    generator: str
    posts: int
    seconds: float
    pages: int
    processors: float | None
    own: float | None
    worker: float | None
    stages: dict[str, float]

    @property
    def each(self) -> float:
        """Milliseconds a post."""
        return self.seconds / self.posts * 1000

    @property
    def memory(self) -> float | None:
        """Bytes at the most, if every worker was as large as the largest and all were so at once."""
        if self.own is None:
            return None
        return self.own + (self.worker or 0) * (0 if self.generator == "stock" else cores())


def bench(posts: str = "100,1000,5000") -> int:
    """Build made-up campaigns of so many posts and as many contacts, and print what each took; 1 where one fails."""
    try:
        sizes = sizes_in(posts)
        with tempfile.TemporaryDirectory(prefix="plaint-bench-") as name:
            for generator in GENERATORS:
                measure(generator, WARM_UP, Path(name))
            _say_head()
            results: list[Measured] = []
            for size in sizes:
                stock, alone, ours = (measure(generator, size, Path(name)) for generator in GENERATORS)
                results += stock, alone, ours
                for line in rows(stock, alone, ours):
                    print(line, flush=True)
            for line in growth(results):
                print(line)
    except Stopped as stopped:
        tell(stopped.problems)
        return 1
    return 0


def sizes_in(posts: str) -> list[int]:
    """The numbers of posts that were asked for, smallest first. Raises Stopped."""
    sizes: set[int] = set()
    for word in posts.split(","):
        figure = word.strip()
        if not (figure.isascii() and figure.isdigit() and 1 <= int(figure) <= MOST):
            what = f"{word.strip()!r} is no number of posts from 1 to {MOST:,}"
            raise Stopped([Problem(Where("--posts"), what, "write them as 100,1000,5000")])
        sizes.add(int(figure))
    return sorted(sizes)


def measure(generator: str, posts: int, under: Path) -> Measured:
    """Make a corpus in a folder of its own, build it in a process of its own, and clear both away. Raises Stopped."""
    named, write = GENERATORS[generator]
    folder = Path(tempfile.mkdtemp(prefix=f"{generator}-{posts}-", dir=under))
    try:
        print(f"Making {posts:,} posts for {named} …", file=sys.stderr, flush=True)
        write(folder / "content", posts)
        print(f"Building them with {named} …", file=sys.stderr, flush=True)
        seconds = _run(generator, folder)
        measured = json.loads((folder / MEASURED).read_text(encoding="utf-8"))
        used, stages = measured["used"], measured["stages"]
        pages = sum(1 for _ in (folder / "output").rglob("*.html"))
        memory = used.get("own"), used.get("worker")
        return Measured(generator, posts, seconds, pages, used.get("processors"), *memory, stages)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(generator: str, folder: Path) -> float:
    """Seconds that the process took which builds. Raises Stopped where it fails."""
    path = os.pathsep.join(filter(None, (str(PLUGINS), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "plaint.commands.bench_build", generator, str(folder)]
    with (folder / "said.txt").open("w+b") as said:
        began = time.perf_counter()
        # A session of its own, so that its workers can be ended with it.
        child = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": path}, stdout=said, stderr=said,
            start_new_session=os.name != "nt",
        )  # fmt: skip
        try:
            status = child.wait()
        except BaseException:
            _end(child)
            raise
        seconds = time.perf_counter() - began
        if status:
            said.seek(0)
            lines = said.read().decode(errors="replace").strip().splitlines() or [f"it ended with status {status}"]
            raise Stopped([Problem(Where(GENERATORS[generator][0]), f"cannot build the corpus: {lines[-1]}")])
    return seconds


def _end(child: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        child.kill()
    else:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _say_head() -> None:
    print(
        f"Pelican {version('pelican')} with its simple theme, and Plaint, on Python {platform.python_version()} "
        f"with {cores()} cores. Each build is cold, in a process of its own."
    )
    named = f"{'posts':>7}  {'built by':<21}{'seconds':>9}{'ms a post':>11}{'to stock':>10}"
    print(f"{named}{'CPU s':>9}{'peak MB':>9}{'pages':>9}", flush=True)


def rows(stock: Measured, alone: Measured, ours: Measured) -> Iterator[str]:
    """The lines of the table for one size: stock Pelican, the same posts with ours, and a whole record with them.

    Below ours stands where time and memory went, and last what the record added.
    """
    for each in (stock, alone, ours):
        memory = f"{each.memory / 1e6:.0f}" if each.memory is not None else "?"
        processors = f"{each.processors:.2f}" if each.processors is not None else "?"
        yield (
            f"{each.posts:>7,}  {GENERATORS[each.generator][0]:<21}{each.seconds:>9.2f}{each.each:>11.2f}"
            f"{each.seconds / stock.seconds:>10.2f}{processors:>9}{memory:>9}{each.pages:>9,}"
        )
        if each.stages:
            yield f"{'':>9}{_where(each)}"
    pages, seconds = ours.pages - alone.pages, ours.seconds - alone.seconds
    share = f"{seconds / ours.seconds:.0%} of the time for {pages / ours.pages:.0%} of the pages"
    yield f"{'':>9}The record took {seconds:.2f} s more, for {pages:,} pages more: {share}."


def _where(ours: Measured) -> str:
    """Where the time and memory of a build of ours went."""
    stages = {**ours.stages, "starting and ending": ours.seconds - sum(ours.stages.values())}
    line = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in stages.items())
    if ours.own is not None and ours.worker:
        line += f"; {ours.own / 1e6:.0f} MB, and up to {cores()} × {ours.worker / 1e6:.0f} MB of workers"
    return line


def growth(results: list[Measured]) -> Iterator[str]:
    """How the time and memory of each generator grow from one size to the next; nothing where there is but one size."""
    for generator, (named, _) in GENERATORS.items():
        own = [each for each in results if each.generator == generator]
        for small, large in pairwise(own):
            line = (
                f"{named}: {large.posts / small.posts:.1f} times the posts ({small.posts:,} to {large.posts:,}) take "
                f"{large.seconds / small.seconds:.1f} times as long"
            )
            if small.memory and large.memory:
                line += f" and {large.memory / small.memory:.1f} times the memory"
            more = (large.seconds - small.seconds) / (large.posts - small.posts) * 1000
            yield f"{line}; each further post takes {more:.2f} ms."


def cores() -> int:
    """How many processors this process may use, and so how many workers convert texts."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
