"""The feed of posts: RSS 2.0 with each post in full, on feedgenerator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from html import escape
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

from feedgenerator import Rss201rev2Feed

from plaint.casebook import addresses
from plaint.casebook.casebook import Casebook
from plaint.casebook.fill import Filler, first_paragraph, plain
from plaint.export.addressed import site_address
from plaint.record.model import Post
from plaint.record.moment import UK_TIME, Moment

NEWEST = 20
"""How many posts a feed holds."""


class _FullFeed(Rss201rev2Feed):  # type: ignore[misc]  # feedgenerator has no types
    """RSS 2.0 with what feedgenerator leaves out: the content in full, and a date that comes from it."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def latest_post_date(self) -> datetime | None:
        # The library's falls back to the clock, so that an empty feed would change with every build.
        dates = [date for item in self.items for date in (item["updateddate"], item["pubdate"]) if date]
        return max(dates, default=datetime(2000, 1, 1, tzinfo=UK_TIME))

    def add_item_elements(self, handler: Any, item: Mapping[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


def posts_feed(case: Casebook, filler: Filler, title: str) -> str:
    """The newest posts, latest first, as RSS 2.0. Every address in it is absolute; its dates are the posts' own."""
    campaign = case.record.campaign
    root = site_address(campaign.url)
    feed = _FullFeed(
        title=title,
        link=root,
        description=campaign.tagline or title,
        language=campaign.language,
        feed_url=root + addresses.POSTS_FEED,
    )
    for post in list(case.record.posts.values())[: -NEWEST - 1 : -1]:
        body = filler.html(("post", post.id, "body"), root)
        summary = plain(filler.html(("post", post.id, "summary"), root)) or first_paragraph(body)
        address = root + addresses.post(post)
        feed.add_item(
            title=post.title,
            link=address,
            description=summary,
            content=_notice(campaign.notice) + absolute_fragments(body, address),
            author_name=post.author or campaign.author,
            pubdate=_instant(post.date),
            updateddate=_instant(post.updated) if post.updated else None,
            unique_id=tag_uri(root, post),
            unique_id_is_permalink=False,
            categories=[*([post.category] if post.category else []), *post.tags],
        )
    out = StringIO()
    feed.write(out, "utf-8")
    return out.getvalue()


def tag_uri(root: str, post: Post) -> str:
    """An id that stays when the post's title changes (RFC 4151)."""
    return f"tag:{urlsplit(root).hostname},{post.date.text[:10]}:post/{post.id}"


def absolute_fragments(html: str, address: str) -> str:
    """The HTML with links to places inside it made to lead to the page."""
    return html.replace('href="#', f'href="{address}#')


def _notice(notice: str | None) -> str:
    return f"<p><em>{escape(notice, quote=False)}</em></p>\n" if notice else ""


def _instant(moment: Moment) -> datetime:
    """The minute of a date, in UK time; midnight where only the day is known."""
    return datetime.combine(moment.first, moment.at or time.min, UK_TIME)
