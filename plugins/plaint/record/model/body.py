"""What every Markdown file has below its head."""

from __future__ import annotations

from dataclasses import dataclass

from plaint.record.entry import Entry


@dataclass(frozen=True, kw_only=True, eq=False)
class Body(Entry):
    """The Markdown below a file's front matter."""

    body: str
    body_line: int
    source: str
