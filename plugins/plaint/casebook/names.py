"""What may be published of people and bodies: names, offices on a day, and for private people what `shown_as` says."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as ReadOnly
from datetime import date

from plaint.casebook.addresses import PEOPLE
from plaint.casebook.kinds import listed
from plaint.memory.tables import Tables
from plaint.record.model import Organisation, Party, Person
from plaint.record.words import slug


class Names:
    """The people and bodies of a record, as they may be published."""

    def __init__(self, parties: ReadOnly[str, Party], tables: Tables | None = None) -> None:
        tables = tables or Tables()
        self.parties = parties
        self.public_ids = tables.once("public-id", lambda: _public_ids(parties))
        self._us = tables.once("us", lambda: {"us": _us(parties)})

    def public_id(self, id: str) -> str:
        """The id that may be published: a private person's is made of what `shown_as` says."""
        return self.public_ids[id]

    def short(self, id: str) -> str:
        """A name without an office: `Cllr A Name`, `SEND officers`, `MG`."""
        party = self.parties[id]
        if isinstance(party, Organisation):
            return party.name
        return party.shown_as or party.name or party.role or (party.roles[-1].role if party.roles else id)

    def full(self, id: str, day: date) -> str:
        """A name with the office held on that day: `Cllr A Name, Leader of the Council`, `MG`."""
        party = self.parties[id]
        if isinstance(party, Organisation) or party.private:
            return self.short(id)
        office = party.office(day)
        if party.name and office:
            return f"{party.name}, {office}"
        return party.name or office or self.short(id)

    def with_body(self, id: str, day: date) -> str:
        """The full name, and the body of those who are known by their office alone."""
        party = self.parties[id]
        full = self.full(id, day)
        of = party.of if isinstance(party, Person) and not party.name and not party.private else None
        if of is not None and of in self.parties:
            body = self.short(of)
            return full if body in full else f"{full}, {body}"
        return full

    def row(self, ids: Iterable[str]) -> str:
        """Several short names in a sentence."""
        return listed([self.short(id) for id in ids])

    def address(self, id: str) -> str:
        """Where a person or body is described."""
        return f"{PEOPLE}#{self.public_id(id)}"

    def side(self, id: str) -> str:
        """The organisation that stands behind somebody: their own, itself, or nobody but them."""
        party = self.parties[id]
        of = party.of if isinstance(party, Person) else None
        return of if of is not None and of in self.parties else id

    def ours(self, id: str) -> bool:
        """Whether somebody is of the group that campaigns."""
        side = self.parties[self.side(id)]
        return isinstance(side, Organisation) and side.us

    @property
    def us(self) -> str | None:
        """The id of the group that campaigns."""
        return self._us["us"]


def _us(parties: ReadOnly[str, Party]) -> str | None:
    return next((id for id, each in parties.items() if isinstance(each, Organisation) and each.us), None)


def _public_ids(parties: ReadOnly[str, Party]) -> dict[str, str]:
    """Every party's public id; where two private people are shown alike, the later one gets a number."""
    public = {id: id for id, party in parties.items() if not (isinstance(party, Person) and party.private)}
    taken = set(public)
    for id, party in parties.items():
        if isinstance(party, Person) and party.shown_as:
            wanted = name = slug(party.shown_as)
            number = 1
            while name in taken:
                number += 1
                name = f"{wanted}-{number}"
            taken.add(name)
            public[id] = name
    return public
