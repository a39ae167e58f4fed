"""Evidence, and the promises the other side will be held to."""

from __future__ import annotations

from typing import ClassVar

from plaint.problems import nearest
from plaint.record.entry import Entry, given
from plaint.record.model.vocabulary import (
    EVIDENCE_KINDS,
    OUTCOMES,
)
from plaint.record.moment import Moment, NotAMoment, parse_moment
from plaint.record.nodes import Mapping, Node
from plaint.record.shapes import (
    AN_ID,
    DIGEST,
    LINE,
    MARKDOWN,
    MOMENT,
    PLAIN,
    URL,
    Path,
    Reading,
    Shape,
    choice,
    list_of,
    scalar,
)
from plaint.values import dataclass

_IDS = list_of(AN_ID)
_LINES = list_of(LINE)


@dataclass(frozen=True, kw_only=True, eq=False)
class Evidence(Entry):
    """A thing that shows something."""

    NAME: ClassVar[str] = "a piece of evidence"

    id: str = given(AN_ID, "Its id, which is its address and never changes.", required=True)
    title: str = given(LINE, "What it is called.", required=True)
    on: Moment | None = given(MOMENT, "When it was made.")
    kind: str = given(choice(*EVIDENCE_KINDS), "What it is.", required=True)
    file: str | None = given(LINE, "Its file, relative to content/evidence/.")
    files: tuple[str, ...] = given(_LINES, "Its files, where it has several.", default=())
    from_: str | None = given(AN_ID, "Who it came from, by id.", key="from")
    alt: str | None = given(
        LINE, "What a picture shows, for those who cannot see it; required of pictures with a file."
    )
    quote: str | None = given(PLAIN, "Words taken from it.")
    source_url: str | None = given(URL, "Where it can be found.")
    archived_url: str | None = given(URL, "Where a copy of that page is kept.")
    note: str | None = given(MARKDOWN, "What it shows, and why it matters.")
    redacted: str | None = given(MARKDOWN, "What was made unreadable in it.")
    original_sha256: str | None = given(DIGEST, "The digest of the file before it was redacted.")

    @property
    def names(self) -> tuple[str, ...]:
        """Its files, however they were written."""
        return (self.file, *self.files) if self.file else self.files


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a promise ended: kept, late or broken, shown by a contact or known to have been on a date."""

    verdict: str
    contact: str | None
    when: Moment | None


def _outcome() -> Shape[Outcome]:
    says = "`kept`, `late` or `broken` with a contact or a date: `{late: minibus-arrives}`"

    def read(node: Node, reading: Reading, path: Path) -> Outcome:
        if not isinstance(node, Mapping) or len(node.values) != 1:
            reading.fail(node, path, "this does not say how it ended, and when", f"write {says}")
        ((verdict, value),) = node.values.items()
        if verdict not in OUTCOMES:
            reading.fail(node, path, f"{verdict!r} is no outcome", nearest(verdict, OUTCOMES) or f"write {says}")
        text = scalar(value, reading, (*path, verdict), "a contact’s id or a date")
        reading.lines[path] = value.line
        if not text[:1].isdigit():
            return Outcome(verdict, AN_ID.read(value, reading, (*path, verdict)), None)
        try:
            return Outcome(verdict, None, parse_moment(text))
        except NotAMoment as error:
            reading.fail(value, path, f"{text!r} {error}", error.right or "write a contact’s id or a date")

    schema = {
        "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": False,
        "properties": {
            word: {"anyOf": [AN_ID.schema, MOMENT.schema], "description": "The contact that shows it, or the date."}
            for word in OUTCOMES
        },
    }  # fmt: skip
    return Shape(says, schema, read)


@dataclass(frozen=True, kw_only=True, eq=False)
class Promise(Entry):
    """Words the other side will be held to."""

    NAME: ClassVar[str] = "a promise"

    id: str = given(AN_ID, "Its id, which is part of its address and never changes.", required=True)
    made_in: str = given(AN_ID, "The contact it was made in.", required=True)
    by: str = given(AN_ID, "Who made it, by id.", required=True)
    quote: str | None = given(PLAIN, "Its words, as they stand in that contact’s message.")
    summary: str | None = given(MARKDOWN, "What was promised, where there are no words to quote.")
    due: Moment | None = given(MOMENT, "When it was to be kept by.")
    outcome: Outcome | None = given(_outcome(), "How it ended; overdue where the day has passed and none is given.")
