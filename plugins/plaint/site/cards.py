"""A picture for each post and letter that stands beside its link where people share it: its title and its figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.casebook.figures import in_words
from plaint.casebook.kinds import CONTACTS, capital
from plaint.casebook.references import the_clock
from plaint.clocks import Clock
from plaint.pictures.cards import Card, card
from plaint.record.model import Letter
from plaint.site.page import File, Item
from plaint.site.plugin import Pages
from plaint.site.site import Site


class Cards(Pages):
    """Draws the cards."""

    def plan(self) -> Iterator[Item]:
        record = self.site.case.record
        for post in record.posts.values():
            yield Item(addresses.card(addresses.post(post)), "post", post.id)
        for letter in record.letters:
            yield Item(addresses.card(addresses.contact(letter)), "letter", letter.id)

    def make(self, item: Item) -> File:
        of = of_post(self.site, item.id) if item.kind == "post" else of_letter(self.site, item.id)
        return File(item.address, self.site.pictures.cache.kept(f"card {of!r}", lambda: card(of)))


def of_post(site: Site, id: str) -> Card:
    """What stands on the card of a post: of the waits that it speaks of, the first."""
    post, key = site.case.record.posts[id], ("post", id, "body")
    figure, says = "", ""
    for hole in site.case.outlines[key].holes if key in site.case.outlines else ():
        if hole.kind == "clock" and not figure:
            _, clock = the_clock(hole.target, site.case.context(key), site.case)
            figure, says = waited(clock)
    return Card(post.title, site.title, figure, says, post.date.shown_day)


def of_letter(site: Site, id: str) -> Card:
    """What stands on the card of a letter: how long it has waited, or did."""
    letter = site.case.record.contacts[id]
    assert isinstance(letter, Letter)
    clocks = sorted(site.case.clocks(id), key=lambda each: each.status not in ("overdue", "waiting"))
    figure, says = waited(clocks[0]) if clocks else ("", "")
    foot = f"{capital(CONTACTS[letter.kind])} of {letter.on.shown_day}"
    return Card(letter.subject or foot, site.title, figure, says, foot)


_UNTIL = {"partial": "until an answer in part", "refusal": "until a refusal"}


def waited(clock: Clock) -> tuple[str, str]:
    """`52 working days` and `without an answer`; nothing where the question was withdrawn."""
    if clock.status == "withdrawn":
        return "", ""
    says = _UNTIL.get(clock.outcome or "", "until the answer") if clock.status == "answered" else "without an answer"
    return in_words(clock.elapsed, clock.unit), says


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return Cards
