"""Markdown's passes over the whole text and the whole tree, which end at once where there is nothing for them."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import ETX, STX


class Whitespace(NormalizeWhitespace):
    """Clears tabs, carriage returns, placeholders and lines of nothing but spaces."""

    # The last: such a line begins with a space, and stands after another.
    SIGNS = ("\t", "\r", STX, ETX, "\n ")

    def run(self, lines: list[str]) -> list[str]:
        """The lines, and two empty ones."""
        text = "\n".join(lines)
        if any(sign in text for sign in self.SIGNS):
            return super().run(lines)
        return [*_apart(lines, text), "", ""]


class FencedCode(FencedBlockPreprocessor):
    """Takes out fenced code, which begins with three of one sign."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with placeholders for the code."""
        text = "\n".join(lines)
        # To look for one is a fraction of the work of looking for three.
        if ("`" in text and "```" in text) or ("~" in text and "~~~" in text):
            return super().run(lines)
        return _apart(lines, text)


class HtmlBlocks(HtmlBlockPreprocessor):
    """Takes out raw HTML; its parser passes over whatever is neither < nor &."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with placeholders for the HTML."""
        text = "\n".join(lines)
        return super().run(lines) if "<" in text or "&" in text else _apart(lines, text)


def _apart(lines: list[str], text: str) -> list[str]:
    """The lines of `text`, which is `lines` put together: those, unless one of them is several."""
    return lines if text.count("\n") == len(lines) - 1 else text.split("\n")


class AttributeLists(AttrListTreeprocessor):
    """Reads `{#id .class}`, for which it looks in what `itertext` gives."""

    def run(self, doc: etree.Element) -> None:
        """Sets the attributes in place."""
        # The tail of the root itself is not part of a page, but the library would look there too.
        if any("{" in text for text in doc.itertext()) or "{" in (doc.tail or ""):
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
