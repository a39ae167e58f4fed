"""Posts: whole, and as teasers in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from plaint.casebook import addresses
from plaint.record.model import Post
from plaint.site.views.comments import Comments, comments_below
from plaint.site.views.pictures import Picture, picture
from plaint.site.views.words import time
from plaint.values import dataclass

if TYPE_CHECKING:
    from plaint.site.site import Site

_EXCERPT = 280
"""Characters of a post's beginning that stand in for a summary."""


_CLOSE, _REACH = 3, 2
"""At most so many posts about the same stand under a post; and so many on either side of it are near it in time."""


class Teaser(NamedTuple):
    """A post in a list. `excerpt` is its summary, or its beginning."""

    title: str
    address: str
    when: Markup
    year: int
    month: str
    excerpt: str
    mark: str


@dataclass(frozen=True, slots=True)
class PostView:
    """A whole post. `related` are about the same, `more` stand near it in time; no post is in two of the lists.

    `holds_parts` says whether parts of the record are set into its texts.
    """

    id: str
    title: str
    when: Markup
    updated: Markup
    author: str
    category: tuple[str, str] | None
    tags: tuple[tuple[str, str], ...]
    summary: str
    image: Picture | None
    body: Markup
    holds_parts: bool
    corrections: tuple[tuple[Markup, Markup], ...]
    earlier: Teaser | None
    later: Teaser | None
    related: tuple[Teaser, ...]
    more: tuple[Teaser, ...]
    comments: Comments | None


def _excerpt(site: Site, post: Post) -> str:
    """A post's summary as plain text, else the beginning of its first paragraph."""
    if summary := site.filler.words(("post", post.id, "summary")):
        return summary
    # Where it is shown makes no difference: what that stands in is a link, of which only the words are left.
    text = site.filler.first_paragraph(("post", post.id, "body"), "./")
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rpartition(" ")[0] + "…"


def teaser(site: Site, post: Post) -> Teaser:
    """A post as lists show it. Ask the site for it, which keeps it between builds."""
    return Teaser(
        title=post.title,
        address=addresses.post(post),
        when=time(post.date),
        year=post.date.year,
        month=post.date.text[:7],
        excerpt=_excerpt(site, post),
        mark=site.case.marked("post", post.id) or "",
    )


def whole(site: Site, post: Post, base: str) -> PostView:
    """A post as its own page shows it, with the posts beside it in time and those about the same."""
    image = None
    if post.image:
        name = f"images/{post.image.removeprefix('images/')}"
        image = picture(site, name, name, base)
    before, after = _beside(site, post.id, 0), _beside(site, post.id, 1)
    close = [id for id in site.related[post.id] if id not in (*before[:1], *after[:1])][:_CLOSE]
    near = [id for id in (*reversed(after[1:]), *before[1:]) if id not in close]
    corrections = [f"corrected {number}" for number in range(len(post.corrected))]
    return PostView(
        id=post.id,
        title=post.title,
        when=time(post.date),
        updated=time(post.updated) if post.updated else Markup(),
        author=post.author or site.case.record.campaign.author or "",
        category=(post.category, addresses.category(post.category)) if post.category else None,
        tags=tuple((tag, addresses.tag(tag)) for tag in post.tags),
        summary=site.teaser(post.id).excerpt if post.summary else "",
        image=image,
        body=site.html("post", post.id, "body", base),
        holds_parts=site.holds_parts("post", post.id, "body", *corrections),
        corrections=tuple(
            (time(each.on), site.html("post", post.id, name, base))
            for name, each in zip(corrections, post.corrected, strict=True)
        ),
        earlier=site.teaser(before[0]) if before else None,
        later=site.teaser(after[0]) if after else None,
        related=tuple(site.teaser(id) for id in close),
        more=tuple(site.teaser(id) for id in near),
        comments=comments_below(site, post),
    )


def _beside(site: Site, id: str, side: int) -> list[str]:
    """The nearest posts before (0) or after (1) one, the nearest first. Only these are read, so that a new post changes
    the pages of the last few alone."""
    found: list[str] = []
    while len(found) < _REACH and (id := site.neighbours[id][side]):
        found.append(id)
    return found
