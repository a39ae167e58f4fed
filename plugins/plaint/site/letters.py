"""Our letters: a list of them, and each with its points, appendices, answers and thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pelican import signals

from plaint.casebook import addresses
from plaint.casebook.coverage import sentence, summed_up
from plaint.casebook.kinds import listed
from plaint.site.page import Page
from plaint.site.plugin import Pages
from plaint.site.views.contacts import ClockView, Line, Message, clocks, line
from plaint.site.views.letters import Coverage, Head, coverage, head, thread
from plaint.site.views.routes import DoorView, doors


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

    def pages(self) -> Iterator[Page]:
        site = self.site
        base = addresses.upwards(addresses.LETTERS)
        written = tuple(
            (head(site, each, base), clocks(site, each), summed_up(site.case.numbered[each.id]))
            for each in reversed(site.case.record.letters)
        )
        yield Page(addresses.LETTERS, "letters.html", "Letters", LetterList(written), "Every letter we sent.")
        for letter in site.case.record.letters:
            address = addresses.contact(letter)
            base = addresses.upwards(address)
            body = site.html("contact", letter.id, "body", base)
            replies = (site.case.record.contacts[id] for id in site.case.disputes.replies[letter.id])
            view = LetterView(
                head=head(site, letter, base),
                body=body,
                thread=thread(site, letter, base),
                waits=clocks(site, letter),
                summary=sentence(site.case, letter.id),
                coverage=coverage(site, letter, base),
                replies=tuple(line(site, each, base) for each in replies),
                doors=doors(site, letter.id),
            )
            mark = site.case.marked("contact", letter.id) or ""
            says = f"{view.head.kind} of {letter.on.shown} to {listed(list(view.head.to))}"
            yield Page(
                address,
                "letter.html",
                letter.subject,
                view,
                says,
                mark,
                changed=letter.on.text[:10],
            )


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return LetterPages
