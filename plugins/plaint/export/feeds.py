"""Which feeds there are, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from plaint.casebook import addresses
from plaint.export.feed import NEWEST, Entry, Feed
from plaint.export.feed_entries import Entries
from plaint.export.feed_html import line
from plaint.export.feed_json import json_feed
from plaint.export.feed_waiting import run_out, waiting_entry
from plaint.export.feed_xml import atom, rss
from plaint.memory.watch import Remembered

WRITERS: dict[str, Callable[[Feed], str]] = {"rss.xml": rss, "atom.xml": atom, "json": json_feed}
"""By the ending of its address, what writes a feed in each format."""

Which = tuple[str, str]
"""A feed by its kind and, of a category or tag, the name: `("letters", "")`, `("tag", "transport")`."""

Ids = tuple[str, ...]

_SAYS = {
    "posts": ("", ""),
    "letters": ("Letters", "Every letter we sent."),
    "chronology": ("Chronology", "What was said and done, as it happened."),
    "waiting": ("Overdue answers", "Every answer that was not there by its last day, on the day after."),
    "category": ("Posts on {}", "Posts about {}."),
    "tag": ("Tagged “{}”", "Everything about {}."),
}
"""What each kind of feed is called after the site, and what it is about; the posts have the site's own words."""


def feed_title(site_title: str, which: Which) -> str:
    """What a feed is called."""
    kind, name = which
    own = _SAYS[kind][0].format(line(name))
    return f"{site_title}: {own}" if own else site_title


class Feeds:
    """The feeds of a casebook. `by_category` and `by_tag` are the lists of casebook/listed.py.

    Drafts, and what is still to come, stand in none of them, even where `serve` shows them.
    """

    def __init__(self, entries: Entries, by_category: Mapping[str, Ids], by_tag: Mapping[str, tuple[Ids, Ids]]) -> None:
        self.entries, self.case = entries, entries.case
        self.by_category, self.by_tag = by_category, by_tag
        self.feed: Remembered[Which, Feed] = Remembered(self.case.watch, self._feed)
        """The feed of a kind and name. Raises KeyError where there is none."""

    def all(self) -> Iterator[Which]:
        """Every feed that belongs to a page of the site."""
        has = self.entries.around.has
        yield from ((kind, "") for kind, page in addresses.FEED_PAGES.items() if has(page))
        if has(addresses.CATEGORIES):
            yield from (("category", name) for name in self.by_category)
        if has(addresses.TAGS):
            yield from (("tag", name) for name in self.by_tag)

    def text(self, which: Which, ending: str) -> str:
        """A feed in the format that its address ends in."""
        return WRITERS[ending](self.feed(which))

    def _feed(self, which: Which) -> Feed:
        kind, name = which
        entries, campaign = self.entries, self.case.record.campaign
        path = addresses.feed_path(kind, name)
        about = _SAYS[kind][1].format(line(name)) or line(campaign.tagline or "") or entries.title
        return Feed(
            id=entries.ids.feed(path),
            path=path,
            title=feed_title(entries.title, which),
            about=f"{about} {line(campaign.notice or '')}".strip(),
            root=entries.root,
            page=entries.address(addresses.feed_page(kind, name)),
            language=campaign.language,
            author=entries.author,
            entries=tuple(self._entries(kind, name)),
            styles=entries.around.styles(),
        )

    def _entries(self, kind: str, name: str) -> Iterator[Entry]:
        post, contact, record = self.entries.post, self.entries.contact, self.case.record
        match kind:
            case "posts":
                yield from map(post, self._posts(reversed(list(record.posts))))
            case "letters":
                yield from map(contact, self._contacts(reversed(list(self.case.numbered))))
            case "chronology":
                yield from map(contact, self._contacts(reversed(list(record.contacts))))
            case "waiting":
                yield from (waiting_entry(self.entries, each) for each in run_out(self.case, NEWEST))
            case "category":
                yield from map(post, self._posts(iter(self.by_category[name])))
            case _:
                posts, contacts = self.by_tag[name]
                both = [(record.posts[id].date.order, post, id) for id in self._posts(iter(posts))]
                both += [(self.case.relations[id].on.order, contact, id) for id in self._contacts(reversed(contacts))]
                newest = sorted(both, key=lambda each: each[0], reverse=True)[:NEWEST]
                yield from (make(id) for _, make, id in newest)

    def _posts(self, ids: Iterator[str]) -> Iterator[str]:
        """As many posts as a feed holds, of these, that are published."""
        return islice((id for id in ids if not self.case.marked("post", id)), NEWEST)

    def _contacts(self, ids: Iterator[str]) -> Iterator[str]:
        """The same of contacts that have been. An appointment is for the calendar."""
        relations = self.case.relations
        past = (id for id in ids if relations[id].on.first <= self.case.as_of)
        return islice((id for id in past if not self.case.marked("contact", id)), NEWEST)
