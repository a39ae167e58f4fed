"""The page that posts, letters, contacts and evidence can be searched on, in the reader's own browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.site.page import About, Item, Page
from plaint.site.plugin import Pages
from plaint.site.search_index import INDEX
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Search:
    """Where the index is, and the lists by which everything is found without it."""

    index: str
    lists: tuple[tuple[str, str], ...]


_LISTS = (
    ("All posts, by year", addresses.ARCHIVES),
    ("Posts by category", addresses.CATEGORIES),
    ("Posts and contacts by tag", addresses.TAGS),
    ("Every letter", addresses.LETTERS),
    ("The chronology of all contacts", addresses.CHRONOLOGY),
    ("All evidence", addresses.EVIDENCE),
)


class SearchPage(Pages):
    """Makes the page. The index comes last, from what all other pages turned out to be."""

    def plan(self) -> Iterator[Item]:
        yield Item(addresses.SEARCH)

    def make(self, item: Item) -> Page:
        view = Search(INDEX, tuple((text, to) for text, to in _LISTS if self.site.has(to)))
        about = About(data={"@type": "WebPage"})
        return Page(item.address, "search.html", "Search", view, "Search what is on this site.", about=about)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return SearchPage
