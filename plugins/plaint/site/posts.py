"""The posts of the blog, each on a page of its own, between its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.casebook.changed import corrected
from plaint.site.page import Item, Page
from plaint.site.plugin import Pages
from plaint.site.views.about import of_post
from plaint.site.views.posts import whole


class PostPages(Pages):
    """Makes a page for each post."""

    def plan(self) -> Iterator[Item]:
        for id in self.site.case.record.posts:
            yield Item(addresses.post_of(id), "post", id)

    def make(self, item: Item) -> Page:
        post, base = self.site.case.record.posts[item.id], addresses.upwards(item.address)
        return Page(
            item.address,
            "post.html",
            post.title,
            whole(self.site, post, base),
            description=self.site.teaser(post.id).excerpt,
            mark=self.site.case.marked("post", post.id) or "",
            changed=corrected(post).text[:10],
            card=addresses.card(item.address),
            about=of_post(self.site, post),
        )


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return PostPages
