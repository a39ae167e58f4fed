"""Plain paragraphs, headings and lists, told at once from all that Markdown's block processors look for."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from typing import Any

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
    if _FIRST.match(block) or ("]" in block and _may_define(block)):
        return False
    return "\n" not in block or ("|" not in block and not _LATER.search(block))


# A heading and nothing else: no hash at its end, which would go, and nothing escaped.
_HEADING = re.compile(r"(#{1,6})(?!#)((?>(?:[^\\#\n]++|#++(?=[^\n]))+))")
# A list with an item on each line. A bar may make a table of it.
_BULLETS = re.compile(r"(?>(?:[*+-] [^\n|]++(?:\n|\Z))+)")
_NUMBERS = re.compile(r"(?>(?:[0-9]++\. [^\n|]++(?:\n|\Z))+)")
_QUOTE = re.compile(r"> [^\n|]++(?>(?:\n>(?: [^\n|]*+)?)*)")
_LISTS = frozenset(("ol", "ul"))
_SANE = frozenset((sane_lists.SaneOListProcessor, sane_lists.SaneUListProcessor))
_LAX = frozenset((blocks.OListProcessor, blocks.UListProcessor))
# Further inside other things, how many calls are open decides whether a text can be read at all.
_SHALLOW = 10


def _ends_in_code(parent: etree.Element) -> bool:
    # An empty block after a block of code, or before a quotation that follows it, belongs to the code.
    return len(parent) > 0 and parent[-1].tag == "pre"


def heading_in(block: str) -> tuple[str, str] | None:
    """The name of the heading that a block is, and its words; None where it may be anything else."""
    found = _HEADING.fullmatch(block)
    return (f"h{len(found[1])}", found[2].strip()) if found else None


def items_in(block: str, plain: Callable[[str], bool] = plain) -> tuple[str, str, list[str]] | None:
    """The name of the list that a block is, the number it starts with if that is not 1, and its items, each of which is
    `plain`; None where it may be anything else."""
    name = "ol" if _NUMBERS.fullmatch(block) else "ul" if _BULLETS.fullmatch(block) else ""
    if not name:
        return None
    items = [line.partition(" ")[2].lstrip(" ") for line in block.split("\n")]
    if not all(map(plain, items)):
        return None
    number = block.partition(".")[0] if name == "ol" else "1"
    return name, "" if number == "1" else number, [item.lstrip() for item in items]


def quoted_in(block: str) -> str | None:
    """What is quoted in a block of which each line begins with > and a space; None where it may be anything else."""
    if not _QUOTE.fullmatch(block):
        return None
    return "\n".join("" if line.strip() == ">" else line[2:] for line in block.split("\n"))


def first_of_all(block: str) -> bool:
    """Whether nothing that is looked for before a table may take up the block."""
    return not _FIRST.match(block) and not Embeds.RE.search(block)


def _is_table(processor: blocks.BlockProcessor) -> bool:
    """Whether it is the one of tables that writes how cells are aligned as a style."""
    behind: Any = processor.behind if isinstance(processor, Gate) else processor
    kind, config = type(behind), getattr(behind, "config", {})
    return kind is tables.TableProcessor and not config["use_align_attribute"]


class PlainBlocks(blocks.BlockProcessor):
    """Puts plain blocks, as many as follow each other, into the tree without the tests of all processors for each."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.paragraph: blocks.BlockProcessor | None = None
        self.empty = self.headings = self.lists = self.quotes = False
        self.seen: list[blocks.BlockProcessor] = []

    def look_round(self) -> None:
        """Finds out which processors there are; called before each text."""
        there = list(self.parser.blockprocessors)
        if there == self.seen:
            return
        self.seen = there
        *others, last = there
        kinds = {type(one.behind if isinstance(one, Gate) else one) for one in others}
        self.paragraph = last if type(last) is blocks.ParagraphProcessor and kinds <= KNOWN | {type(self)} else None
        self.empty = blocks.EmptyBlockProcessor in kinds
        self.quotes = blocks.BlockQuoteProcessor in kinds
        self.headings = blocks.HashHeaderProcessor in kinds
        self.lists = kinds >= _SANE and not _LAX & kinds and self.tab_length == 4

    @property
    def knows_all(self) -> bool:
        """Whether plain blocks of all kinds are known, and each of the processors that may take up another."""
        kinds = self.empty, self.headings, self.lists, self.quotes, any(map(_is_table, self.seen))
        return self.paragraph is not None and all(kinds)

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether there may be plain blocks here."""
        return self.paragraph is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        """Puts those that come first into the tree; whether there were any."""
        assert self.paragraph is not None
        state, done = self.parser.state, 0
        in_list, shallow = state.isstate("list"), len(state) < _SHALLOW
        for block in blocks:
            if block in ("", "\n") and self.empty and not _ends_in_code(parent):
                pass  # Only a block of code takes note of it.
            elif plain(block):
                if in_list or not shallow:
                    self.paragraph.run(parent, [block])
                elif text := block.lstrip():
                    etree.SubElement(parent, "p").text = text
            elif shallow and self.quotes and (inner := quoted_in(block)) and not _ends_in_code(parent):
                quote = parent[-1] if len(parent) and parent[-1].tag == "blockquote" else None
                state.set("blockquote")
                self.parser.parseChunk(etree.SubElement(parent, "blockquote") if quote is None else quote, inner)
                state.reset()
            elif not shallow or not (self._heading(parent, block) or self._list(parent, block)):
                break
            done += 1
        del blocks[:done]
        return done > 0

    def _heading(self, parent: etree.Element, block: str) -> bool:
        if not self.headings or not (found := heading_in(block)):
            return False
        name, words = found
        etree.SubElement(parent, name).text = words
        return True

    def _list(self, parent: etree.Element, block: str) -> bool:
        if not self.lists or parent.tag in _LISTS or (len(parent) and parent[-1].tag in _LISTS):
            return False
        if not (found := items_in(block)):
            return False
        name, start, items = found
        made = etree.SubElement(parent, name, {"start": start} if start else {})
        for item in items:
            etree.SubElement(made, "li").text = item
        return True


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
