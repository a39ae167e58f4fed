"""Who answered what: a contact and everything that replies to it, in turn."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly

from plaint.record.model import Contact
from plaint.record.relation import Relation
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Disputes:
    """The replies of a record, walked in both directions. All of it is ids; `contacts` has what they stand for.

    `replies` are those to each contact, in time's order; `together` is for each contact everything that hangs together
    with it by replies, itself among it; `answers` are for each letter the contacts that deal with its points.
    """

    contacts: ReadOnly[str, Contact]
    replies: ReadOnly[str, tuple[str, ...]]
    together: ReadOnly[str, tuple[str, ...]]
    answers: ReadOnly[str, tuple[str, ...]]

    def dispute(self, id: str) -> tuple[str, ...]:
        """The ids of all contacts that hang together with this one by replies, itself among them, in time's order."""
        return self.together[id]

    def answering(self, letter: str) -> tuple[Contact, ...]:
        """The contacts that say of a letter's points what became of them, in time's order."""
        return tuple(self.contacts[id] for id in self.answers.get(letter, ()))


def disputes_of(contacts: ReadOnly[str, Contact], relations: ReadOnly[str, Relation]) -> Disputes:
    """The disputes of contacts that are given in time's order."""
    related = dict(relations.items())
    replies: dict[str, list[str]] = {id: [] for id in related}
    answers: dict[str, list[str]] = {}
    for own, each in related.items():
        for id in each.replies_to:
            if id in replies:
                replies[id].append(own)
        for letter in dict.fromkeys(point.partition("#")[0] for point in each.answers):
            answers.setdefault(letter, []).append(own)
    return Disputes(
        contacts,
        {id: tuple(each) for id, each in replies.items()},
        _together(related, replies),
        {letter: tuple(each) for letter, each in answers.items()},
    )


def _together(related: ReadOnly[str, Relation], replies: ReadOnly[str, list[str]]) -> dict[str, tuple[str, ...]]:
    order = {id: number for number, id in enumerate(related)}
    together: dict[str, tuple[str, ...]] = {}
    for start in related:
        if start in together:
            continue
        found, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            for each in (*replies[here], *related[here].replies_to):
                if each in order and each not in found:
                    found.add(each)
                    waiting.append(each)
        dispute = tuple(sorted(found, key=order.__getitem__))
        together.update(dict.fromkeys(dispute, dispute))
    return together
