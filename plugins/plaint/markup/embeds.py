"""Embeds on their way through Markdown: each a block of its own."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor

from plaint.markup.job import Job
from plaint.markup.tokens import Reference

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
