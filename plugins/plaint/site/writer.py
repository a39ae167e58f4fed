"""Writes pages and files into the spare tree, each address once, and says which template is at fault if one is."""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
from pelican.writers import Writer

from plaint.problems import Problem, Stopped, Where
from plaint.site.page import File, Page
from plaint.site.site import Site


class SiteWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Pelican's writer for this site. Raises Stopped where a page cannot be made or has another's address.

    It is a writer as Pelican knows them, so that what other plugins add is written too.
    """

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        self.output = Path(output_path)
        self.site: Site = settings["PLAINT_SITE"]
        self.progress = settings.get("PLAINT_PROGRESS") or (lambda what, done, whole: None)
        self.written: dict[str, str] = settings["PLAINT_TREE"].written
        self.made: set[Path] = set()

    def write(self, items: Iterable[Page | File]) -> None:
        """Write pages and files."""
        for item in items:
            name = self._claim(item.address, getattr(item, "title", "") or item.address)
            path = self.output / name
            if path.parent not in self.made:
                path.parent.mkdir(parents=True, exist_ok=True)
                self.made.add(path.parent)
            if isinstance(item, Page):
                path.write_bytes(self._render(item).encode())
            elif item.source is not None:
                shutil.copyfile(item.source, path)
            else:
                path.write_bytes(item.content.encode())
            if len(self.written) % 50 == 0:
                self.progress("Writing pages", len(self.written), 0)

    def _claim(self, address: str, title: str) -> str:
        name = f"{address}index.html" if not address or address.endswith("/") else address
        if name in self.written:
            what = f"two pages have the address /{address}: {self.written[name]!r} and {title!r}"
            raise Stopped([Problem(Where(self.site.case.record.campaign.where.file), what, "rename one of them")])
        self.written[name] = title
        return name

    def _render(self, page: Page) -> str:
        try:
            return self.site.render(page)
        except jinja2.TemplateSyntaxError as error:
            where = Where(_shown(error.filename or error.name or page.template), error.lineno)
            raise Stopped(
                [Problem(where, f"the template is wrong: {error.message}", "correct the template")]
            ) from error
        except jinja2.TemplateError as error:
            raise Stopped([_at_fault(error, page)]) from error
        except (TypeError, ValueError, AttributeError, KeyError) as error:
            if not _in_template(error):
                raise
            raise Stopped([_at_fault(error, page)]) from error


def _at_fault(error: Exception, page: Page) -> Problem:
    """The line of the template that an error came from."""
    if isinstance(error, jinja2.TemplateNotFound):
        return Problem(
            Where(page.template), f"there is no template {error.name!r}", "put it back into theme/templates/"
        )
    lines = _in_template(error)
    file, line = lines[-1] if lines else (page.template, 0)
    what = f"the template asks for what /{page.address} does not have: {error}"
    return Problem(Where(_shown(file), line), what, "correct the template")


def _in_template(error: Exception) -> list[tuple[str, int]]:
    """The lines of templates that an error passed through, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    inner = frames[-1].filename if frames else ""
    return [(each.filename, each.lineno or 0) for each in frames if each.filename.endswith(".html")] if inner else []


def _shown(file: str) -> str:
    """A template's path as the user would type it."""
    path = Path(file)
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
