"""Ids that entries name: each leads to an entry that is there, and is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as ReadOnly
from typing import Any

from plaint.problems import Finding, Problem, nearest
from plaint.record.entry import Entry
from plaint.record.loader import Loaded
from plaint.record.model import Contact, Letter
from plaint.record.one_by_one import OneByOne

_WHAT = {
    "party": "person or organisation",
    "contact": "contact",
    "evidence": "piece of evidence",
    "letter": "letter",
}

_REGISTER = {
    "party": "people.yaml",
    "contact": "contacts.yaml",
    "evidence": "evidence.yaml",
    "letter": "letters/",
}


def named(
    loaded: Loaded, kind: str, entries: ReadOnly[str, Any], entry: Entry, field: str, ids: Iterable[str]
) -> Iterator[Finding]:
    """A problem for each id in a field that leads nowhere, or to what is not published."""
    for number, id in enumerate(ids):
        if id in entries or loaded.known(kind, id):
            continue
        where = entry.at(field, number)
        if why := loaded.record.hidden.get((kind, id)):
            later = why.endswith("to come")
            right = "take its id out here until then" if later else "publish it, or take its id out here"
            yield Problem(where, f"{field}: {id!r} {why}", right)
        else:
            hint = nearest(id, entries) or f"correct the id, or add it to {_REGISTER[kind]}"
            yield Problem(where, f"{field} names no {_WHAT[kind]} {id!r}", hint)


@OneByOne
def people_on_contacts(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """Whoever a contact names by id is in people.yaml."""
    owed = () if contact.owed_by in (None, "to", "from") else (contact.owed_by,)
    for field, ids in (("from", (contact.from_,)), ("to", contact.to), ("cc", contact.cc), ("owed_by", owed)):
        if ids:
            yield from named(loaded, "party", loaded.record.parties, contact, field, [id for id in ids if id])


def people_elsewhere(loaded: Loaded) -> Iterator[Finding]:
    """Whoever a piece of evidence or a promise names by id is in people.yaml."""
    parties = loaded.record.parties
    for evidence in loaded.record.evidence.values():
        yield from named(loaded, "party", parties, evidence, "from", [evidence.from_] if evidence.from_ else [])
    for promise in loaded.record.promises.values():
        yield from named(loaded, "party", parties, promise, "by", [promise.by])


@OneByOne
def contacts_on_contacts(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """What answers a contact or is reproduced from one names a contact that is on the record."""
    contacts = loaded.record.contacts
    yield from named(loaded, "contact", contacts, contact, "replies_to", contact.replies_to)
    if isinstance(contact, Letter):
        yield from named(loaded, "contact", contacts, contact, "thread", contact.thread)
    for point in contact.answers:
        letter = point.partition("#")[0]
        if isinstance(contacts.get(letter), Letter) or loaded.known("contact", letter):
            continue
        where = contact.at("answers", point)
        if letter in contacts:
            what = f"answers: {letter!r} is a contact and no letter, so it has no points"
            yield Problem(where, what, "delete the line, or name a letter")
        elif why := loaded.record.hidden.get(("contact", letter)):
            yield Problem(where, f"answers: {letter!r} {why}", "take it out here")
        else:
            hint = nearest(letter, (id for id, each in contacts.items() if isinstance(each, Letter)))
            yield Problem(where, f"answers names no letter {letter!r}", hint or "name a letter")


def contacts_on_promises(loaded: Loaded) -> Iterator[Finding]:
    """A contact that something was promised in, or that showed what became of it, is on the record."""
    contacts = loaded.record.contacts
    for promise in loaded.record.promises.values():
        yield from named(loaded, "contact", contacts, promise, "made_in", [promise.made_in])
        if promise.outcome and promise.outcome.contact:
            yield from named(loaded, "contact", contacts, promise, "outcome", [promise.outcome.contact])


@OneByOne
def evidence_on_contacts(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """Evidence that a contact or a letter names is in evidence.yaml, and a letter lists none of it twice."""
    evidence = loaded.record.evidence
    yield from named(loaded, "evidence", evidence, contact, "evidence", contact.evidence)
    if isinstance(contact, Letter):
        yield from named(loaded, "evidence", evidence, contact, "appendices", contact.appendices)
        for number, id in enumerate(contact.appendices):
            if id in contact.appendices[:number]:
                where = contact.at("appendices", number)
                yield Problem(where, f"appendices: {id!r} stands here a second time", "delete it")
