"""What has to hold of people and of the campaign: everybody is known by something, and nobody is exposed."""

from __future__ import annotations

from collections.abc import Iterator

from plaint.problems import Doubt, Finding, Problem, Where
from plaint.record.check_ids import named
from plaint.record.loader import Loaded
from plaint.record.model import Organisation, Person
from plaint.record.words import slug


def membership(loaded: Loaded) -> Iterator[Finding]:
    """A person belongs to an organisation, not to another person, and only one organisation is `us`."""
    parties = loaded.record.parties
    organisations = {id: party for id, party in parties.items() if isinstance(party, Organisation)}
    for person in parties.values():
        if isinstance(person, Person) and person.of:
            if isinstance(parties.get(person.of), Person):
                yield Problem(person.at("of"), f"of: {person.of!r} is a person", "name the organisation they belong to")
            else:
                yield from named(loaded, "party", organisations, person, "of", [person.of])
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
