"""The calendar of deadlines, for phones and computers to subscribe to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.export.deadline import Deadline
from plaint.site.page import File, Item
from plaint.site.plugin import Pages


class CalendarFile(Pages):
    """Makes the calendar."""

    def plan(self) -> Iterator[Item]:
        yield Item(addresses.CALENDAR)

    def make(self, item: Item) -> File:
        # Imported here: the library behind it takes a twentieth of a second, and few builds change the calendar.
        from plaint.export.calendar import deadlines_calendar

        site = self.site

        def recall(entry: Deadline, write: Callable[[Deadline], bytes]) -> bytes:
            return site.work.recall("calendar entries", entry, write)

        return File(item.address, deadlines_calendar(site.case, site.filler, site.title, recall))


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return CalendarFile
