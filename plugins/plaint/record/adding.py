"""Adding an entry to a register by writing below what is there, so that not a byte above it changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import yaml

from plaint.problems import Problem, Stopped, Where
from plaint.record.entry import Entry, read_entry
from plaint.record.nodes import Node, NotYaml, Scalar, Sequence, compose
from plaint.record.shapes import Reading
from plaint.record.text_file import read_text

E = TypeVar("E", bound=Entry)

_BOM = "\ufeff"
_BREAK = re.compile(r"\r\n|\n|\r")


def register_file(root: Path, register: str, year: int) -> str:
    """Where a new entry of a register goes, relative to the campaign's folder.

    It is the one file there is, or the year's file where the register is a folder.
    """
    if (root / f"record/{register}.yaml").exists() or not (root / f"record/{register}").is_dir():
        return f"record/{register}.yaml"
    return f"record/{register}/{year}.yaml"


def register_text(path: Path, shown: str, head: str) -> str:
    """The text of a register exactly as it is on disk, or `head` where there is no such file yet.

    Raises Stopped where it cannot be read as text.
    """
    if not path.exists():
        return head
    read_text(path, shown)
    return path.read_bytes().decode("utf-8")


def added(text: str, entry: str, kind: type[E], file: str) -> tuple[str, int]:
    """A register's text with an entry below the others, and the line on which that begins.

    `entry` begins with `- id:` and has plain line ends. Raises Stopped where the register is no list of
    entries on lines of their own, or where the entry would not be valid in it.
    """
    before = _entries(text, file)
    column = _column(text, file)
    above = text if not text.strip(_BOM) or text.endswith(("\n", "\r")) else f"{text}{_line_end(text)}"
    if above.strip(_BOM) and not re.search(r"(?:\A|\n)[ \t]*\n\Z", _plain(above)):
        above += _line_end(text)
    lines = [f"{' ' * column}{line}" if line.strip() else "" for line in entry.rstrip("\n").split("\n")]
    whole = above + "".join(line + _line_end(text) for line in lines)
    try:
        after = _entries(whole, file)
    except Stopped:
        after = []  # what was read before cannot be read now, so its end is in the way
    if len(after) != len(before) + 1:
        where = Where(file, _plain(above).count("\n"))
        what = "nothing can be added below the end of this file"
        raise Stopped([Problem(where, what, "delete a line `...` there")])
    reading = Reading(file)
    new = read_entry(kind, after[-1], reading)
    if new is None:
        raise Stopped(reading.problems)
    return whole, new.where.line


def head_of(register: str, above: str, says: str) -> str:
    """How a new register begins. `above` leads from its folder to the campaign's: `../` or `../../`."""
    return f"# yaml-language-server: $schema={above}.schemas/{register}.schema.json\n# {says}\n"


def _line_end(text: str) -> str:
    """How the last line that has an end is ended; as a new file's is where there is none."""
    ends = _BREAK.findall(text)
    return str(ends[-1]) if ends else "\n"


def _plain(text: str) -> str:
    """The text as the loader is given it."""
    return _BREAK.sub("\n", text.removeprefix(_BOM))


def _entries(text: str, file: str) -> list[Node]:
    """The entries that a register's text holds."""
    try:
        node, problems = compose(_plain(text), file)
    except NotYaml as error:
        raise Stopped([error.problem]) from error
    if problems:
        raise Stopped(problems)
    if node is None or (isinstance(node, Scalar) and not node.text):
        return []
    if not isinstance(node, Sequence):
        raise Stopped([Problem(Where(file, node.line), "is no list", "begin each entry with `- id: …`")])
    return list(node.items)


def _column(text: str, file: str) -> int:
    """How far the entries are indented."""
    for event in yaml.parse(_plain(text), Loader=yaml.SafeLoader):
        if isinstance(event, yaml.SequenceStartEvent) and event.start_mark:
            if event.flow_style:
                what = "is a list in square brackets, to which nothing can be added here"
                right = "give each entry lines of its own: `- id: …`"
                raise Stopped([Problem(Where(file, event.start_mark.line + 1), what, right)])
            return event.start_mark.column
    return 0
