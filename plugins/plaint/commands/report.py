"""What commands say: findings one a line on standard error, and how far long work has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from plaint.problems import Doubt, Finding, Problem

_QUIET_FOR = 0.5
"""Seconds that work may take before its progress is shown."""


def tell(findings: Iterable[Finding]) -> None:
    """Print findings, one a line; doubts are marked as such."""
    for finding in findings:
        print(f"{finding} (doubt)" if isinstance(finding, Doubt) else str(finding), file=sys.stderr)


def summed(problems: Iterable[Problem], doubts: Iterable[Doubt]) -> str:
    """How many of each there are: `2 problems, 1 doubt`."""
    counted = [(len(list(problems)), "problem"), (len(list(doubts)), "doubt")]
    return ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counted)


class Progress:
    """Shows on a terminal what is being done, once it takes long enough to wonder; elsewhere it says nothing."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.shows = not quiet and sys.stderr.isatty()
        self.began = time.monotonic()
        self.shown = ""

    def __call__(self, what: str, done: int, whole: int) -> None:
        if not self.shows or time.monotonic() - self.began < _QUIET_FOR:
            return
        line = f"{what} {done:,} of {whole:,}" if whole else f"{what} {done:,}" if done else f"{what} …"
        if line != self.shown:
            print(f"\r{line.ljust(len(self.shown))}", end="", file=sys.stderr, flush=True)
            self.shown = line

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown:
            print("\r" + " " * len(self.shown) + "\r", end="", file=sys.stderr, flush=True)
