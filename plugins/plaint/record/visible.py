"""What may be published on a day: no draft, and nothing that is dated in the future."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import replace
from datetime import date
from typing import TypeVar

from plaint.record.model import Contact, Letter, Page, Post, Promise, Record
from plaint.record.moment import Moment, shown_date

T = TypeVar("T")


def visible(record: Record, day: date, *, drafts: bool = False) -> Record:
    """The record without what may not be published on `day`, which it names in `hidden` with the reason.

    With `drafts` everything stays; `hidden` still names what would not be published, so that it can be marked.
    """
    hidden: dict[tuple[str, str], str] = {}
    for contact in record.contacts.values():
        if why := _contact(contact, day):
            hidden["contact", contact.id] = why
    for post in record.posts.values():
        if why := _draft(post) or _later(post.date, day):
            hidden["post", post.id] = why
    for page in record.pages.values():
        if why := _draft(page):
            hidden["page", page.id] = why
    for promise in record.promises.values():
        if _made_in_hidden(promise, hidden):
            hidden["promise", promise.id] = f"was made in {promise.made_in!r}, which is not published"
    if drafts:
        return replace(record, hidden=hidden)
    return replace(
        record,
        contacts=_without(record.contacts, "contact", hidden),
        posts=_without(record.posts, "post", hidden),
        pages=_without(record.pages, "page", hidden),
        promises=_without(record.promises, "promise", hidden),
        hidden=hidden,
    )


def _contact(contact: Contact, day: date) -> str | None:
    """A contact of the future is an appointment and is shown; a letter of the future has not been sent."""
    if contact.draft:
        return "is a draft"
    return _later(contact.on, day) if isinstance(contact, Letter) else None


def _draft(body: Post | Page) -> str | None:
    return "is a draft" if body.status == "draft" else None


def _later(when: Moment, day: date) -> str | None:
    return f"is dated {shown_date(when.first)}, which is still to come" if when.first > day else None


def _made_in_hidden(promise: Promise, hidden: ReadOnly[tuple[str, str], str]) -> bool:
    return ("contact", promise.made_in) in hidden


def _without(entries: ReadOnly[str, T], kind: str, hidden: ReadOnly[tuple[str, str], str]) -> dict[str, T]:
    return {id: entry for id, entry in entries.items() if (kind, id) not in hidden}
