"""Our letters: a list of them, and each with its points, appendices, answers and thread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from pelican import signals

from plaint.casebook import addresses
from plaint.casebook.coverage import sentence, summed_up
from plaint.casebook.kinds import listed
from plaint.record.model import Letter
from plaint.site.page import Item, Page
from plaint.site.plugin import Pages
from plaint.site.views.about import of_letter
from plaint.site.views.contacts import ClockView, Line, Message, clocks
from plaint.site.views.letters import Coverage, Head, coverage, head, thread
from plaint.site.views.routes import DoorView, doors
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter on its own page. `summary` sums its coverage up; `replies` are the contacts that answer it."""

    head: Head
    body: Markup
    thread: tuple[Message, ...]
    waits: tuple[ClockView, ...]
    summary: str
    coverage: Coverage | None
    replies: tuple[Line, ...]
    doors: tuple[DoorView, ...]


@dataclass(frozen=True, slots=True)
class LetterList:
    """All letters, newest first, each with what its clock says and what became of its points."""

    letters: tuple[tuple[Head, tuple[ClockView, ...], str], ...]


class LetterPages(Pages):
    """Makes the list of letters and a page for each."""

    def plan(self) -> Iterator[Item]:
        yield Item(addresses.LETTERS, "list")
        for id in self.site.case.record.letter_ids:
            yield Item(addresses.contact_of(id, letter=True), "letter", id)

    def make(self, item: Item) -> Page:
        return self._list(item) if item.kind == "list" else self._letter(item)

    def _list(self, item: Item) -> Page:
        site, base = self.site, addresses.upwards(item.address)
        written = tuple(
            (head(site, each, base), clocks(site, each), summed_up(site.case.numbered[each.id]))
            for each in reversed(site.case.record.letters)
        )
        return Page(item.address, "letters.html", "Letters", LetterList(written), "Every letter we sent.")

    def _letter(self, item: Item) -> Page:
        site, base = self.site, addresses.upwards(item.address)
        letter = site.case.record.contacts[item.id]
        assert isinstance(letter, Letter)
        view = LetterView(
            head=head(site, letter, base),
            body=site.html("contact", letter.id, "body", base),
            thread=thread(site, letter, base),
            waits=clocks(site, letter),
            summary=sentence(site.case, letter.id),
            coverage=coverage(site, letter, base),
            replies=tuple(site.line((id, base)) for id in site.case.disputes.replies[letter.id]),
            doors=doors(site, letter.id),
        )
        mark = site.case.marked("contact", letter.id) or ""
        says = f"{view.head.kind} of {letter.on.shown} to {listed(list(view.head.to))}"
        return Page(
            item.address,
            "letter.html",
            letter.subject,
            view,
            says,
            mark,
            changed=letter.on.text[:10],
            card=addresses.card(item.address),
            about=of_letter(site, letter, view.head),
        )


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return LetterPages
