"""What every entry of the record has in common: its fields declared once, read strictly, each with its place.

A field is declared with its shape and a sentence that says what it is. The loader, the JSON Schemas and the reference
of fields in the docs all come from that one declaration.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from dataclasses import field
from typing import Any, ClassVar, TypeVar

from plaint.memory.store import key_of
from plaint.problems import Problem, Where, nearest
from plaint.record.nodes import Mapping, Node, Sequence, as_written
from plaint.record.shapes import Path, Reading, Schema, Shape, Unread
from plaint.values import dataclass


@dataclass(frozen=True, kw_only=True, eq=False)
class Entry:
    """A thing on the record. `where` is where it begins; `at` gives the place of each of its values.

    `REFUSED` are names that people might give a field that must not be: why not, and what would be right.
    """

    NAME: ClassVar[str] = "an entry"
    REFUSED: ClassVar[ReadOnly[str, tuple[str, str]]] = {}

    where: Where
    lines: ReadOnly[Path, int] = field(default_factory=dict, repr=False)
    stamp: bytes = field(default=b"", repr=False)
    """A digest of what was written, but for the lines it stands on: two entries of one stamp are shown alike."""

    def at(self, *path: str | int) -> Where:
        """The place of a value, of the nearest thing around it, or of the entry itself."""
        for length in range(len(path), 0, -1):
            line = self.lines.get(path[:length])
            if line is not None:
                return Where(self.where.file, line)
        return self.where


E = TypeVar("E", bound=Entry)


def moved(entry: E, by: int) -> E:
    """The same entry, so many lines further down."""
    lines = {path: line + by for path, line in entry.lines.items()}
    inside = {each.name: _moved(getattr(entry, each.name), by) for each in fields_of(type(entry))}
    return dataclasses.replace(entry, where=Where(entry.where.file, entry.where.line + by), lines=lines, **inside)


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, Entry):
        return moved(value, by)
    if type(value) is tuple:
        return tuple(_moved(each, by) for each in value)
    if isinstance(value, dict):
        return {key: _moved(each, by) for key, each in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class Field:
    """A declared field: its name in Python and in the file, its shape, and what it is."""

    name: str
    key: str
    shape: Shape[Any]
    says: str
    required: bool


def given(shape: Shape[Any], says: str, *, key: str = "", required: bool = False, default: Any = None) -> Any:
    """Declare a field of an entry. A list that is not given is empty; anything else is None or `default`."""
    metadata = {"shape": shape, "says": says, "key": key, "required": required}
    if required:
        return field(metadata=metadata)
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


_FIELDS: dict[type[Entry], tuple[Field, ...]] = {}


def fields_of(kind: type[Entry]) -> tuple[Field, ...]:
    """The declared fields of a kind of entry, in order."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(_declared(kind))
    return _FIELDS[kind]


def _declared(kind: type[Entry]) -> Iterator[Field]:
    return (
        Field(
            each.name,
            each.metadata["key"] or each.name,
            each.metadata["shape"],
            each.metadata["says"],
            each.metadata["required"],
        )
        for each in dataclasses.fields(kind)
        if "shape" in each.metadata
    )


def read_entry(kind: type[E], node: Node, reading: Reading, **known: Any) -> E | None:
    """The entry that a mapping holds; None where any of it is wrong, with every problem on the reading's list."""
    where = reading.where(node)
    if not isinstance(node, Mapping):
        found = "a list" if isinstance(node, Sequence) else "plain text" if node.text else "nothing"
        reading.problems.append(
            Problem(where, f"{found} stands where {kind.NAME} belongs", "write `name: value` lines")
        )
        return None
    declared = {each.key: each for each in fields_of(kind) if each.name not in known}
    reading.lines = {}
    failed = False
    meant: set[str] = set()
    for key, line in node.key_lines.items():
        if why := kind.REFUSED.get(key.lower()):
            reading.problems.append(Problem(Where(reading.file, line), f"{key!r} {why[0]}", why[1]))
            failed = True
        elif key not in declared:
            near = _near(key, declared, node)
            meant.add(near)
            hint = f"did you mean {near!r}?" if near else f"{kind.NAME} can have {', '.join(declared)}"
            reading.problems.append(Problem(Where(reading.file, line), f"{key!r} is no field of {kind.NAME}", hint))
            failed = True
    values: dict[str, Any] = dict(known)
    for each in declared.values():
        if each.key in node.values:
            reading.required = each.required
            try:
                values[each.name] = each.shape.read(node.values[each.key], reading, (each.key,))
            except Unread:
                failed = True
        elif each.required and each.key in meant:
            failed = True  # it is there, under a name that was told of above
        elif each.required:
            what = f"{kind.NAME} has no {each.key!r}"
            reading.problems.append(Problem(where, what, f"add `{each.key}:` with {each.shape.says}"))
            failed = True
    if failed:
        return None
    stamp = key_of(kind.__name__, where.file, str(known.get("id")), repr(as_written(node)))
    return kind(where=where, lines=reading.lines, stamp=stamp, **values)


def _near(key: str, declared: ReadOnly[str, Field], node: Mapping) -> str:
    """The field that a name probably means: the other word for the same thing, or the nearest spelling; or nothing."""
    free = [name for name in declared if name not in node.values]
    other = next((name for name in _OTHER_WORDS.get(key.lower(), ()) if name in free), "")
    close = nearest(key, free) or nearest(key, declared)
    return other or (close.split("'")[1] if close else "")


# One thing has one name in a register and another in a file's head; some names are those of other programs.
_OTHER_WORDS: ReadOnly[str, tuple[str, ...]] = {
    "date": ("on",), "on": ("date",), "subject": ("title",), "title": ("subject", "name"), "name": ("title", "subject"),
    "sender": ("from",), "since": ("from",), "recipient": ("to",), "copy": ("cc",), "body": ("message", "text"),
    "text": ("message", "quote"), "words": ("quote",), "type": ("kind",), "description": ("summary", "note"),
    "attachments": ("evidence", "appendices"), "url": ("source_url",), "link": ("source_url", "url"),
    "modified": ("updated",), "slug": ("was",), "aliases": ("was",), "deadline": ("due", "reply_by"),
    "in_reply_to": ("replies_to", "answers"), "replies_to": ("answers",), "reply_to": ("replies_to", "answers"),
    "comment": ("text",), "message": ("text",), "author": ("name",), "website": ("url",),
    "initials": ("shown_as",), "organisation": ("of",), "files": ("file",),
}  # fmt: skip


def part(kind: type[E], says: str) -> Shape[E]:
    """The shape of an entry that stands inside another one."""

    def read(node: Node, reading: Reading, path: Path) -> E:
        inner = Reading(reading.file, reading.problems)
        entry = read_entry(kind, node, inner)
        if entry is None:
            raise Unread
        reading.lines[path] = node.line
        reading.lines.update({(*path, *below): line for below, line in inner.lines.items()})
        return entry

    return Shape(says, object_schema(kind), read)


def object_schema(kind: type[Entry], *, without: tuple[str, ...] = ()) -> Schema:
    """The JSON Schema of an entry."""
    properties = dict(_properties(kind, without))
    required = [each.key for each in fields_of(kind) if each.required and each.name not in without]
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _properties(kind: type[Entry], without: tuple[str, ...]) -> Iterator[tuple[str, Schema]]:
    for each in fields_of(kind):
        if each.name not in without:
            yield each.key, {"description": each.says, **each.shape.schema}
