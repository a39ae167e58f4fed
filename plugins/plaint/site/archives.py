"""All posts by year, by category and by tag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.record.model import Post
from plaint.record.words import slug
from plaint.site.page import Page
from plaint.site.plugin import Pages
from plaint.site.views.contacts import Line, line
from plaint.site.views.posts import Teaser, teaser


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

    def pages(self) -> Iterator[Page]:
        posts = list(self.site.case.record.posts.values())[::-1]
        base = addresses.upwards(addresses.ARCHIVES)
        yield Page(
            addresses.ARCHIVES,
            "archives.html",
            "All posts",
            self._archive(posts, base),
            "Every post, newest first.",
        )
        yield from self._categories(posts)
        yield from self._tags(posts)

    def _archive(self, posts: list[Post], base: str) -> Archive:
        return Archive(tuple(teaser(self.site, each, base) for each in posts))

    def _categories(self, posts: list[Post]) -> Iterator[Page]:
        named: dict[str, tuple[str, list[Post]]] = {}
        for post in posts:
            if post.category:
                named.setdefault(slug(post.category), (post.category, []))[1].append(post)
        ordered = sorted(named.values(), key=lambda each: each[0].casefold())
        index = Index(tuple((name, addresses.category(name), len(under)) for name, under in ordered))
        yield Page(addresses.CATEGORIES, "index-of-names.html", "Categories", index, "What the posts are about.")
        for name, under in ordered:
            address = addresses.category(name)
            view = self._archive(under, addresses.upwards(address))
            yield Page(address, "listing.html", f"Posts on {name}", view, f"Posts about {name}.")

    def _tags(self, posts: list[Post]) -> Iterator[Page]:
        named: dict[str, tuple[str, list[Post], list[Line]]] = {}
        for post in posts:
            for tag in post.tags:
                named.setdefault(slug(tag), (tag, [], []))[1].append(post)
        for contact in self.site.case.record.contacts.values():
            for tag in contact.tags:
                lines = named.setdefault(slug(tag), (tag, [], []))[2]
                lines.append(line(self.site, contact, addresses.upwards(addresses.tag(tag))))
        ordered = sorted(named.values(), key=lambda each: each[0].casefold())
        index = Index(tuple((name, addresses.tag(name), len(under) + len(lines)) for name, under, lines in ordered))
        yield Page(
            addresses.TAGS,
            "index-of-names.html",
            "Tags",
            index,
            "Words that posts and contacts can be found under.",
        )
        for name, under, lines in ordered:
            address = addresses.tag(name)
            archive = self._archive(under, addresses.upwards(address))
            yield Page(
                address,
                "listing.html",
                f"Tagged “{name}”",
                Archive(archive.posts, tuple(lines)),
                f"Everything about {name}.",
            )


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return ArchivePages
