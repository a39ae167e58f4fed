"""The people and bodies on the record, as they may be published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.record.model import Organisation, Person
from plaint.record.moment import Moment
from plaint.site.page import Item, Page
from plaint.site.plugin import Pages
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody: the name or what stands for it, the offices held, each with its years, and their contacts."""

    id: str
    name: str
    offices: tuple[tuple[str, str], ...]
    email: str
    url: str
    private: bool
    contacts: int


@dataclass(frozen=True, slots=True)
class Group:
    """An organisation with its people; the one without a name holds those who belong to none."""

    id: str
    name: str
    kind: str
    us: bool
    email: str
    url: str
    contacts: int
    people: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, by organisation; `some_private` where somebody is a private person."""

    groups: tuple[Group, ...]
    some_private: bool


class PeoplePage(Pages):
    """Makes the page of people."""

    def plan(self) -> Iterator[Item]:
        yield Item(addresses.PEOPLE)

    def make(self, item: Item) -> Page:
        parties = self.site.case.record.parties.values()
        people = [each for each in parties if isinstance(each, Person)]
        groups = [
            Group(
                each.id, each.name, each.kind or "", each.us, each.email or "", each.url or "",
                len(self.site.by_party.get(each.id, ())),
                tuple(self._view(person) for person in people if person.of == each.id),
            )
            for each in parties
            if isinstance(each, Organisation)
        ]  # fmt: skip
        alone = tuple(self._view(person) for person in people if person.of is None)
        if alone:
            groups.append(Group("", "Others", "", False, "", "", 0, alone))
        view = People(tuple(groups), any(each.private for each in people))
        return Page(addresses.PEOPLE, "people.html", "People", view, "Who is who on this site.")

    def _view(self, person: Person) -> PersonView:
        names = self.site.case.names
        single = [(person.role, "")] if person.role else []
        held = [(each.role, _years(each.since, each.until)) for each in person.roles]
        named = bool(person.name or person.private)
        return PersonView(
            id=names.public_id(person.id),
            name=names.short(person.id),
            offices=(*single, *held) if named else (),
            email=person.email or "",
            url=person.url or "",
            private=person.private,
            contacts=len(self.site.by_party.get(names.public_id(person.id), ())),
        )


def _years(since: Moment | None, until: Moment | None) -> str:
    """`from 10 May 2018 until 20 May 2019`, as far as it is known."""
    words = [f"from {since.shown_day}"] if since else []
    return " ".join((*words, f"until {until.shown_day}")) if until else " ".join(words)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return PeoplePage
