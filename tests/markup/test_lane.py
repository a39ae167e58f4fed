"""Simple texts are made HTML, and plain blocks put into the tree, just as the library would have done it."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.serializers import to_html_string
from markdown.treeprocessors import Treeprocessor

from plaint.markup import inline, lane, passes, weave
from plaint.markup.blocks import PlainBlocks
from plaint.markup.extension import EXTENSIONS, reader
from plaint.markup.job import Job
from plaint.markup.references import hide
from plaint.markup.serialise import html_of
from plaint.markup.shortcuts import Shortcuts
from plaint.markup.source import Source, clean
from plaint.markup.tokens import Tokens
from plaint.markup.weave import Weaver
from tests.markup.constructs import CONSTRUCTS
from tests.markup.readers import MARKDOWN, OURS, same

LIBRARY = Markdown(extensions=list(EXTENSIONS), output_format="html")

SIGNS = st.sampled_from(
    [
        *(
            "a",
            "b",
            "two words",
            "é",
            "“",
            "\U000f0000",
            "\u00a0",
            " ",
            " ",
            "\n",
            "  \n",
            ".",
            ",",
            ":",
            "#",
            "|",
            "-",
        ),
        *("*", "*", "**", "***", "_", "`", "``", "[", "]", "](", "(", ")", "](u)", "!", "![", "<", ">", "&", "&amp;"),
        *("\\", '"', "'", "{", "}", "1. ", "<b>", "\x02", "\x03", "[^1]"),
    ]
)
# What the lane is there for, some of it next to what it must leave alone.
PHRASES = st.sampled_from(
    [
        *("words", "of a sentence", "two\nlines", "a > b", "No!", "(", ")", "“", "”,", ".", ":"),
        *("*said*", "**not**", "*a `b` c*", "**[w](x) and `y`**", "(*so*)", "*one*,", "**`c`**", "*[a](b)*"),
        *(
            "`code`",
            "`<b> & *c*`",
            "` a `",
            "`&amp;`",
            "[link](https://example.org/a_b?c=d)",
            "[two words](/a/)",
            "[x](#y)",
        ),
        *("*open", "shut*", "* alone", "a*b*c", "**a*", "`tick", "[br]", "[a](b c)", "[a](b 'c')", "![a](b)", "[a][b]"),
        *("x_y", "_em_", "AT&T", "<i>i</i>", "[*a*](b)", "[a `b`](c)", "*a **b***", "* *", "`` ` ``", "\U000f0000"),
    ]
)
SENTENCES = st.lists(PHRASES, min_size=1, max_size=8).flatmap(
    lambda phrases: st.sampled_from([" ", " ", "", "\n"]).map(lambda between: between.join(phrases))
)
TEXTS = SENTENCES | st.lists(SIGNS, min_size=1, max_size=14).map("".join)
LINES = st.lists(
    TEXTS | st.sampled_from(["words", "more of them", "-", "", "1. a", "---", "=", "> q", "# h"]), max_size=4
)
BLOCKS = st.builds(
    lambda marks, lines: "\n".join(f"{mark}{line}" for mark, line in zip(marks, lines, strict=False)),
    st.sampled_from(["- ", "* ", "1. ", "7. ", "# ", "## ", "### \U000f0000", "> ", "", "-  ", "- - ", "    "]).flatmap(
        lambda mark: st.lists(st.sampled_from([mark, mark, mark, "+ ", "  ", "2. "]), min_size=4, max_size=4)
    ),
    LINES,
)
DOCUMENTS = st.lists(BLOCKS | TEXTS, max_size=5).flatmap(
    lambda blocks: st.sampled_from(["\n\n", "\n\n", "\n", "\n\n\n"]).map(lambda between: between.join(blocks))
)


def own_way(text: str) -> str:
    """What the library's patterns make of a paragraph's text."""
    root = etree.Element("div")
    paragraph = etree.SubElement(root, "p")
    paragraph.text = text
    LIBRARY.reset()
    LIBRARY.treeprocessors["inline"].run(root)
    return to_html_string(paragraph).removeprefix("<p>").removesuffix("</p>")


@given(TEXTS)
@settings(max_examples=500, deadline=None)
@example("*a*b* c")
@example("**a***b*")
@example("[a](b)](c)")
@example("*a `*` b*")
@example("*[a](*)*")
def test_a_text_that_is_taken_comes_out_as_the_library_has_it(text: str) -> None:
    """Whatever is made HTML at once is made what the patterns make of it."""
    if (made := lane.html_of(text)) is not None:
        assert made == own_way(text)


@pytest.mark.parametrize(
    "text",
    [
        "One *two* three.",
        "**One**, *two* (*three*) and “*four*”",
        "`a < b && c` and ` d `",
        "[here](https://example.org/a_b?c=d), [there](/there/)!",
        "*One `two` [three](#four)* > **[five](six) seven**",
        "Two\nlines of *words\nrun on*",
        "\U000f0000 *\U000f0001* [\U000f0002 x](y)",
    ],
)
def test_what_most_texts_hold_is_taken(text: str) -> None:
    """Code, links and emphasis among words are told from the rest."""
    assert lane.html_of(text) == own_way(text)


@pytest.mark.parametrize(
    "text",
    [
        *("*one", "one* two", "* one *", "*one* *", "***one***", "*one **two** three*", "**one*", "_one_", "a_b"),
        *("`one", "``one``", "`one``", "[one]", "[one][two]", "[one](two three)", "[one](<two>)", "[](one)", "[one]()"),
        *("[one](two 'three')", "[one](two(three))", "[a [b](c)](d)", "![one](two)", "one[^1]", "[*one*](two)", "[ ](a)"),
        *("<b>one</b>", "AT&T", "&amp;", "one\\*", "one  \n*two*", "`one`{.two}", "*one*{: .two}", "\x02one\x03*two*"),
        "*one *", "`*`*one*", "`a``b`", "`a`` `b`",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_left_to_the_library(text: str) -> None:
    """Nothing is taken that the patterns read in another way, or that later passes look for."""
    assert lane.html_of(text) is None


@pytest.mark.parametrize("start", ["[", "[ ", "*", "**", "`", "[a](", "*a `", "**[a", "[a] "])
def test_what_is_not_certain_is_found_out_in_one_go(start: str) -> None:
    """A million characters after what never ends are looked at once."""
    assert lane.html_of(start + "a" * 1_000_000) is None
    assert lane.html_of(start * 200_000) is None


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_text_without_signs_is_no_matter_for_the_patterns(text: str) -> None:
    """Where nothing is that a pattern begins with, the library leaves the text as it is."""
    if not lane.has_sign(text):
        assert own_way(text) == text.replace(">", "&gt;")


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None)
def test_any_document_of_simple_blocks_comes_out_the_same(text: str) -> None:
    """Blocks of all kinds, simple and not, one after the other and run together, come out as without the shortcuts."""
    same(text)


@pytest.mark.slow
@given(DOCUMENTS | MARKDOWN)
@settings(max_examples=3000, deadline=None)
def test_very_many_documents_come_out_the_same(text: str) -> None:
    """The same for more texts than an ordinary run has time for."""
    same(text)


@pytest.mark.parametrize(
    "text",
    [
        # The library cuts its own placeholder in two here, and shows the number of what it stashed.
        "**one** `two`\n\n*a `b`\n  3 3 *letter*",
        "**one** `two`\n\n![a [b `c`](d)](e)\n\n*three*",
        "*a*\n\n[^1] *b* `c`\n\n[^1]: *d*",
        "*[AB]: x\n\n*AB* AB",
        "<h2 markdown='block'>\n*one*\n\n**two**\n</h2>\n\n*three*",
        "<script markdown>a > **b**</script>",
        "- one\n\n# Head *em*\n\n    # code\n\n1. two\n- three",
        "3. three\n4. four\n\ntext\n\n1. one\n\n- a\n- b",
        "- # Head\n- words\n\n1. - a\n   - b\n\n- a | b\n- --|--",
        "## #one\n\n## one #two\n\n####### seven\n\n#\n\n# \\#\n\n### a ##",
        "- a | b\n- | -\n\n* a|b\n* :|-",
        "    one\n\n\n\n    two\n\n\n\n\n\n    three\n\n- # a\n\n\n\n      b",
        "- - - -\n\n* * a\n\n- a\n\n\n\n- b\n\n    c\n\n\n    d",
    ],
)
def test_what_could_go_wrong_comes_out_the_same(text: str) -> None:
    """Placeholders' numbers, elements that others look into, and blocks that are not what they seem."""
    same(text)


def test_texts_are_taken_beside_one_that_is_not() -> None:
    """One text for the patterns leaves the others of the page what they are."""
    md = reader(Job())
    root = etree.Element("div")
    for text in ("*one*", "*two* _three_", "`four`"):
        etree.SubElement(root, "p").text = text
    md.treeprocessors["inline"].run(root)
    assert [type(element.text) is lane.Ready for element in root] == [True, False, True]
    assert html_of(root[1]) == "<p><em>two</em> <em>three</em></p>"


def test_a_text_is_not_spared_the_patterns_that_are_not_done_with_the_last() -> None:
    """What the library remembers of one text's stars reaches the next."""
    md = reader(Job())
    patterns = md.treeprocessors["inline"]
    patterns.stashed_nodes = {}
    text = lane.Spared("*one*", lane.Ready("<em>one</em>"))
    md.delimiters.stack.append((0, 1, False, 1, 1))
    assert not patterns._spare(text)
    md.delimiters.reset()
    assert patterns._spare(text)
    assert len(patterns.stashed_nodes) == 1


class Listens(Treeprocessor):
    """Notes the elements of each tree."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def run(self, root: etree.Element) -> None:
        self.heard = [element.tag for element in root.iter()]


class Stranger(Extension):
    """A pass of another's own, after the patterns."""

    def __init__(self) -> None:
        super().__init__()
        self.listens = Listens()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(self.listens, "listens", 3)


@pytest.mark.parametrize("first", [True, False])
def test_a_stranger_finds_the_elements(first: bool) -> None:
    """Where a pass that nobody knows looks into the tree, everything is in it."""
    stranger = Stranger()
    Markdown(extensions=[stranger, Shortcuts()] if first else [Shortcuts(), stranger]).convert("*a* `b` [c](d)")
    assert stranger.listens.heard == ["div", "p", "em", "code", "a"]


def taken(md: Markdown) -> bool:
    """Whether the reader makes a simple text HTML at once."""
    root = etree.Element("div")
    etree.SubElement(root, "p").text = "*a*"
    md.treeprocessors["inline"].run(root)
    return type(root[0].text) is lane.Ready


def test_whatever_is_not_as_it_was_compared_is_left_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another pattern, other tags for stars, another serialiser, abbreviations or another version: nothing is taken."""
    assert taken(reader(Job()))
    md = reader(Job())
    md.inlinePatterns.register(SimpleTextInlineProcessor("(sand)y*"), "sand", 5)
    assert not taken(md)
    md = reader(Job())
    md.delimiters.add("*", "b,i")
    assert not taken(md)
    md.delimiters.add("*", "strong,em")
    assert taken(md)
    md.serializer = to_html_string
    assert not taken(md)
    md = reader(Job())
    md.treeprocessors["abbr"].abbrs["a"] = "b"
    assert not taken(md)
    monkeypatch.setattr(inline, "_COMPARED", (3, 10))
    assert not taken(reader(Job()))


def test_the_patterns_of_the_reader_are_those_that_were_compared() -> None:
    """Nothing is left to the library for want of an entry, so that a new one costs no speed unseen."""
    md = reader(Job())
    assert taken(md)
    plain = md.parser.blockprocessors["plaint_plain"]
    assert isinstance(plain, PlainBlocks)
    assert (plain.empty, plain.headings, plain.lists) == (True, True, True)
    assert all(one.alone for one in md.preprocessors if isinstance(one, passes.Whitespace | passes.FencedCode))


NAMES = st.sampled_from(["p", "em", "br", "hr", "script", "STYLE", "IMG", "x-y", "code"])
WRITTEN = st.text(st.sampled_from("ab&;<>\"'\n #x1amp"), max_size=8)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["id", "class", "href", "checked", "hidden"]),
    st.none() | WRITTEN | st.sampled_from(["checked", "hidden"]),
    max_size=3,
)


def element(name: str, attributes: dict[str, str], text: str | None, tail: str | None) -> etree.Element:
    made = etree.Element(name, attributes)
    made.text, made.tail = text, tail
    return made


LEAVES = st.builds(element, NAMES, ATTRIBUTES, st.none() | WRITTEN, st.none() | WRITTEN) | st.builds(
    lambda make, text: make(text), st.sampled_from([etree.Comment, etree.ProcessingInstruction]), WRITTEN
)


def with_children(parent: etree.Element, children: list[etree.Element]) -> etree.Element:
    parent.extend(children)
    return parent


TREES = st.recursive(LEAVES, lambda inner: st.builds(with_children, LEAVES, st.lists(inner, max_size=3)), max_leaves=12)


@given(TREES)
@settings(max_examples=200, deadline=None)
def test_any_tree_is_written_as_the_library_writes_it(tree: etree.Element) -> None:
    """Elements with and without an end, attributes without a value, comments and raw text come out the same."""
    assert html_of(tree) == to_html_string(tree)


class Slow(Weaver):
    """Stops at every tag, as it does where tags are the author's own."""

    def _things(self) -> Iterator[object]:  # type: ignore[override]  # matches of another expression
        return weave._NEXT.finditer(self.page)


READER, JOB = (lambda job: (reader(job), job))(Job())


def woven(text: str) -> tuple[object, object]:
    """What is read from a text's page, and what is read where nothing is passed over."""
    JOB.start(clean(text), 1)
    READER.reset()
    page = READER.convert(hide(JOB.source, JOB.tokens))
    results = list[object]()
    for kind in (Weaver, Slow):
        before, found = len(JOB.faults), JOB.source._found
        JOB.source._found = dict(found)
        weaver = kind(page, JOB)
        results.append((weaver.run(), weaver.points, weaver.ids, JOB.faults[before:]))
        del JOB.faults[before:]
        JOB.source._found = found
    return results[0], results[1]


ADDRESSES = st.sampled_from(
    [
        *(
            "[a](https://x.org/)",
            "[a](http://x.org/?a&b)",
            "[a](b.md)",
            "[a](#b)",
            "[[ev:a]]",
            "[a [[ev:b]]](https://x.org)",
        ),
        *("`code`", "`[[ev:c]]`", "## Head", "## Issue: Why {#why}", "## [[ev:d]]", "# Head `x` [y](https://z.org)"),
        *(
            "### A {#a .b}",
            "\n\n",
            "\n\n",
            " ",
            "*a*",
            "    code",
            "| a |\n|:-|\n| [[ev:e]] |",
            "[a [b](https://c)](d)",
        ),
        *("![a](https://x.org/y.png)", "[a](https://x.org/ 'b')", "x[^1]", "\n\n[^1]: y", "\U000f0009", "\U0001f600"),
    ]
)


@given(st.lists(ADDRESSES, max_size=12).map("".join) | DOCUMENTS.filter(lambda text: "<" not in text))
@settings(max_examples=300, deadline=None)
def test_what_is_passed_over_on_a_page_says_nothing(text: str) -> None:
    """Links elsewhere, code and headings that are read in one go give what tag after tag gives."""
    quick, slow = woven(text)
    assert quick == slow


@given(
    st.lists(ADDRESSES | PHRASES | st.sampled_from(["[[", "![[", "!", "[[[", "[[x:y|z]]"]), max_size=10).map("".join)
)
@settings(max_examples=200, deadline=None)
def test_references_and_code_are_found_with_and_without_a_backslash(text: str) -> None:
    """A backslash further down, which makes the search a longer one, changes nothing above it."""
    text = clean(text.replace("\\", ""))
    below = "\n\n\\."
    tokens, others = Tokens(), Tokens()
    assert hide(Source(text + below, 1), others) == hide(Source(text, 1), tokens) + below
    assert tokens.entries == others.entries
    assert Source(text, 1).code == Source(text + below, 1).code


def test_an_escaped_backtick_begins_no_code() -> None:
    """Where there are backslashes, code is told from what only looks like it."""
    assert Source("a \\`b` c", 1).prose == "a \\`b` c"
    assert Source("a \\\\`b` c", 1).prose == "a \\\\    c"


def test_constructs_are_woven_alike() -> None:
    """The library's own constructs are read the same with and without passing over anything."""
    for text in CONSTRUCTS:
        if "<" not in text:
            quick, slow = woven(text)
            assert quick == slow


def test_our_reader_is_compared_with_one_without_shortcuts() -> None:
    """Both of the readers that the tests compare find points and faults."""
    for convert in OURS:
        assert "Fault" in convert("## Issue: No id")
