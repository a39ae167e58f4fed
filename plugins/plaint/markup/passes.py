"""Markdown's passes over the whole text and the whole tree, which end at once where there is nothing for them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import ETX, STX

from plaint.markup.source import fenced

# It begins with a single character, to which the search leaps.
_INDENTED = re.compile("\n(?= )")


class _Lines(Preprocessor):
    """A pass over the lines of a text, which looks at them together."""

    alone = False

    def apart(self, text: str) -> list[str]:
        """The lines of the text, or all as one where whoever is next puts them together again."""
        return [text] if self.alone else text.split("\n")


class Whitespace(_Lines, NormalizeWhitespace):
    """Clears tabs, carriage returns, placeholders and lines of nothing but spaces."""

    SIGNS = ("\t", "\r", STX, ETX)

    def run(self, lines: list[str]) -> list[str]:
        """The lines, and two empty ones."""
        text = "\n".join(lines)
        if any(sign in text for sign in self.SIGNS) or _INDENTED.search(text):
            return super().run(lines)
        return self.apart(f"{text}\n\n")


class FencedCode(_Lines, FencedBlockPreprocessor):
    """Takes out fenced code, which begins with three of one sign."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with placeholders for the code."""
        text = "\n".join(lines)
        if fenced(text):
            return super().run(lines)
        return self.apart(text)


class HtmlBlocks(_Lines, HtmlBlockPreprocessor):
    """Takes out raw HTML; its parser passes over whatever is neither < nor &."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with placeholders for the HTML."""
        text = "\n".join(lines)
        return super().run(lines) if "<" in text or "&" in text else self.apart(text)


def look_round(md: Markdown) -> None:
    """Finds out whether anybody else looks at a text's lines on their way through these passes; called before each
    text."""
    there = list(md.preprocessors)
    alone = all(isinstance(one, _Lines) for one in there)
    for one in there:
        if isinstance(one, _Lines):
            one.alone = alone


class AttributeLists(AttrListTreeprocessor):
    """Reads `{#id .class}`, for which it looks in what `itertext` gives."""

    def run(self, doc: etree.Element) -> None:
        """Sets the attributes in place."""
        for text in doc.itertext():
            if "{" in text:
                break
        else:
            # The tail of the root itself is not part of a page, but the library would look there too.
            if "{" not in (doc.tail or ""):
                return
        super().run(doc)


class Unescape(UnescapeTreeprocessor):
    """Puts escaped characters back, whose placeholders begin with U+0002."""

    def run(self, root: etree.Element) -> None:
        """Takes out the placeholders in place."""
        for element in root.iter():
            text, tail = element.text, element.tail
            if text and STX in text and element.tag != "code":
                element.text = self.unescape(text)
            if tail and STX in tail:
                element.tail = self.unescape(tail)
            for name, value in element.items():
                if value is not None and STX in value:
                    element.set(name, self.unescape(value))


class Prettify(PrettifyTreeprocessor):
    """Puts a line break after each block. For every element the library goes through its list of eighty blocks
    two or three times; here once for every name of an element."""

    def run(self, root: etree.Element) -> None:
        """Adds the line breaks in place."""
        self.blocks = _Blocks(self.md)
        super().run(root)

    def _prettifyETree(self, elem: etree.Element) -> None:  # noqa: N802  (the library's name)
        # As the library has it, or its own is called if that comes to go by another name.
        blocks = self.blocks
        if blocks[elem.tag] and elem.tag not in ("code", "pre"):
            if len(elem) and blocks[elem[0].tag] and (not elem.text or not elem.text.strip()):
                elem.text = "\n"
            for child in elem:
                if not blocks[child.tag]:
                    continue
                if len(child):
                    self._prettifyETree(child)
                elif not child.tail or not child.tail.strip():
                    child.tail = "\n"
        if not elem.tail or not elem.tail.strip():
            elem.tail = "\n"


class _Blocks(dict[object, bool]):
    """Whether the elements of a name are blocks, asked of the library once for each."""

    def __init__(self, md: Markdown) -> None:
        super().__init__()
        self.md = md

    def __missing__(self, tag: object) -> bool:
        answer = self[tag] = self.md.is_block_level(tag)
        return answer
