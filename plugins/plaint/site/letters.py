"""Our letters: a list of them, and each with its points, appendices, answers and thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pelican import signals

from plaint.casebook import addresses
from plaint.casebook.kinds import listed
from plaint.site.page import Page
from plaint.site.plugin import Pages
from plaint.site.views.contacts import ClockView, Line, Message, clocks, line
from plaint.site.views.letters import Coverage, Head, coverage, head, thread


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter on its own page. `replies` are the contacts that answer it."""

    head: Head
    body: Markup
    thread: tuple[Message, ...]
    waits: tuple[ClockView, ...]
    coverage: Coverage | None
    replies: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LetterList:
    """All letters, newest first, each with what its clock says."""

    letters: tuple[tuple[Head, tuple[ClockView, ...]], ...]


class LetterPages(Pages):
    """Makes the list of letters and a page for each."""

    def pages(self) -> Iterator[Page]:
        site = self.site
        base = addresses.upwards(addresses.LETTERS)
        written = tuple((head(site, each, base), clocks(site, each)) for each in reversed(site.case.record.letters))
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
                coverage=coverage(site, letter, base),
                replies=tuple(line(site, each, base) for each in replies),
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
