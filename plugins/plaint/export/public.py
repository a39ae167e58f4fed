"""The public record as plain values: FORMAT's field names, lists always lists, private ids never."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from plaint.casebook import addresses
from plaint.casebook.casebook import Casebook
from plaint.casebook.coverage import sentence
from plaint.casebook.fill import Filler
from plaint.casebook.promises import status_of
from plaint.casebook.routes import Door, Routes
from plaint.casebook.totals import totals
from plaint.clocks import Clock, Figure
from plaint.export.addressed import site_address
from plaint.record.entry import Entry, fields_of
from plaint.record.model import (
    Contact,
    Coverage,
    Evidence,
    Expectation,
    Letter,
    Organisation,
    Outcome,
    Person,
    Post,
    Rule,
)
from plaint.record.moment import Moment
from plaint.record.period import Period

Value = Any
"""What JSON can hold."""

_PARTIES = {"from_", "to", "cc", "owed_by", "by", "of"}
_MARKDOWN = {"summary", "note", "redacted"}
_NOT_PUBLISHED = {"draft", "message_file", "status", "answers"}


class PublicRecord:
    """Turns a casebook into the public record. `digest` gives the SHA-256 of a file under content/."""

    def __init__(self, case: Casebook, filler: Filler, routes: Routes, digest: Callable[[str], str]) -> None:
        self.case, self.filler, self.routes, self.digest = case, filler, routes, digest
        self.root = site_address(case.record.campaign.url)

    def whole(self) -> dict[str, Value]:
        """The public record, registers as mappings by id."""
        contacts = self.case.record.contacts.items()
        return {
            **self.frame(),
            "contacts": {id: self.contact(each) for id, each in contacts if not isinstance(each, Letter)},
            "posts": {id: self.post(each) for id, each in self.case.record.posts.items()},
        }

    def frame(self) -> dict[str, Value]:
        """The public record but for its contacts and posts, which can be very many; empty where they belong."""
        record, names = self.case.record, self.case.names
        return {
            "as_of": self.case.as_of.isoformat(),
            "totals": self.totals(),
            "campaign": self.fields(record.campaign, "campaign", ""),
            "organisations": {
                id: self.fields(each, "party", id)
                for id, each in record.parties.items()
                if isinstance(each, Organisation)
            },
            "people": {
                names.public_id(id): self.fields(each, "party", id)
                for id, each in record.parties.items()
                if isinstance(each, Person)
            },
            "contacts": {},
            "letters": {each.id: self.letter(each) for each in record.letters},
            "evidence": {id: self.evidence(each) for id, each in record.evidence.items()},
            "promises": {
                id: {
                    **self.fields(each, "promise", id),
                    "status": status_of(each, self.case.record, self.case.as_of),
                    "address": self.root + addresses.promise(each),
                }
                for id, each in record.promises.items()
            },
            "rules": {id: self.fields(rule, "rule", id) for id, rule in self.routes.rules_in_use().items()},
            "posts": {},
            "pages": {
                id: {**self.fields(each, "page", id), "address": self.root + addresses.page(each)}
                for id, each in record.pages.items()
            },
        }

    def post(self, post: Post) -> dict[str, Value]:
        """A post, as far as it is on the record."""
        return {**self.fields(post, "post", post.id), "address": self.root + addresses.post(post)}

    def contact(self, contact: Contact) -> dict[str, Value]:
        """A contact with its clocks, and the doors of its dispute."""
        return {
            **self.fields(contact, "contact", contact.id),
            **({"answers": self.answers(contact)} if contact.answers else {}),
            "address": self.root + addresses.contact(contact),
            "clocks": [self.clock(clock) for clock in self.case.clocks(contact.id)],
            "routes": [self.route(door) for door in self.routes.of(contact.id)],
        }

    def route(self, door: Door) -> dict[str, Value]:
        """A door that the contact's dispute has opened to us."""
        return {
            "rule": door.rule.id,
            "opened_by": door.contact,
            "opened_on": door.opened_on.isoformat(),
            "closes_on": door.closes_on.isoformat() if door.closes_on else None,
            "status": door.status,
            "taken_in": door.taken_in,
        }

    def totals(self) -> dict[str, Value]:
        """What all clocks come to; waits in working days."""
        found = totals(self.case)
        low, high = found.typical or (None, None)
        return {
            "due": found.due,
            "on_time": len(found.on_time),
            "late": len(found.late),
            "overdue": len(found.overdue),
            "answered": len(found.answered),
            "median": low if low == high else {"from": low, "to": high},
            "longest": {"contact": found.longest.contact, "elapsed": figure(found.longest.working)}
            if found.longest
            else None,
        }

    def letter(self, letter: Letter) -> dict[str, Value]:
        """A letter with its points, appendices and clocks."""
        numbered = self.case.numbered[letter.id]
        context = self.case.context(("contact", letter.id, "body"))
        seal = self.case.record.seals.get(letter.id)
        return {
            **self.contact(letter),
            "cc": [self.case.names.public_id(id) for id in letter.cc],
            "points": [
                {
                    "kind": point.kind,
                    "number": point.number,
                    "id": point.id,
                    "title": self.filler.text(point.point.title, context),
                    "coverage": [
                        {
                            "reply": each.reply,
                            "verdict": each.verdict,
                            "note": self.words("contact", each.reply, f"answers {letter.id}#{point.id}"),
                        }
                        for each in numbered.coverage[point.id]
                    ],
                }
                for point in numbered.points
            ],
            "coverage_summary": sentence(self.case, letter.id) or None,
            "appendices": [{"number": number, "evidence": id} for number, id in enumerate(numbered.appendices, 1)],
            **({"sealed_on": seal.sealed_on.isoformat()} if seal else {}),
        }

    def clock(self, clock: Clock) -> dict[str, Value]:
        """A clock: figures are numbers, or from–to where a date is vague."""
        return {
            "rule": clock.rule,
            "owed_by": self.case.names.public_id(clock.owed_by),
            "start": clock.start.isoformat(),
            "due": clock.due.isoformat() if clock.due else None,
            "elapsed": figure(clock.elapsed),
            "late": figure(clock.late) if clock.late is not None else None,
            "unit": clock.unit,
            "status": clock.status,
            "outcome": clock.outcome,
            "answered_by": clock.answered_by,
            "steps": list(clock.steps),
        }

    def evidence(self, evidence: Evidence) -> dict[str, Value]:
        """A piece of evidence with the digests of its files and what cites it."""
        digests = {name: self.digest(f"evidence/{name}") for name in evidence.names}
        several = digests if len(digests) > 1 else next(iter(digests.values()), None)
        kinds = {"contact": "contact"}
        cited = [
            f"{'letter' if id in self.case.numbered and kind == 'contact' else kinds.get(kind, kind)}:{id}"
            for kind, id in self.case.cited_in.get(("evidence", evidence.id), ())
        ]
        return {
            **self.fields(evidence, "evidence", evidence.id),
            "address": self.root + addresses.evidence(evidence),
            "sha256": several,
            "cited_in": cited,
        }

    def answers(self, contact: Contact) -> dict[str, Value]:
        """What a contact says of each point."""
        return {
            point: {"coverage": each.coverage, "note": self.words("contact", contact.id, f"answers {point}")}
            for point, each in contact.answers.items()
        }

    def words(self, kind: str, id: str, name: str) -> str | None:
        """A Markdown field as plain text, its references read out."""
        return self.filler.words((kind, id, name)) or None

    def fields(self, entry: Entry, kind: str, id: str) -> dict[str, Value]:
        """The fields of an entry that were given, by the names they have in the file."""
        out: dict[str, Value] = {}
        for name, key, holds in _published(type(entry), kind):  # type: ignore[arg-type]  # mypy takes it for an entry
            value = getattr(entry, name)
            if not value and (value is None or value == () or value == {}):
                continue
            if value is False and not isinstance(entry, Rule):
                continue  # a mark that was not set
            match holds:
                case "words":
                    out[key] = self.words(kind, id, name)
                case "corrections":
                    out[key] = [
                        {"on": one.on.text, "what": self.words(kind, id, f"corrected {number}")}
                        for number, one in enumerate(value)
                    ]
                case "parties":
                    out[key] = self._party(value)
                case _:
                    out[key] = value if type(value) is str else self.value(value)
        return out

    def _party(self, value: str | tuple[str, ...]) -> Value:
        ids = self.case.names.public_ids
        return ids.get(value, value) if isinstance(value, str) else [ids[each] for each in value]

    def value(self, value: object) -> Value:
        """A field's value as JSON holds it: dates as they were written."""
        match value:
            case Moment():
                return value.text
            case date():
                return value.isoformat()
            case Period():
                return str(value)
            case Expectation():
                return value.words
            case Coverage():
                return {"coverage": value.coverage, "note": value.note}
            case Outcome():
                return {value.verdict: value.contact or (value.when.text if value.when else None)}
            case Entry():
                return self.fields(value, "", "")
            case tuple():
                return [self.value(each) for each in value]
            case dict():
                return {str(key): self.value(each) for key, each in value.items()}
        return value


@cache  # asked for by every contact and post
def _published(of: type[Entry], kind: str) -> tuple[tuple[str, str, str], ...]:
    """The fields of a class of entries that are published: the name and the key of each, and what sort of thing it
    holds, where that is not a plain value."""

    def holds(name: str) -> str:
        if name in _MARKDOWN and kind in ("contact", "evidence", "promise", "post", "page"):
            return "words"
        if name == "corrected":
            return "corrections"
        return "parties" if name in _PARTIES and not issubclass(of, Rule) and kind != "rule" else ""

    return tuple((each.name, each.key, holds(each.name)) for each in fields_of(of) if each.name not in _NOT_PUBLISHED)


def figure(value: Figure) -> int | dict[str, int]:
    """A figure as a number, or `{from, to}`."""
    return value if isinstance(value, int) else {"from": value[0], "to": value[1]}
