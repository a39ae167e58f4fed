"""Feeds as JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from plaint.export.feed import Entry, Feed
from plaint.export.feed_html import uri


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed."""
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.about,
        "home_page_url": feed.page,
        "feed_url": feed.root + uri(f"{feed.path}.json"),
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(each) for each in feed.entries],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    """An entry without the keys that it has nothing to say under."""
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "image": entry.image,
        "date_published": entry.published.isoformat() if entry.published else "",
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": entry.author}],
        "tags": list(entry.categories),
        "attachments": [
            {"url": each.address, "mime_type": each.type, "title": each.title, "size_in_bytes": each.bytes}
            for each in entry.enclosures
        ],
    }
    return {key: value for key, value in item.items() if value}
