"""The other generators that the benchmark knows: what they are called, whether they are here, and a build by one."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from plaint.commands.bench_eleventy import ELEVENTY
from plaint.commands.bench_hugo import HUGO
from plaint.commands.bench_jekyll import JEKYLL
from plaint.commands.bench_other import Other
from plaint.commands.bench_pelican import PELICAN
from plaint.commands.bench_run import Used, put_aside, run
from plaint.problems import Problem, Stopped, Where

OTHERS = {each.name: each for each in (HUGO, ELEVENTY, JEKYLL, PELICAN)}
"""Every other generator, by its name in `--others`. Ours is compared with the first."""

_ENOUGH = 60
"""Seconds in which a program can say its version."""


def others_in(words: str) -> list[Other]:
    """The generators that were asked for: `all`, `none`, or their names. Raises Stopped."""
    names = words_in("--others", words, OTHERS)
    return [OTHERS[name] for name in names]


def words_in(option: str, words: str, known: Iterable[str]) -> list[str]:
    """Those of the known words that were asked for, in their own order: `all`, `none`, or some. Raises Stopped."""
    known = list(known)
    asked = [word.strip() for word in words.split(",")]
    if asked == ["all"]:
        return known
    if asked == ["none"]:
        return []
    for word in asked:
        if word not in known:
            hint = f"write all, none, or some of {','.join(known)}"
            raise Stopped([Problem(Where(option), f"{word!r} is none that is known", hint)])
    return [word for word in known if word in asked]


def version_of(other: Other) -> str | None:
    """The version of a generator; None where it is not installed, or does not run."""
    program = other.find()
    with suppress(OSError, subprocess.SubprocessError):
        if program:
            said = subprocess.run(
                [*program, *other.version], capture_output=True, text=True, timeout=_ENOUGH, check=True
            )
            found = re.search(r"\d+(\.\d+)+", said.stdout)
            return found[0] if found else ""
    return None


def build(other: Other, folder: Path) -> Used:
    """Build the whole site in a folder anew. Raises Stopped."""
    put_aside(folder / "output")
    return run([*(other.find() or [other.name]), *other.arguments], folder, other.called)
