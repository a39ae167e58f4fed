"""The forms a value can take: how each is read, what would be right, and its JSON Schema, in one place."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as ReadOnly
from dataclasses import field
from datetime import date
from typing import Any, Generic, NoReturn, TypeVar
from urllib.parse import urlsplit

from plaint.problems import Problem, Where, nearest, one_of
from plaint.record import moment, period
from plaint.record.nodes import Mapping, Node, Scalar, Sequence
from plaint.record.words import LONGEST, slug
from plaint.values import dataclass

T = TypeVar("T")
Path = tuple[str | int, ...]
Schema = dict[str, Any]

ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
ID_HINT = "an id is small letters, digits and single hyphens, and starts with a letter: minibus-photo"

# White space that no key of a keyboard makes, and marks without any width: they come in by copying from a web page.
_UNSEEN = re.compile("[\xa0\xad\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")


class Unread(Exception):
    """Raised when a value could not be read; what was wrong is on the reading's list already."""


class NotRight(ValueError):
    """Raised for a text that is no value of its kind; its words say why, and `right` what would be right."""

    def __init__(self, why: str, right: str) -> None:
        super().__init__(why)
        self.right = right


def id_hint(text: str) -> str:
    """What would be an id instead of `text`: the nearest that can be made of it, or how one is written."""
    near = slug(text)
    return f"write {near}" if re.fullmatch(ID, near) and near != "x" and len(near) <= 100 else ID_HINT


@dataclass(slots=True)
class Reading:
    """What is being read: its file, the problems found so far, and the line of every value by its path.

    `required` says whether the field that is being read has to be there.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=dict)
    required: bool = False

    def where(self, node: Node) -> Where:
        """Where the node stands."""
        return Where(self.file, node.line)

    def fail(self, node: Node, path: Path, what: str, right: str = "") -> NoReturn:
        """Take a problem down and give the value up (raises Unread)."""
        names = [str(part) for part in path if isinstance(part, str)]
        self.problems.append(Problem(self.where(node), f"{names[-1]}: {what}" if names else what, right))
        raise Unread


Reader = Callable[[Node, Reading, Path], T]


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """One form of value: what it is in words, its JSON Schema, and the function that reads it."""

    says: str
    schema: Schema
    read: Reader[T]


def from_text(says: str, schema: Schema, parse: Callable[[str], T], *, right: str | None = None) -> Shape[T]:
    """A shape of one written text. `parse` raises ValueError, whose words say what is wrong with it."""

    def read(node: Node, reading: Reading, path: Path) -> T:
        text = scalar(node, reading, path, says)
        try:
            return parse(text)
        except ValueError as error:
            _all_visible(text, node, reading, path)
            better = getattr(error, "right", "")
            reading.fail(
                node,
                path,
                f"{shortened(text)!r} {error}",
                better or (f"write {says}" if right is None else right),
            )

    return Shape(says, schema, read)


def scalar(node: Node, reading: Reading, path: Path, says: str) -> str:
    """The text of a node that must be one, and must not be empty."""
    if not isinstance(node, Scalar):
        kind = "a list" if isinstance(node, Sequence) else "a mapping"
        reading.fail(node, path, f"{kind} stands where one value belongs", f"write {says}")
    if not node.text.strip():
        reading.fail(
            node,
            path,
            "nothing is written here",
            f"write {says}" + ("" if reading.required else ", or delete the line"),
        )
    reading.lines[path] = node.text_line
    return node.text


def _all_visible(text: str, node: Node, reading: Reading, path: Path) -> None:
    """Give a wrong value up (raises Unread) where what is wrong with it cannot be seen."""
    if unseen := _UNSEEN.search(text):
        what = f"{shortened(text)!r} has an invisible character in it (U+{ord(unseen[0]):04X})"
        reading.fail(node, path, what, "delete the value and type it anew")


def shortened(text: str, length: int = 60) -> str:
    """A text on one line, cut where it is long, to be quoted in a message."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def choice(*words: str) -> Shape[str]:
    """One word out of a fixed few."""

    says = one_of(words)

    def read(node: Node, reading: Reading, path: Path) -> str:
        text = scalar(node, reading, path, says)
        if text not in words:
            _all_visible(text, node, reading, path)
            close = nearest(text.lower(), words)
            reading.fail(node, path, f"{shortened(text)!r} is none of the words for this", close or f"write {says}")
        return text

    return Shape(says, {"enum": list(words)}, read)


def list_of(item: Shape[T]) -> Shape[tuple[T, ...]]:
    """A list; where one may stand, one thing may stand alone."""

    def read(node: Node, reading: Reading, path: Path) -> tuple[T, ...]:
        if isinstance(node, Mapping) and item.schema.get("type") != "object":
            reading.fail(node, path, "a mapping stands where a list belongs", f"write {item.says}, or a list of such")
        nodes = node.items if isinstance(node, Sequence) else [node]
        reading.lines[path] = node.line
        read_items: list[T] = []
        failed = False
        for number, each in enumerate(nodes):
            try:
                read_items.append(item.read(each, reading, (*path, number)))
            except Unread:
                failed = True
        if failed:
            raise Unread
        return tuple(read_items)

    schema = {"anyOf": [item.schema, {"type": "array", "items": item.schema}]}
    return Shape(f"{item.says}, or a list of such", schema, read)


def map_of(key: Shape[T], value: Shape[Any], says: str) -> Shape[ReadOnly[T, Any]]:
    """A mapping whose keys and values each have a form of their own."""

    def read(node: Node, reading: Reading, path: Path) -> ReadOnly[T, Any]:
        if not isinstance(node, Mapping):
            kind = "a list" if isinstance(node, Sequence) else "one value"
            reading.fail(node, path, f"{kind} stands where `name: value` lines belong", f"write {says}")
        reading.lines[path] = node.line
        read_items: dict[T, Any] = {}
        failed = False
        for name, each in node.values.items():
            line = node.key_lines[name]
            try:
                known = key.read(Scalar(name, line, line), reading, path)
                read_items[known] = value.read(each, reading, (*path, name))
                reading.lines.setdefault((*path, name), line)
            except Unread:
                failed = True
        if failed:
            raise Unread
        return read_items

    schema = {"type": "object", "propertyNames": key.schema, "additionalProperties": value.schema}
    return Shape(says, schema, read)


# --- one text each -------------------------------------------------------------------------------------------------

# Unquoted, `2019` and `true` are a number and a boolean to an editor; here they are words like any others.
_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def pattern(form: str, right: str, *examples: str) -> Schema:
    """The JSON Schema of a text of one form. `right` is what an editor says where the text has another."""
    schema: Schema = {"type": "string", "pattern": f"^(?:{form})$", "patternErrorMessage": right}
    return {**schema, "examples": list(examples)} if examples else schema


def _kept(text: str) -> str:
    return text.strip()


def _line(text: str) -> str:
    return " ".join(text.split())


def _named(text: str) -> str:
    line = _line(text)
    if len(slug(line).encode()) > LONGEST:
        raise NotRight("is too long for an address", "say it in fewer words")
    return line


def _id(text: str) -> str:
    if not re.fullmatch(ID, text):
        raise NotRight("is no id", id_hint(text))
    if len(text) > 100:
        raise NotRight("is too long for an address", "an id has at most 100 characters")
    return text


def _yes_or_no(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("is neither true nor false")
    return text == "true"


def _moment(text: str) -> moment.Moment:
    return moment.parse_moment(text)


def _day(text: str) -> date:
    when = moment.parse_moment(text)
    if when.at or when.lasted or when.vague or when.last is None:
        raise ValueError("is no single day")
    return when.last


def _instant(text: str) -> moment.Moment:
    when = moment.parse_moment(text)
    if when.lasted or when.vague:
        raise ValueError("is no exact day")
    return when


def _period(text: str) -> period.Period:
    read = period.parse_period(text)
    if read is None:
        raise ValueError("is no period")
    return read


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        raise ValueError("is no web address") from None
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"]", text):
        bare = re.fullmatch(r"(?:[a-z]{1,6}:/{0,2}|//)?((?:[\w-]+\.)+[a-z]{2,}(?:/[^\s<>\"]*)?)", text, re.IGNORECASE)
        raise NotRight("is no web address", f"write https://{bare[1]}" if bare else "")
    return text


def _email(text: str) -> str:
    if not re.fullmatch(r"[^\s@<>\"(),:;]+@[^\s@<>\"(),:;]+\.[^\s@<>\"(),:;.]+", text):
        raise ValueError("is no e-mail address")
    return text


def _digest(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError("is no SHA-256 digest")
    return text


def _language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise ValueError("is no language tag")
    return text


# Every month's own length is in the pattern; only 29 February is left to the loader.
_YEAR = "(?:19|2[01])[0-9]{2}"
_MONTH = f"{_YEAR}-(?:0[1-9]|1[0-2])"
A_DAY = (
    f"{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
)
_MINUTE = f"{A_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_KNOWN = f"(?:{A_DAY}|{_MONTH}|{_YEAR})"
_RANGE = rf"{_KNOWN}\.\.{_KNOWN}?"
_ONE_DAY = "a day, 2019-07-15"
_ONE_INSTANT = "a day, 2019-07-15, or a minute, 2019-07-15T20:13"

_DATE: Schema = {
    **pattern(
        f"{_MINUTE}|{_KNOWN}|{_RANGE}", f"Write {moment.FORMS}",
        "2019-07-15", "2019-07-15T20:13", "2019-07", "2019", "2021-07-05..2021-07-09",
    ),
    "type": ["string", "integer"], "minimum": 1900, "maximum": 2199,
}  # fmt: skip
_DAY: Schema = pattern(A_DAY, f"Write {_ONE_DAY}", "2019-07-15")
_INSTANT: Schema = pattern(f"{A_DAY}|{_MINUTE}", f"Write {_ONE_INSTANT}", "2019-07-15", "2019-07-15T20:13")
A_PERIOD = "[1-9][0-9]{0,3} (?:working day|day|week|month)s?"
_PERIOD = pattern(A_PERIOD, f"Write {period.FORMS}", "20 working days", "14 days", "2 weeks", "1 month")
_ID: Schema = {**pattern(ID, ID_HINT[0].upper() + ID_HINT[1:], "minibus-photo"), "maxLength": 100}
_URL = pattern(
    r"[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"/?#][^\s<>\"]*",
    "Write a web address, https://…",
    "https://example.org/page",
)
_EMAIL = pattern(
    r"[^\s@<>\"(),:;]+@[^\s@<>\"(),:;]+\.[^\s@<>\"(),:;.]+", "Write an e-mail address", "hello@example.org"
)
_DIGEST = pattern("[0-9a-f]{64}", "Write 64 digits and letters a to f")
_LANGUAGE = pattern("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "Write a language tag, en", "en", "en-GB", "cy")

LINE = from_text("some words", _TEXT, _line)
NAMED = from_text("some words, which become an address", _TEXT, _named)
PLAIN = from_text("plain text", _TEXT, _kept)
MARKDOWN = from_text("text, which may hold references", _TEXT, _kept)
AN_ID = from_text("an id", _ID, _id, right=ID_HINT)
YES_OR_NO = from_text("true or false", {"type": "boolean"}, _yes_or_no)
MOMENT = from_text(moment.FORMS, _DATE, _moment)
DAY = from_text(_ONE_DAY, _DAY, _day)
INSTANT = from_text(_ONE_INSTANT, _INSTANT, _instant)
PERIOD = from_text(period.FORMS, _PERIOD, _period)
URL = from_text("a web address, https://…", _URL, _url)
EMAIL = from_text("an e-mail address, name@example.org", _EMAIL, _email)
DIGEST = from_text("64 digits and letters a to f", _DIGEST, _digest)
LANGUAGE = from_text("a language tag, en", _LANGUAGE, _language)
