"""What was measured as tables in Markdown, and which of the targets are met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from plaint.commands.bench_run import Used
from plaint.values import dataclass

JOBS = {
    "first": "one post edited, the first edit after a cold build",
    "post": "one post edited",
    "contact": "one contact edited, which a letter and ten posts cite",
    "nothing": "nothing edited",
    "template": "the base template edited (all pages change)",
    "cold": "cold, no cache",
}
"""The jobs by name, in the table's order; what is edited has the name that `--edits` knows it by."""

POSTS = 5_000
"""The posts, and contacts, that the targets are for."""

TARGETS = {"post": 0.1, "contact": 0.2, "nothing": 0.1, "template": 1.0, "cold": 1.5}
"""The most that each job may take, in full builds by Hugo."""

AHEAD_OF = ("eleventy", "jekyll")
"""Generators that a cold build is to be ahead of."""

MEMORY = 600e6
"""The most bytes that a cold build may have at once."""

_SAID = {
    0.1: "a tenth of Hugo’s full build",
    0.2: "a fifth of Hugo’s full build",
    1.0: "no more than Hugo’s full build",
}


@dataclass(frozen=True, slots=True)
class Results:
    """The best of what was measured: jobs of ours by name, and full builds of other generators.

    `pages` are counted by generator, ours as `ours`; `grown` are cold builds of ours by their number of posts.
    """

    posts: int
    ours: Mapping[str, Used]
    others: Mapping[str, Used]
    pages: Mapping[str, int] = field(default_factory=dict)
    grown: Mapping[int, Used] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A target: whether it is met, None where it was not measured."""

    job: str
    used: Used | None
    hugo: Used | None
    target: str
    met: bool | None


def rows(results: Results) -> Iterator[Row]:
    """Each job and what else there is a target for, with whether it is met."""
    hugo, cold = results.others.get("hugo"), results.ours.get("cold")
    for job, called in JOBS.items():
        used, most = results.ours.get(job), TARGETS.get(job)
        if most is None:
            if used:
                yield Row(called, used, hugo, "", None)
            continue
        met = used.seconds <= most * hugo.seconds if used and hugo else None
        target = _SAID.get(most, "")
        if job == "cold":
            target = f"ahead of Eleventy and Jekyll, and within {most} of Hugo"
            met = _all([met, *(_ahead(used, results.others.get(name)) for name in AHEAD_OF)])
        yield Row(called, used, hugo, target, met)
    memory = cold.memory if cold else None
    said = f"peak memory, cold: {memory / 1e6:.0f} MB" if memory else "peak memory, cold"
    yield Row(said, None, None, f"under {MEMORY / 1e6:.0f} MB", memory < MEMORY if memory else None)
    sizes = sorted(results.grown)
    said = f"from {sizes[0]:,} to {sizes[-1]:,} posts" if len(sizes) > 1 else "from 1,000 to 20,000 posts"
    yield Row(said, None, None, "time and memory grow no faster than the number of posts", no_faster(results.grown))


def _ahead(ours: Used | None, other: Used | None) -> bool | None:
    return ours.seconds < other.seconds if ours and other else None


def _all(met: Sequence[bool | None]) -> bool | None:
    """Whether all is met: one that is not decides, and of the rest one that nobody measured."""
    return False if False in met else None if None in met else True


def no_faster(grown: Mapping[int, Used]) -> bool | None:
    """Whether no step from one size to the next takes more time or memory than posts. None where there is none."""
    met: list[bool | None] = []
    for small, large in pairwise(sorted(grown)):
        times, one, other = large / small, grown[small], grown[large]
        met.append(other.seconds <= times * one.seconds)
        met.append(other.memory <= times * one.memory if one.memory and other.memory else None)
    return _all(met) if met else None


def targets(results: Results) -> Iterator[str]:
    """The table of the targets."""
    yield from _table(
        (f"job, with {results.posts:,} posts and contacts", "s", "CPU s", "to Hugo", "CPU, to Hugo", "target", "met"),
        (_cells(row) for row in rows(results)),
    )


def _cells(row: Row) -> tuple[str, ...]:
    met = {True: "yes", False: "**no**", None: "not measured" if row.target else ""}[row.met]
    if row.used is None:
        return row.job, "", "", "", "", row.target, met
    hugo = row.hugo
    ratio = f"{row.used.seconds / hugo.seconds:.2f}" if hugo else "?"
    busy = (row.used.processors, hugo.processors if hugo else None)
    ratios = f"{busy[0] / busy[1]:.2f}" if busy[0] is not None and busy[1] else "?"
    return row.job, f"{row.used.seconds:.2f}", _number(row.used.processors), ratio, ratios, row.target, met


def generators(results: Results, called: Mapping[str, str]) -> Iterator[str]:
    """The table of full builds by every generator, each with its version as `called` has it."""
    builds = {"ours": results.ours["cold"]} if "cold" in results.ours else {}
    hugo = results.others.get("hugo")
    yield from _table(
        ("full build", "s", "CPU s", "peak MB", "pages", "to Hugo"),
        (
            (
                called.get(name, name),
                f"{used.seconds:.2f}",
                _number(used.processors),
                _number(used.memory, 1e6, 0),
                f"{results.pages.get(name, 0):,}",
                f"{used.seconds / hugo.seconds:.2f}" if hugo else "?",
            )
            for name, used in {**builds, **results.others}.items()
        ),
    )


def growth(grown: Mapping[int, Used]) -> Iterator[str]:
    """The table of cold builds of several sizes, each beside the one before."""
    sizes = sorted(grown)
    before = {large: small for small, large in pairwise(sizes)}

    def times(size: int) -> tuple[str, str, str]:
        if size not in before:
            return "", "", ""
        small, large = grown[before[size]], grown[size]
        memory = f"{large.memory / small.memory:.2f}" if small.memory and large.memory else "?"
        return f"{size / before[size]:.2f}", f"{large.seconds / small.seconds:.2f}", memory

    yield from _table(
        ("posts", "s", "ms a post", "CPU s", "peak MB", "times the posts", "times as long", "times the memory"),
        (
            (
                f"{size:,}",
                f"{grown[size].seconds:.2f}",
                f"{grown[size].seconds / size * 1000:.2f}",
                _number(grown[size].processors),
                _number(grown[size].memory, 1e6, 0),
                *times(size),
            )
            for size in sizes
        ),
    )


def share(ours: Used, alone: Used, pages: int, pages_alone: int) -> str:
    """What the record took of a cold build, beside the same posts without one."""
    seconds, more = ours.seconds - alone.seconds, pages - pages_alone
    return (
        f"What only Plaint has (the record, its clocks, pages, feeds, calendar and data) took {seconds:.2f} s of "
        f"{ours.seconds:.2f} s, {seconds / ours.seconds:.0%} of the time for {more / pages:.0%} of the pages; "
        f"the posts alone took {alone.seconds:.2f} s."
    )


def shown(used: Used) -> str:
    """What one run used, in words."""
    return f"{used.seconds:.2f} s, {_number(used.processors)} s of processors, {_number(used.memory, 1e6, 0)} MB"


def _number(value: float | None, unit: float = 1, places: int = 2) -> str:
    return "?" if value is None else f"{value / unit:.{places}f}"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown: the first column of words, those with figures set to the right."""
    words = ("target", "met")
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---' if not at or name in words else '---:' for at, name in enumerate(head))}|"
    for line in lines:
        yield f"| {' | '.join(line)} |"
