"""Who a new letter or contact is from and to, where that can be told from people.yaml."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from plaint.problems import Problem, Stopped, Where, nearest
from plaint.record.loader import Loaded
from plaint.record.model import Organisation, Party, Person, Record

_BODIES = ("council", "authority", "borough", "trust", "nhs", "department", "government", "board")
"""Words in an organisation's `kind` that say it is a body one would complain to."""


def us(record: Record, people: str) -> str:
    """The id of the organisation that campaigns. Raises Stopped where people.yaml names none."""
    for party in record.parties.values():
        if isinstance(party, Organisation) and party.us:
            return party.id
    right = "add your group under `organisations:`, as `parents: {name: Parents Together, us: true}`"
    raise Stopped([Problem(Where(people), "names no organisation that is us", right)])


def addressee(loaded: Loaded, people: str) -> str:
    """The id of whoever is most likely written to. Raises Stopped where there is nobody but ourselves."""
    others = list(_others(loaded))
    bodies = [each for each in others if isinstance(each, Organisation)]
    party: Party
    for party in bodies:
        kind = (party.kind or "").lower()
        if any(word in kind for word in _BODIES):
            return party.id
    for party in (*bodies, *others):
        return party.id
    right = "add them under `organisations:` first, as `council: {name: Northmere Council, kind: council}`"
    raise Stopped([Problem(Where(people), "names nobody to write to", right)])


def ours(loaded: Loaded, id: str) -> bool:
    """Whether the id is of the organisation that campaigns, or of one of its people."""
    party = loaded.record.parties.get(id)
    group = loaded.record.parties.get(party.of) if isinstance(party, Person) and party.of else party
    return isinstance(group, Organisation) and group.us


def named(loaded: Loaded, text: str, option: str, people: str) -> list[str]:
    """The ids in an option's value, with commas between them. Raises Stopped where one is nobody's."""
    parties = loaded.record.parties
    ids = [each.strip() for each in text.split(",") if each.strip()]
    wrong = [
        Problem(Where(option), f"{id!r} is nobody in {people}", nearest(id, parties) or "add them there first")
        for id in ids
        if id not in parties
    ]
    if wrong or not ids:
        raise Stopped(wrong or [Problem(Where(option), "is empty", f"give an id from {people}")])
    return ids


def choices(loaded: Loaded) -> list[str]:
    """Comment lines with the ids of all who can be written to."""
    ids = ", ".join(each.id for each in _others(loaded))
    lines = textwrap.wrap(ids, 100, break_on_hyphens=False, max_lines=12, placeholder=" …")
    return [f"#   {line}" for line in lines]


def _others(loaded: Loaded) -> Iterator[Party]:
    """Those who are not ours and not private, bodies first."""
    parties = [each for each in loaded.record.parties.values() if not ours(loaded, each.id)]
    yield from (each for each in parties if isinstance(each, Organisation))
    yield from (each for each in parties if isinstance(each, Person) and not each.private)
