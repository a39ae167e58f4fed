"""All posts by year, by category and by tag."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.site.page import Item, Page
from plaint.site.plugin import Pages
from plaint.site.views.contacts import Line
from plaint.site.views.posts import Teaser
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Archive:
    """Posts under a heading, newest first, with contacts that bear the same tag."""

    posts: tuple[Teaser, ...]
    contacts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """The headings there are: each with its address and how much stands under it."""

    entries: tuple[tuple[str, str, int], ...]


class ArchivePages(Pages):
    """Makes the archives, and a page for each category and tag."""

    def plan(self) -> Iterator[Item]:
        yield Item(addresses.ARCHIVES, "archives")
        yield Item(addresses.CATEGORIES, "categories")
        for name in self.site.by_category:
            yield Item(addresses.category(name), "category", name)
        yield Item(addresses.TAGS, "tags")
        for name in self.site.by_tag:
            yield Item(addresses.tag(name), "tag", name)

    def make(self, item: Item) -> Page:
        base = addresses.upwards(item.address)
        match item.kind:
            case "archives":
                every = Archive(tuple(self._teasers(reversed(list(self.site.case.record.posts)))))
                return Page(item.address, "archives.html", "All posts", every, "Every post, newest first.")
            case "categories":
                named = tuple((name, addresses.category(name), len(ids)) for name, ids in self.site.by_category.items())
                index = Index(named)
                return Page(item.address, "index-of-names.html", "Categories", index, "What the posts are about.")
            case "category":
                some = Archive(tuple(self._teasers(self.site.by_category[item.id])))
                return Page(item.address, "listing.html", f"Posts on {item.id}", some, f"Posts about {item.id}.")
            case "tags":
                counted = ((name, len(posts) + len(contacts)) for name, (posts, contacts) in self.site.by_tag.items())
                index = Index(tuple((name, addresses.tag(name), number) for name, number in counted))
                says = "Words that posts and contacts can be found under."
                return Page(item.address, "index-of-names.html", "Tags", index, says)
        posts, contacts = self.site.by_tag[item.id]
        lines = (self.site.line((id, base)) for id in contacts)
        tagged = Archive(tuple(self._teasers(posts)), tuple(lines))
        return Page(item.address, "listing.html", f"Tagged “{item.id}”", tagged, f"Everything about {item.id}.")

    def _teasers(self, posts: Iterable[str]) -> Iterator[Teaser]:
        yield from map(self.site.teaser, posts)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return ArchivePages
