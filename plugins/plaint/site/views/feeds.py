"""Which feeds belong to a page, for its head."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plaint.casebook import addresses
from plaint.export.feeds import feed_title
from plaint.values import dataclass

FORMATS = {"rss.xml": "RSS", "atom.xml": "Atom", "json": "JSON Feed"}
"""What each format is called."""

_BELOW = (
    (addresses.LETTERS, "letters"),
    (addresses.CHRONOLOGY, "chronology"),
    ("contacts/", "chronology"),
    (addresses.WAITING, "waiting"),
)
"""How the addresses of pages begin, and the kind of feed that they belong to."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """A feed of a page in one of its formats: what it is called, its media type, and its address."""

    title: str
    type: str
    address: str


def alternates(address: str, title: str, site_title: str, has: Callable[[str], bool]) -> tuple[Alternate, ...]:
    """The feeds that belong to the page of an address and title, in all formats.

    Its own come before those of the posts, which belong to every page: apps that ask nothing take the first. `has`
    tells whether the site has anything at an address.
    """
    if not has(addresses.FEEDS):
        return ()
    return tuple(
        Alternate(f"{called} ({FORMATS[ending]})", type, f"{path}.{ending}")
        for called, path in _feeds(address, title, site_title, has)
        for ending, type in addresses.FEED_FORMATS.items()
    )


def _feeds(address: str, title: str, site_title: str, has: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Each feed of a page: what it is called, and its address without the format."""
    for start, kind in _BELOW:
        if address.startswith(start) and has(addresses.FEED_PAGES[kind]):
            yield feed_title(site_title, (kind, "")), addresses.feed_path(kind)
    if address.startswith((addresses.CATEGORIES, addresses.TAGS)) and address.count("/") > 1:
        # The page of a category or tag and its feed are called the same.
        yield f"{site_title}: {title}", f"{addresses.FEEDS}{address.rstrip('/')}"
    yield feed_title(site_title, ("posts", "")), addresses.feed_path("posts")
