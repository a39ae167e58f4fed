"""One build of a preview: what came of it, whatever goes wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Collection
from contextlib import suppress
from datetime import date
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from plaint.commands.places import CACHE, HERE
from plaint.commands.report import Progress
from plaint.memory.store import key_of
from plaint.problems import Finding, Problem, Stopped, Where
from plaint.values import dataclass

if TYPE_CHECKING:
    from plaint.commands.ahead import Ahead

CODE = HERE / "plugins"
THEME = HERE / "theme"
SETTINGS = HERE / "pelicanconf.py"

_TRIAL = """
import sys
sys.path[:0] = {path!r}
import plaint.commands.serve, plaint.commands.build, plaint.site.build, plaint.site.site
"""
_UNUSED = 60 * 24 * 3600
"""Seconds after which a preview that no server has built meanwhile is deleted."""

_LONG = 60
"""Seconds after which a trial of new code is given up."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to: what is wrong, how many pages and files the site has, and how many were made anew.

    `stands` tells whether a new site stands now; `again` whether the next try may go well though nothing is saved.
    """

    findings: tuple[Finding, ...]
    stands: bool = False
    pages: int = 0
    redone: int = 0
    again: bool = False


def site_of(content: str, port: int) -> Path:
    """Where the preview of a campaign stands. No two servers have one port, so that each has a place of its own."""
    place = Path(content).resolve()
    return CACHE / "serve" / f"{place.name or 'campaign'}-{key_of(place.as_posix()).hex()[:12]}-{port}" / "site"


def sweep(site: Path) -> None:
    """Delete the previews, other than the one that stands at `site`, that no server has built for long."""
    with suppress(OSError):
        for each in (CACHE / "serve").iterdir():
            if each != site.parent and time.time() - each.stat().st_mtime > _UNUSED:
                shutil.rmtree(each, ignore_errors=True)


class Builder:
    """Builds the preview of a campaign again and again."""

    def __init__(self, content: str, site: Path) -> None:
        self.content, self.site = content, site
        self._ahead: Ahead | None = None

    def build(self, day: date, saved: Collection[str] = ()) -> Outcome:
        """The site as of a day, built anew after these files were saved. What went wrong is in the outcome."""
        # Templates that nobody touched are compiled once.
        if any(Path(each).is_relative_to(THEME) for each in saved):
            self._ahead = None
        if str(SETTINGS) in saved:
            forget_compiled([SETTINGS])
        try:
            return self._built(day)
        except Stopped as stopped:
            return Outcome(stopped.problems, again=isinstance(stopped.__cause__, OSError))
        except Exception as error:  # whatever code that is being worked on can raise
            return Outcome((fault(error),), again=isinstance(error, OSError))

    def _built(self, day: date) -> Outcome:
        # Imported only here: what is wrong in them is to be shown like all else.
        from plaint.commands.ahead import Ahead
        from plaint.commands.build import COMPILED, TEMPLATES, make, read_folder
        from plaint.site.compiled import Compiled
        from plaint.site.site import environment

        ahead = self._ahead or Ahead(TEMPLATES, COMPILED)
        with Progress() as progress:
            reading = read_folder(
                self.content, day, drafts=True, progress=progress, ahead=ahead, remember=True, sort="serve"
            )
            try:
                if reading.problems:
                    return Outcome((*reading.problems, *reading.doubts))
                ahead.env = ahead.env or environment(TEMPLATES, Compiled(COMPILED))
                made = make(reading, Path(self.content), self.site, preview=True, progress=progress, ahead=ahead)
            finally:
                if reading.memory:
                    reading.memory.store.close()
        self._ahead = ahead
        return Outcome(reading.doubts, stands=True, pages=made.pages, redone=made.redone)


def trial() -> Problem | None:
    """What keeps Plaint's own code, as it is saved now, from being run; None where it can be."""
    call = [sys.executable, "-B", "-c", _TRIAL.format(path=[str(CODE)])]
    try:
        done = subprocess.run(
            call, cwd=HERE, capture_output=True, text=True, errors="replace", timeout=_LONG, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Problem(Where(CODE.name), f"Plaint’s own code cannot be tried: {error}")
    if done.returncode == 0:
        return None
    lines = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
    where = Where(CODE.name)
    for line in lines:
        if line.strip().startswith(f'File "{CODE}'):
            _, file, rest = line.strip().split('"', 2)
            where = Where(shown(file), _number_in(rest))
    return Problem(where, f"Plaint’s own code cannot be run: {lines[-1]}", "correct it, or take the change back")


def fault(error: Exception) -> Problem:
    """What was raised, with the line of Plaint's own code that it came from."""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if Path(each.filename).is_relative_to(HERE)]
    where = Where(shown(frames[-1].filename), frames[-1].lineno or 0) if frames else Where(CODE.name)
    said = " ".join(str(error).split())
    if isinstance(error, SyntaxError) and error.filename:
        where, said = Where(shown(error.filename), error.lineno or 0), error.msg
    what = f"Plaint itself failed here: {type(error).__name__}{': ' if said else ''}{said}"
    return Problem(where, what, "take back what was changed last")


def forget_compiled(files: Collection[Path]) -> None:
    """Delete what Python keeps compiled of these files: it would take one saved twice in a second for unchanged."""
    for file in files:
        with suppress(OSError, NotImplementedError):
            Path(cache_from_source(str(file))).unlink(missing_ok=True)


def shown(file: str) -> str:
    """A path as the user would type it."""
    with suppress(ValueError):
        return Path(file).relative_to(Path.cwd()).as_posix()
    return Path(file).as_posix()


def _number_in(text: str) -> int:
    """The number in `, line 12, in name`."""
    digits = "".join(each if each.isdigit() else " " for each in text.partition("line ")[2]).split()
    return int(digits[0]) if digits else 0
