"""The doors of a dispute as pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaint.casebook import addresses
from plaint.casebook.kinds import capital
from plaint.casebook.references import contact_words
from plaint.casebook.routes import Door
from plaint.record.moment import shown_date
from plaint.site.views.contacts import Source
from plaint.values import dataclass

if TYPE_CHECKING:
    from plaint.site.site import Site


@dataclass(frozen=True, slots=True)
class DoorView:
    """A door: what may be done, whether it is open, by which day, what opened it and how that was counted."""

    rule: Source
    status: str
    sentence: str
    opened_by: str
    address: str
    steps: tuple[str, ...]


def doors(site: Site, contact: str) -> tuple[DoorView, ...]:
    """The doors of the dispute that a contact is part of."""
    return tuple(_view(site, door) for door in site.routes.of(contact))


def _view(site: Site, door: Door) -> DoorView:
    opener = site.case.relations[door.contact]
    return DoorView(
        rule=site.source(door.rule.id),
        status=door.status,
        sentence=_sentence(site, door),
        opened_by=capital(contact_words(opener)),
        address=addresses.contact_of(door.contact, letter=opener.letter),
        steps=door.steps,
    )


def _sentence(site: Site, door: Door) -> str:
    if door.taken_in:
        return f"Taken: {contact_words(site.case.relations[door.taken_in])}"
    if door.closes_on is None:
        return f"Open since the answer was due, on {shown_date(door.opened_on)}"
    if door.status == "closed":
        return f"Closed: the last day was {shown_date(door.closes_on)}"
    left = (door.closes_on - site.case.as_of).days
    days = "today is the last day" if left == 0 else f"{left} {'day' if left == 1 else 'days'} from now"
    return f"Open until {shown_date(door.closes_on)}, {days}"
