"""Where a thing is cited, as links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaint.casebook import addresses
from plaint.casebook.gists import Thing
from plaint.casebook.kinds import capital
from plaint.casebook.references import contact_words
from plaint.values import dataclass

if TYPE_CHECKING:
    from plaint.site.site import Site


@dataclass(frozen=True, slots=True)
class Citing:
    """What cites a thing: what it is, what it is called, and its address."""

    kind: str
    title: str
    address: str


def cited_in(site: Site, thing: Thing) -> tuple[Citing, ...]:
    """Everything that cites a thing."""
    return tuple(map(site.citing, site.case.cited_in.get(thing, ())))


def citing(site: Site, kind: str, id: str) -> Citing:
    """One thing that cites others. Ask the site for it: it does so once."""
    record = site.case.record
    match kind:
        case "contact":
            contact = site.case.relations[id]
            address = addresses.contact_of(id, letter=contact.letter)
            if contact.letter:
                return Citing("letter", record.contacts[id].subject or "", address)
            return Citing("contact", capital(contact_words(contact)), address)
        case "post":
            return Citing("post", record.posts[id].title, addresses.post(record.posts[id]))
        case "page":
            return Citing("page", record.pages[id].title, addresses.page(record.pages[id]))
        case "evidence":
            return Citing("evidence", record.evidence[id].title, addresses.evidence(record.evidence[id]))
    return Citing("promise", "A promise", addresses.promise(record.promises[id]))
