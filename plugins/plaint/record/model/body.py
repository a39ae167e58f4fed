"""What every Markdown file has below its head."""

from __future__ import annotations

from plaint.record.entry import Entry
from plaint.values import dataclass


@dataclass(frozen=True, kw_only=True, eq=False)
class Body(Entry):
    """The Markdown below a file's front matter. That of posts is left out: it is most of a campaign, and read once.

    `digest` stands for it, `size` is its length in characters, and `shows` is the evidence that it refers to, in code
    as well. `source` is the whole file, of letters alone: a seal holds its digest.
    """

    body: str
    body_line: int
    source: str = ""
    digest: bytes = b""
    size: int = 0
    shows: tuple[str, ...] = ()
