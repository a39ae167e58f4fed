"""What holds across the record: every id leads somewhere, nothing answers what came after it, nobody is exposed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as ReadOnly
from typing import Any

from plaint.problems import Doubt, Finding, Problem, Where, nearest
from plaint.record.entry import Entry
from plaint.record.loader import Loaded
from plaint.record.model import Contact, Letter, Organisation, Page, Person, Post
from plaint.record.words import same_words, slug

Check = Callable[[Loaded], Iterator[Finding]]

_WHAT = {
    "party": "person or organisation",
    "contact": "contact",
    "evidence": "piece of evidence",
    "letter": "letter",
}

_REGISTER = {
    "party": "people.yaml",
    "contact": "contacts.yaml",
    "evidence": "evidence.yaml",
    "letter": "letters/",
}
_ONE_OF_TWO = "correct one of the two"


def _named(
    loaded: Loaded, kind: str, entries: ReadOnly[str, Any], entry: Entry, field: str, ids: Iterable[str]
) -> Iterator[Finding]:
    """A problem for each id in a field that leads nowhere, or to what is not published."""
    for number, id in enumerate(ids):
        if id in entries or loaded.known(kind, id):
            continue
        where = entry.at(field, number)
        if why := loaded.record.hidden.get((kind, id)):
            later = why.endswith("to come")
            right = "take its id out here until then" if later else "publish it, or take its id out here"
            yield Problem(where, f"{field}: {id!r} {why}", right)
        else:
            hint = nearest(id, entries) or f"correct the id, or add it to {_REGISTER[kind]}"
            yield Problem(where, f"{field} names no {_WHAT[kind]} {id!r}", hint)


def dangling_people(loaded: Loaded) -> Iterator[Finding]:
    """Whoever is named by id is in people.yaml."""
    parties = loaded.record.parties
    for contact in loaded.record.contacts.values():
        owed = () if contact.owed_by in (None, "to", "from") else (contact.owed_by,)
        for field, ids in (
            ("from", (contact.from_,)),
            ("to", contact.to),
            ("cc", contact.cc),
            ("owed_by", owed),
        ):
            yield from _named(loaded, "party", parties, contact, field, [id for id in ids if id])
    for evidence in loaded.record.evidence.values():
        yield from _named(loaded, "party", parties, evidence, "from", [evidence.from_] if evidence.from_ else [])
    for promise in loaded.record.promises.values():
        yield from _named(loaded, "party", parties, promise, "by", [promise.by])


def membership(loaded: Loaded) -> Iterator[Finding]:
    """A person belongs to an organisation, not to another person, and only one organisation is `us`."""
    parties = loaded.record.parties
    organisations = {id: party for id, party in parties.items() if isinstance(party, Organisation)}
    for person in parties.values():
        if isinstance(person, Person) and person.of:
            if isinstance(parties.get(person.of), Person):
                yield Problem(person.at("of"), f"of: {person.of!r} is a person", "name the organisation they belong to")
            else:
                yield from _named(loaded, "party", organisations, person, "of", [person.of])
    ours = [party for party in organisations.values() if party.us]
    for second in ours[1:]:
        what = f"us: {ours[0].id!r} is us already ({ours[0].at('us')})"
        yield Problem(second.at("us"), what, "let one organisation stand for the campaign")


def people_are_known_by_something(loaded: Loaded) -> Iterator[Finding]:
    """A person has a name, an office, or the letters that stand for them; of a private one nothing else is written."""
    for person in loaded.record.parties.values():
        if not isinstance(person, Person):
            continue
        if not (person.name or person.role or person.roles or person.private):
            yield Problem(person.where, f"{person.id!r} has no name, role or shown_as", "add the one they are known by")
        if person.role and person.roles:
            yield Problem(person.at("role"), "role stands beside roles", "put it into roles")
        if person.private:
            for field in ("name", "role", "roles", "email", "url"):
                if getattr(person, field):
                    what = f"{field} is given of {person.id!r}, who is private (shown_as)"
                    yield Problem(person.at(field), what, "delete it: shown_as and of are all there may be")


def private_ids_that_say_more(loaded: Loaded) -> Iterator[Finding]:
    """The id of a private person says no more than `shown_as` does: the repository is as public as the site."""
    for person in loaded.record.parties.values():
        if isinstance(person, Person) and person.shown_as:
            shown = slug(person.shown_as)
            words = set(shown.split("-")) | {shown.replace("-", "")}
            more = [word for word in person.id.split("-") if word not in words and not word.isdigit()]
            if more and person.id.replace("-", "") != shown.replace("-", ""):
                what = f"the id {person.id!r} says more than {person.shown_as!r} does, and the file is public"
                yield Doubt(person.where, what, f"rename it, to {shown!r} perhaps")


def somebody_campaigns(loaded: Loaded) -> Iterator[Finding]:
    """A site has a title: its own, or the name of the organisation that is us."""
    record = loaded.record
    us = any(isinstance(party, Organisation) and party.us for party in record.parties.values())
    if not record.campaign.title and not us and not loaded.unread & {"party", "campaign"}:
        what = "has no title, and no organisation is `us`"
        yield Problem(
            Where(record.campaign.where.file),
            what,
            "add `title: …`, or `us: true` to your group in people.yaml",
        )


def contacts_have_two_ends(loaded: Loaded) -> Iterator[Finding]:
    """A contact goes to somebody, unless it is an event."""
    for contact in loaded.record.contacts.values():
        if not contact.to and contact.kind != "event":
            yield Problem(contact.where, f"the {contact.kind} {contact.id!r} has no 'to'", "add `to:` with an id")


def dangling_contacts(loaded: Loaded) -> Iterator[Finding]:
    """What answers a contact, was promised in one or is reproduced from one names a contact that is on the record."""
    contacts = loaded.record.contacts
    letters = {id: each for id, each in contacts.items() if isinstance(each, Letter)}
    for contact in contacts.values():
        yield from _named(loaded, "contact", contacts, contact, "replies_to", contact.replies_to)
        if isinstance(contact, Letter):
            yield from _named(loaded, "contact", contacts, contact, "thread", contact.thread)
        for point in contact.answers:
            letter = point.partition("#")[0]
            if letter not in letters and not loaded.known("contact", letter):
                hint = nearest(letter, letters) or "name a letter"
                if letter in contacts:
                    what = f"answers: {letter!r} is a contact and no letter, so it has no points"
                    yield Problem(contact.at("answers", point), what, "delete the line, or name a letter")
                elif why := loaded.record.hidden.get(("contact", letter)):
                    yield Problem(contact.at("answers", point), f"answers: {letter!r} {why}", "take it out here")
                else:
                    yield Problem(contact.at("answers", point), f"answers names no letter {letter!r}", hint)
    for promise in loaded.record.promises.values():
        yield from _named(loaded, "contact", contacts, promise, "made_in", [promise.made_in])
        if promise.outcome and promise.outcome.contact:
            yield from _named(loaded, "contact", contacts, promise, "outcome", [promise.outcome.contact])


def dangling_evidence(loaded: Loaded) -> Iterator[Finding]:
    """Evidence that a contact or a letter names is in evidence.yaml, and a letter lists none of it twice."""
    evidence = loaded.record.evidence
    for contact in loaded.record.contacts.values():
        yield from _named(loaded, "evidence", evidence, contact, "evidence", contact.evidence)
        if isinstance(contact, Letter):
            yield from _named(loaded, "evidence", evidence, contact, "appendices", contact.appendices)
            for number, id in enumerate(contact.appendices):
                if id in contact.appendices[:number]:
                    where = contact.at("appendices", number)
                    yield Problem(where, f"appendices: {id!r} stands here a second time", "delete it")


def replies_follow(loaded: Loaded) -> Iterator[Finding]:
    """A reply comes after what it answers, and a kind of reply answers something."""
    contacts = loaded.record.contacts
    for contact in contacts.values():
        for number, id in enumerate(contact.replies_to):
            asked = contacts.get(id)
            if id == contact.id:
                yield Problem(
                    contact.at("replies_to", number),
                    f"replies_to: {id!r} is the contact itself",
                    "name what it answers",
                )
            elif asked and _before(contact, asked):
                what = f"replies_to: {id!r} was on {asked.on.shown}, after this ({contact.on.shown})"
                yield Problem(contact.at("replies_to", number), what, "correct one of the dates, or the id")
        if contact.reply and not contact.replies_to:
            yield Problem(
                contact.at("reply"),
                f"reply: {contact.reply} answers nothing",
                "add `replies_to:` with a contact’s id",
            )


def _before(reply: Contact, asked: Contact) -> bool:
    """Whether a reply is certain to have been before what it answers."""
    if reply.on.at and asked.on.at:
        return reply.on.order < asked.on.order
    return reply.on.last is not None and reply.on.last < asked.on.first


def no_circles(loaded: Loaded) -> Iterator[Finding]:
    """No contact answers, in turn, itself. A reply that comes too early is a problem already, and left out."""
    contacts = loaded.record.contacts

    def answered(id: str) -> Iterator[str]:
        known = (each for each in contacts[id].replies_to if each in contacts)
        return (each for each in known if not _before(contacts[id], contacts[each]))

    done: set[str] = set()
    for start in contacts:
        path: list[str] = []
        stack = [(start, answered(start))] if start not in done else []
        on_path = {start}
        path.append(start)
        while stack:
            id, replies = stack[-1]
            following = next((each for each in replies if each not in done), None)
            if following is None:
                stack.pop()
                done.add(id)
                on_path.discard(id)
                path.pop()
            elif following in on_path:
                circle = [*path[path.index(following) :], following]
                if len(circle) > 2:
                    where = contacts[id].at("replies_to")
                    yield Problem(
                        where,
                        f"replies_to goes round in a circle: {' → '.join(circle)}",
                        "take one of them out",
                    )
            else:
                stack.append((following, answered(following)))
                on_path.add(following)
                path.append(following)


def dates_in_order(loaded: Loaded) -> Iterator[Finding]:
    """What ends, is received or is taken back does so after it began."""
    for contact in loaded.record.contacts.values():
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


def threads_have_words(loaded: Loaded) -> Iterator[Finding]:
    """A message reproduced under a letter is there to be reproduced."""
    for letter in loaded.record.letters:
        for number, id in enumerate(letter.thread):
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


CHECKS: tuple[Check, ...] = (
    somebody_campaigns,
    dangling_people,
    membership,
    people_are_known_by_something,
    private_ids_that_say_more,
    contacts_have_two_ends,
    dangling_contacts,
    dangling_evidence,
    replies_follow,
    no_circles,
    dates_in_order,
    promises_are_words,
    threads_have_words,
    rules_are_sourced,
    addresses_it_had,
)
