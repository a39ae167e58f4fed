"""What commands say: findings for people, for programs and for pull requests, and how far long work has come."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from plaint.problems import Doubt, Finding, Problem, Where

_QUIET_FOR = 0.5
"""Seconds that work may take before its progress is shown."""


def tell(findings: Iterable[Finding]) -> None:
    """Print findings, one a line; doubts are marked as such."""
    for finding in findings:
        print(_line(finding), file=sys.stderr)


def _line(finding: Finding) -> str:
    return f"{finding} (doubt)" if isinstance(finding, Doubt) else str(finding)


def summed(problems: Iterable[Problem], doubts: Iterable[Doubt]) -> str:
    """How many of each there are: `2 problems, 1 doubt`."""
    counted = [(len(list(problems)), "problem"), (len(list(doubts)), "doubt")]
    return ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counted)


def by_file(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, file by file: files with problems first, and in each file its problems before its doubts."""
    found = list(findings)
    broken = {each.where.file for each in found if isinstance(each, Problem)}
    return sorted(
        found,
        key=lambda each: (
            each.where.file not in broken,
            each.where.file,
            isinstance(each, Doubt),
            each.where.line,
        ),
    )


def tell_by_file(findings: Iterable[Finding]) -> None:
    """Print findings file by file, with an empty line between two files."""
    before: str | None = None
    for finding in by_file(findings):
        if before not in (None, finding.where.file):
            print(file=sys.stderr)
        before = finding.where.file
        tell([finding])


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding for programs. `line` is None where the whole file is meant, `right` empty where nothing is known."""
    return {
        "kind": "doubt" if isinstance(finding, Doubt) else "problem",
        "file": finding.where.file,
        "line": finding.where.line or None,
        "what": " ".join(finding.what.split()),
        "right": " ".join(finding.hint.split()),
    }


def as_document(content: str, day: date | None, problems: Sequence[Problem], doubts: Sequence[Doubt]) -> str:
    """All findings on a campaign as one JSON document. `day` is None where it was not even known."""
    data = {
        "content": content,
        "as_of": day.isoformat() if day else None,
        "problems": len(problems),
        "doubts": len(doubts),
        "findings": [as_data(each) for each in by_file([*problems, *doubts])],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def workflow_commands(findings: Iterable[Finding], root: Path) -> Iterator[str]:
    """Findings as workflow commands, which GitHub shows beside the lines of a pull request.

    Paths are given from the repository's `root`. What stands in no file of it, such as an option, names itself in the
    message.
    """
    for each in by_file(findings):
        level, title = ("warning", "Doubt") if isinstance(each, Doubt) else ("error", "Problem")
        said = f"{each.what}; {each.hint}" if each.hint else each.what
        file = _inside(each.where, root)
        properties = [f"file={_property(file)}"] if file else []
        properties += [f"line={each.where.line}"] if file and each.where.line else []
        properties.append(f"title={_property(title)}")
        words = " ".join((said if file else f"{each.where}: {said}").split())
        yield f"::{level} {','.join(properties)}::{_message(words)}"


def _inside(where: Where, root: Path) -> str | None:
    """The file as the repository names it; None where there is none of that name in it."""
    path = Path(where.file)
    try:
        return path.resolve().relative_to(root.resolve()).as_posix() if path.exists() else None
    except (ValueError, OSError):
        return None


def _message(words: str) -> str:
    """A message of a workflow command, in which a per cent sign and the ends of lines are escaped."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    """A property of a workflow command, in which a colon and a comma would end it."""
    return _message(words).replace(":", "%3A").replace(",", "%2C")


def repository_of(folder: Path) -> Path:
    """The root of the git repository around a folder; where there is none, the folder we stand in."""
    here = folder.resolve()
    return next((each for each in (here, *here.parents) if (each / ".git").exists()), Path.cwd())


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
