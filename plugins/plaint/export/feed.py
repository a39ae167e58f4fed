"""What a feed is and what an entry of one is, whichever format they are written in."""

from __future__ import annotations

from datetime import date, datetime, time

from plaint.export.feed_html import line
from plaint.record.moment import UK_TIME, Moment
from plaint.values import dataclass

NEWEST = 20
"""How many entries a feed holds."""

EMPTY = datetime(2000, 1, 1, tzinfo=UK_TIME)
"""When a feed was last changed that nothing stands in: Atom wants a time, and the clock's would change daily."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with an entry: its whole address, its media type, and its length in bytes."""

    address: str
    type: str
    bytes: int
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed. Every address in it is whole.

    `id` is what readers know it by for good. `published` is None where the day is not known; `dated` is then the month
    or year that is. `html` may be set into any page; `title`, `summary` and the rest are plain text.
    """

    id: str
    title: str
    address: str
    published: datetime | None
    updated: datetime
    dated: str
    html: str
    summary: str
    author: str
    categories: tuple[str, ...] = ()
    image: str = ""
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, its entries newest first. `path` is its address without the format; `page` is the page it belongs to.

    `styles` are what a browser shows it with when somebody clicks on it: XSLT is being taken out of browsers.
    """

    id: str
    path: str
    title: str
    about: str
    root: str
    page: str
    language: str
    author: str
    entries: tuple[Entry, ...]
    styles: tuple[str, ...] = ()

    @property
    def updated(self) -> datetime:
        """When what it shows last changed, by the entries themselves, so that an unchanged feed is the same bytes."""
        return max((each.updated for each in self.entries), default=EMPTY)


def categories(*names: str | None) -> tuple[str, ...]:
    """The names that are there, each once."""
    return tuple(dict.fromkeys(line(name) for name in names if name))


def start_day(moment: Moment) -> date | None:
    """The day on which something was or began, where it is known."""
    return moment.first if len(moment.text.partition("..")[0]) >= len("2019-07-15") else None


def moment_at(moment: Moment) -> datetime:
    """The minute of a date, in UK time; midnight where only the day is known, and the first day of a month or year."""
    return datetime.combine(moment.first, moment.at or time.min, UK_TIME)


def midnight(day: date) -> datetime:
    """The beginning of a day, in UK time."""
    return datetime.combine(day, time.min, UK_TIME)
