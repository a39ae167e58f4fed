"""Who owes an answer, since when, under which rule; and what each rule says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.site.page import Item, Page
from plaint.site.plugin import Pages
from plaint.site.views.contacts import ClockView, Source
from plaint.site.views.waiting import Bar, Sums, bars, rules_in_use, sums, waiting
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """The clocks that run, the worst first; what all come to; every wait as a bar; and the rules they run by."""

    waits: tuple[ClockView, ...]
    sums: Sums
    bars: tuple[Bar, ...]
    rules: tuple[Source, ...]


class WaitingPage(Pages):
    """Makes the page of who owes an answer."""

    def plan(self) -> Iterator[Item]:
        yield Item(addresses.WAITING)

    def make(self, item: Item) -> Page:
        view = Waiting(waiting(self.site), sums(self.site), bars(self.site), rules_in_use(self.site))
        says = "Every question that no reply has answered, and the rule that says by when one is due."
        return Page(addresses.WAITING, "waiting.html", "Waiting for an answer", view, says)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return WaitingPage
