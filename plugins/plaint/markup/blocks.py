"""Plain paragraphs, told at once from all that Markdown's block processors look for."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable

from markdown import blockprocessors as blocks
from markdown.blockparser import BlockParser
from markdown.extensions import abbr, def_list, footnotes, md_in_html, sane_lists, tables

from plaint.markup.embeds import Embeds

# What a block must hold for one of these to take it up is all that `_FIRST`, `_LATER` and `plain` look for. Where there
# is a processor of any other class, be it one of another extension, each block is offered to all of them.
KNOWN: frozenset[type] = frozenset(
    (
        md_in_html.MarkdownInHtmlProcessor,  # a placeholder, which begins with U+0002
        blocks.EmptyBlockProcessor,  # nothing, or a line break in front
        blocks.ListIndentProcessor,  # a space in front, as the next two
        def_list.DefListIndentProcessor,
        blocks.CodeBlockProcessor,
        Embeds,  # a line that begins with a token
        tables.TableProcessor,  # two lines and a bar
        blocks.HashHeaderProcessor,  # a line that begins with a hash
        blocks.SetextHeaderProcessor,  # a second line that begins with = or -
        blocks.HRProcessor,  # a line of nothing but stars, hyphens, underlines and spaces
        blocks.OListProcessor,  # figures, a full stop and a space in front
        sane_lists.SaneOListProcessor,
        blocks.UListProcessor,  # a star, a plus or a hyphen, and a space in front
        sane_lists.SaneUListProcessor,
        def_list.DefListProcessor,  # a line that begins with a colon
        blocks.BlockQuoteProcessor,  # a line that begins with >
        footnotes.FootnoteBlockProcessor,  # `]:`, as the last
        abbr.AbbrBlockprocessor,  # `]:` or `] :`
        blocks.ReferenceProcessor,
    )
)
_RULE = "[*_-][ *_-]*+(?:\n|\\Z)"
_FIRST = re.compile(f"[\n \x02#:>\U000f0000-\U000fffff]|\\Z|[*+-] |\\d+\\. |{_RULE}")
_LATER = re.compile(f"\n(?:[#=-]| *+(?:[:>\U000f0000-\U000fffff]|{_RULE}))")
_A_RULE = re.compile(f" *+{_RULE}")
_LATER_RULE = re.compile(f"\n *+{_RULE}")


def plain(block: str) -> bool:
    """Whether none of the known processors would take up the block, so that it is a paragraph."""
    if _FIRST.match(block) or "]:" in block or "] :" in block:
        return False
    return "\n" not in block or ("|" not in block and not _LATER.search(block))


class PlainParagraphs(blocks.BlockProcessor):
    """Hands plain paragraphs to the library's own processor without the tests of those between."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.paragraph: blocks.BlockProcessor | None = None

    def look_round(self) -> None:
        """Finds out which processors there are; called before each text."""
        *others, last = self.parser.blockprocessors
        kinds = {type(one.behind if isinstance(one, Gate) else one) for one in others}
        self.paragraph = last if type(last) is blocks.ParagraphProcessor and kinds <= KNOWN | {type(self)} else None

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether the block is a plain paragraph."""
        return self.paragraph is not None and plain(block)

    def run(self, parent: etree.Element, blocks: list[str]) -> bool | None:
        """Puts the paragraph into the tree."""
        assert self.paragraph is not None
        return self.paragraph.run(parent, blocks)


class Gate(blocks.BlockProcessor):
    """Keeps from a processor the blocks that it would search in vain."""

    def __init__(self, behind: blocks.BlockProcessor, may: Callable[[str], object]) -> None:
        super().__init__(behind.parser)
        self.behind, self.may = behind, may
        # Its own, and not a call of it: how deep a text may be nested is a matter of how many calls are open.
        self.run = behind.run  # type: ignore[method-assign]

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether the processor takes up the block."""
        return bool(self.may(block)) and self.behind.test(parent, block)


def _may_define(block: str) -> bool:
    return "]:" in block or "] :" in block


# By the name it is registered under: the class, the priority, and whether a block may be one for it.
GATES: dict[str, tuple[type[blocks.BlockProcessor], float, Callable[[str], object]]] = {
    "markdown_block": (md_in_html.MarkdownInHtmlProcessor, 105, lambda block: block.startswith("\x02")),
    "table": (tables.TableProcessor, 75, lambda block: "|" in block and "\n" in block),
    "hashheader": (blocks.HashHeaderProcessor, 70, lambda block: block.startswith("#") or "\n#" in block),
    "setextheader": (blocks.SetextHeaderProcessor, 60, lambda block: "\n=" in block or "\n-" in block),
    "hr": (blocks.HRProcessor, 50, lambda block: _A_RULE.match(block) or _LATER_RULE.search(block)),
    "deflist": (def_list.DefListProcessor, 25, lambda block: ":" in block),
    "footnote": (footnotes.FootnoteBlockProcessor, 17, _may_define),
    "abbr": (abbr.AbbrBlockprocessor, 16, _may_define),
    "reference": (blocks.ReferenceProcessor, 15, _may_define),
}
