"""The calendar of deadlines, for phones and computers to subscribe to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.export.calendar import deadlines_calendar
from plaint.site.page import File
from plaint.site.plugin import Pages


class CalendarFile(Pages):
    """Makes the calendar."""

    def pages(self) -> Iterator[File]:
        yield File(addresses.CALENDAR, deadlines_calendar(self.site.case, self.site.filler, self.site.title))


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return CalendarFile
