"""What is wrong, and where: the two kinds of finding that every layer can yield."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from plaint.values import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file: its path as the user would type it, and a line counted from 1 (0: the whole file)."""

    file: str
    line: int = 0

    def __reduce__(self) -> tuple[type[Where], tuple[str, int]]:
        """How it is kept between builds: there are many, and what a dataclass does of itself takes twice as long."""
        return Where, (self.file, self.line)

    def __str__(self) -> str:
        """`content/record/contacts.yaml:41`, which editors and terminals open at that line."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something found in what a campaigner wrote: where, what it is, and what would be right."""

    where: Where
    what: str
    hint: str = ""

    def __str__(self) -> str:
        """The finding as one line."""
        line = f"{self.where}: {self.what}; {self.hint}" if self.hint else f"{self.where}: {self.what}"
        return " ".join(line.split())


class Problem(Finding):
    """A finding that stops a build: nothing is written while there is one."""

    __slots__ = ()


class Doubt(Finding):
    """A finding that deserves a look, and stops nothing unless `check --strict` is asked for."""

    __slots__ = ()


class Stopped(Exception):
    """Raised when work cannot go on because of problems, which it carries."""

    def __init__(self, problems: Iterable[Finding]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def as_typed(file: str) -> str:
    """A file's path as the user would type it from where they stand."""
    path = Path(file)
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def nearest(word: str, known: Iterable[str]) -> str:
    """A question that offers the nearest known spelling of `word`, or nothing where none is near."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""


def one_of(words: Iterable[str]) -> str:
    """The words in a row, for people: `a, b or c`."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"
