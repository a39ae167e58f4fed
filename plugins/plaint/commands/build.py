"""`build`: from a campaign's folder to its site, or to every problem that is in the way."""

from __future__ import annotations

import gc
import logging
import re
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Any

from blinker import ANY, Signal

from plaint.commands.ahead import Ahead
from plaint.commands.day import the_day
from plaint.commands.elsewhere import code_of, plugins_in, theme_in
from plaint.commands.places import CACHE, HERE
from plaint.commands.report import Progress, summed, tell
from plaint.memory.aside import Aside
from plaint.memory.settled import Look, looks, reliable
from plaint.memory.store import key_of
from plaint.problems import Problem, Stopped, Where, as_typed
from plaint.site.memory import Memory
from plaint.site.output import Looked, SpareTree
from plaint.site.reading import Reading, read
from plaint.site.search_index import INDEX
from plaint.site.written import Written
from plaint.values import dataclass

SETTINGS = HERE / "pelicanconf.py"
TEMPLATES = HERE / "theme" / "templates"
COMPILED = CACHE / "templates"
"""Where compiled templates are kept."""


def build(
    content: str,
    output: str,
    today: str | None = None,
    quiet: bool = False,
    settings: Path | None = None,
) -> int:
    """Build the site of a campaign by a settings file; 0 where it stands, 1 where a problem kept the old one there."""
    return 0 if built(content, output, today, quiet, settings).made else 1


def built(
    content: str,
    output: str,
    today: str | None,
    quiet: bool,
    settings: Path | None = None,
    second: Aside[Looked | None] | None = None,
    seen: Mapping[str, Look] | None = None,
) -> Built:
    """The same, and what came of it, with everything said that is to be said.

    `second` is a look at the output's second tree that another process takes; `seen` are looks at the campaign's files.
    """
    began = time.monotonic()
    try:
        day = the_day(today)
        with Progress(quiet=quiet) as progress, uncollected():
            ahead = Ahead(TEMPLATES, COMPILED)
            reading = read_folder(content, day, progress=progress, ahead=ahead, remember=True, seen=seen)
            if not reading.problems:
                places = Path(content), Path(output)
                made = make(reading, *places, progress=progress, ahead=ahead, settings=settings, second=second)
    except Stopped as stopped:
        tell(stopped.problems)
        print("Nothing was written.")
        return Built()
    tell((*reading.problems, *reading.doubts))
    if reading.problems:
        print(f"{summed(reading.problems, reading.doubts)}. Nothing was written.")
        return Built(reading)
    if not quiet:
        said = f", {summed((), reading.doubts).partition(', ')[2]}" if reading.doubts else ""
        print(f"{output}: {made.pages:,} pages as of {day.isoformat()}, in {time.monotonic() - began:.1f} s{said}.")
    return Built(reading, made)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keeps Python from looking for garbage: what a build makes lives until its end, so that it would find none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Made:
    """What a build wrote: how many pages and files there are, how many of them had to be made, and every file."""

    pages: int
    redone: int
    files: Mapping[str, Written]
    places: tuple[Path, ...] = ()
    seen: Mapping[str, Look] = field(default_factory=dict)
    """What else it was made from than Plaint and its campaign, and looks at that from before any page was made."""
    sure: bool = False
    """Whether none of that had just been changed then."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of the command: the campaign, where it could be read, and the site, where it could be written."""

    reading: Reading | None = None
    made: Made | None = None


def read_folder(
    content: str,
    day: date,
    *,
    drafts: bool = False,
    progress: Progress | None = None,
    ahead: Ahead | None = None,
    remember: bool = False,
    sort: str = "build",
    seen: Mapping[str, Look] | None = None,
) -> Reading:
    """The campaign in a folder. Raises Stopped where there is no such folder.

    Where it is to `remember`, what was read last time is not read again unless it has changed. Builds of different
    sorts keep their work apart.
    """
    root = Path(content)
    if not root.is_dir():
        hint = "name the campaign’s folder with --content"
        raise Stopped([Problem(Where(content), "there is no such folder", hint)])
    memory = Memory(CACHE / "campaigns", root, root.as_posix(), sort, seen) if remember else None
    return read(root, root.as_posix(), day, drafts=drafts, progress=progress, meanwhile=ahead, memory=memory)


def make(
    reading: Reading,
    content: Path,
    output: Path,
    *,
    settings: Path | None = None,
    preview: bool = False,
    progress: Progress | None = None,
    ahead: Ahead | None = None,
    second: Aside[Looked | None] | None = None,
) -> Made:
    """Write the site of a campaign that has no problems. Raises Stopped; what stood in `output` still stands then.

    A `preview` is served at the root of this computer, whatever address the campaign will have. `ahead` is what was
    done already while the campaign was read.
    """
    # Pelican takes half a second to import, which whoever has a problem to mend should not wait for.
    import pelican
    from pelican.log import console
    from pelican.settings import read_settings

    from plaint.site.compiled import Compiled
    from plaint.site.site import Site, environment

    assert reading.casebook is not None
    settings = settings or SETTINGS
    refuse_overlap(content, output)
    overrides = {
        "PATH": str(content.resolve()),
        "OUTPUT_PATH": str(output.absolute()),
        "PLAINT_PROGRESS": progress,
    }
    try:
        chosen = read_settings(str(settings), override=overrides)
        plugins = set(chosen["PLUGINS"])
        others = plugins_in(chosen)
        seen = looks([theme_in(chosen), *others])
        sure = reliable(seen)
        stamp = key_of(_stamp_of(chosen), code_of(others))
    except Exception as error:  # whatever Python can say: these settings are a file that people edit
        raise Stopped([_wrong_settings(error, settings)]) from error
    templates = Path(chosen["THEME"]) / "templates"
    env = ahead.env if ahead and ahead.templates == templates else None
    env = env or environment(templates, Compiled(COMPILED))
    chosen["PLAINT_SITE"] = Site(
        reading.casebook,
        content,
        templates,
        plugins=plugins,
        preview=preview,
        env=env,
        work=reading.work,
        settings=stamp,
    )
    memory = reading.memory
    if memory:
        reading.work.keep_ahead = lambda: _keep_ahead(memory, reading)
    tree = SpareTree(output, CACHE / "trees", memory.store, second) if memory else SpareTree(output)
    chosen["PLAINT_TREE"] = tree
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    console.quiet = True
    before = _listening()
    try:
        engine = pelican.Pelican(chosen)
        missing = plugins - {plugin.__name__ for plugin in engine.plugins}
        if missing or errors.said:
            where = Where(settings.name)
            said = errors.said or [f"the plugin {name} cannot be loaded" for name in sorted(missing)]
            raise Stopped([Problem(where, each, "correct PLUGINS") for each in said])
        engine.run()
        if errors.said:
            raise Stopped([Problem(Where(settings.name), each) for each in errors.said])
        if memory:
            if reading.work.differs:
                memory.keep(reading.ground, reading.work.left())
            memory.store.commit()
        redone = sum(count for name, count in reading.work.redone.items() if name.startswith("made by "))
        pages = sum(not name.startswith(INDEX) for name in tree.written)
        return Made(pages, redone, tree.files, (theme_in(chosen), *others), seen, sure)
    except Exception as error:  # whatever a plugin of somebody’s own can raise
        if isinstance(error, Stopped):
            raise
        if problem := _wrong_plugin(error, others):
            raise Stopped([problem]) from error
        if not isinstance(error, OSError):
            raise
        reason = error.strerror or str(error)
        hint = "free some space, or name another --output"
        raise Stopped([Problem(Where(output.as_posix()), f"the site cannot be written ({reason})", hint)]) from error
    finally:
        console.quiet = False
        logging.getLogger().removeHandler(errors)
        for signal, receivers in _listening().items():
            for receiver in receivers - before.get(signal, set()):
                signal.disconnect(receiver)
        tree.give_up()


def _keep_ahead(memory: Memory, reading: Reading) -> None:
    """Of a first build, keep what is known by now, so that little remains to be kept when all pages are made.

    Where an earlier build left something, that stays until this one has succeeded.
    """
    if not (reading.work.past.tokens or memory.past()[1].tokens):
        memory.keep(reading.ground, reading.work.left_ahead())
        memory.store.commit()


def _stamp_of(settings: dict[str, Any]) -> bytes:
    """What differs wherever the settings do, in anything that a page can show."""
    elsewhere = ("OUTPUT_PATH", "PATH", "PLAINT_PROGRESS", "PLAINT_SITE", "PLAINT_TREE")
    said = (f"{name}={value!r}" for name, value in sorted(settings.items()) if name not in elsewhere)
    return key_of(*(re.sub(r" at 0x[0-9a-f]+", "", each) for each in said))


def _listening() -> dict[Signal, set[Callable[..., object]]]:
    """Who listens to each of Pelican's signals.

    Plugins are wired for good. In a process that builds again, one whose line was deleted would go on making its
    pages, so that what a build wired is taken off at its end.
    """
    from pelican.plugins import signals

    found = (each for each in vars(signals).values() if isinstance(each, Signal))
    return {each: set(each.receivers_for(ANY)) for each in found}


def _wrong_settings(error: Exception, settings: Path) -> Problem:
    """What Python says of the settings, with their line where it is known."""
    line = error.lineno or 0 if isinstance(error, SyntaxError) else 0
    for frame in traceback.extract_tb(error.__traceback__):
        if Path(frame.filename).name == settings.name:
            line = frame.lineno or line
    said = error.msg if isinstance(error, SyntaxError) else str(error) or type(error).__name__
    return Problem(Where(settings.name, line), f"these settings cannot be used: {said}", "put the file back as it was")


def _wrong_plugin(error: Exception, plugins: Iterable[Path]) -> Problem | None:
    """What Python says of a plugin that is none of Plaint's, with the last of its lines that was reached."""
    folders = [plugin.resolve() for plugin in plugins]
    found = [
        Where(as_typed(frame.filename), frame.lineno or 0)
        for frame in traceback.extract_tb(error.__traceback__)
        if any(Path(frame.filename).resolve().is_relative_to(folder) for folder in folders)
    ]
    if isinstance(error, SyntaxError) and error.filename:
        found.append(Where(as_typed(error.filename), error.lineno or 0))
    if not found:
        return None
    said = error.msg if isinstance(error, SyntaxError) else f"{type(error).__name__}: {error}".rstrip(": ")
    return Problem(found[-1], f"this plugin cannot be used: {said}", "correct it, or take it out of PLUGINS")


def refuse_overlap(content: Path, output: Path) -> None:
    """An output folder is replaced whole, so nothing that matters may lie in it. Raises Stopped."""
    mine, theirs = output.absolute().resolve(), content.resolve()
    kept = (theirs, HERE)
    if any(each == mine or each.is_relative_to(mine) for each in kept) or mine.is_relative_to(theirs):
        what = "lies over the campaign or over Plaint itself, and a build replaces the whole folder"
        raise Stopped([Problem(Where(output.as_posix()), what, "name a folder of its own with --output")])


class _Errors(logging.Handler):
    """Keeps what Pelican only logs: it goes on, and ends with success, where it should have stopped."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(" ".join(record.getMessage().split()))
