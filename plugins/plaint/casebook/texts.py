"""Every Markdown text on the record, named, with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from plaint.problems import Where
from plaint.record.entry import Entry
from plaint.record.model import Letter, Record

Key = tuple[str, str, str]
"""Whose text it is: the kind (post, page, contact, evidence, promise), the id, and the field (`body`, `summary` …)."""


@dataclass(frozen=True, slots=True)
class Text:
    """One Markdown text. `where` is the place of its first line."""

    key: Key
    markdown: str
    where: Where

    def line(self, number: int) -> Where:
        """The place of a line, as the file counts it."""
        return Where(self.where.file, number)


def texts_of(record: Record) -> Iterator[Text]:
    """All texts of the record, in its order: the long ones of files, and the short ones of registers."""
    for contact in record.contacts.values():
        if isinstance(contact, Letter):
            yield Text(("contact", contact.id, "body"), contact.body, Where(contact.where.file, contact.body_line))
        yield from _field("contact", contact.id, contact, "summary", contact.summary)
        for point, coverage in contact.answers.items():
            if coverage.note:
                where = contact.at("answers", point, "note")
                yield Text(("contact", contact.id, f"answers {point}"), coverage.note, where)
    for evidence in record.evidence.values():
        yield from _field("evidence", evidence.id, evidence, "note", evidence.note)
        yield from _field("evidence", evidence.id, evidence, "redacted", evidence.redacted)
    for promise in record.promises.values():
        yield from _field("promise", promise.id, promise, "summary", promise.summary)
    for post in record.posts.values():
        yield Text(("post", post.id, "body"), post.body, Where(post.where.file, post.body_line))
        yield from _field("post", post.id, post, "summary", post.summary)
        for number, correction in enumerate(post.corrected):
            yield Text(
                ("post", post.id, f"corrected {number}"),
                correction.what,
                post.at("corrected", number, "what"),
            )
    for page in record.pages.values():
        yield Text(("page", page.id, "body"), page.body, Where(page.where.file, page.body_line))
        yield from _field("page", page.id, page, "summary", page.summary)


def without_texts(record: Record, texts: Iterable[Text]) -> tuple[Record, tuple[Text, ...]]:
    """The record and its texts once they are converted: without the words of posts, which are a third of all memory.

    What stands in their place is empty; where each text stands is still known.
    """
    posts = {id: replace(post, body="") for id, post in record.posts.items()}
    return replace(record, posts=posts), tuple(replace(text, markdown="") for text in texts)


def _field(kind: str, id: str, entry: Entry, name: str, markdown: str | None) -> Iterator[Text]:
    if markdown:
        yield Text((kind, id, name), markdown, entry.at(name))
