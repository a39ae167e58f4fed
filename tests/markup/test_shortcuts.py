"""The reader with its shortcuts gives what the library gives without them, on the library's own constructs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTextInlineProcessor

from plaint.markup import inline, passes
from plaint.markup.blocks import GATES, KNOWN, Gate, plain
from plaint.markup.extension import EXTENSIONS, reader
from plaint.markup.job import Job
from plaint.markup.shortcuts import Shortcuts
from tests.markup.constructs import CONSTRUCTS
from tests.markup.readers import BARE, EXTENDED, MARKDOWN, OURS, both, same

# Extensions of the library that replace or add what the shortcuts stand beside, in the order in which they are loaded.
OTHERS = ("nl2br", "legacy_em", "smarty", "wikilinks", "admonition", "toc", "meta", "codehilite", "extra")


@pytest.mark.parametrize("snippet", CONSTRUCTS)
def test_each_construct_comes_out_the_same(snippet: str) -> None:
    """Without extensions, with those in use and with our own, the shortcuts change nothing."""
    for without, with_them in (BARE, EXTENDED, OURS):
        assert with_them(snippet) == without(snippet)


def test_constructs_one_after_another_come_out_the_same() -> None:
    """All of them in one text, apart and run together, come out as without the shortcuts."""
    for between in ("\n\n", "\n", " "):
        for without, with_them in (BARE, EXTENDED, OURS):
            assert with_them(between.join(CONSTRUCTS)) == without(between.join(CONSTRUCTS))


@given(MARKDOWN)
@settings(max_examples=200, deadline=None)
def test_any_text_comes_out_the_same(text: str) -> None:
    """Whatever signs and words follow each other, the shortcuts change nothing."""
    same(text)


@pytest.mark.slow
@given(MARKDOWN)
@settings(max_examples=3000, deadline=None)
def test_very_many_texts_come_out_the_same(text: str) -> None:
    """The same for more texts than an ordinary run has time for."""
    same(text)


@pytest.mark.parametrize("name", OTHERS)
def test_other_extensions_stay_right(name: str) -> None:
    """Patterns and processors that the shortcuts do not know are tried on every text."""
    for without, with_them in (both(name), both(*EXTENSIONS, name)):
        for snippet in (*CONSTRUCTS, "!!! note\n    text", "[[Wiki]]", 'He said "so" -- ...', "a: b\n\n# c", "a\nb"):
            assert with_them(snippet) == without(snippet)


class Wave(BlockProcessor):
    """Takes up every paragraph, whatever it begins with."""

    def test(self, parent: object, block: str) -> bool:
        return "wave" in block

    def run(self, parent: object, blocks: list[str]) -> bool:
        blocks[0] = blocks[0].replace("wave", "sea")
        return False


class Waves(Extension):
    """A block processor and an inline pattern that nobody knows; loaded before or after the shortcuts."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.parser.blockprocessors.register(Wave(md.parser), "wave", 12)
        md.inlinePatterns.register(SimpleTextInlineProcessor("(sand)y*"), "sand", 5)


@pytest.mark.parametrize("extensions", [[Waves(), Shortcuts()], [Shortcuts(), Waves()]])
def test_a_stranger_is_heard_in_either_order(extensions: list[Extension]) -> None:
    """A processor of another's own sees plain paragraphs too, and a pattern of another's own every text."""
    assert Markdown(extensions=extensions).convert("a wave, sandyyy") == "<p>a sea, sand</p>"


def test_every_pattern_in_use_is_known() -> None:
    """No inline pattern of the reader is tried for want of an entry, so that a new library costs no speed unseen."""
    assert inline.fits()
    md = reader(Job())
    assert {pattern.getCompiledRegExp().pattern for pattern in md.inlinePatterns} == set(inline.NEEDED)


def test_every_processor_in_use_has_its_shortcut() -> None:
    """Nothing of the library's own is left where a shortcut stands for it."""
    md = reader(Job())
    assert isinstance(md.treeprocessors["inline"], inline.Inline)
    for registry, name, kind in (
        (md.preprocessors, "normalize_whitespace", passes.Whitespace),
        (md.preprocessors, "fenced_code_block", passes.FencedCode),
        (md.preprocessors, "html_block", passes.HtmlBlocks),
        (md.treeprocessors, "prettify", passes.Prettify),
        (md.treeprocessors, "attr_list", passes.AttributeLists),
        (md.treeprocessors, "unescape", passes.Unescape),
    ):
        assert type(registry[name]) is kind
    gates = {name for name in GATES if isinstance(md.parser.blockprocessors[name], Gate)}
    assert gates == set(GATES)
    assert {kind for kind, _, _ in GATES.values()} <= KNOWN
    assert md.parser.blockprocessors["plaint_plain"].paragraph is not None


def test_order_and_priorities_stay() -> None:
    """What is put in the place of something stands where that stood."""
    without = Markdown(extensions=list(EXTENSIONS))
    with_them = Markdown(extensions=[*EXTENSIONS, Shortcuts()])
    for name in ("preprocessors", "treeprocessors", "postprocessors", "inlinePatterns"):
        assert names(getattr(with_them, name)) == names(getattr(without, name))
    blocks = names(with_them.parser.blockprocessors)
    assert blocks == ["plaint_plain", *names(without.parser.blockprocessors)]


def names(registry: object) -> list[str]:
    list(registry)  # type: ignore[call-overload]  # sorts it
    return [item.name for item in registry._priority]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("block", "answer"),
    [
        ("Words.", True),
        ("**Bold** begins.\n*So* does this.", True),
        ("2019 was a year\nof 1. things", True),
        ("[A link](a) begins", True),
        ("- item", False),
        ("text\n> quote", False),
        ("text\n * * *", False),
        ("text\n# head", False),
        ("text [a]: b", False),
        ("a | b\nc | d", False),
        ("", False),
    ],
)
def test_plain_paragraphs_are_told_from_the_rest(block: str, answer: bool) -> None:
    """Most paragraphs are seen to be plain, and nothing that could be more is."""
    assert plain(block) is answer
