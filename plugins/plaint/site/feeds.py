"""The feed of posts, and the page that explains how to subscribe to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.export.feed import posts_feed
from plaint.site.page import File, Page
from plaint.site.plugin import Pages
from plaint.site.site import Site


@dataclass(frozen=True, slots=True)
class Subscribe:
    """The addresses of the feed and of the calendar, in full; `calendar_app` opens the calendar in an app of that kind.

    The calendar's are empty where there is none, and `calendar_app` also before the site is published anywhere.
    """

    feed: str
    calendar: str
    calendar_app: str


class Feeds(Pages):
    """Makes the feed and the page about it."""

    def pages(self) -> Iterator[Page | File]:
        site = self.site
        yield File(addresses.POSTS_FEED, posts_feed(site.case, site.filler, site.title))
        yield Page(addresses.SUBSCRIBE, "subscribe.html", "Subscribe", _subscribe(site), "How to be told of new posts.")


def _subscribe(site: Site) -> Subscribe:
    calendar = site.url + addresses.CALENDAR if site.has(addresses.CALENDAR) else ""
    app = f"webcal://{calendar.partition('://')[2]}" if calendar and site.published_at else ""
    return Subscribe(site.url + addresses.POSTS_FEED, calendar, app)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return Feeds
