"""When what a page shows last changed, as far as the record itself says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from plaint.casebook import addresses
from plaint.casebook.casebook import Casebook
from plaint.casebook.gists import Thing
from plaint.record.model import Post
from plaint.record.moment import Moment


def corrected(post: Post) -> Moment:
    """When a post was last changed by whoever wrote it: written, updated or put right."""
    moments: list[Moment] = [post.date, *(each.on for each in post.corrected)]
    if post.updated:
        moments.append(post.updated)
    return max(moments, key=_order)


def last_changed(case: Casebook) -> dict[str, str]:
    """By its address, the day that a page last changed; the month or the year where no more is known.

    A post changes with what readers wrote below it, a contact with what replied to it, a piece of evidence with what
    cites it, and a list with what is on it. What is still to come has changed nothing yet. Pages of which the record
    does not say are not there.
    """
    record, relations, found = case.record, dict(case.relations.items()), dict[str, Moment]()

    def add(address: str, *moments: Moment) -> None:
        for each in moments:
            if each.first <= case.as_of and (address not in found or found[address].order < each.order):
                found[address] = each

    for post in record.posts.values():
        said = [each.date for each in record.comments.get(post.id, {}).values()]
        add(addresses.post(post), corrected(post), *said)
        for of in (addresses.HOME, addresses.ARCHIVES, *map(addresses.tag, post.tags)):
            add(of, post.date)
        if post.category:
            add(addresses.CATEGORIES, post.date)
            add(addresses.category(post.category), post.date)
    said_last: dict[str, list[Moment]] = {}
    disputes = dict(case.disputes.together.items())
    for id, contact in relations.items():
        together = disputes[id]
        if together[0] not in said_last:
            words = (relations[each].on for each in together)
            said_last[together[0]] = sorted((each for each in words if each.first <= case.as_of), key=_order)[-1:]
        add(addresses.contact_of(id, letter=contact.letter), contact.on, *said_last[together[0]])
        lists = [addresses.HOME, addresses.CHRONOLOGY, addresses.year(contact.on.year)]
        for of in (*lists, *map(addresses.tag, contact.tags)):
            add(of, contact.on)
    for id in record.letter_ids:
        add(addresses.LETTERS, relations[id].on)
    for evidence in record.evidence.values():
        citing = tuple(_days(case, case.cited_in.get(("evidence", evidence.id), ())))
        add(addresses.evidence(evidence), *citing)
        add(addresses.EVIDENCE, *citing)
    for page in record.pages.values():
        add(addresses.page(page), *([page.updated] if page.updated else []))
    return {address: moment.text.partition("..")[0][:10] for address, moment in found.items()}


def _days(case: Casebook, things: Iterable[Thing]) -> Iterator[Moment]:
    """When posts and contacts among these things were written."""
    known: dict[str, Callable[[str], Moment]] = {
        "post": lambda id: case.record.posts[id].date,
        "contact": lambda id: case.relations[id].on,
    }
    yield from (known[kind](id) for kind, id in things if kind in known)


def _order(moment: Moment) -> tuple[object, ...]:
    return moment.order
