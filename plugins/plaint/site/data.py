"""The public record for machines: `record.json` with its schema, and `chronology.csv`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.export.public import PublicRecord
from plaint.export.schema import record_schema
from plaint.export.table import chronology_table
from plaint.site.page import File
from plaint.site.plugin import Pages


class DataFiles(Pages):
    """Makes the files of data."""

    def pages(self) -> Iterator[File]:
        site = self.site
        record = PublicRecord(site.case, site.filler, site.routes, site.digest).whole()
        yield File(addresses.RECORD, _json(record))
        yield File(addresses.RECORD_SCHEMA, _json(record_schema()))
        yield File(addresses.CHRONOLOGY_TABLE, chronology_table(site.case, site.filler))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return DataFiles
