"""`bench`: how long builds take after each kind of edit, beside full builds by other generators in the same run."""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from plaint.commands import bench_others, bench_table
from plaint.commands.bench_corpus import write_alone
from plaint.commands.bench_other import Other
from plaint.commands.bench_others import others_in, version_of, words_in
from plaint.commands.bench_ours import EDITS, Campaign, build_edited
from plaint.commands.bench_run import Used, best, cores
from plaint.commands.bench_table import JOBS, Results, shown
from plaint.commands.report import tell
from plaint.problems import Problem, Stopped, Where
from plaint.site.search_index import INDEX
from plaint.values import dataclass

MOST = 100_000
"""Posts that are still measured; more would fill the disk of many a machine."""

_MOST_ROUNDS = 20
_PAUSE = 2.5
"""Seconds that a campaign is left alone before a cold build: files that were changed a moment ago are not relied on."""


def bench(posts: str = "5000", growth: str = "", others: str = "all", edits: str = "all", repeat: str = "2") -> int:
    """Build made-up campaigns by every generator, print what each took and which targets are met; 1 where one fails.

    Failing is not being able to build: a target that is missed is only said.
    """
    try:
        count = number_in("--posts", posts, MOST)
        sizes = sizes_in("--growth", growth) if growth else []
        rounds = number_in("--repeat", repeat, _MOST_ROUNDS)
        chosen, jobs = others_in(others), words_in("--edits", edits, EDITS)
        called, missing = called_here(chosen)
        with tempfile.TemporaryDirectory(prefix="plaint-bench-") as name:
            here = [other for other in chosen if other.name in called]
            _print(_head(rounds), *missing)
            measured = _jobs(Path(name), count, here, jobs, rounds, called)
            _print("", *bench_table.generators(measured.results, called), "", *measured.notes)
            grown = {size: _grown(Path(name), size, rounds) for size in sizes}
            if grown:
                _print("", *bench_table.growth(grown))
            _print("", *bench_table.targets(replace(measured.results, grown=grown)))
            if count != bench_table.POSTS:
                _print("", f"The targets are for {bench_table.POSTS:,} posts.")
    except Stopped as stopped:
        tell(stopped.problems)
        return 1
    return 0


def number_in(option: str, words: str, most: int) -> int:
    """A number from 1 to `most`. Raises Stopped."""
    word = str(words).strip()
    if not (word.isascii() and word.isdigit() and 1 <= int(word) <= most):
        raise Stopped([Problem(Where(option), f"{word!r} is no number from 1 to {most:,}")])
    return int(word)


def sizes_in(option: str, words: str) -> list[int]:
    """The numbers of posts that were asked for, smallest first: two at least. Raises Stopped."""
    sizes = sorted({number_in(option, word, MOST) for word in words.split(",")})
    if len(sizes) < 2:
        raise Stopped([Problem(Where(option), "growth takes two sizes or more", "write them as 1000,5000,20000")])
    return sizes


def called_here(chosen: Iterable[Other]) -> tuple[dict[str, str], list[str]]:
    """The generators that are here, with their versions, and a line for each that is not."""
    called, missing = {"ours": "Plaint"}, []
    for other in chosen:
        found = version_of(other)
        if found is None:
            missing.append(f"{other.called} is left out, because it is not installed ({other.comes_as}).")
        else:
            called[other.name] = f"{other.called} {found}".strip()
    return called, missing


def _head(rounds: int) -> str:
    return (
        f"On Python {platform.python_version()} with Markdown {version('markdown')} and {cores()} cores; "
        f"the best of {rounds}, each in a process of its own."
    )


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a run of the jobs gives: the figures, and lines about them."""

    results: Results
    notes: tuple[str, ...]


def _jobs(
    under: Path, count: int, others: list[Other], jobs: list[str], rounds: int, called: dict[str, str]
) -> _Measured:
    """Make the corpora in a folder and run everything but growth, every generator in each round. Raises Stopped."""
    ours, alone = Campaign(under / "ours", count), Campaign(under / "alone", count)
    _say(f"Making {count:,} posts and contacts …")
    ours.write()
    alone.write(write_alone)
    for other in others:
        other.write(under / other.name, count)
    ours.warm_up()
    alone.warm_up()
    runs: defaultdict[str, list[Used]] = defaultdict(list)

    def took(job: str, said: str, used: Used) -> None:
        runs[job].append(used)
        _say(f"{said}: {shown(used)}")

    for turn in range(1, rounds + 1):
        for other in others:
            took(other.name, called[other.name], bench_others.build(other, under / other.name))
        for campaign, job in ((alone, "alone"), (ours, "cold")):
            campaign.forget()
            time.sleep(_PAUSE)
            took(job, f"Plaint, {'posts alone' if campaign is alone else JOBS['cold']}", campaign.build())
        pages = {other.name: _pages(under / other.name) for other in others} | {"ours": _pages(ours.folder)}
        searched = (ours.output / INDEX / "pagefind-entry.json").is_file()
        for job in jobs:
            took(job, f"Plaint, {JOBS[job]}", build_edited(ours, job, turn))
    used = {job: best(each) for job, each in runs.items()}
    took_each = ours.stages()
    whole = sum(took_each.values())
    stages = ", ".join(f"{name} {seconds:.2f} s ({seconds / whole:.0%})" for name, seconds in took_each.items())
    notes = (
        bench_table.share(used["cold"], used["alone"], pages["ours"], _pages(alone.folder)),
        f"A cold build by stage: {stages}.",
        _left_out(searched=searched),
    )
    theirs = {other.name: used[other.name] for other in others}
    return _Measured(Results(count, {job: used[job] for job in JOBS if job in used}, theirs, pages), notes)


def _left_out(*, searched: bool) -> str:
    """What is and is not in the figures of our builds."""
    index = "is made" if searched else "is left out, as in every build of so many pages"
    return f"The index of the search {index}. Cards for social networks are drawn for publishing only."


def _grown(under: Path, size: int, rounds: int) -> Used:
    """Cold builds of one size. Raises Stopped."""
    campaign = Campaign(under / f"grown-{size}", size)
    campaign.write()
    campaign.warm_up()
    runs = []
    for _ in range(rounds):
        campaign.forget()
        runs.append(campaign.build())
        _say(f"Plaint, {size:,} posts: {shown(runs[-1])}")
    return best(runs)


def _pages(folder: Path) -> int:
    return sum(1 for _ in (folder / "output").rglob("*.html"))


def _print(*lines: str) -> None:
    for line in lines:
        print(line, flush=True)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
