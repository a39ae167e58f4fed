"""The home page: what the campaign is, what happened last, and who owes an answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.record.moment import Moment
from plaint.record.words import MONTHS
from plaint.site.page import Item, Page
from plaint.site.plugin import Pages
from plaint.site.views.contacts import ClockView, Line
from plaint.site.views.posts import Teaser
from plaint.site.views.waiting import Tally, tally, waiting
from plaint.values import dataclass

NEWEST_POSTS, NEWEST_CONTACTS, LONGEST_WAITS = 5, 6, 4


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page shows. The counts are of everything, the lists of the newest or the longest.

    `who` is the name of the group, where the site is called something else, and `began` when the first contact was.
    """

    who: str
    began: str
    posts: tuple[Teaser, ...]
    more_posts: bool
    contacts: tuple[Line, ...]
    contact_count: int
    waits: tuple[ClockView, ...]
    wait_count: int
    tally: Tally


class HomePage(Pages):
    """Makes the home page."""

    def plan(self) -> Iterator[Item]:
        yield Item(addresses.HOME)

    def make(self, item: Item) -> Page:
        site, base = self.site, "./"
        record = site.case.record
        posts, contacts = list(record.posts), list(record.contacts)
        first = site.case.relations[contacts[0]] if contacts else None
        happened = (id for id in reversed(contacts) if site.case.relations[id].on.first <= site.case.as_of)
        waits = waiting(site)
        us = site.case.names.us
        ours = site.case.names.short(us) if us else ""
        view = Home(
            who="" if ours == site.title else ours,
            began=_month(first.on) if first and first.on.first <= site.case.as_of else "",
            posts=tuple(map(site.teaser, posts[: -NEWEST_POSTS - 1 : -1])),
            more_posts=len(posts) > NEWEST_POSTS,
            contacts=tuple(site.line((id, base)) for id in islice(happened, NEWEST_CONTACTS)),
            contact_count=len(contacts),
            waits=_worst(waits)[:LONGEST_WAITS],
            wait_count=len(waits),
            tally=tally(site),
        )
        return Page(addresses.HOME, "home.html", site.title, view, description=site.case.record.campaign.tagline or "")


def _worst(waits: tuple[ClockView, ...]) -> tuple[ClockView, ...]:
    """One wait for each answer. It may be owed under two rules; the worse one, which comes first, speaks for both."""
    found: dict[tuple[str, str], ClockView] = {}
    for each in waits:
        found.setdefault((each.address, each.owed_by), each)
    return tuple(found.values())


def _month(moment: Moment) -> str:
    """The month it began in, or the year where no more is known: `May 2025`, `2025`."""
    known = len(moment.text.partition("..")[0]) > 4
    return f"{MONTHS[moment.first.month - 1]} {moment.first.year}" if known else str(moment.first.year)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return HomePage
