"""Every Markdown text on the record, named, with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plaint.memory.store import key_of
from plaint.problems import Where
from plaint.record.entry import Entry
from plaint.record.model import Letter, Page, Post, Record

Key = tuple[str, str, str]
"""Whose text it is: the kind (post, page, contact, evidence, promise), the id, and the field (`body`, `summary` …)."""


class Text(NamedTuple):
    """One Markdown text of an entry: the value at a path in it, or its body. `size` is its length in characters.

    The words of a post are left out; `digest` stands for them.
    """

    key: Key
    markdown: str
    entry: Entry
    path: tuple[str | int, ...]
    digest: bytes
    size: int

    @property
    def where(self) -> Where:
        """The place of its first line."""
        if isinstance(self.entry, Letter | Post | Page) and not self.path:
            return Where(self.entry.where.file, self.entry.body_line)
        return self.entry.at(*self.path)

    def line(self, number: int) -> Where:
        """The place of one of its lines, the first of which is 1."""
        where = self.where
        return Where(where.file, where.line + number - 1)


def texts_of(record: Record) -> Iterator[Text]:
    """All texts of the record, in its order: the long ones of files, and the short ones of registers."""
    for contact in record.contacts.values():
        if isinstance(contact, Letter):
            yield _body("contact", contact)
        yield from _field("contact", contact.id, contact, "summary", contact.summary)
        for point, coverage in contact.answers.items():
            if coverage.note:
                key, path = ("contact", contact.id, f"answers {point}"), ("answers", point, "note")
                yield Text(key, coverage.note, contact, path, key_of(coverage.note), len(coverage.note))
    for evidence in record.evidence.values():
        yield from _field("evidence", evidence.id, evidence, "note", evidence.note)
        yield from _field("evidence", evidence.id, evidence, "redacted", evidence.redacted)
    for promise in record.promises.values():
        yield from _field("promise", promise.id, promise, "summary", promise.summary)
    for post in record.posts.values():
        yield _body("post", post)
        yield from _field("post", post.id, post, "summary", post.summary)
        for number, correction in enumerate(post.corrected):
            key, at = ("post", post.id, f"corrected {number}"), ("corrected", number, "what")
            yield Text(key, correction.what, post, at, key_of(correction.what), len(correction.what))
    for page in record.pages.values():
        yield _body("page", page)
        yield from _field("page", page.id, page, "summary", page.summary)


def _field(kind: str, id: str, entry: Entry, name: str, markdown: str | None) -> Iterator[Text]:
    if markdown:
        yield Text((kind, id, name), markdown, entry, (name,), key_of(markdown), len(markdown))


def _body(kind: str, entry: Letter | Post | Page) -> Text:
    return Text((kind, entry.id, "body"), entry.body, entry, (), entry.digest, entry.size)
