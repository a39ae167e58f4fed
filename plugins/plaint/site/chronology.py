"""The chronology: every contact in the order of time, by years once it is long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.record.model import Contact
from plaint.site.page import Page
from plaint.site.plugin import Pages
from plaint.site.views.contacts import Line, line

LONG = 200
"""Contacts from which on each year has a page of its own."""


@dataclass(frozen=True, slots=True)
class Chronology:
    """A stretch of the chronology. `years` leads to the other ones; `year` is 0 where everything is on one page."""

    lines: tuple[Line, ...]
    years: tuple[tuple[int, str, int], ...]
    year: int
    count: int


class ChronologyPages(Pages):
    """Makes the chronology, and a page a year where it is long."""

    def pages(self) -> Iterator[Page]:
        contacts = list(self.site.case.record.contacts.values())
        says = "Every contact with them, in order."
        if len(contacts) <= LONG:
            lines = self._lines(contacts, addresses.CHRONOLOGY)
            yield Page(
                addresses.CHRONOLOGY,
                "chronology.html",
                "Chronology",
                Chronology(lines, (), 0, len(contacts)),
                says,
            )
            return
        by_year: dict[int, list[Contact]] = {}
        for contact in contacts:
            by_year.setdefault(contact.on.year, []).append(contact)
        years = tuple((year, addresses.year(year), len(each)) for year, each in by_year.items())
        view = Chronology((), years, 0, len(contacts))
        yield Page(addresses.CHRONOLOGY, "chronology.html", "Chronology", view, says)
        for year, address, _ in years:
            view = Chronology(self._lines(by_year[year], address), years, year, len(contacts))
            yield Page(address, "chronology.html", f"Chronology of {year}", view, says)

    def _lines(self, contacts: list[Contact], address: str) -> tuple[Line, ...]:
        base = addresses.upwards(address)
        return tuple(line(self.site, each, base) for each in contacts)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return ChronologyPages
