"""Who answers whom: the sides of a dispute, and which replies count as an answer to a contact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar

from plaint.memory.tables import Tables
from plaint.memory.watch import Remembered
from plaint.record.model import Contact, Organisation, Person, Record
from plaint.record.relation import Relation

Exchange = Contact | Relation
"""A contact, of which clocks take what stands in both: how it stands to others, and none of its words."""

C = TypeVar("C", Contact, Relation)

_Asked = tuple[str, str, tuple[str, ...]]

NO_ANSWER = ("acknowledgement", "extension")
"""Kinds of reply that leave a clock running."""


def earliest(reply: Exchange) -> date:
    """The first day on which a contact can have happened."""
    return reply.on.end_between[0]


def latest(reply: Exchange) -> date:
    """The last day on which a contact can have happened."""
    return reply.on.end_between[1]


class Sides(Generic[C]):
    """Whose side everybody on a record is on, and so who owes an answer; and what a reply can have answered."""

    def __init__(self, record: Record, contacts: Mapping[str, C]) -> None:
        self._record = record
        self._contacts: Mapping[str, C] = contacts

    def side(self, id: str) -> str:
        """Whose side somebody is on: their organisation, or themselves where they belong to none."""
        party = self._record.parties.get(id)
        return party.of if isinstance(party, Person) and party.of else id

    def is_us(self, side: str) -> bool:
        """Whether a side is the one that campaigns."""
        party = self._record.parties.get(side)
        return isinstance(party, Organisation) and party.us

    def owing(self, contact: Exchange) -> tuple[str, ...]:
        """Who owes the answer to a contact: of each other side it went to, the first addressee."""
        if contact.owed_by not in (None, "to"):
            return (contact.from_ if contact.owed_by == "from" else str(contact.owed_by),)
        sides = {self.side(contact.from_): ""}
        for id in contact.to:
            sides.setdefault(self.side(id), id)
        return tuple(id for id in sides.values() if id)

    def asked_about(self, reply: C) -> Iterator[C]:
        """The contacts that a reply can have answered, directly or through chases and acknowledgements."""
        ids, seen = list(reply.replies_to), {reply.id}
        for id in ids:  # grows while it is read
            contact = self._contacts.get(id)
            if contact is None or id in seen:
                continue
            seen.add(id)
            yield contact
            if contact.kind == "chase" or contact.reply in NO_ANSWER:
                ids.extend(contact.replies_to)


class Replies(Sides[Relation]):
    """The replies of a record, by what they answer. Drafts and what was cancelled answer nothing."""

    def __init__(self, record: Record, relations: Mapping[str, Relation], tables: Tables) -> None:
        super().__init__(record, relations)
        self._heard: Remembered[_Asked, tuple[Relation, ...]] = Remembered(tables.watch, self._find_heard)
        self._to: Mapping[str, Sequence[str]] = tables.once("heard", lambda: _by_what_they_answer(relations))

    def heard(self, contact: Relation, owing: str, about: tuple[Relation, ...] = ()) -> tuple[Relation, ...]:
        """What the side that owes has replied to a contact, oldest first, whatever kind of reply it is.

        A reply to a chase of the contact answers the contact, and so does one to an acknowledgement or an
        extension of theirs, which is where people press the button. A reply to anything else that was said
        meanwhile answers only that. Where the contact goes back to others (`about`), later replies to those
        answer it too.
        """
        return self._heard((contact.id, owing, tuple(each.id for each in about)))

    def _find_heard(self, asked: _Asked) -> tuple[Relation, ...]:
        id, owing, about = asked
        contact = self._contacts[id]
        theirs = self.side(contact.from_) == owing and contact.reply in NO_ANSWER
        earlier = [*about, *(contact.replies_to if theirs else ())]
        found = {reply.id: reply for reply in self._follow([contact.id], owing)}
        for reply in self._follow(earlier, owing):
            if reply.id != contact.id and earliest(reply) >= earliest(contact):
                found.setdefault(reply.id, reply)
        return tuple(sorted(found.values(), key=earliest))

    def _follow(self, ids: list[str], owing: str) -> Iterator[Relation]:
        open_ids, seen = list(ids), set(ids)
        for id in open_ids:  # grows while it is read
            for answer in self._to.get(id, ()):
                if answer in seen:
                    continue
                seen.add(answer)
                reply = self._contacts[answer]
                theirs = self.side(reply.from_) == owing
                if theirs:
                    yield reply
                if (theirs and reply.reply in NO_ANSWER) or (not theirs and reply.kind == "chase"):
                    open_ids.append(reply.id)

    def answer(self, contact: Relation, owing: str, about: tuple[Relation, ...] = ()) -> Relation | None:
        """The first reply that stops a clock on a contact; None where there is none on the record."""
        heard = self.heard(contact, owing, about)
        return next((reply for reply in heard if reply.reply not in NO_ANSWER), None)


def _by_what_they_answer(relations: Mapping[str, Relation]) -> dict[str, list[str]]:
    """The ids of the replies to each contact."""
    to: dict[str, list[str]] = {}
    for id, reply in relations.items():
        if reply.heard:
            for target in dict.fromkeys(reply.replies_to):
                to.setdefault(target, []).append(id)
    return to
