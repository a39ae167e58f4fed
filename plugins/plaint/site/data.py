"""The public record for machines: `record.json` with its schema, and `chronology.csv`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
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

    def prepare(self) -> None:
        site, case = self.site, self.site.case
        self.record = PublicRecord(case, site.filler, site.routes, site.digest)
        with case.watch.aside():
            contacts, posts = tuple(case.record.contacts), tuple(case.record.posts)
        self.rows, self.contacts, self.posts = site.work.derive_all(
            (
                Job("row", contacts, lambda id: row(case, site.filler, id)),
                Job("contact data", contacts, self._contact),
                Job("post data", posts, lambda id: _json(self.record.post(case.record.posts[id]))),
            )
        )

    def make(self, item: Item) -> File:
        match item.kind:
            case "record":
                return File(item.address, self._record())
            case "schema":
                return File(item.address, _json(record_schema()) + "\n")
        return File(item.address, chronology_table(self.rows.values()))

    def _contact(self, id: str) -> str:
        """A contact's data; nothing for a letter, which has its own."""
        contact = self.site.case.record.contacts[id]
        return "" if isinstance(contact, Letter) else _json(self.record.contact(contact))

    def _record(self) -> str:
        """The whole public record, put together from what was worked out of each contact and post."""
        pieces = {"contacts": self.contacts, "posts": self.posts}
        frame = self.record.frame().items()
        return _object({key: _object(pieces[key]) if key in pieces else _json(value) for key, value in frame}) + "\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _object(members: Mapping[str, str]) -> str:
    """An object of members that are JSON already, laid out as `_json` would: line ends stand between values alone."""
    lines = (f"{_json(key)}: {text}".replace("\n", "\n ") for key, text in members.items() if text)
    inside = ",\n ".join(lines)
    return f"{{\n {inside}\n}}" if inside else "{}"


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return DataFiles
