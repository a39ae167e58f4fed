"""What the chronology can be filtered by besides tags: whom a contact was with, its kind, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly

from plaint.casebook.casebook import Casebook
from plaint.casebook.names import Names
from plaint.clocks import highest
from plaint.record.relation import Relation

Ids = tuple[str, ...]

STATUSES = ("overdue", "waiting", "late", "answered")
"""What others' clocks on a contact can stand at. `late` was answered after its day, `answered` not."""


def by_party(relations: ReadOnly[str, Relation], names: Names) -> dict[str, Ids]:
    """The contacts of everybody on the record, and of the body each is of, by public ids; the most frequent first.

    Our own organisation has none of its own, for it would have all.
    """
    found: dict[str, list[str]] = {}
    for contact, each in relations.items():
        for id in dict.fromkeys((*each.people, *map(names.side, each.people))):
            if id != names.us:
                found.setdefault(names.public_id(id), []).append(contact)
    return _frequent_first(found)


def by_kind(relations: ReadOnly[str, Relation]) -> dict[str, Ids]:
    """The contacts of each kind, the most frequent first."""
    found: dict[str, list[str]] = {}
    for contact, each in relations.items():
        found.setdefault(each.kind, []).append(contact)
    return _frequent_first(found)


def by_status(case: Casebook) -> dict[str, Ids]:
    """The contacts of each status, in order."""
    found: dict[str, list[str]] = {status: [] for status in STATUSES}
    for id in case.record.contacts:
        for status in statuses(case, id):
            found[status].append(id)
    return {status: tuple(ids) for status, ids in found.items()}


def statuses(case: Casebook, contact: str) -> frozenset[str]:
    """What the clocks on a contact that others owe us answers by stand at. What was withdrawn is none of them."""
    found = set()
    for clock in case.clocks(contact):
        if not case.names.ours(clock.owed_by):
            late = clock.late is not None and highest(clock.late) > 0
            found.add("late" if clock.status == "answered" and late else clock.status)
    return frozenset(found & {*STATUSES})


def _frequent_first(found: dict[str, list[str]]) -> dict[str, Ids]:
    return {name: tuple(ids) for name, ids in sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))}
