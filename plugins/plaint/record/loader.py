"""From a campaign's folder to its record: everything is read, and everything that is wrong is said in one go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence as Sequenced
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from plaint.memory.packed import Packed
from plaint.memory.store import key_of
from plaint.memory.tables import Tables
from plaint.problems import Finding, Problem, Stopped, Where, nearest
from plaint.record.entry import Entry, moved, read_entry
from plaint.record.folder import Folder, Name, dated_name, list_folder
from plaint.record.front_matter import body_of, evidence_in, part_text
from plaint.record.items import Item, items_in
from plaint.record.keeping import Keeper, NothingKept, Parsed, Read
from plaint.record.model import (
    Body,
    Campaign,
    Comment,
    Contact,
    Evidence,
    Letter,
    Organisation,
    Page,
    Party,
    Person,
    Post,
    Promise,
    Record,
    Rule,
)
from plaint.record.nodes import Mapping, Node, NotYaml, Scalar, Sequence, compose
from plaint.record.relation import Relation, relations_of
from plaint.record.seal import Seal, read_seal
from plaint.record.shapes import ID, Reading, id_hint
from plaint.record.shelf import Place
from plaint.record.standing import standing, standing_of, together
from plaint.record.text_file import read_text, text_of
from plaint.values import dataclass

E = TypeVar("E", bound=Entry)

RESERVED = (
    "posts", "letters", "chronology", "contacts", "evidence", "waiting", "promises", "people", "archives", "tags",
    "categories", "search", "subscribe", "feeds", "theme", "images", "pictures", "cards", "record", "404", "index",
)  # fmt: skip
"""Addresses that are the site's own, so that no page can have them."""


@dataclass(slots=True)
class Loaded:
    """The record of a folder as far as it could be read, with what is wrong.

    `broken` holds, by kind, the ids of entries that are there and could not be read; `unread` the kinds of which
    a whole file could not be read. What refers to either is not said to dangle: one mistake gives one problem.
    """

    record: Record
    findings: list[Finding] = field(default_factory=list)
    broken: dict[str, set[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    """Where each post and each contact stands, by its kind and id."""
    standings: dict[str, bytes] = field(default_factory=dict)
    """How the entries of each file stand that has posts or contacts in it."""
    tables: Tables | None = None
    """Those that the registers of the record are among, where they are."""

    def relations(self) -> ReadOnly[str, Relation]:
        """How each contact stands to the others."""
        return relations_of(self.record.contacts, self.tables)

    def known(self, kind: str, id: str) -> bool:
        """Whether an id that is not on the record was at least written down, or may have been."""
        return kind in self.unread or id in self.broken.get(kind, ())


def load(
    root: Path, shown: str | None = None, keeper: Keeper | None = None, names: Iterable[Name] | None = None
) -> Loaded:
    """The record of the campaign in `root`, whose files are shown to the user under `shown`.

    A `keeper` may know what a file was read as, so that it is not read again; `names` are its files, where somebody has
    looked already.
    """
    return _Loader(list_folder(root, shown or root.as_posix(), names), keeper or NothingKept()).load()


def read_of(root: Path, shown: str, name: str) -> Read:
    """How one file of posts, letters or contacts is read by itself."""
    alone = _Loader(Folder(root, shown), NothingKept())
    if name.startswith("record/"):
        return name, "contact", partial(alone._read_register, name, "contact", Contact)
    dated = dated_name(name)
    model, kind = (Post, "post") if name.startswith("posts/") else (Letter, "contact")
    return name, kind, partial(alone._read_body, model, name, dated[1] if dated else Path(name).stem, kind)


def words_of(root: Path, shown: str, body: Body) -> str:
    """The Markdown of a post. Raises Stopped where its file has gone since it was listed."""
    name = body.where.file.removeprefix(f"{shown}/")
    words = body_of(read_text(root / name, body.where.file), body.where.file)
    if isinstance(words, Problem):
        raise Stopped([words])
    return words


class _Loader:
    def __init__(self, folder: Folder, keeper: Keeper) -> None:
        self.folder, self.keeper = folder, keeper
        self.findings: list[Finding] = list(folder.problems)
        self.broken: dict[str, set[str]] = {"file": folder.refused}
        self.unread: set[str] = set()
        self.places: dict[tuple[str, str], Place] = {}
        self.standings: dict[str, bytes] = {}

    def load(self) -> Loaded:
        self.keeper.ahead(self._many())
        campaign = self._campaign()
        parties = self._parties()
        letters = self._markdown("letters", "contact", self._letter)
        contacts = self._entries("contacts", "contact", Contact)
        self._shared_ids(contacts, letters)
        in_order = sorted((*contacts.values(), *letters.values()), key=lambda each: each.on.order)
        record = Record(
            campaign=campaign,
            parties=parties,
            contacts={each.id: each for each in in_order},
            letter_ids={each.id: None for each in in_order if isinstance(each, Letter)},
            evidence=self._entries("evidence", "evidence", Evidence),
            promises=self._entries("promises", "promise", Promise),
            rules=self._entries("rules", "rule", Rule),
            posts=dict(
                sorted(
                    self._markdown("posts", "post", self._post).items(),
                    key=lambda item: (item[1].date.order, item[0]),
                )
            ),
            pages=self._markdown("pages", "page", self._page),
            seals=self._seals(),
            hidden={},
            files=frozenset(self.folder.files),
            comments=self._comments(),
        )
        return Loaded(record, self.findings, self.broken, self.unread, self.places, self.standings)

    def _many(self) -> Iterator[Read]:
        """The files of which a campaign can have very many, or very large ones."""
        for register, kind, model in (("contacts", "contact", Contact), ("evidence", "evidence", Evidence)):
            for name in self.folder.register(register):
                yield name, kind, partial(self._read_register, name, kind, model)
        for name in self.folder.below("posts", ".md"):
            if dated := dated_name(name):
                yield name, "post", partial(self._read_body, Post, name, dated[1], "post")

    # --- one file ---

    def _text(self, name: str, kind: str) -> str | None:
        file, raw = self.folder.where(name).file, self.keeper.content(name)
        try:
            return read_text(self.folder.root / name, file) if raw is None else text_of(raw, file)
        except Stopped as stopped:
            self.findings.extend(stopped.problems)
            self.unread.add(kind)
            return None

    def _node(self, name: str, kind: str) -> Node | None:
        text = self._text(name, kind)
        return None if text is None else self._node_of(text, name, kind)

    def _node_of(self, text: str, name: str, kind: str) -> Node | None:
        try:
            node, problems = compose(text, self.folder.where(name).file)
        except NotYaml as error:
            self.findings.append(error.problem)
            self.unread.add(kind)
            return None
        self.findings.extend(problems)
        return node

    def _campaign(self) -> Campaign:
        name = "campaign.yaml"
        empty = Campaign(where=self.folder.where(name))
        node = self._node(name, "campaign") if name in self.folder.files else None
        if node is None:
            return empty
        return self._entry(Campaign, node, self.folder.where(name).file) or empty

    def _entry(self, kind: type[E], node: Node, file: str, **known: Any) -> E | None:
        reading = Reading(file)
        entry = read_entry(kind, node, reading, **known)
        self.findings.extend(reading.problems)
        return entry

    def _problem(self, where: Where, what: str, hint: str = "") -> None:
        self.findings.append(Problem(where, what, hint))

    # --- registers ---

    def _parties(self) -> dict[str, Party]:
        parties: dict[str, Party] = {}
        for name in self.folder.register("people"):
            node = self._node(name, "party")
            file = self.folder.where(name).file
            if node is None:
                continue
            if not isinstance(node, Mapping):
                self._problem(
                    Where(file, node.line), "is a list", "write `organisations:` and `people:`, each with ids"
                )
                self.unread.add("party")
                continue
            for group, members in node.values.items():
                if group not in ("organisations", "people"):
                    hint = nearest(group, ("organisations", "people")) or "write `organisations:` or `people:`"
                    self._problem(Where(file, node.key_lines[group]), f"{group!r} is no part of people.yaml", hint)
                    self.unread.add("party")
                elif isinstance(members, Mapping):
                    kind: type[Organisation] | type[Person] = Organisation if group == "organisations" else Person
                    self._members(members, kind, file, parties)
                elif not (isinstance(members, Scalar) and not members.text):
                    self._problem(Where(file, members.line), f"{group} is no mapping", "write `id: {name: …}` lines")
                    self.unread.add("party")
        return parties

    def _members(
        self, members: Mapping, kind: type[Organisation] | type[Person], file: str, parties: dict[str, Party]
    ) -> None:
        for id, node in members.values.items():
            where = Where(file, members.key_lines[id])
            party: Party | None = None
            if not re.fullmatch(ID, id):
                self._problem(where, f"{id!r} is no id", id_hint(id))
            elif id in parties:
                self._problem(where, f"{id!r} is taken ({parties[id].where})", "give one of the two another id")
                continue
            else:
                party = self._entry(kind, node, file, id=id)
            if party is None:
                self.broken.setdefault("party", set()).add(id)
            else:
                parties[id] = party

    def _entries(self, register: str, kind: str, model: type[E]) -> dict[str, E]:
        entries: dict[str, E] = {}
        for name in self.folder.register(register):
            parsed = self.keeper.parsed(name, kind, partial(self._read_register, name, kind, model))
            self.findings.extend(parsed.findings)
            if parsed.unread:
                self.unread.add(kind)
            self.standings[name] = parsed.standing
            for number, (entry, written) in enumerate(parsed.entries):
                if self._add(entries, cast("E | None", entry), written, kind) and entry:
                    self.places[kind, entry.id] = name, number  # type: ignore[attr-defined]  # as below
        return entries

    def _read_register(self, name: str, kind: str, model: type[E], before: Parsed | None = None) -> Parsed:
        """One file of a register, by itself; where it is known what it was read as before, only what has changed."""
        alone = _Loader(self.folder, self.keeper)
        alone.findings = []
        text = alone._text(name, kind)
        items = items_in(text) if text is not None else []
        file = self.folder.where(name).file
        if before and before.items and items and (known := _read_items(items, model, file, before)):
            return known
        node = None if text is None else alone._node_of(text, name, kind)
        if node is None:
            return Parsed((), tuple(alone.findings), kind in alone.unread)
        if not isinstance(node, Sequence):
            hint = f"begin each {model.NAME.partition(' ')[2]} with `- id: …`"
            return Parsed((), (*alone.findings, Problem(Where(file, node.line), "is no list", hint)), unread=True)
        entries = tuple((alone._entry(model, item, file), _written_id(item)) for item in node.items)
        stand = [standing_of(each) for each, _ in entries]
        known_by = list[Item]()
        if not alone.findings and len(items) == len(entries):
            known_by = [Item(key_of(text), line, each) for (line, text), each in zip(items, stand, strict=True)]
        return Parsed(entries, tuple(alone.findings), kind in alone.unread, together(stand), tuple(known_by))

    def _add(self, entries: dict[str, E], entry: E | None, written: str, kind: str) -> bool:
        """Whether the entry could be added."""
        if entry is None:
            if written:
                self.broken.setdefault(kind, set()).add(written)
            else:
                self.unread.add(kind)  # it has some id, which may be the one that others refer to
            return False
        id: str = entry.id  # type: ignore[attr-defined]  # every entry of a register has an id
        if id in entries:
            self._problem(
                entry.at("id"),
                f"id: {id!r} is taken ({entries[id].at('id')})",
                "give one of the two another id",
            )
            return False
        entries[id] = entry
        return True

    def _shared_ids(self, contacts: dict[str, Contact], letters: dict[str, Letter]) -> None:
        for id in contacts.keys() & letters.keys():
            what = f"id: {id!r} is taken by a letter ({letters[id].where.file})"
            self._problem(contacts[id].at("id"), what, "contacts and letters share one set of ids; change this one")

    # --- Markdown files ---

    def _markdown(self, folder: str, kind: str, read: Callable[[str, str], E | None]) -> dict[str, E]:
        entries: dict[str, E] = {}
        for name in self.folder.below(folder, ".md"):
            dated = dated_name(name)
            id = dated[1] if dated else Path(name).stem
            where = self.folder.where(name)
            if not re.fullmatch(ID, id):
                self._problem(where, f"{id!r} in the file’s name is no id", id_hint(id))
                self.broken.setdefault(kind, set()).add(id)
            elif id in entries:
                self._problem(
                    where, f"the id {id!r} is taken ({entries[id].where.file})", "rename one of the two files"
                )
            elif (entry := read(name, id)) is None:
                self.broken.setdefault(kind, set()).add(id)
            else:
                entries[id] = entry
        return entries

    def _body(self, model: type[E], name: str, id: str, kind: str) -> E | None:
        parsed = self.keeper.parsed(name, kind, partial(self._read_body, model, name, id, kind))
        self.findings.extend(parsed.findings)
        if parsed.unread:
            self.unread.add(kind)
        self.places[kind, id] = name, 0
        self.standings[name] = parsed.standing
        return cast("E | None", parsed.entries[0][0]) if parsed.entries else None

    def _read_body(self, model: type[E], name: str, id: str, kind: str, _before: Parsed | None = None) -> Parsed:
        """One Markdown file, by itself."""
        alone = _Loader(self.folder, self.keeper)
        alone.findings = []
        text = alone._text(name, kind)
        if text is None:
            return Parsed((), tuple(alone.findings), unread=True)
        file = self.folder.where(name).file
        parted = part_text(text, file)
        if isinstance(parted, Problem):
            return Parsed((), (parted,))
        alone.findings.extend(parted.problems)
        source = text if issubclass(model, Letter) else ""
        body = parted.body
        if issubclass(model, Post):
            self.keeper.words(body)
            body = ""
        entry = alone._entry(
            model,
            parted.head,
            file,
            id=id,
            body=body,
            body_line=parted.body_line,
            source=source,
            digest=key_of(parted.body),
            size=len(parted.body),
            shows=evidence_in(parted.body),
        )
        return Parsed(((entry, id),), tuple(alone.findings), standing=standing([entry]))

    def _letter(self, name: str, id: str) -> Letter | None:
        letter = self._body(Letter, name, id, "contact")
        if letter and self._dated(name, letter.on.text[:10], letter.at("date")):
            return letter
        return None

    def _post(self, name: str, id: str) -> Post | None:
        post = self._body(Post, name, id, "post")
        if post and self._dated(name, post.date.text[:10], post.at("date")):
            return post
        return None

    def _dated(self, name: str, written: str, where: Where) -> bool:
        dated = dated_name(name)
        if dated is None or dated[0] == written:
            return True
        right = f"rename the file to {written}-{dated[1]}.md, or write {dated[0]}"
        self._problem(where, f"date: {written} is not the day in the file’s name", right)
        return False

    def _page(self, name: str, id: str) -> Page | None:
        if id in RESERVED:
            self._problem(
                self.folder.where(name), f"the address /{id}/ is the site’s own", "give the page another name"
            )
            return None
        return self._body(Page, name, id, "page")

    # --- comments ---

    def _comments(self) -> dict[str, dict[str, Comment]]:
        found: list[Comment] = []
        for name in self.folder.below("comments", ".yaml"):
            _, post, file = name.split("/")
            id = file.removesuffix(".yaml")
            comment = self._comment(name, post, id)
            if comment is None:
                self.broken.setdefault("comment", set()).add(f"{post}/{id}")
            else:
                found.append(comment)
        comments: dict[str, dict[str, Comment]] = {}
        for comment in sorted(found, key=lambda each: each.date.order):
            comments.setdefault(comment.post, {})[comment.id] = comment
        return comments

    def _comment(self, name: str, post: str, id: str) -> Comment | None:
        if not re.fullmatch(ID, id):
            self._problem(self.folder.where(name), f"{id!r} in the file’s name is no id", id_hint(id))
            return None
        parsed = self.keeper.parsed(name, "comment", partial(self._read_comment, name, post, id))
        self.findings.extend(parsed.findings)
        if parsed.unread:
            self.unread.add("comment")
        return cast("Comment | None", parsed.entries[0][0]) if parsed.entries else None

    def _read_comment(self, name: str, post: str, id: str, _before: Parsed | None = None) -> Parsed:
        """One comment's file, by itself."""
        alone = _Loader(self.folder, self.keeper)
        alone.findings = []
        node = alone._node(name, "comment")
        where = self.folder.where(name)
        if node is None:
            if not alone.findings:
                alone._problem(where, "is empty", "write `date:` and `text:`, or delete it")
            return Parsed((), tuple(alone.findings), "comment" in alone.unread)
        return Parsed(((alone._entry(Comment, node, where.file, id=id, post=post), id),), tuple(alone.findings))

    # --- seals ---

    def _seals(self) -> dict[str, Seal]:
        seals: dict[str, Seal] = {}
        for name in self.folder.below("letters", ".sealed.yaml"):
            id = Path(name).name.removesuffix(".sealed.yaml")
            if dated := dated_name(f"{id}.md"):
                right = f"rename it to letters/{dated[1]}.sealed.yaml"
                self._problem(self.folder.where(name), "is named like a letter’s file, not by the letter’s id", right)
                continue
            node = self._node(name, "seal")
            if node is None:
                if "seal" not in self.unread:
                    self._problem(self.folder.where(name), "is empty", "delete it, and seal the letter again")
                continue
            reading = Reading(self.folder.where(name).file)
            seal = read_seal(id, node, reading)
            self.findings.extend(reading.problems)
            if seal:
                seals[id] = seal
        return seals


def _read_items(items: Iterable[tuple[int, str]], model: type[E], file: str, before: Parsed) -> Parsed | None:
    """A register of these items, of which only those are read that were not in it before; None where anything is wrong
    with one, so that all of it has to be read."""
    places = {item.digest: place for place, item in enumerate(before.items)}
    known_by, new, old = list[Item](), dict[int, tuple[Entry | None, str]](), dict[int, tuple[int, int]]()
    for number, (line, text) in enumerate(items):
        digest = key_of(text)
        if digest in places:
            item = before.items[places[digest]]
            old[number] = places[digest], line - item.line
            known_by.append(item._replace(line=line))
        elif read := _read_item(text, line, model, file):
            new[number] = read
            known_by.append(Item(digest, line, standing_of(read[0])))
        else:
            return None
    stays = len(known_by) == len(before.items) and all(there == (number, 0) for number, there in old.items())
    entries: Sequenced[tuple[Entry | None, str]]
    if stays and isinstance(before.entries, Packed):
        entries = before.entries.replaced(new)
    else:
        entries = tuple(new.get(number) or _moved(before, *old[number]) for number in range(len(known_by)))
    return Parsed(entries, (), False, together(each.standing for each in known_by), tuple(known_by))


def _moved(before: Parsed, place: int, by: int) -> tuple[Entry | None, str]:
    """An entry that stands so many lines further down than before."""
    entry, written = before.entries[place]
    return (moved(entry, by) if by and entry else entry), written


def _read_item(text: str, line: int, model: type[E], file: str) -> tuple[E, str] | None:
    """The entry that an item of a register is, and the id on it; None where anything is wrong with it."""
    try:
        node, problems = compose(text, file, first_line=line)
    except NotYaml:
        return None
    if problems or not isinstance(node, Sequence) or len(node.items) != 1:
        return None
    reading = Reading(file)
    entry = read_entry(model, node.items[0], reading)
    return None if entry is None or reading.problems else (entry, _written_id(node.items[0]))


def _written_id(node: Node) -> str:
    written = node.values.get("id") if isinstance(node, Mapping) else None
    return written.text if isinstance(written, Scalar) else ""


def entries_of(record: Record) -> Iterator[Entry]:
    """Every entry of the record."""
    yield record.campaign
    for group in (
        record.parties,
        record.contacts,
        record.evidence,
        record.promises,
        record.rules,
        record.posts,
        record.pages,
        *record.comments.values(),
    ):
        yield from group.values()
