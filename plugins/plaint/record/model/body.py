"""What every Markdown file has below its head."""

from __future__ import annotations

from dataclasses import dataclass

from plaint.record.entry import Entry


@dataclass(frozen=True, kw_only=True, eq=False)
class Body(Entry):
    """The Markdown below a file's front matter. A casebook's posts have none: it was converted, and takes much room.

    `source` is the whole file, of letters alone: a seal holds its digest.
    """

    body: str
    body_line: int
    source: str = ""
