"""Posts: whole, and as teasers in lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from plaint.casebook import addresses
from plaint.casebook.fill import first_paragraph, plain
from plaint.record.model import Post
from plaint.site.views.pictures import Picture, picture
from plaint.site.views.words import time

if TYPE_CHECKING:
    from plaint.site.site import Site

_EXCERPT = 280
"""Characters of a post's beginning that stand in for a summary."""


@dataclass(frozen=True, slots=True)
class Teaser:
    """A post in a list."""

    title: str
    address: str
    when: Markup
    year: int
    month: str
    excerpt: str
    mark: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of content/images/ with its size."""

    address: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class PostView:
    """A whole post."""

    id: str
    title: str
    when: Markup
    updated: Markup
    author: str
    category: tuple[str, str] | None
    tags: tuple[tuple[str, str], ...]
    image: Image | None
    body: Markup
    corrections: tuple[tuple[Markup, Markup], ...]
    earlier: Teaser | None
    later: Teaser | None


def excerpt(site: Site, post: Post, base: str) -> str:
    """A post's summary as plain text, else the beginning of its first paragraph."""
    # Where it is shown makes no difference: what `base` stands in is a link, of which only the words are left.
    if post.id not in site.excerpts:
        site.excerpts[post.id] = _excerpt(site, post, base)
    return site.excerpts[post.id]


def _excerpt(site: Site, post: Post, base: str) -> str:
    if summary := plain(site.filler.html(("post", post.id, "summary"), base)):
        return summary
    text = first_paragraph(site.filler.html(("post", post.id, "body"), base))
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rpartition(" ")[0] + "…"


def teaser(site: Site, post: Post, base: str) -> Teaser:
    """A post as lists show it."""
    return Teaser(
        title=post.title,
        address=addresses.post(post),
        when=time(post.date),
        year=post.date.year,
        month=post.date.text[:7],
        excerpt=excerpt(site, post, base),
        mark=site.case.marked("post", post.id) or "",
    )


def whole(site: Site, post: Post, base: str, earlier: Post | None, later: Post | None) -> PostView:
    """A post as its own page shows it, between its neighbours in time."""
    image = None
    if post.image:
        name = f"images/{post.image.removeprefix('images/')}"
        image = Image(name, picture(site.root / name))
    return PostView(
        id=post.id,
        title=post.title,
        when=time(post.date),
        updated=time(post.updated) if post.updated else Markup(),
        author=post.author or site.case.record.campaign.author or "",
        category=(post.category, addresses.category(post.category)) if post.category else None,
        tags=tuple((tag, addresses.tag(tag)) for tag in post.tags),
        image=image,
        body=site.html("post", post.id, "body", base),
        corrections=tuple(
            (time(each.on), site.html("post", post.id, f"corrected {number}", base))
            for number, each in enumerate(post.corrected)
        ),
        earlier=teaser(site, earlier, base) if earlier else None,
        later=teaser(site, later, base) if later else None,
    )
