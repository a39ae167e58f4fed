"""Pages that stay, such as the one about the campaign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from pelican import signals

from plaint.casebook import addresses
from plaint.casebook.fill import first_paragraph, plain
from plaint.site.page import Item, Page
from plaint.site.plugin import Pages
from plaint.site.views.about import of_page
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class PageView:
    """A page's text, and whether parts of the record are set into it."""

    body: Markup
    holds_parts: bool


class StandingPages(Pages):
    """Makes each page."""

    def plan(self) -> Iterator[Item]:
        for page in self.site.case.record.pages.values():
            yield Item(addresses.page(page), "page", page.id)

    def make(self, item: Item) -> Page:
        page, base = self.site.case.record.pages[item.id], addresses.upwards(item.address)
        body = self.site.html("page", page.id, "body", base)
        summary = plain(self.site.html("page", page.id, "summary", base))
        return Page(
            item.address,
            "page.html",
            page.title,
            PageView(body, self.site.holds_parts("page", page.id, "body")),
            description=summary or first_paragraph(body),
            mark=self.site.case.marked("page", page.id) or "",
            changed=page.updated.text[:10] if page.updated else "",
            about=of_page(page.updated),
        )


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return StandingPages
