"""YAML as it was written: scalars stay text, every value keeps its line, and nothing clever is allowed.

YAML's own guesses (`on` is true, `10:33` is 633), tags, anchors and aliases are what turns a date into a number and a
small file into a large one, so the events of PyYAML's parser are composed here into three plain kinds of node.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

import yaml

from plaint.problems import Problem, Where
from plaint.values import dataclass

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 20
# In a file they are found before YAML is read; this is for those that are written as escapes, "\\0".
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Scalar:
    """A text. `text_line` is the line its first character stands on (a block's text begins below its bar)."""

    text: str
    line: int
    text_line: int


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order they were written; a key's own line beside it."""

    line: int
    values: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


Written = str | tuple[Any, ...]


def as_written(node: Node) -> Written:
    """The texts of a node in their order, without the lines they stand on."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return "list", *map(as_written, node.items)
    return "mapping", *((key, as_written(value)) for key, value in node.values.items())


class NotYaml(Exception):
    """Raised where a text cannot be read as YAML at all; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def compose(text: str, file: str, *, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The one node that a YAML text holds (None where it is empty), and what is wrong in it short of being unreadable.

    Raises NotYaml where reading had to stop. Lines are counted from `first_line`.
    """
    if pairs := _pairs(text, first_line):
        return pairs, []
    builder = _Builder(file, first_line - 1)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        opened = error.context_mark
        line = first_line + (mark.line if mark else 0)
        what, right = _plainly(error, _before(text, mark), first_line + opened.line if opened else line)
        if opened and ("never closed" in what or "are missing" in what):
            line = first_line + opened.line
        raise NotYaml(Problem(Where(file, line), what, right)) from error
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, max(0, int(error.position)))
        raise NotYaml(
            Problem(Where(file, line), f"a control character (U+{_code(error):04X}) stands here", "delete it")
        ) from error
    return builder.root, builder.problems


# A value of plain words: letters, figures and signs that say nothing to YAML, wherever they stand in it.
_SIGNS = r"\w“”‘’–—…£€.;!()'/%+=@^~\-"
_ITEM = rf"[\w“‘£(](?:[{_SIGNS} ]*[{_SIGNS}])?"
_VALUE = rf"[\w“‘£(](?:[{_SIGNS},? ]*[{_SIGNS},?])?"
_PAIR = re.compile(rf"([a-z_]+): +(?:({_VALUE})|\[({_ITEM}(?:, *{_ITEM})*)\])(?:\n|\Z)")


def _pairs(text: str, first_line: int) -> Mapping | None:
    """The mapping that a text is, where each of its lines is a name with a value of plain words, or a list of such in
    square brackets; None where it may be anything else. Most heads of posts are that, and PyYAML takes far longer."""
    head, position, line = Mapping(first_line), 0, first_line
    while position < len(text):
        found = _PAIR.match(text, position)
        if found is None or found[1] in head.values:
            return None
        name, value, items = found.groups()
        head.key_lines[name] = line
        head.values[name] = (
            Scalar(value, line, line)
            if value is not None
            else Sequence(line, [Scalar(item.lstrip(" "), line, line) for item in items.split(",")])
        )
        position, line = found.end(), line + 1
    return head if text else None


def _before(text: str, mark: yaml.Mark | None) -> str:
    """What stands on the line where reading stopped, up to and with the character it stopped at."""
    lines = text.split("\n")
    return lines[mark.line][: mark.column + 1] if mark and mark.line < len(lines) else ""


def _events(text: str) -> Iterator[yaml.Event]:
    events: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)
    return events


def _code(error: yaml.reader.ReaderError) -> int:
    """The code point the reader stopped at, which the two readers of PyYAML report as a number or as a letter."""
    character = error.character
    return character if isinstance(character, int) else ord(character)


class _Builder:
    """Turns events into nodes without recursion, so that deep nesting is a problem and not a crash."""

    def __init__(self, file: str, offset: int) -> None:
        self.file, self.offset = file, offset
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.open: list[Sequence | Mapping] = []
        self.keys: list[tuple[str, int] | None] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 + self.offset if event.start_mark else 0
        if isinstance(event, yaml.ScalarEvent):
            self._plain(event, line)
            text, style = event.value, event.style
            # What is no escape, and is not written between double quotation marks, was found before.
            if style == '"' and (control := _CONTROL.search(text)):
                self._stop(line, f"a control character (U+{ord(control[0]):04X}) is written here", "take it out")
            # The C parser reports a block's start at its bar; its text begins one line below.
            self._add(Scalar(text, line, line + 1 if style in ("|", ">") else line))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._plain(event, line)
            self._push(Sequence(line))
        elif isinstance(event, yaml.MappingStartEvent):
            self._plain(event, line)
            self._push(Mapping(line))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._stop(line, f"an alias (*{event.anchor}) stands here", "write the value out")
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(line, "a second document begins here (---)", "delete the line")

    def _push(self, node: Sequence | Mapping) -> None:
        self._add(node)
        self.open.append(node)
        self.keys.append(None)
        if len(self.open) > _DEEPEST:
            self._stop(node.line, f"lists and mappings are nested more than {_DEEPEST} deep", "check the brackets")

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent, key = self.open[-1], self.keys[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is None:
            if not isinstance(node, Scalar):
                self._stop(node.line, "a name before a colon is a list or a mapping", "write a word")
            else:
                self.keys[-1] = (node.text, node.line)
        else:
            self.keys[-1] = None
            name, line = key
            if name in parent.values:
                what = f"{name!r} stands here a second time (first on line {parent.key_lines[name]})"
                self.problems.append(Problem(Where(self.file, line), what, "keep one of the two"))
                return
            parent.values[name] = node
            parent.key_lines[name] = line

    def _plain(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        if event.anchor is not None:
            self._stop(line, f"an anchor (&{event.anchor}) stands here", "write the value out where it is needed")
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            what = f"a tag ({shown}) stands here"
            self._stop(line, what, "delete it; put the value in quotation marks if it is text")

    def _stop(self, line: int, what: str, right: str) -> None:
        raise NotYaml(Problem(Where(self.file, line), what, right))


def _plainly(error: yaml.MarkedYAMLError, before: str, opened: int) -> tuple[str, str]:
    """PyYAML's message in words that help somebody who does not know YAML, and what would be right.

    `before` is the line up to where reading stopped.
    """
    said = f"{error.context or ''} {error.problem or ''}"
    if before.endswith("\t"):
        return "a tab stands here", "indent with spaces"
    if "mapping values" in said and re.fullmatch(r"[\s-]*[A-Za-z_-]+\s*:", before):
        return _CROOKED
    if "expected key" in said and re.search(r""":\s+("[^"]*"|'[^']*')\s*\S$""", before):
        return (
            "the text goes on after its quotation marks",
            "put all of it between two of them; write '' for one inside",
        )
    for sign, what, right in _MESSAGES:
        if sign in said:
            return what, right
    return (
        f"this cannot be read as YAML ({' '.join(said.split())})",
        f"look at line {opened} and the line above it",
    )


_CROOKED = (
    "this line is not indented like the ones above it",
    "line it up with them; text with a colon needs quotation marks",
)

# In this order: the first sign that occurs in PyYAML's message decides.
_MESSAGES = (
    ("'\\t'", "a tab stands here", "indent with spaces"),
    ("tab character", "a tab stands here", "indent with spaces"),
    ("escape", "a backslash stands between double quotation marks", "use single ones, or write / for it"),
    ("hexdecimal", "a backslash stands between double quotation marks", "use single ones, or write / for it"),
    (
        "quoted scalar",
        "a quotation mark that opens here is never closed",
        "close it, or double it if it is part of the text",
    ),
    (
        "mapping values are not allowed",
        "a second colon stands in this line",
        "put the text in quotation marks",
    ),
    ("flow sequence", "a square bracket that opens here is never closed", "close it with ]"),
    ("flow mapping", "a curly bracket that opens here is never closed", "close it with }"),
    (
        "could not find expected ':'",
        "a colon and a space are missing",
        "write `name: value`, or indent the line if it belongs to the text above it",
    ),
    (
        "block collection",
        "this line is not indented like the ones above it",
        "line it up with them; a list's lines begin with '- '",
    ),
    ("block mapping", *_CROOKED),
    (
        "cannot start any token",
        "a character stands here that YAML keeps for itself (@, `, %)",
        "put the text in quotation marks",
    ),
    (
        "undefined alias",
        "an asterisk at the start of a value means an alias",
        "put the text in quotation marks",
    ),
    ("alias", "an asterisk at the start of a value means an alias", "put the text in quotation marks"),
    ("anchor", "an ampersand at the start of a value means an anchor", "put the text in quotation marks"),
    (
        "directive",
        "a line that begins with % is an order to YAML",
        "put the text in quotation marks, or delete the line",
    ),
    ("tag", "an exclamation mark at the start of a value means a tag", "put the text in quotation marks"),
    ("document start", "something stands here after the end of the record", "delete it, or indent it"),
)
