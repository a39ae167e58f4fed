"""Every Markdown text on the record, named, with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from plaint.memory.store import key_of
from plaint.problems import Where
from plaint.record.entry import Entry
from plaint.record.model import Contact, Evidence, Letter, Page, Post, Promise, Record

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
    for register in _registers(record).values():
        for entry in register.values():
            yield from texts_in(entry)


def texts_in(entry: Entry) -> Iterator[Text]:
    """The texts of one entry."""
    match entry:
        case Contact():
            if isinstance(entry, Letter):
                yield _body("contact", entry)
            yield from _field("contact", entry.id, entry, "summary", entry.summary)
            for point, coverage in entry.answers.items():
                if coverage.note:
                    key, path = ("contact", entry.id, f"answers {point}"), ("answers", point, "note")
                    yield Text(key, coverage.note, entry, path, key_of(coverage.note), len(coverage.note))
        case Evidence():
            yield from _field("evidence", entry.id, entry, "note", entry.note)
            yield from _field("evidence", entry.id, entry, "redacted", entry.redacted)
        case Promise():
            yield from _field("promise", entry.id, entry, "summary", entry.summary)
        case Post():
            yield _body("post", entry)
            yield from _field("post", entry.id, entry, "summary", entry.summary)
            for number, correction in enumerate(entry.corrected):
                key, at = ("post", entry.id, f"corrected {number}"), ("corrected", number, "what")
                yield Text(key, correction.what, entry, at, key_of(correction.what), len(correction.what))
        case Page():
            yield _body("page", entry)
            yield from _field("page", entry.id, entry, "summary", entry.summary)


class Texts(Mapping[Key, Text]):
    """The texts of a record that have these keys, each made when it is asked for."""

    def __init__(self, record: Record, keys: Mapping[Key, Any]) -> None:
        self._record, self._keys = record, keys

    def __getitem__(self, key: Key) -> Text:
        if key not in self._keys:
            raise KeyError(key)
        kind, id, _ = key
        entry = _registers(self._record)[kind][id]
        return next(text for text in texts_in(entry) if text.key == key)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def _registers(record: Record) -> Mapping[str, Mapping[str, Any]]:
    return {
        "contact": record.contacts,
        "evidence": record.evidence,
        "promise": record.promises,
        "post": record.posts,
        "page": record.pages,
    }


def _field(kind: str, id: str, entry: Entry, name: str, markdown: str | None) -> Iterator[Text]:
    if markdown:
        yield Text((kind, id, name), markdown, entry, (name,), key_of(markdown), len(markdown))


def _body(kind: str, entry: Letter | Post | Page) -> Text:
    return Text((kind, entry.id, "body"), entry.body, entry, (), entry.digest, entry.size)
