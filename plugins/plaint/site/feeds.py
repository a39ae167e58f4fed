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


@dataclass(frozen=True, slots=True)
class Subscribe:
    """The address of the feed, in full."""

    feed: str


class Feeds(Pages):
    """Makes the feed and the page about it."""

    def pages(self) -> Iterator[Page | File]:
        site = self.site
        yield File(addresses.POSTS_FEED, posts_feed(site.case, site.filler, site.title))
        view = Subscribe(site.url + addresses.POSTS_FEED)
        yield Page(addresses.SUBSCRIBE, "subscribe.html", "Subscribe", view, "How to be told of new posts.")


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return Feeds
