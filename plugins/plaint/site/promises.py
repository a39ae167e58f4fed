"""What the other side promised, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from pelican import signals

from plaint.casebook import addresses
from plaint.casebook.kinds import capital
from plaint.casebook.promises import outcome_on, status_of
from plaint.casebook.references import contact_words
from plaint.record.model import Promise
from plaint.site.page import Item, Page
from plaint.site.plugin import Pages
from plaint.site.views.words import time
from plaint.values import dataclass

_ORDER = ("overdue", "broken", "late", "due", "kept")


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise: its words, who made it in what, and how it ended."""

    id: str
    quote: str
    summary: Markup
    by: str
    made: tuple[str, str]
    due: Markup
    status: str
    outcome: tuple[str, str] | None
    outcome_on: Markup


@dataclass(frozen=True, slots=True)
class Promises:
    """All promises, grouped by what became of them, the worst first."""

    groups: tuple[tuple[str, tuple[PromiseView, ...]], ...]


class PromisesPage(Pages):
    """Makes the page of promises."""

    def plan(self) -> Iterator[Item]:
        yield Item(addresses.PROMISES)

    def make(self, item: Item) -> Page:
        views = [self._view(each) for each in self.site.case.record.promises.values()]
        groups = ((status, tuple(each for each in views if each.status == status)) for status in _ORDER)
        view = Promises(tuple((status, each) for status, each in groups if each))
        return Page(addresses.PROMISES, "promises.html", "Promises", view, "What was promised, and what became of it.")

    def _view(self, promise: Promise) -> PromiseView:
        case = self.site.case
        made = case.relations[promise.made_in]
        status = status_of(promise, case.record, case.as_of)
        happened = promise.outcome if status in ("kept", "late", "broken") else None
        by = happened.contact if happened else None
        when = outcome_on(promise, case.record) if happened else None
        return PromiseView(
            id=promise.id,
            quote=" ".join((promise.quote or "").split()),
            summary=self.site.html("promise", promise.id, "summary", addresses.upwards(addresses.PROMISES)),
            by=case.names.with_body(promise.by, made.on.first),
            made=self._cited(promise.made_in),
            due=time(promise.due) if promise.due else Markup(),
            status=status,
            outcome=self._cited(by) if by else None,
            outcome_on=time(when) if when else Markup(),
        )

    def _cited(self, id: str) -> tuple[str, str]:
        """What a contact is called, and its address."""
        contact = self.site.case.relations[id]
        return capital(contact_words(contact)), addresses.contact_of(id, letter=contact.letter)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return PromisesPage
