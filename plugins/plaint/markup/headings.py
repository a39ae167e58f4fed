"""Headings in Markdown's tree: their ids, and the points among them."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from plaint.markup import points
from plaint.markup.job import Job
from plaint.markup.model import Fault
from plaint.markup.tokens import TOKEN, HeadingMark, Number, Reference, Tokens

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PLACEHOLDER = re.compile("\x02([^\x03]*)\x03")
_RAW_ID = re.compile(r"""\bid\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


class ReadHeadings(Treeprocessor):
    """Before the inline patterns run: takes each heading's line, braces and point from its raw text."""

    def __init__(self, md: Markdown, job: Job) -> None:
        super().__init__(md)
        self.job = job

    def run(self, root: etree.Element) -> None:
        """Rewrites the headings in place."""
        found = list[tuple[etree.Element, points.Heading, int]]()
        for element in root.iter():
            if element.tag in HEADINGS and element.text and not isinstance(element.text, AtomicString):
                text, line = self._unmarked(element.text)
                if points.plain(text):
                    element.text = text
                else:
                    found.append((element, points.read(text), line))
        if not found:
            return
        taken = {heading.id for _, heading, _ in found if heading.id}
        outer = {id(element) for element in root} if any(heading.kind for _, heading, _ in found) else set()
        for element, heading, line in found:
            self._set_attributes(element, heading, line)
            element.text = heading.title
            if heading.kind:
                self._make_point(element, heading, line, taken, nested=id(element) not in outer)

    def _unmarked(self, text: str) -> tuple[str, int]:
        line = self.job.source.first_line
        for char in TOKEN.findall(text):
            entry = self.job.tokens.at(char)
            if isinstance(entry, HeadingMark):
                text, line = text.replace(char, ""), entry.line
        return text.strip(), line

    def _set_attributes(self, element: etree.Element, heading: points.Heading, line: int) -> None:
        if not heading.attributes:
            return
        for name, value in get_attrs_and_remainder(self.job.tokens.reveal(heading.attributes))[0]:
            if name == ".":
                element.set("class", f"{element.get('class', '')} {value}".strip())
            elif name == "id" and not value:
                self.job.faults.append(Fault(line, "the braces name no id", "write {#id} with an id after the #"))
            elif value is not None and re.fullmatch(r"[A-Za-z][\w.-]*", name):
                element.set(name, value)

    def _make_point(
        self, element: etree.Element, heading: points.Heading, line: int, taken: set[str], *, nested: bool
    ) -> None:
        assert heading.kind is not None
        level, tokens = int(element.tag[1]), self.job.tokens
        suggested = points.suggested_id(heading, taken, words_of=in_words(heading.title, tokens))
        written = tokens.reveal(heading.title)
        self.job.faults += points.faults(
            heading, line=line, level=level, suggested=suggested, title=written, nested=nested
        )
        if not heading.id:
            taken.add(suggested)
            element.set("id", suggested)
        if nested:
            return
        own = element.get("class")
        element.set("class", f"pl-point pl-point-{heading.kind}" + (f" {own}" if own else ""))
        number = tokens.put(Number(heading.kind, element.get("id", suggested), line, level))
        element.text = number + heading.title


class NameHeadings(Treeprocessor):
    """After the inline patterns: gives an id, made of its words, to each heading that has none."""

    def __init__(self, md: Markdown, job: Job) -> None:
        super().__init__(md)
        self.job = job

    def run(self, root: etree.Element) -> None:
        """Sets the missing ids in place, each of them unique."""
        nameless, taken = list[etree.Element](), set[str]()
        for element in root.iter():
            if (written := element.get("id")) is not None:
                taken.add(written)
            elif element.tag in HEADINGS:
                nameless.append(element)
        if not nameless:
            return
        text = self.job.source.text
        if "<" in text:
            taken.update(_RAW_ID.findall(text))
        for element in nameless:
            base = points.slug(in_words(_words(element), self.job.tokens)) or "section"
            name = points.unique(base, taken)
            taken.add(name)
            element.set("id", name)


def _words(element: etree.Element) -> str:
    """The text in an element as its reader sees it, without footnote marks and Markdown's placeholders."""
    pieces = [element.text or ""]
    for child in element:
        pieces += "" if child.tag == "sup" and child.get("id") else _words(child), child.tail or ""
    text = "".join(pieces)
    if "\x02" in text:
        text = _PLACEHOLDER.sub(
            lambda found: chr(int(found[1])) if found[1].isdecimal() else "&" * (found[1] == "amp"), text
        )
    return html.unescape(text)


def in_words(text: str, tokens: Tokens) -> str:
    """The text with each reference in the author's own words for it, if any."""

    def words(found: re.Match[str]) -> str:
        entry = tokens.at(found.group())
        return (entry.words or "") if isinstance(entry, Reference) else ""

    return TOKEN.sub(words, text) if tokens.entries else text
