"""`check`: everything that is wrong with a campaign, without building it."""

from __future__ import annotations

from plaint.commands.build import read_folder
from plaint.commands.day import the_day
from plaint.commands.report import Progress, summed, tell
from plaint.problems import Stopped


def check(content: str, today: str | None = None, strict: bool = False) -> int:
    """Report problems and doubts; 0 where there is no problem, and with `strict` no doubt either."""
    try:
        with Progress() as progress:
            reading = read_folder(content, the_day(today), progress=progress)
    except Stopped as stopped:
        tell(stopped.problems)
        return 1
    tell((*reading.problems, *reading.doubts))
    print(f"{content}: {summed(reading.problems, reading.doubts)}.")
    return 1 if reading.problems or (strict and reading.doubts) else 0
