"""Plaint's own additions to Python-Markdown, and the instance that has them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from plaint.markup.headings import NameHeadings, ReadHeadings
from plaint.markup.job import Job
from plaint.markup.tokens import Reference

EXTENSIONS = (
    "tables",
    "footnotes",
    "attr_list",
    "def_list",
    "abbr",
    "fenced_code",
    "sane_lists",
    "md_in_html",
)
# The attribute in which an embed travels through Markdown, in an element of its own.
EMBED = "data-pl-embed"


class Embeds(BlockProcessor):
    """An embed alone on its line is a block of its own, whatever stands on the lines above and below."""

    RE = re.compile("(?:^|\n)( *)([\U000f0000-\U000fffff]) *(?:\n|$)")
    CONTAINER = re.compile(r" {0,3}(?:[*+-]|\d+\.|\[\^[^\]]*\]:) ")

    def __init__(self, md: Markdown, job: Job) -> None:
        super().__init__(md.parser)
        self.job = job

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether a line of the block is nothing but an embed."""
        return bool(self.job.tokens.entries) and not block.startswith("    ") and self._find(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        """Puts the lines before it and the embed itself into the tree, and leaves the lines after it."""
        block = blocks.pop(0)
        match = self._find(block)
        assert match is not None
        if before := block[: match.start()]:
            self.parser.parseBlocks(parent, [before])
        etree.SubElement(parent, "div", {EMBED: match[2]})
        if after := block[match.end() :]:
            blocks.insert(0, after)
        return True

    def _find(self, block: str) -> re.Match[str] | None:
        position = 0
        while match := self.RE.search(block, position):
            entry = self.job.tokens.at(match[2])
            # Indented below the first line of a list item or a footnote, it belongs there, and is found
            # there in turn.
            within = len(match[1]) > 1 and match.start() > 0 and self.CONTAINER.match(block)
            if isinstance(entry, Reference) and entry.embed and not within:
                return match
            position = match.start() + 1
        return None


class PlaintExtension(Extension):
    """Embeds, points and the ids of headings."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        """Registers the processors."""
        # After list indents (90) are taken off, before code (80), tables (75) and headings (70) are read.
        md.parser.blockprocessors.register(Embeds(md, self.job), "plaint_embed", 85)
        # Before the inline patterns (20), which would split a heading's text, and attr_list (8), which `{x}`
        # defeats.
        md.treeprocessors.register(ReadHeadings(md, self.job), "plaint_points", 25)
        # After attr_list has set what ids it finds.
        md.treeprocessors.register(NameHeadings(md, self.job), "plaint_ids", 6)


def reader(job: Job) -> Markdown:
    """A Markdown instance whose own processors work on `job`."""
    return Markdown(extensions=[*EXTENSIONS, PlaintExtension(job)], output_format="html")
