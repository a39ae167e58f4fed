"""The casebook: the record with everything worked out that its pages, feeds and tables say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from datetime import date

from plaint.casebook.disputes import Disputes
from plaint.casebook.letters import Numbered, number
from plaint.casebook.names import Names
from plaint.casebook.texts import Key, Text
from plaint.clocks import Clock, Ledger, rules_of
from plaint.markup import Converted, Hole
from plaint.record.model import Letter, Record, Rule

Thing = tuple[str, str]
"""What a reference points at or stands in: its kind, as references name it, and its id."""

CITING = {"contact": "contact", "ev": "evidence", "letter": "contact", "post": "post", "page": "page",
          "promise": "promise", "clock": "contact", "person": "party", "rule": "rule"}  # fmt: skip
"""The kinds of reference that cite one thing, and the kind of thing that is."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text is read: whose it is, the day its figures stand as of, and how its links begin.

    `letter` is the letter that a text belongs to. `base` leads from the page to the site's root; `prefix` stands
    before the ids of an embedded text.
    """

    key: Key
    day: date
    letter: str | None = None
    base: str = "./"
    prefix: str = ""


@dataclass(frozen=True)
class Casebook:
    """A record that is sound, with its outlines and clocks. `as_of` is the day everything is worked out for."""

    record: Record
    texts: ReadOnly[Key, Text]
    outlines: ReadOnly[Key, Converted]
    as_of: date
    names: Names
    disputes: Disputes
    ledger: Ledger
    rules: ReadOnly[str, Rule]
    numbered: ReadOnly[str, Numbered]
    cited_in: ReadOnly[Thing, tuple[Thing, ...]]
    known: Callable[[str, str], bool] = field(default=lambda kind, id: False)
    sound: bool = True

    def clocks(self, contact: str, day: date | None = None) -> tuple[Clock, ...]:
        """The clocks that run on a contact, as of a day (the casebook's own if left out)."""
        return self.ledger.clocks(contact, day or self.as_of)

    def context(self, key: Key, base: str = "./") -> Context:
        """How a text is read: a post or letter as of its own date, anything else as of the casebook's day."""
        kind, id, name = key
        if kind == "post" and not name.startswith("corrected"):
            return Context(key, self.record.posts[id].day, base=base)
        if kind == "contact" and name == "body":
            letter = self.record.contacts[id]
            assert isinstance(letter, Letter)
            return Context(key, letter.day, letter=id, base=base)
        return Context(key, self.as_of, base=base)

    def marked(self, kind: str, id: str) -> str | None:
        """Why a thing would not be published, where drafts are shown all the same."""
        return self.record.hidden.get((kind, id))


def open_casebook(
    record: Record,
    texts: Iterable[Text],
    outlines: ReadOnly[Key, Converted],
    as_of: date,
    known: Callable[[str, str], bool] | None = None,
    *,
    sound: bool = True,
) -> Casebook:
    """The casebook of a record on a day. `known` tells which missing ids were at least written down.

    Where the record is not `sound`, the casebook only serves to find what else is wrong: its clocks are not asked.
    """
    named = {text.key: text for text in texts}
    disputes = Disputes(record.contacts)
    rules = rules_of(record)
    numbered = {
        letter.id: number(
            letter,
            outlines["contact", letter.id, "body"],
            disputes.answering(letter.id),
            record.seals.get(letter.id),
        )
        for letter in record.letters
    }
    return Casebook(
        record=record,
        texts=named,
        outlines=outlines,
        as_of=as_of,
        names=Names(record.parties),
        disputes=disputes,
        ledger=Ledger(record, rules),
        rules=rules,
        numbered=numbered,
        cited_in=_cited_in(record, outlines),
        known=known or (lambda kind, id: False),
        sound=sound,
    )


def _cited_in(record: Record, outlines: ReadOnly[Key, Converted]) -> dict[Thing, tuple[Thing, ...]]:
    """For each thing, what cites it: texts by references, contacts by `evidence`, letters by `appendices`."""
    cited: dict[Thing, dict[Thing, None]] = {}
    for (kind, id, _), outline in outlines.items():
        for hole in outline.holes:
            for thing in things_in(hole):
                if thing != (kind, id):
                    cited.setdefault(thing, {})[kind, id] = None
    for contact in record.contacts.values():
        for evidence in contact.evidence:
            cited.setdefault(("evidence", evidence), {})["contact", contact.id] = None
    for letter in record.letters:
        for evidence in letter.appendices:
            cited.setdefault(("evidence", evidence), {})["contact", letter.id] = None
        for contact_id in letter.thread:
            cited.setdefault(("contact", contact_id), {})["contact", letter.id] = None
    return {thing: tuple(sources) for thing, sources in cited.items()}


def things_in(hole: Hole) -> Iterator[Thing]:
    """The one thing that a reference cites, if any."""
    target = hole.target
    if hole.kind in CITING:
        yield CITING[hole.kind], target.split(" ")[0]
    elif hole.kind in ("issues", "questions", "requests") and hole.embed:
        yield "contact", target
    elif hole.kind in ("point", "count") and not target.startswith("#"):
        yield "contact", target.partition("#")[0]
