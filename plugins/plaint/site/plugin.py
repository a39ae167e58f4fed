"""What every plugin of the site is made of: a generator that yields pages, which Pelican runs and the writer writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plaint.site.page import File, Page
from plaint.site.site import Site
from plaint.site.writer import SiteWriter


class Pages:
    """A Pelican generator. What it makes, it makes from the site alone."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], **paths: Any) -> None:
        self.site: Site = settings["PLAINT_SITE"]

    def pages(self) -> Iterable[Page | File]:
        """The pages and files that this plugin adds to the site."""
        raise NotImplementedError

    def generate_output(self, writer: SiteWriter) -> None:
        """Called by Pelican once everything is ready to be written."""
        writer.write(self.pages())
