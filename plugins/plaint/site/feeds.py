"""The feeds in all their formats, and the page that explains how to subscribe to them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.export.feed_entries import Around, Entries
from plaint.export.feeds import Feeds, feed_title
from plaint.site.page import About, File, Item, Page
from plaint.site.parts import unlinking
from plaint.site.plugin import Pages
from plaint.site.site import Site
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Subscribe:
    """The addresses of the feeds and the calendar, in full; `calendar_app` opens the calendar in an app of that kind.

    `feed` is the one of the posts; `others` are those of the record, each with what it is called and its path. The
    calendar's are empty where there is none, and `calendar_app` also before the site is published anywhere.
    """

    feed: str
    others: tuple[tuple[str, str, str], ...]
    calendar: str
    calendar_app: str


class FeedPages(Pages):
    """Makes the feeds, each in every format, and the page about them."""

    @cached_property
    def feeds(self) -> Feeds:
        """All of them; not before somebody asks, for the lists of the site come later than this plugin."""
        return feeds_of(self.site)

    def plan(self) -> Iterator[Item]:
        yield Item(addresses.SUBSCRIBE, "subscribe")
        for kind, name in self.feeds.all():
            for ending in addresses.FEED_FORMATS:
                yield Item(f"{addresses.feed_path(kind, name)}.{ending}", kind, name)

    def make(self, item: Item) -> Page | File:
        if item.kind == "subscribe":
            view = _subscribe(self.site, self.feeds)
            about, says = About(data={"@type": "WebPage"}), "How to be told of what is new."
            return Page(item.address, "subscribe.html", "Subscribe", view, says, about=about)
        ending = item.address.removeprefix(f"{addresses.feed_path(item.kind, item.id)}.")
        return File(item.address, self.feeds.text((item.kind, item.id), ending))


def feeds_of(site: Site) -> Feeds:
    """The feeds of a site. What stands in one is worked out when it is asked for."""

    def length(name: str) -> int:
        return site.pictures.facts(name).length

    def styles() -> tuple[str, ...]:
        return (site.asset["feed.css"],) if "feed.css" in site.asset else ()

    around = Around(lambda: site.title, length, site.has, unlinking(site.left_out), styles)
    return Feeds(Entries(site.case, site.filler, around), site.by_category, site.by_tag)


def _subscribe(site: Site, feeds: Feeds) -> Subscribe:
    calendar = site.url + addresses.CALENDAR if site.has(addresses.CALENDAR) else ""
    app = f"webcal://{calendar.partition('://')[2]}" if calendar and site.published_at else ""
    first = next(iter(addresses.FEED_FORMATS))
    others = (
        (feed_title("", (kind, "")).removeprefix(": "), f"{addresses.feed_path(kind)}.{first}")
        for kind, _ in feeds.all()
        if kind in addresses.FEED_PAGES and kind != "posts"
    )
    return Subscribe(
        site.url + addresses.POSTS_FEED,
        tuple((called, path, site.url + path) for called, path in others),
        calendar,
        app,
    )


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return FeedPages
