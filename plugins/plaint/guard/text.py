"""Every way in which a file's text can be read: as it is written, as a browser shows it, as a program decodes it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from html import unescape
from urllib.parse import unquote

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"(<[/!?]?([A-Za-z][A-Za-z0-9:]*)[^>]*>)")
# What stands within a word or a line. Every other element begins a new one.
_INLINE = (
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time tspan u "
    "var wbr"
)


class _Gaps(dict[str, str]):
    """What stands for a tag between two pieces of text, by the element's name."""

    def __missing__(self, name: str) -> str:
        return " "


_GAPS = _Gaps(dict.fromkeys((*_INLINE.split(), *_INLINE.upper().split()), ""))
# What attributes say. Their names, and those of elements and classes, are nobody's: `<mark>` is not a Mark.
_VALUE = re.compile(r"""(?<! class)=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_ORDER = re.compile(r"<[!?][^>]*>")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_FOLDED_LINE = re.compile(r"\r?\n[ \t]")
_RUN = re.compile(rb"[\x20-\x7e\x80-\xff]{5,}")
_WIDE_RUN = re.compile(rb"(?:[\x20-\x7e]\x00){5,}")

_Has = Callable[[Sequence[str]], bool]

_DEEPEST = 3
"""How often markup may be packed in markup: a page in a feed in a file of data."""

_TEXT_NAMES = (".csv", ".htm", ".html", ".ics", ".json", ".md", ".srt", ".svg", ".txt", ".vtt", ".xml", ".yaml")


def decoded(data: bytes, name: str) -> str | None:
    """The text of a file; None where it is no text. `name` decides only where the bytes leave it open."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return data.decode("cp1252", "replace") if name.lower().endswith(_TEXT_NAMES) else None


def views(text: str, name: str) -> tuple[str, ...]:
    """The text in each way in which somebody could come to read it.

    As it is shown, a word that is divided by `<b>` is one, and what stands in two cells is two. What is not shown is
    in the tags themselves: attributes, comments and addresses.
    """
    ending = name.rpartition(".")[2].lower()
    if ending in ("css", "js"):
        # `max-width` names no Max: of a program, people read its remarks and what it shows.
        text = "\n".join(_REMARK_OR_TEXT.findall(text))
    if ending == "ics":
        text = _FOLDED_LINE.sub("", text)
    if ending in ("ics", "json"):
        text = _ESCAPE.sub(_meant, text)
    if "<" not in text and "&lt;" not in text:
        return (_resolved(text),)
    # A feed holds its posts' HTML as text, so that what is shown of the feed is markup again.
    found = []
    for _ in range(_DEEPEST):
        tags, text = _taken_apart(text)
        found += [tags, text]
        if not _TAG.search(text):
            break
    return tuple(found)


def strings(data: bytes) -> tuple[str, ...]:
    """What can be read in a file that is no text: every run of printable characters, a line each."""
    narrow = b"\n".join(_RUN.findall(data))
    wide = b"\n\x00".join(_WIDE_RUN.findall(data))
    return (narrow.decode("utf-8", "replace"), wide.decode("utf-16-le", "replace"))


def line_of(text: str, name: str, has: _Has) -> int:
    """The line, from 1, on which something that `has` finds in the whole text begins; 1 where no line has it."""
    lines = text.splitlines(keepends=True)

    def found(start: int, end: int) -> bool:
        return has(views("".join(lines[start:end]), name))

    low, high = 1, len(lines)
    while low < high:  # the fewest lines from the top that have it
        middle = (low + high) // 2
        low, high = (low, middle) if found(0, middle) else (middle + 1, high)
    if not found(0, low):
        return 1
    end, start = low, low - 1
    while start > 0 and not found(start, end) and end - start < _LONGEST_MATCH:
        start -= 1
    return start + 1


_REMARK_OR_TEXT = re.compile(
    r"""/\*.*?(?:\*/|\Z)|(?<!:)//[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|url\([^)]*\)""",
    re.DOTALL,
)
"""The remarks, texts and addresses in a stylesheet or a script."""

_LONGEST_MATCH = 50
"""Lines that one match may span before its last one is named instead of its first."""


def _meant(found: re.Match[str]) -> str:
    """What an escape of JSON or of a calendar stands for; a line's end is a space."""
    if code := found[1] or found[2]:
        return chr(int(code, 16))
    return " " if found[3] in "nNrtbf" else found[3]


def _taken_apart(text: str) -> tuple[str, str]:
    """The tags and comments of a text, and what it shows without them."""
    unseen = ""
    if "<!--" in text:
        unseen = "\n".join(_COMMENT.findall(text))
        text = _COMMENT.sub("", text)
    parts = _TAG.split(text)
    tags, shown = "\n".join(parts[1::3]), parts[::3]
    values = "\n".join((*_VALUE.findall(tags), *_ORDER.findall(tags)))
    shown[1:] = [gap + after for gap, after in zip(map(_GAPS.__getitem__, parts[2::3]), shown[1:], strict=True)]
    return _resolved(f"{unseen}\n{values}"), _resolved("".join(shown))


def _resolved(text: str) -> str:
    """The text with its entities and percent signs resolved."""
    text = unescape(text) if "&" in text else text
    return unquote(text, errors="replace") if _PERCENT.search(text) else text
