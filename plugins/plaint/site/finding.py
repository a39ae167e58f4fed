"""What helps to find the way: a site map, robots.txt, redirects from old addresses, and 404.html."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.site.page import File, Page
from plaint.site.plugin import Pages


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a page that had this address is now: relative to the root."""

    address: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing: the page only points at the home page and the archives."""


class Finding(Pages):
    """Makes the site map, robots.txt, 404.html and the redirects."""

    def pages(self) -> Iterator[Page | File]:
        site = self.site
        yield Page("404.html", "404.html", "There is no page here", NotFound(), listed=False)
        yield File("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n")
        yield File("sitemap.xml", self._map())
        record = site.case.record
        moved = [(body.title, addresses.post(body), body.was) for body in record.posts.values()]
        moved += [(body.title, addresses.page(body), body.was) for body in record.pages.values()]
        for title, address, was in moved:
            for old in was:
                old_address = old.lstrip("/")
                last = old_address.rpartition("/")[2]
                old_address += "/" if last and "." not in last else ""
                yield Page(old_address, "moved.html", title, Moved(address), listed=False)

    def _map(self) -> str:
        """The site map. A day stands only where the content says when it changed (sitemaps.org)."""
        record = self.site.case.record
        changed = {addresses.post(each): (each.updated or each.date).text[:10] for each in record.posts.values()}
        changed |= {addresses.contact(each): each.on.text[:10] for each in record.letters}
        pages = sorted(
            each for each in self.site.filler.links.pages if (not each or each.endswith("/")) and self.site.has(each)
        )
        rows = "".join(
            f"<url><loc>{escape(self.site.url + each)}</loc>"
            + (f"<lastmod>{changed[each]}</lastmod>" if each in changed else "")
            + "</url>\n"
            for each in pages
        )
        head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        return f"{head}{rows}</urlset>\n"


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return Finding
