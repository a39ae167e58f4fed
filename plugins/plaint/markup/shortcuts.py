"""What makes Markdown's work shorter and leaves its result as it is."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.serializers import to_html_string
from markdown.treeprocessors import InlineProcessor, PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import Registry

from plaint.markup import inline, passes
from plaint.markup.blocks import GATES, Gate, PlainBlocks
from plaint.markup.serialise import html_of


class Shortcuts(Extension):
    """Registers what knows when there is nothing to do. To be loaded after all other extensions: what one of them
    has put in the place of the library's own stays there."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        """Puts each in the place of what it stands for, at its priority."""
        md.registerExtension(self)
        self.md = md
        self.plain = PlainBlocks(md.parser)
        blocks = md.parser.blockprocessors
        blocks.register(self.plain, "plaint_plain", 200)
        for name, (kind, priority, may) in GATES.items():
            if _is(blocks, name, kind):
                blocks.register(Gate(blocks[name], may), name, priority)
        before, trees = md.preprocessors, md.treeprocessors
        if _is(before, "normalize_whitespace", NormalizeWhitespace):
            before.register(passes.Whitespace(md), "normalize_whitespace", 30)
        if _is(before, "fenced_code_block", FencedBlockPreprocessor):
            config = before["fenced_code_block"].config  # type: ignore[attr-defined]  # it has one
            before.register(passes.FencedCode(md, config), "fenced_code_block", 25)
        if _is(before, "html_block", HtmlBlockPreprocessor):
            before.register(passes.HtmlBlocks(md), "html_block", 20)
        if _is(trees, "inline", InlineProcessor) and inline.fits():
            trees.register(inline.Inline(md), "inline", 20)
        if _is(trees, "prettify", PrettifyTreeprocessor):
            trees.register(passes.Prettify(md), "prettify", 10)
        if _is(trees, "attr_list", AttrListTreeprocessor):
            trees.register(passes.AttributeLists(md), "attr_list", 8)
        if _is(trees, "unescape", UnescapeTreeprocessor):
            trees.register(passes.Unescape(md), "unescape", 0)

    def reset(self) -> None:
        """Called before each text, and once the output format is known."""
        if self.md.serializer is to_html_string:
            self.md.serializer = html_of
        self.plain.look_round()
        passes.look_round(self.md)


def _is(registry: Registry[Any], name: str, kind: type) -> bool:
    """Whether exactly the library's own is registered under that name."""
    return name in registry and type(registry[name]) is kind
