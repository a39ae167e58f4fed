"""How each contact stands to everything else on the record: what it names and is filed under, and none of its words.

What goes through all contacts, only cites one, or counts the days since, asks for this: an edit of what a contact was
about then leaves it as it was.
"""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from datetime import date
from typing import NamedTuple

from plaint.memory.tables import Tables
from plaint.record.model import Contact, Expectation, Letter
from plaint.record.moment import Moment


class Off(NamedTuple):
    """Days left out of a contact's count, and why."""

    since: date
    until: date
    why: str


class Relation(NamedTuple):
    """What of a contact all of them together are put in order by. Most edits leave it as it was.

    `follows` are the contacts it answers that are there, but for those that it would come before. `heard` is true where
    it answers them: no draft does, and nothing that was cancelled. `answers` are points of letters. The rest are fields
    of the contact itself.
    """

    id: str

    replies_to: tuple[str, ...]
    follows: tuple[str, ...]
    heard: bool
    answers: tuple[str, ...]
    evidence: tuple[str, ...]
    appendices: tuple[str, ...]
    thread: tuple[str, ...]
    tags: tuple[str, ...]
    kind: str
    from_: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    on: Moment
    received: Moment | None
    draft: bool
    cancelled: bool
    withdrawn: date | None
    reply: str | None
    until: date | None
    reply_by: Moment | None
    expects: tuple[Expectation, ...]
    owed_by: str | None
    opens: tuple[str, ...]
    pauses: tuple[Off, ...]
    letter: bool

    @property
    def people(self) -> tuple[str, ...]:
        """Those it is from, to and copied to, in that order."""
        return (self.from_, *self.to, *self.cc)

    @property
    def started(self) -> Moment:
        """When it reached those it was for."""
        return self.received or self.on


def relation(contact: Contact, contacts: ReadOnly[str, Contact]) -> Relation:
    """How a contact stands, one of these."""
    asked = ((id, contacts.get(id)) for id in contact.replies_to)
    follows = tuple(id for id, each in asked if each and not contact.on.surely_before(each.on))
    letter = contact if isinstance(contact, Letter) else None
    return Relation(
        contact.id,
        contact.replies_to,
        contact.replies_to if follows == contact.replies_to else follows,
        not (contact.draft or contact.cancelled),
        tuple(contact.answers),
        contact.evidence,
        letter.appendices if letter else (),
        letter.thread if letter else (),
        contact.tags,
        contact.kind,
        contact.from_,
        contact.to,
        contact.cc,
        contact.on,
        contact.received,
        bool(contact.draft),
        bool(contact.cancelled),
        contact.withdrawn,
        contact.reply,
        contact.until,
        contact.reply_by,
        contact.expects,
        contact.owed_by,
        contact.opens,
        tuple(Off(each.since, each.until, each.why) for each in contact.pauses),
        letter is not None,
    )


def relations_of(contacts: ReadOnly[str, Contact], tables: Tables | None = None) -> ReadOnly[str, Relation]:
    """How all these contacts stand; of `tables`, the one that has that."""
    tables = tables or Tables()
    return tables.once(RELATION, lambda: {id: relation(each, contacts) for id, each in contacts.items()})


RELATION = "relation"
"""The table's name."""
