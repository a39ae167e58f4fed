"""What every plugin of the site is made of: a generator that yields pages, which Pelican runs and the writer writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plaint.memory.work import Job
from plaint.site.page import File, Item, Page
from plaint.site.site import Site
from plaint.site.writer import SiteWriter


class Pages:
    """A Pelican generator. What it makes, it makes from the site alone, which notes what was read for it."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], **paths: Any) -> None:
        self.site: Site = settings["PLAINT_SITE"]
        self.site.makers.append(self)

    def prepare(self) -> Sequence[Job]:
        """The work that several pages, or one that shows very much, are put together from, piece by piece."""
        return ()

    def prepared(self, done: Sequence[Mapping[Any, Any]]) -> None:
        """Take what came of that, in the same order."""

    def plan(self) -> Iterable[Item]:
        """Every address that this plugin makes. Nothing is worked out for it yet."""
        raise NotImplementedError

    def make(self, item: Item) -> Page | File:
        """The page or file of one address. It is asked for only where something that it reads has changed."""
        raise NotImplementedError

    def generate_output(self, writer: SiteWriter) -> None:
        """Called by Pelican once everything is ready to be written. The last of all plugins has all pages made."""
        writer.write(self)
