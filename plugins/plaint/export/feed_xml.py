"""Feeds as RSS 2.0 and as Atom (RFC 4287), on feedgenerator, with all that it lacks added here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from html import escape
from io import StringIO
from typing import Any

from feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from feedgenerator.django.utils.feedgenerator import Stylesheet, rfc3339_date
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from plaint.casebook import addresses
from plaint.export.feed import Entry, Feed

_SPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


class _Rss(Rss201rev2Feed):  # type: ignore[misc]  # feedgenerator has no types
    """RSS 2.0 with the content in full, when an entry was changed, and a date no more exact than it is known."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), **_SPACES}

    def latest_post_date(self) -> datetime:
        # The library's falls back to the clock, so that an empty feed would change with every build.
        latest: datetime = self.feed["updated"]
        return latest

    def add_item_elements(self, handler: Any, item: Mapping[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])
        if item["dated"]:
            handler.addQuickElement("dc:date", item["dated"])
        if item["updateddate"] != item["pubdate"]:
            handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))


class _Atom(Atom1Feed):  # type: ignore[misc]
    """Atom with a style sheet and a date that comes from the content."""

    def write(self, outfile: Any, encoding: str) -> None:
        handler = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        for style in self.feed["stylesheets"]:
            handler.processingInstruction("xml-stylesheet", str(style))
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def latest_post_date(self) -> datetime:
        latest: datetime = self.feed["updated"]
        return latest


def rss(feed: Feed) -> str:
    """The feed as RSS 2.0. An entry has the first of its files alone, for RSS has room for one."""
    return _written(_Rss, feed, "rss.xml", files=1)


def atom(feed: Feed) -> str:
    """The feed as Atom."""
    return _written(_Atom, feed, "atom.xml", files=None)


def _written(kind: type[Any], feed: Feed, ending: str, *, files: int | None) -> str:
    address = f"{feed.path}.{ending}"
    writer = kind(
        title=feed.title,
        link=feed.page,
        description=feed.about,
        language=feed.language,
        author_name=feed.author,
        feed_url=feed.root + address,
        feed_guid=feed.id,
        updated=feed.updated,
        stylesheets=[Stylesheet(addresses.upwards(address) + each, "text/css", media=None) for each in feed.styles],
    )
    for entry in feed.entries:
        writer.add_item(
            title=entry.title,
            link=entry.address,
            # Both formats take this for HTML, in which a text that speaks of <b> has to say so.
            description=escape(entry.summary, quote=False),
            content=entry.html,
            author_name=entry.author,
            pubdate=entry.published,
            updateddate=entry.updated,
            dated=entry.dated,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            categories=entry.categories,
            enclosures=_enclosures(entry)[:files],
        )
    out = StringIO()
    writer.write(out, "utf-8")
    return out.getvalue() + "\n"


def _enclosures(entry: Entry) -> list[Enclosure]:
    return [Enclosure(each.address, str(each.bytes), each.type) for each in entry.enclosures]
