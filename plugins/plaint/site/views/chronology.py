"""The chronology as its pages show it: by years and months, with its silences, and with what it can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from plaint.casebook import addresses
from plaint.casebook.facets import STATUSES
from plaint.casebook.kinds import CONTACTS, capital
from plaint.casebook.silences import UP_TO_NOW
from plaint.record.period import counted
from plaint.record.relation import Relation
from plaint.record.words import MONTHS
from plaint.site.views.contacts import Line, direction
from plaint.values import dataclass

if TYPE_CHECKING:
    from plaint.site.site import Site

SUMMARIES = 200
"""Contacts up to which a page shows what each was about; more would make it heavy for a phone."""

_TALLEST = 12
"""Weeks of silence from which on the space for it grows no more."""

_ANSWERS = dict(zip(STATUSES, ("Overdue", "Waiting for an answer", "Answered late", "Answered, not late"), strict=True))


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact, and the silence before it: in words, and as the number of weeks it takes room for.

    `facets` are the numbers of the choices it falls under, with spaces between them.
    """

    line: Line
    silence: str
    weeks: int
    facets: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month's contacts. The name is empty of those whose month is not known."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the page: its number and its months."""

    number: int
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year there is: where it stands, and, where it is to be chosen from, how much of it we sent and received."""

    number: int
    address: str
    current: bool
    count: int = 0
    sent: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a filter: its words, its page, and the ids of the contacts it leaves."""

    words: str
    address: str
    contacts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its choices, each with the number that its contacts bear on the page."""

    name: str
    choices: tuple[tuple[int, Choice], ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """A page of the chronology. `jumps` are the years there are; `facets` stand on the page of everything.

    `count` is how many contacts there are, of which `years` may show the newest alone, or none. `last` is true where
    the end of it all stands, and `since` says how long it has been quiet there up to the day of the build.
    """

    years: tuple[Year, ...]
    jumps: tuple[YearLink, ...]
    facets: tuple[Facet, ...]
    count: int
    newest: int = 0
    whole: bool = False
    last: bool = False
    since: str = ""

    @property
    def long(self) -> bool:
        """Whether there is so much of it that a phone had better not lay it all out at once."""
        return self.count > SUMMARIES


def years(
    site: Site, ids: Sequence[str], address: str, *, quiet: bool = False, numbers: Mapping[str, str] | None = None
) -> tuple[Year, ...]:
    """Contacts by years and months. Silences are shown where every contact is: a filter leaves gaps that were none."""
    base = addresses.upwards(address) if len(ids) <= SUMMARIES else ""
    found: dict[int, dict[str, list[Entry]]] = {}
    for id in ids:
        line = site.line((id, base))
        days = site.silences.get(id, 0) if quiet else 0
        words = counted(days, "working days") if days else ""
        entry = Entry(line, words, min(days // 5, _TALLEST), numbers.get(id, "") if numbers else "")
        found.setdefault(line.year, {}).setdefault(line.month, []).append(entry)
    return tuple(
        Year(number, tuple(Month(_name(month), tuple(entries)) for month, entries in months.items()))
        for number, months in found.items()
    )


def _name(month: str) -> str:
    """`July` for `2019-07`; nothing for nothing."""
    return MONTHS[int(month[5:]) - 1] if month else ""


def counts(site: Site, year: int, contacts: Iterable[Relation]) -> YearLink:
    """A year to choose, with how much of it was sent and received."""
    ways = [direction(site, each) for each in contacts]
    return YearLink(year, addresses.year(year), False, len(ways), ways.count("sent"), ways.count("received"))


def since(site: Site) -> str:
    """How long nothing has been on the record, up to the day of the build; empty where that is not long."""
    days = site.silences.get(UP_TO_NOW, 0)
    return counted(days, "working days") if days else ""


def facets(site: Site) -> tuple[Facet, ...]:
    """The filters that have something to choose from, and their choices, numbered throughout."""
    groups = (
        ("Who", [choice(site, "with", id) for id in site.by_party]),
        ("What", [choice(site, "kind", kind) for kind in site.by_kind]),
        ("Tag", [Choice(tag, addresses.tag(tag), ids) for tag, (_, ids) in site.by_tag.items() if ids]),
        ("Answer", [choice(site, "status", status) for status in STATUSES]),
    )
    found, number = [], 0
    for name, choices in groups:
        numbered = []
        for each in choices:
            if each.contacts:
                number += 1
                numbered.append((number, each))
        if numbered:
            found.append(Facet(name, tuple(numbered)))
    return tuple(found)


def numbers_of(filters: Iterable[Facet]) -> dict[str, str]:
    """For each contact the numbers of the choices it falls under, with spaces between them."""
    numbers: dict[str, list[str]] = {}
    for facet in filters:
        for number, each in facet.choices:
            for id in each.contacts:
                numbers.setdefault(id, []).append(str(number))
    return {id: " ".join(each) for id, each in numbers.items()}


def choice(site: Site, facet: str, id: str) -> Choice:
    """One choice of a filter: somebody by a public id (`with`), a kind of contact, or what became of it (`status`)."""
    address = addresses.chosen(facet, id)
    match facet:
        case "with":
            return Choice(_called(site, id), address, site.by_party[id])
        case "kind":
            return Choice(capital(CONTACTS[id]), address, site.by_kind[id])
    return Choice(_ANSWERS[id], address, site.by_status[id])


def _called(site: Site, public_id: str) -> str:
    """Somebody's name; with their body, where another is called the same."""
    names = site.case.names
    id = next(each for each in site.case.record.parties if names.public_id(each) == public_id)
    name = names.short(id)
    alike = sum(names.short(each) == name for each in site.case.record.parties)
    return name if alike == 1 else names.with_body(id, site.case.as_of)
