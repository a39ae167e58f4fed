"""The home page: what the campaign is, what happened last, and who owes an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.site.page import Page
from plaint.site.plugin import Pages
from plaint.site.views.contacts import ClockView, Line, line
from plaint.site.views.posts import Teaser, teaser
from plaint.site.views.waiting import waiting

NEWEST_POSTS, NEWEST_CONTACTS, LONGEST_WAITS = 5, 5, 4


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page shows. The counts are of everything, the lists of the newest or the longest."""

    posts: tuple[Teaser, ...]
    more_posts: bool
    contacts: tuple[Line, ...]
    contact_count: int
    waits: tuple[ClockView, ...]
    wait_count: int


class HomePage(Pages):
    """Makes the home page."""

    def pages(self) -> Iterator[Page]:
        site, base = self.site, "./"
        posts = list(site.case.record.posts.values())
        happened = [each for each in site.case.record.contacts.values() if each.on.first <= site.case.as_of]
        waits = waiting(site)
        view = Home(
            posts=tuple(teaser(site, each, base) for each in posts[: -NEWEST_POSTS - 1 : -1]),
            more_posts=len(posts) > NEWEST_POSTS,
            contacts=tuple(line(site, each, base) for each in happened[: -NEWEST_CONTACTS - 1 : -1]),
            contact_count=len(site.case.record.contacts),
            waits=waits[:LONGEST_WAITS],
            wait_count=len(waits),
        )
        yield Page(addresses.HOME, "home.html", site.title, view, description=site.case.record.campaign.tagline or "")


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return HomePage
