"""What helps to find the way: a site map, robots.txt, redirects from old addresses, and 404.html."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.casebook.changed import last_changed
from plaint.site.page import File, Item, Page
from plaint.site.plugin import Pages
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a page that had this address is now: relative to the root."""

    address: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing: the page only points at the home page and the archives."""


class Finding(Pages):
    """Makes the site map, robots.txt, 404.html and the redirects."""

    def plan(self) -> Iterator[Item]:
        yield Item("404.html", "missing")
        yield Item("robots.txt", "robots")
        yield Item("sitemap.xml", "map")
        for (kind, id), was in self.site.case.tables.once("moved", self._moved).items():
            for old in was:
                yield Item(_as_folder(old.lstrip("/")), kind, id)

    def _moved(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The addresses that posts and pages had before."""
        record = self.site.case.record
        kinds = (("post", record.posts.values()), ("page", record.pages.values()))
        return {(kind, each.id): each.was for kind, bodies in kinds for each in bodies if each.was}

    def make(self, item: Item) -> Page | File:
        match item.kind:
            case "missing":
                return Page(item.address, "404.html", "There is no page here", NotFound(), listed=False)
            case "robots":
                return File(item.address, f"User-agent: *\nAllow: /\nSitemap: {self.site.url}sitemap.xml\n")
            case "map":
                return File(item.address, self._map())
            case "post":
                post = self.site.case.record.posts[item.id]
                title, address = post.title, addresses.post(post)
            case _:
                page = self.site.case.record.pages[item.id]
                title, address = page.title, addresses.page(page)
        return Page(item.address, "moved.html", title, Moved(address), listed=False)

    def _map(self) -> str:
        """The site map. A day stands only where the content says when it changed (sitemaps.org)."""
        changed = last_changed(self.site.case)
        years = map(addresses.year, self.site.by_year)
        every = (each for each in self.site.filler.links.pages if not each or each.endswith("/"))
        pages = sorted(each for each in (*every, *years) if self.site.has(each))
        rows = "".join(
            f"<url><loc>{escape(self.site.url + each)}</loc>"
            + (f"<lastmod>{changed[each]}</lastmod>" if each in changed else "")
            + "</url>\n"
            for each in pages
        )
        head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        return f"{head}{rows}</urlset>\n"


def _as_folder(address: str) -> str:
    """An old address as a page has it: with a slash at its end, unless it names a file."""
    last = address.rpartition("/")[2]
    return f"{address}/" if last and "." not in last else address


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return Finding
