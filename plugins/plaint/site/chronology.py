"""The chronology: every contact in the order of time, by years, and by what it can be filtered by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.casebook.facets import STATUSES
from plaint.site.page import Item, Page
from plaint.site.plugin import Pages
from plaint.site.views.chronology import Chronology, YearLink, choice, counts, facets, numbers_of, since, years

LONG = 1000
"""Contacts up to which one page holds them; of more, the whole is divided by years, and a filter shows the newest."""


class ChronologyPages(Pages):
    """Makes the chronology, a page a year, and a page for each choice of its filters but tags, which have theirs."""

    def plan(self) -> Iterator[Item]:
        yield Item(addresses.CHRONOLOGY, "all")
        for year in self.site.by_year:
            yield Item(addresses.year(year), "year", str(year))
        for facet, ids in (("with", self.site.by_party), ("kind", self.site.by_kind), ("status", STATUSES)):
            for id in ids:
                yield Item(addresses.chosen(facet, id), facet, id)

    def make(self, item: Item) -> Page:
        match item.kind:
            case "all":
                return self._all(item)
            case "year":
                return self._year(item)
        chosen = choice(self.site, item.kind, item.id)
        ids = chosen.contacts[-LONG:]
        shown = years(self.site, ids, item.address)
        jumps = tuple(YearLink(each.number, f"{item.address}#year-{each.number}", False) for each in shown)
        newest = len(ids) if len(ids) < len(chosen.contacts) else 0
        view = Chronology(shown, jumps, (), len(chosen.contacts), newest)
        says = f"The contacts under “{chosen.words}”, in order."
        return Page(item.address, "chronology.html", f"Chronology: {chosen.words}", view, says, listed=False)

    def _all(self, item: Item) -> Page:
        ids, filters = tuple(self.site.case.record.contacts), facets(self.site)
        if len(ids) > LONG:
            contacts = dict(self.site.case.relations.items())
            by_year = self.site.by_year.items()
            jumps = tuple(counts(self.site, year, map(contacts.__getitem__, of)) for year, of in by_year)
            view = Chronology((), jumps, filters, len(ids), whole=True)
        else:
            shown = years(self.site, ids, item.address, quiet=True, numbers=numbers_of(filters))
            jumps = tuple(YearLink(each.number, f"{item.address}#year-{each.number}", False) for each in shown)
            view = Chronology(
                shown, jumps, filters, len(ids), whole=True, last=bool(ids), since=since(self.site) if ids else ""
            )
        return Page(item.address, "chronology.html", "Chronology", view, "Every contact with them, in order.")

    def _year(self, item: Item) -> Page:
        year, every = int(item.id), tuple(self.site.by_year)
        ids, last = self.site.by_year[year], year == every[-1]
        view = Chronology(
            years(self.site, ids, item.address, quiet=True),
            tuple(YearLink(each, addresses.year(each), each == year) for each in every),
            (),
            len(ids),
            last=last,
            since=since(self.site) if last else "",
        )
        says = f"Every contact of {year}, in order."
        return Page(item.address, "chronology.html", f"Chronology of {year}", view, says)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return ChronologyPages
