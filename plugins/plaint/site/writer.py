"""Writes pages and files into the spare tree, each address once, and says which template is at fault if one is."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from itertools import chain
from typing import Any

import jinja2
from pelican.writers import Writer

from plaint.memory.work import Job
from plaint.problems import Problem, Stopped, Where, as_typed
from plaint.site.output import SpareTree
from plaint.site.page import File, Item, Maker, Page
from plaint.site.site import SETTINGS, Site
from plaint.site.written import Written

Made = tuple[bytes, str]
"""A page or file that was made: its digest, and what it is called."""


class SiteWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Pelican's writer for this site. Raises Stopped where a page cannot be made or has another's address.

    It is a writer as Pelican knows them, so that what other plugins add is written too.
    """

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        self.site: Site = settings["PLAINT_SITE"]
        self.tree: SpareTree = settings["PLAINT_TREE"]
        self.progress = settings.get("PLAINT_PROGRESS") or (lambda what, done, whole: None)
        self.written = self.tree.written
        self._asked: list[Maker] = []

    def write(self, maker: Maker) -> None:
        """Write the pages and files that a plugin makes.

        They are made once all plugins have asked for theirs, so that processes which help have some to the end.
        """
        self._asked.append(maker)
        if len(self._asked) == len(self.site.makers):
            self._make()

    def _make(self) -> None:
        """Make the pages that something has changed for."""
        beside = _Beside(self.tree, self.progress)
        self._prepare()
        jobs = [self._job(maker, beside) for maker in self._asked]
        work = self.site.work
        work.meanwhile.append(work.keep_ahead)
        every = work.derive_all(jobs, beside)
        work.meanwhile.clear()
        for job, kept in zip(jobs, every, strict=True):
            for key, (digest, title) in kept.items():
                address = key[0]
                name = file_name(address)
                if name in self.written:
                    raise Stopped([self._taken(address, self.written[name], title)])
                self.written[name] = title
                if not self.tree.has(name, digest):
                    with self.site.case.watch.aside():
                        job.do(key)

    def _prepare(self) -> None:
        """Work out what pages are put together from, for the site and all plugins together."""
        wanting: tuple[Site | Maker, ...] = (self.site, *self._asked)
        wanted = [each.prepare() for each in wanting]
        done = iter(self.site.work.derive_all(chain.from_iterable(wanted)))
        for each, jobs in zip(wanting, wanted, strict=True):
            each.prepared([next(done) for _ in jobs])

    def _job(self, maker: Maker, beside: _Beside) -> Job:
        """The work of making what a plugin makes."""
        tree, read = self.tree, self.site.case.watch.read

        def work(key: tuple[str, str, str]) -> Made:
            read(SETTINGS, "")
            item = Item(*key)
            page = maker.make(item)
            digest = tree.write(file_name(item.address), self._content(page))
            beside.say()
            return digest, getattr(page, "title", "") or item.address

        with self.site.case.watch.aside():
            keys = [(item.address, item.kind, item.id) for item in maker.plan()]
        return Job(f"made by {type(maker).__module__}.{type(maker).__qualname__}", keys, work)

    def _taken(self, address: str, one: str, other: str) -> Problem:
        what = f"two pages have the address /{address}: {one!r} and {other!r}"
        return Problem(Where(self.site.case.record.campaign.where.file), what, "rename one of them")

    def _content(self, made: Page | File) -> bytes:
        if isinstance(made, Page):
            return self._render(made).encode()
        if made.source:
            return self.site.files.path(made.source).read_bytes()
        return made.content if isinstance(made.content, bytes) else made.content.encode()

    def _render(self, page: Page) -> str:
        try:
            return self.site.render(page)
        except jinja2.TemplateSyntaxError as error:
            where = Where(as_typed(error.filename or error.name or page.template), error.lineno)
            raise Stopped(
                [Problem(where, f"the template is wrong: {error.message}", "correct the template")]
            ) from error
        except jinja2.TemplateError as error:
            raise Stopped([_at_fault(error, page)]) from error
        except (TypeError, ValueError, AttributeError, KeyError) as error:
            if not _in_template(error):
                raise
            raise Stopped([_at_fault(error, page)]) from error


class _Beside:
    """The files that pages were written to, wherever that was done, and the count of them for whoever waits."""

    def __init__(self, tree: SpareTree, progress: Callable[[str, int, int], None]) -> None:
        self.tree, self.progress, self.process = tree, progress, os.getpid()
        self.tree.fresh.clear()

    def say(self) -> None:
        if self.process == os.getpid() and len(self.tree.fresh) % 50 == 0:
            self.progress("Writing pages", len(self.tree.written) + len(self.tree.fresh), 0)

    def hand_over(self) -> dict[str, Written]:
        handed = dict(self.tree.fresh)
        self.tree.fresh.clear()
        return handed

    def take_over(self, handed: dict[str, Written]) -> None:
        self.tree.fresh.update(handed)
        self.tree.wrote(handed)
        self.say()


def file_name(address: str) -> str:
    """The file that stands at an address."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def _at_fault(error: Exception, page: Page) -> Problem:
    """The line of the template that an error came from."""
    if isinstance(error, jinja2.TemplateNotFound):
        return Problem(
            Where(page.template), f"there is no template {error.name!r}", "put it back into theme/templates/"
        )
    lines = _in_template(error)
    file, line = lines[-1] if lines else (page.template, 0)
    what = f"the template asks for what /{page.address} does not have: {error}"
    return Problem(Where(as_typed(file), line), what, "correct the template")


def _in_template(error: Exception) -> list[tuple[str, int]]:
    """The lines of templates that an error passed through, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    inner = frames[-1].filename if frames else ""
    return [(each.filename, each.lineno or 0) for each in frames if each.filename.endswith(".html")] if inner else []
