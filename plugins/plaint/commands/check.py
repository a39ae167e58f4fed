"""`check`: everything that is wrong with a campaign, without building it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from plaint.commands import links
from plaint.commands.build import SETTINGS, read_folder
from plaint.commands.check_site import addresses_lost, in_settings
from plaint.commands.day import the_day
from plaint.commands.places import HERE
from plaint.commands.report import (
    Progress,
    as_document,
    repository_of,
    summed,
    tell_by_file,
    workflow_commands,
)
from plaint.problems import Doubt, Finding, Problem, Stopped, Where, nearest, one_of

FORMATS = ("text", "json", "github")
WORLD = links.World(HERE / ".cache" / "links.json")


def check(
    content: str, today: str | None = None, strict: bool = False, format: str = "text", links: bool = False
) -> int:
    """Report problems and doubts; 0 where there is no problem, and with `strict` no doubt either.

    `format` is one of FORMATS. With `links`, other sites are asked whether what the campaign links to is there.
    """
    day: date | None = None
    try:
        if format not in FORMATS:
            hint = nearest(format, FORMATS) or f"write {one_of(FORMATS)}"
            stopped = Stopped([Problem(Where("--format"), f"there is no form {format!r}", hint)])
            format = "text"
            raise stopped
        day = the_day(today)
        problems, doubts = found(content, day, ask=links)
    except Stopped as error:
        problems, doubts = tuple(each for each in error.problems if isinstance(each, Problem)), ()
    _say(content, day, problems, doubts, format)
    return 1 if problems or (strict and doubts) else 0


def found(
    content: str, day: date, *, ask: bool = False, settings: Path = SETTINGS
) -> tuple[tuple[Problem, ...], tuple[Doubt, ...]]:
    """All that is wrong with the campaign in a folder, and with the settings. Raises Stopped where there is none."""
    with Progress() as progress:
        reading = read_folder(content, day, progress=progress, remember=True)
        problems = (*reading.problems, *in_settings(settings))
        doubts = list(reading.doubts)
        if reading.casebook and not problems:
            doubts += addresses_lost(reading.casebook, Path(content), settings)
        if reading.casebook and ask:
            doubts += links.look(reading.casebook, day, WORLD, progress)
    return problems, tuple(doubts)


def _say(content: str, day: date | None, problems: Sequence[Problem], doubts: Sequence[Doubt], format: str) -> None:
    findings: list[Finding] = [*problems, *doubts]
    match format:
        case "json":
            print(as_document(content, day, problems, doubts))
            return
        case "github":
            for line in workflow_commands(findings, repository_of(Path(content))):
                print(line)
        case _:
            tell_by_file(findings)
    if day:
        print(f"{content}: {summed(problems, doubts)}.")
