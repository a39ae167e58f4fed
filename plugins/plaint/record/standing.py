"""How entries stand among all others: what reading the record as a whole looks at, and nothing of what they say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plaint.memory.store import key_of
from plaint.record.entry import Entry
from plaint.record.front_matter import evidence_in
from plaint.record.model import Contact, Letter, Post


def standing(entries: Iterable[Entry | None]) -> bytes:
    """What differs wherever that does of the posts or contacts in one file (16 bytes); nothing where they are others.

    Whether each may be published, its place in the order, the files that it names, which texts it has, and the evidence
    that those refer to.
    """
    return together(map(standing_of, entries))


def together(standings: Iterable[bytes]) -> bytes:
    """The standing of a file in which entries stand like these."""
    every = list(standings)
    return key_of(*every) if all(every) else b""


def standing_of(entry: Entry | None) -> bytes:
    """The same of a single one."""
    part = _of(entry)
    return key_of(repr(part)) if part else b""


def _of(entry: Entry | None) -> tuple[Any, ...]:
    match entry:
        case Post():
            cited = _cited(entry.summary, *(each.what for each in entry.corrected))
            return "post", entry.id, entry.date.text, entry.status, entry.image, entry.shows, cited
        case Contact():
            cited = _cited(entry.summary, *(each.note for each in entry.answers.values()))
            own = entry.id, entry.on.text, entry.draft, entry.evidence, entry.message_file, entry.message is None
            letter = (entry.appendices, entry.shows) if isinstance(entry, Letter) else ()
            return "contact", own, letter, tuple(entry.answers), cited
    return ()


def _cited(*texts: str | None) -> tuple[tuple[str, ...] | None, ...]:
    """The evidence that each text refers to; None for one that is not there."""
    return tuple(evidence_in(text) if text else None for text in texts)
