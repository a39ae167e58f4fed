"""What may be published on a day: no draft, nothing dated in the future, and no evidence that is only for those."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from plaint.record.front_matter import evidence_in
from plaint.record.model import Comment, Contact, Letter, Page, Post, Promise, Record
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
    for post_id, comments in record.comments.items():
        if ("post", post_id) not in hidden:
            hidden.update(_comments_for_later(comments, day))
    held = _evidence_for_later(record, hidden)
    for id in held:
        hidden["evidence", id] = "is cited only by what is not published"
    if drafts:
        return replace(record, hidden=hidden)
    return replace(
        record,
        evidence=_without(record.evidence, "evidence", hidden),
        # What only they name is waiting for its day, and is not a file that somebody forgot.
        files=record.files - _files_of_hidden(record, hidden),
        contacts=_without(record.contacts, "contact", hidden),
        letter_ids=_without(record.letter_ids, "contact", hidden),
        posts=_without(record.posts, "post", hidden),
        pages=_without(record.pages, "page", hidden),
        promises=_without(record.promises, "promise", hidden),
        comments={
            post: {id: each for id, each in comments.items() if ("comment", each.key) not in hidden}
            for post, comments in record.comments.items()
            if ("post", post) not in hidden
        },
        hidden=hidden,
    )


def _comments_for_later(comments: ReadOnly[str, Comment], day: date) -> dict[tuple[str, str], str]:
    """Comments that are still to come, and with them whatever answers one: it would answer nothing."""
    later: dict[tuple[str, str], str] = {}
    held: set[str] = set()
    for comment in comments.values():
        if why := _later(comment.date, day):
            later["comment", comment.key] = why
            held.add(comment.id)
    answers = [each for each in comments.values() if each.answers and each.id not in held] if held else []
    while with_them := [each for each in answers if each.answers in held and each.id not in held]:
        for each in with_them:
            later["comment", each.key] = f"answers {each.answers!r}, which is still to come"
            held.add(each.id)
    return later


def _evidence_for_later(record: Record, hidden: ReadOnly[tuple[str, str], str]) -> set[str]:
    """Evidence that only a draft, or something of the future, speaks of: it comes out together with that."""
    if not hidden:
        return set()
    later: set[str] = set()
    now: set[str] = set()
    for contact in record.contacts.values():
        cited = later if ("contact", contact.id) in hidden else now
        cited.update(contact.evidence, _cited(contact.summary, *(each.note for each in contact.answers.values())))
        if isinstance(contact, Letter):
            cited.update(contact.appendices, contact.shows)
    for post in record.posts.values():
        cited = later if ("post", post.id) in hidden else now
        cited.update(post.shows, _cited(post.summary, *(each.what for each in post.corrected)))
    for page in record.pages.values():
        cited = later if ("page", page.id) in hidden else now
        cited.update(page.shows, _cited(page.summary))
    for promise in record.promises.values():
        cited = later if ("promise", promise.id) in hidden else now
        cited.update(_cited(promise.summary))
    for evidence in record.evidence.values():
        now.update(_cited(evidence.note, evidence.redacted))
    return (later - now) & record.evidence.keys()


def _cited(*texts: str | None) -> set[str]:
    return {id for text in texts if text for id in evidence_in(text)}


def _files_of_hidden(record: Record, hidden: ReadOnly[tuple[str, str], str]) -> set[str]:
    """The files that what is hidden names, and nothing else does."""
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for evidence in record.evidence.values():
        named[("evidence", evidence.id) in hidden].update(f"evidence/{PurePosixPath(name)}" for name in evidence.names)
    for contact in record.contacts.values():
        if contact.message_file:
            named[("contact", contact.id) in hidden].add(str(PurePosixPath(contact.message_file)))
    return named[True] - named[False]


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
