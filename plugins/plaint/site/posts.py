"""The posts of the blog, each on a page of its own, between its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.site.page import Page
from plaint.site.plugin import Pages
from plaint.site.views.posts import excerpt, whole


class PostPages(Pages):
    """Makes a page for each post."""

    def pages(self) -> Iterator[Page]:
        posts = list(self.site.case.record.posts.values())
        for number, post in enumerate(posts):
            address = addresses.post(post)
            base = addresses.upwards(address)
            earlier = posts[number - 1] if number else None
            later = posts[number + 1] if number + 1 < len(posts) else None
            yield Page(
                address,
                "post.html",
                post.title,
                whole(self.site, post, base, earlier, later),
                description=excerpt(self.site, post, base),
                mark=self.site.case.marked("post", post.id) or "",
                changed=(post.updated or post.date).text[:10],
            )


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return PostPages
