"""A heading's own words: which point it makes, its id, and the line to paste where it is written wrongly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from typing import cast

from plaint.markup.model import Fault, PointKind
from plaint.values import dataclass

_ATTRIBUTES = re.compile(r"(?<!\\)\{:?[ ]*((?:[^{}\\\n]*[ ])?#[^{}\\\n]*|#)\}[ ]*#*[ ]*$")
_SEPARATOR = r"[ ]*(?:[:.)]|[–—-](?=[ ]))[ ]*"
_POINT = re.compile(
    r"(?P<bold>[*_]+)?(?P<kind>issue|question|request)"
    rf"(?:[ ]*:|(?P<number>[ ]*(?:no\.?|number|\#)?[ ]*\d{{1,3}}){_SEPARATOR})"
    r"(?(bold)[*_]*)[ ]*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LEADING_NUMBER = re.compile(r"\d{1,2}(?:[.):][ ]+|[ ]+[–—-][ ]+)(?=\S)")
_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_LEFT_OUT = {"the", "a", "an"}
_WORDS_IN_ID = 5


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's text taken apart. `attributes` is what stood in its braces, `id` is written there with a
    `#`."""

    kind: PointKind | None
    title: str
    attributes: str
    id: str | None
    numbered: bool
    emphasised: bool


def plain(text: str) -> bool:
    """Whether a heading's Markdown has neither braces nor the beginning of a point, and is its own title."""
    return "{" not in text and not _POINT.match(text)


def read(text: str) -> Heading:
    """The parts of one heading's Markdown, given without its hashes."""
    attributes = ""
    if found := _ATTRIBUTES.search(text):
        attributes, text = found[1].strip(), text[: found.start()].rstrip()
    written = next((word[1:] for word in attributes.split() if word.startswith("#")), None)
    match = _POINT.match(text)
    if not match:
        return Heading(None, text, attributes, written, False, False)
    title = match["title"].strip()
    bold = match["bold"]
    if bold and title.endswith(bold[::-1]):
        title = title[: -len(bold)].rstrip()
    number = _LEADING_NUMBER.match(title)
    if number:
        title = title[number.end() :]
    kind = cast(PointKind, match["kind"].lower())
    return Heading(kind, title, attributes, written, bool(match["number"] or number), bool(bold))


def suggested_id(heading: Heading, taken: Container[str], *, words_of: str) -> str:
    """A short id made of `words_of`, the heading in plain words; none of those that are taken."""
    kind = heading.kind or "section"
    words = [word for word in slug(words_of).split("-") if word and word not in _LEFT_OUT]
    base = "-".join(words[:_WORDS_IN_ID])
    if not base[:1].isalpha():
        base = f"{kind}-{base}".rstrip("-")
    return unique(base, taken)


def slug(words: str) -> str:
    """`words` in lower-case ASCII letters, figures and hyphens; empty where nothing of it can be written
    so."""
    plain = words.replace("'", "").replace("’", "")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return _NOT_IN_ID.sub("-", plain.lower()).strip("-")


def unique(base: str, taken: Container[str]) -> str:
    """`base`, or base-2, base-3 … where that is taken."""
    candidate, count = base, 1
    while candidate in taken:
        count += 1
        candidate = f"{base}-{count}"
    return candidate


def faults(heading: Heading, *, line: int, level: int, suggested: str, title: str, nested: bool) -> Iterator[Fault]:
    """What is wrong with how a point is written; `title` is its Markdown with its references."""
    assert heading.kind is not None
    name = heading.kind.capitalize()
    good = heading.id if heading.id and _KEBAB.fullmatch(heading.id) else suggested
    line_to_paste = f"{'#' * level} {name}: {title} {{#{good}}}"
    paste = f"write {line_to_paste}"
    if nested:
        yield Fault(
            line,
            f"this {heading.kind} stands inside a list, a quotation or another element",
            f"put it on a line of its own, with nothing before the hashes: {line_to_paste}",
        )
    if heading.numbered:
        without = "" if heading.id else ", and no id"
        yield Fault(line, f"this {heading.kind} has a number typed into it, which is counted{without}", paste)
    elif heading.emphasised:
        yield Fault(line, f"the word {name}: stands inside stars; a heading is bold as it is", paste)
    if heading.id is None and not heading.numbered:
        yield Fault(line, f"this {heading.kind} has no id", paste)
    elif heading.id is not None and good != heading.id:
        yield Fault(line, f"the id {heading.id!r} is not made of small letters, figures and single hyphens", paste)
    if not title:
        yield Fault(
            line, f"this {heading.kind} has no words", f"write {'#' * level} {name}: what it is about {{#{good}}}"
        )
