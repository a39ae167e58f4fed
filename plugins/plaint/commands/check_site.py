"""What only the site can tell, without building it: whether its settings and templates hold, and its addresses."""

from __future__ import annotations

import importlib
import importlib.util
import os
import runpy
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2

from plaint.casebook.casebook import Casebook
from plaint.commands import published
from plaint.commands.publish_git import repository
from plaint.problems import Doubt, Problem, Stopped, Where


def in_settings(settings: Path) -> Iterator[Problem]:
    """What would stop a build in a settings file, and in the templates of the theme that it names."""
    try:
        said = runpy.run_path(str(settings))
        plugins, theme = [str(each) for each in said["PLUGINS"]], Path(said["THEME"])
    except Exception as error:  # whatever Python can say: these settings are a file that people edit
        yield _wrong(error, settings)
        return
    for name in plugins:
        if not _there(name):
            yield Problem(Where(_shown(settings)), f"the plugin {name} cannot be loaded", "correct PLUGINS")
    yield from in_templates(theme / "templates")


def in_templates(folder: Path) -> Iterator[Problem]:
    """The templates that cannot be read as such, each with its line."""
    env = jinja2.Environment()
    for path in sorted(folder.rglob("*.html")):
        try:
            env.parse(path.read_text(encoding="utf-8"))
        except jinja2.TemplateSyntaxError as error:
            where = Where(_shown(path), error.lineno)
            yield Problem(where, f"the template is wrong: {error.message}", "correct the template")
        except (OSError, UnicodeDecodeError) as error:
            yield Problem(Where(_shown(path)), f"cannot be read ({error})", "save it as UTF-8")


def addresses_lost(case: Casebook, content: Path, settings: Path) -> list[Doubt]:
    """A doubt for each address that was published last and that a build would no longer make.

    Asked of a campaign without problems. Nothing where nothing was published, or nobody can tell.
    """
    try:
        if not published.last_published(repository(content)):
            return []  # which spares most campaigns the work of finding out what there would be
    except Stopped:
        return []
    return published.gone(content, planned(case, content, settings))


def planned(case: Casebook, content: Path, settings: Path) -> list[str]:
    """Every address that Plaint's plugins, of those that the settings name, would make."""
    # They import Pelican, which takes half a second.
    from plaint.site.site import Site

    said = runpy.run_path(str(settings))
    plugins = [str(each) for each in said["PLUGINS"]]
    site = Site(case, content, Path(said["THEME"]) / "templates", plugins=plugins)
    found: list[str] = []
    for name in plugins:
        module: Any = importlib.import_module(name)
        generator = getattr(module, "generators", None)
        if name.startswith("plaint.site.") and generator:
            found += [item.address for item in generator(None)({}, {**said, "PLAINT_SITE": site}).plan()]
    return found


def _there(name: str) -> bool:
    """Whether there is a module of that name. It is not imported: a plugin may do what it likes when it is."""
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError, AttributeError):
        return False


def _wrong(error: Exception, settings: Path) -> Problem:
    """What Python says of the settings, with their line where it is known."""
    lines = [each.lineno for each in traceback.extract_tb(error.__traceback__) if each.filename == str(settings)]
    line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else 0
    said = error.msg if isinstance(error, SyntaxError) else str(error) or type(error).__name__
    where = Where(_shown(settings), line or 0)
    return Problem(where, f"these settings cannot be used: {said}", "put the file back as it was")


def _shown(path: Path) -> str:
    """A path as it would be typed from where we stand."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # on another drive, on Windows
        return path.as_posix()
