"""The casebook: the record with everything worked out that its pages, feeds and tables say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as ReadOnly
from dataclasses import field, replace
from datetime import date
from typing import Any

from plaint.casebook.disputes import Disputes, disputes_of
from plaint.casebook.gists import Gist, InShort, Thing, gist
from plaint.casebook.letters import Numbered, number
from plaint.casebook.names import Names
from plaint.casebook.texts import Key, Text
from plaint.clocks import Clock, Ledger, rules_of
from plaint.markup import Converted, Hole, prose_of
from plaint.markup.model import Parts
from plaint.memory.store import key_of
from plaint.memory.tables import Tables
from plaint.memory.watch import Remembered, Watch
from plaint.record.entry import Entry
from plaint.record.model import Letter, Record, Rule
from plaint.record.relation import Relation, relations_of
from plaint.values import dataclass


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
    relations: ReadOnly[str, Relation]
    numbered: ReadOnly[str, Numbered]
    gists: ReadOnly[Key, Gist]
    tables: Tables
    known: Callable[[str, str], bool] = field(default=lambda kind, id: False)
    sound: bool = True
    in_short: Callable[[Key], InShort | None] = field(default=lambda key: None)
    """What a text is in short, where somebody has it at hand."""
    words: Callable[[Key], str] = field(default=lambda key: "")
    """The Markdown of a text."""

    @property
    def watch(self) -> Watch:
        """What is told of every look-up in the casebook's tables."""
        return self.tables.watch

    @property
    def cited_in(self) -> ReadOnly[Thing, tuple[Thing, ...]]:
        """For each thing, what cites it."""
        return self.tables.once("cited-in", lambda: _cited_in(self.relations, self.gists))

    def opening(self, key: Key) -> str | Parts:
        """The first paragraph of a text where it is at hand, or where that has holes the parts of it, else nothing."""
        self.watch.read("outline", key)
        short = self.in_short(key)
        return short.opening if short else ""

    def holes(self, key: Key) -> tuple[Hole, ...]:
        """The holes of a text, in order."""
        self.watch.read("outline", key)
        short = self.in_short(key)
        return short.holes if short else self.outlines[key].holes

    def prose(self, key: Key) -> str:
        """The words of a text, with code and comments blanked out by spaces, line for line."""
        self.watch.read("outline", key)
        return prose_of(self.words(key))

    def clocks(self, contact: str, day: date | None = None, *, explained: bool = True) -> tuple[Clock, ...]:
        """The clocks that run on a contact, as of a day (the casebook's own if left out).

        Those that are not to be `explained` may be without their steps.
        """
        return self.ledger.clocks(contact, day or self.as_of, explained=explained)

    def every_clock(self) -> Iterator[Clock]:
        """The clocks on all contacts as of the casebook's day, in their order."""
        return self.ledger.every(self.as_of)

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


Stamps = ReadOnly[str, ReadOnly[Any, Any]]
"""By a table's name, the stamps of all that is in it, where they are known."""


def open_casebook(
    record: Record,
    texts: ReadOnly[Key, Text],
    outlines: ReadOnly[Key, Converted],
    as_of: date,
    known: Callable[[str, str], bool] | None = None,
    *,
    sound: bool = True,
    tables: Tables | None = None,
    gists: ReadOnly[Key, Gist] | None = None,
    watched: Record | None = None,
    stamps: Stamps | None = None,
    in_short: Callable[[Key], InShort | None] | None = None,
    words: Callable[[Key], str] | None = None,
) -> Casebook:
    """The casebook of a record on a day. `known` tells which missing ids were at least written down.

    Where the record is not `sound`, the casebook only serves to find what else is wrong: its clocks are not asked.
    Where `tables` are given, `outlines` is one of them already, `gists` are those of the outlines, and `watched` is the
    record with its registers among the tables. `words` gives the Markdown of a text where it is not held.
    """
    tables = tables or Tables()
    watched = watched or watch_record(record, tables)
    words = words or (lambda key: texts[key].markdown)
    if gists is None:
        gists = {key: gist(outline, prose_of(words(key))) for key, outline in outlines.items()}
    relations = relations_of(watched.contacts, tables)
    found: Remembered[None, Disputes] = Remembered(tables.watch, lambda _: disputes_of(watched.contacts, relations))
    disputes = Disputes(
        watched.contacts,
        tables.once("replies", lambda: found(None).replies),
        tables.once("together", lambda: found(None).together),
        tables.once("answers", lambda: found(None).answers),
    )
    numbered = {
        letter.id: number(
            letter,
            outlines["contact", letter.id, "body"],
            disputes.answering(letter.id),
            record.seals.get(letter.id),
        )
        for letter in record.letters
    }
    rules = tables.table("rule", rules_of(record), stamp=_stamp)
    return Casebook(
        record=watched,
        texts=tables.table("text", texts, lambda text: text.entry.where.file, (stamps or {}).get("text")),
        outlines=tables.once("outline", lambda: outlines),
        as_of=as_of,
        names=Names(watched.parties, tables),
        disputes=disputes,
        ledger=Ledger(watched, rules, tables),
        rules=rules,
        relations=relations,
        numbered=tables.table("numbered", numbered, stamp=_stamp_of_letter),
        gists=gists,
        tables=tables,
        known=known or (lambda kind, id: False),
        sound=sound,
        in_short=in_short or (lambda key: None),
        words=words,
    )


def _stamp(entry: Entry) -> bytes:
    return entry.stamp


def _stamp_of_letter(numbered: Numbered) -> bytes:
    """What differs wherever a letter's numbers, or the titles of its points, do."""
    seal = numbered.seal and numbered.seal.stamp
    own = repr((numbered.points, numbered.appendices, numbered.uncited, dict(numbered.coverage)))
    return key_of(own, numbered.letter.stamp, seal or b"")


def watch_record(record: Record, tables: Tables, stamps: Stamps | None = None) -> Record:
    """The record with every register of it watched. What it says of the campaign itself is read by all pages."""
    known = stamps or {}
    return replace(
        record,
        parties=tables.table("party", record.parties, stamp=_stamp),
        contacts=tables.table("contact", record.contacts, _stamp, known.get("contact")),
        letter_ids=tables.table("letter", record.letter_ids),
        evidence=tables.table("evidence", record.evidence, stamp=_stamp),
        promises=tables.table("promise", record.promises, stamp=_stamp),
        rules=tables.table("own-rule", record.rules, stamp=_stamp),
        posts=tables.table("post", record.posts, _stamp, known.get("post")),
        pages=tables.table("page", record.pages, stamp=_stamp),
        seals=tables.table("seal", record.seals, stamp=_stamp),
        hidden=tables.table("hidden", record.hidden),
        comments=tables.table("comment", record.comments, stamp=lambda each: tuple(map(_stamp, each.values()))),
    )


def _cited_in(relations: ReadOnly[str, Relation], gists: ReadOnly[Key, Gist]) -> dict[Thing, tuple[Thing, ...]]:
    """For each thing, what cites it: texts by references, contacts by `evidence`, letters by `appendices`."""
    cited: dict[Thing, dict[Thing, None]] = {}
    for (kind, id, _), each in gists.items():
        for thing in each.cites:
            if thing != (kind, id):
                cited.setdefault(thing, {})[kind, id] = None
    for id, contact in relations.items():
        for evidence in contact.evidence:
            cited.setdefault(("evidence", evidence), {})["contact", id] = None
    for id, letter in relations.items():
        for evidence in letter.appendices:
            cited.setdefault(("evidence", evidence), {})["contact", id] = None
        for contact_id in letter.thread:
            cited.setdefault(("contact", contact_id), {})["contact", id] = None
    return {thing: tuple(sources) for thing, sources in cited.items()}
