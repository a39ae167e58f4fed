"""The public record for machines: `record.json` with its schema, and `chronology.csv`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.export.public import PublicRecord
from plaint.export.schema import record_schema
from plaint.export.table import chronology_table, row
from plaint.memory.work import Job
from plaint.record.model import Letter
from plaint.site.page import File, Item
from plaint.site.plugin import Pages


class DataFiles(Pages):
    """Makes the files of data."""

    def plan(self) -> Iterator[Item]:
        yield Item(addresses.RECORD, "record")
        yield Item(addresses.RECORD_SCHEMA, "schema")
        yield Item(addresses.CHRONOLOGY_TABLE, "table")

    def prepare(self) -> Sequence[Job]:
        site, case = self.site, self.site.case
        self.record = PublicRecord(case, site.filler, site.routes, site.digest)
        with case.watch.aside():
            contacts, posts = tuple(case.record.contacts), tuple(case.record.posts)
        return (
            Job("contact data", contacts, self._contact),
            Job("post data", posts, lambda id: _member(id, self.record.post(case.record.posts[id]))),
        )

    def prepared(self, done: Sequence[Mapping[str, Any]]) -> None:
        self.contacts, self.posts = done

    def make(self, item: Item) -> File:
        match item.kind:
            case "record":
                return File(item.address, self._record())
            case "schema":
                return File(item.address, _json(record_schema()) + b"\n")
        return File(item.address, chronology_table(row for row, _ in self.contacts.values()))

    def _contact(self, id: str) -> tuple[bytes, bytes]:
        """A contact's row of the table, and its data: of a letter nothing, which has its own."""
        case = self.site.case
        contact = case.record.contacts[id]
        data = b"" if isinstance(contact, Letter) else _member(id, self.record.contact(contact))
        return row(case, self.site.filler, contact), data

    def _record(self) -> bytes:
        """The whole public record, put together from what was worked out of each contact and post."""
        pieces = {"contacts": [data for _, data in self.contacts.values()], "posts": list(self.posts.values())}
        whole = list[bytes]()
        for key, value in self.record.frame().items():
            whole += b",\n " if whole else b"{\n ", _json(key), b": "
            members = list(filter(None, pieces.get(key, ())))
            if members:
                whole += b"{\n  ", b",\n  ".join(members), b"\n }"
            else:
                whole.append(_json(value, 1))
        return b"".join((*whole, b"\n}\n"))


def _json(value: Any, depth: int = 0) -> bytes:
    """A value as JSON in UTF-8, as it stands in `depth` others. Line ends stand between values alone."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return (text.replace("\n", "\n" + depth * " ") if depth else text).encode()


def _member(id: str, value: Any) -> bytes:
    """An entry by its id, as it stands in a register of the whole record: a line for each, which need not be taken
    apart to be put together."""
    return _json(id) + b": " + _json(value, 2)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return DataFiles
