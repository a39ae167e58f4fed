"""What has to hold of exchanges: nothing answers what came after it, and words are quoted as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plaint.problems import Finding, Problem
from plaint.record.circles import circles
from plaint.record.loader import Loaded
from plaint.record.model import Contact, Letter, Page, Person, Post
from plaint.record.one_by_one import OneByOne
from plaint.record.shapes import shortened
from plaint.record.words import LONGEST, same_words

_ONE_OF_TWO = "correct one of the two"


@OneByOne
def contacts_have_two_ends(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """A contact goes to somebody, unless it is an event."""
    if not contact.to and contact.kind != "event":
        yield Problem(contact.where, f"the {contact.kind} {contact.id!r} has no 'to'", "add `to:` with an id")


@OneByOne
def replies_follow(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """A reply comes after what it answers, and a kind of reply answers something."""
    contacts = loaded.record.contacts
    for number, id in enumerate(contact.replies_to):
        asked = contacts.get(id)
        if id == contact.id:
            yield Problem(
                contact.at("replies_to", number),
                f"replies_to: {id!r} is the contact itself",
                "name what it answers",
            )
        elif asked and contact.on.surely_before(asked.on):
            what = f"replies_to: {id!r} was on {asked.on.shown}, after this ({contact.on.shown})"
            yield Problem(contact.at("replies_to", number), what, "correct one of the dates, or the id")
    if contact.reply and not contact.replies_to:
        yield Problem(
            contact.at("reply"),
            f"reply: {contact.reply} answers nothing",
            "add `replies_to:` with a contact’s id",
        )


def no_circles(loaded: Loaded) -> Iterator[Finding]:
    """No contact answers, in turn, itself. A reply that comes too early is a problem already, and left out."""
    follows = {id: each.follows for id, each in loaded.relations().items() if each.follows}
    for circle in circles(follows, lambda id: follows.get(id, ())):
        what = f"replies_to goes round in a circle: {' → '.join(circle)}"
        yield Problem(loaded.record.contacts[circle[-2]].at("replies_to"), what, "take one of them out")


@OneByOne
def dates_in_order(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """What ends, is received or is taken back does so after it began."""
    if contact.received and contact.received.first < contact.on.first:
        yield Problem(
            contact.at("received"),
            f"received: {contact.received.text} is before it was sent ({contact.on.text})",
            _ONE_OF_TWO,
        )
    if contact.ends and contact.ends.order < contact.on.order:
        yield Problem(
            contact.at("ends"),
            f"ends: {contact.ends.text} is before it began ({contact.on.text})",
            _ONE_OF_TWO,
        )
    if contact.withdrawn and contact.withdrawn < contact.on.first:
        yield Problem(
            contact.at("withdrawn"),
            f"withdrawn: {contact.withdrawn} is before it was sent ({contact.on.text})",
            _ONE_OF_TWO,
        )
    for number, pause in enumerate(contact.pauses):
        if pause.until < pause.since:
            where = contact.at("pauses", number, "until")
            yield Problem(where, f"until: {pause.until} is before {pause.since}", "swap the two days")


def roles_in_order(loaded: Loaded) -> Iterator[Finding]:
    """Whoever left an office did so after they began."""
    for person in loaded.record.parties.values():
        for number, role in enumerate(person.roles if isinstance(person, Person) else ()):
            if role.since and role.until and role.until.first < role.since.first:
                where = person.at("roles", number, "until")
                yield Problem(where, f"until: {role.until.text} is before {role.since.text}", "swap the two dates")


def promises_are_words(loaded: Loaded) -> Iterator[Finding]:
    """A promise is quoted from the message it was made in, or summed up where there are no words."""
    for promise in loaded.record.promises.values():
        if bool(promise.quote) == bool(promise.summary):
            has = "both quote and summary" if promise.quote else "neither quote nor summary"
            what = f"the promise {promise.id!r} has {has}"
            yield Problem(promise.where, what, "give `quote:` where the words are on record, else `summary:`")
            continue
        contact = loaded.record.contacts.get(promise.made_in)
        if not promise.quote or contact is None or loaded.known("message", contact.id):
            continue
        where = promise.at("quote")
        if not contact.message:
            yield Problem(
                where,
                f"quote: the contact {contact.id!r} has no message",
                "add its message, or write `summary:`",
            )
        elif contact.paraphrase:
            yield Problem(where, f"quote: the message of {contact.id!r} is only our note", "write `summary:` instead")
        elif not same_words(promise.quote, contact.message):
            what = f"quote: these words are not in the message of {contact.id!r}"
            yield Problem(where, what, "copy them from it exactly; … may stand for words left out")


@OneByOne
def threads_have_words(loaded: Loaded, letter: Contact) -> Iterator[Finding]:
    """A message reproduced under a letter is there to be reproduced."""
    for number, id in enumerate(letter.thread if isinstance(letter, Letter) else ()):
        contact = loaded.record.contacts.get(id)
        if contact and not contact.message and not loaded.known("message", id):
            yield Problem(
                letter.at("thread", number),
                f"thread: the contact {id!r} has no message",
                "add its message",
            )


def rules_are_sourced(loaded: Loaded) -> Iterator[Finding]:
    """A rule counts as verified only with the words that were read and the address they were read at."""
    for rule in loaded.record.rules.values():
        missing = [name for name in ("quote", "source_url") if not getattr(rule, name)]
        if rule.verified and missing:
            what = f"verified: the rule {rule.id!r} has no {' and no '.join(missing)}"
            yield Problem(rule.at("verified"), what, "add what was read and where, or write false")


def addresses_it_had(loaded: Loaded) -> Iterator[Finding]:
    """An old address is one of this site."""
    bodies: tuple[Post | Page, ...] = (*loaded.record.posts.values(), *loaded.record.pages.values())
    for body in bodies:
        for number, address in enumerate(body.was):
            if not re.fullmatch(r"/?[^\s/:?#\\][^\s:?#\\]*", address) or ".." in address:
                what = f"was: {address!r} is no address on this site"
                yield Problem(body.at("was", number), what, "write what stood after the site’s name: /2019/05/minibus/")
            elif any(len(part.encode()) > LONGEST for part in address.split("/")):
                what = f"was: {shortened(address)!r} is too long for an address"
                yield Problem(body.at("was", number), what, "delete it: nothing can stand there")
