"""Contacts, each on a page of its own with its thread, message, evidence and clocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from pelican import signals

from plaint.casebook import addresses
from plaint.record.model import Contact
from plaint.record.moment import shown_date
from plaint.site.page import Item, Page
from plaint.site.plugin import Pages
from plaint.site.views.about import of_contact
from plaint.site.views.cited import Citing, cited_in
from plaint.site.views.contacts import Line, Message, heading, message
from plaint.site.views.evidence import EvidenceView, shown
from plaint.site.views.routes import DoorView, doors
from plaint.site.views.words import time
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact on its own page. `dispute` is everything that hangs together with it by replies."""

    line: Line
    people: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    received: Markup
    ends: Markup
    reply_by: Markup
    reference: str
    place: str
    source_url: str
    pauses: tuple[tuple[str, str, str], ...]
    message: Message | None
    evidence: tuple[EvidenceView, ...]
    doors: tuple[DoorView, ...]
    dispute: tuple[Line, ...]
    cited_in: tuple[Citing, ...]


class ContactPages(Pages):
    """Makes a page for each contact that is no letter."""

    def plan(self) -> Iterator[Item]:
        record = self.site.case.record
        for id in record.contacts:
            if id not in record.letter_ids:
                yield Item(addresses.contact_of(id, letter=False), "contact", id)

    def make(self, item: Item) -> Page:
        contact = self.site.case.record.contacts[item.id]
        view = self._view(contact, addresses.upwards(item.address))
        says = f"{view.line.how} {view.line.what}, {contact.on.shown}"
        title = heading(self.site, contact)
        about = of_contact(self.site, contact, title)
        return Page(item.address, "contact.html", title, view, says, view.line.mark, about=about)

    def _view(self, contact: Contact, base: str) -> ContactView:
        site, case = self.site, self.site.case
        day = contact.on.first
        shown_line = site.line((contact.id, base))
        one, other = ("Who", "With") if shown_line.direction == "in person" else ("From", "To")
        named = ((one, (contact.from_,)), (other, contact.to), ("Copied to", contact.cc))
        together = case.disputes.dispute(contact.id)
        return ContactView(
            line=shown_line,
            people=tuple(
                (word, tuple((case.names.with_body(id, day), case.names.address(id)) for id in ids))
                for word, ids in named
                if ids
            ),
            received=time(contact.received) if contact.received else Markup(),
            ends=_until(contact),
            reply_by=time(contact.reply_by) if contact.reply_by else Markup(),
            reference=contact.reference or "",
            place=contact.place or "",
            source_url=contact.source_url or "",
            pauses=tuple((shown_date(each.since), shown_date(each.until), each.why) for each in contact.pauses),
            message=message(site, contact, base) if contact.message else None,
            evidence=tuple(shown(site, case.record.evidence[id], base) for id in contact.evidence),
            doors=doors(site, contact.id),
            dispute=tuple(site.line((id, base)) for id in together) if len(together) > 1 else (),
            cited_in=cited_in(site, ("contact", contact.id)),
        )


def _until(contact: Contact) -> Markup:
    """When a contact ended: the hour alone where that was on the day it began; empty where it is not known."""
    ends = contact.ends
    if ends is None:
        return Markup()
    if ends.at is None or ends.first != contact.on.first:
        return time(ends)
    return Markup('<time datetime="{}">{}</time>').format(ends.iso, ends.at.strftime("%H:%M"))


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return ContactPages
