"""Texts of plain blocks and simple words are written as a whole, just as pass after pass would have made them."""

from __future__ import annotations

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.serializers import to_html_string

from plaint.markup.convert import with_prose
from plaint.markup.extension import reader
from plaint.markup.job import Job
from plaint.markup.model import Converted
from plaint.markup.whole import Whole, whole_of
from tests.markup.readers import MARKDOWN
from tests.markup.test_lane import ADDRESSES, DOCUMENTS, PHRASES


def own_way(text: str) -> tuple[Converted, str]:
    """What comes of a text that is not written as a whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Whole, "read", lambda self: False)
        return with_prose(text)


def whole(text: str) -> Whole | None:
    """What has written a text as a whole, if it was."""
    job = Job()
    job.start(text, 1)
    writer = whole_of(reader(job), job)
    assert writer
    return writer if writer.read() else None


def alike(text: str) -> None:
    """Fails where a text comes out otherwise as a whole."""
    assert with_prose(text) == own_way(text)


SIMPLE = st.sampled_from(
    [
        *(
            "words",
            "of a sentence",
            "two\nlines",
            "a > b",
            "No!",
            "(",
            "“",
            ".",
            ":",
            "1.",
            "-",
            "é",
            "\U0001f600",
            "#1",
        ),
        *("*said*", "**not**", "*a `b` c*", "**[w](https://x.org) and `y`**", "`code`", "` a `", "*[a](http://b.org)*"),
        *(
            "[link](https://example.org/a_b?c=d)",
            "[x > y](https://z.org)",
            "[x](#y)",
            "[a](b.md)",
            "[a](HTTPS://b.org)",
        ),
        *(
            "[[ev:a]]",
            "[[ev:a]]",
            "[[clock:b|own words]]",
            "[[#d]]",
            "`[[ev:a]]`",
            "*so [[ev:b]]*",
            "[a [[ev:b]]](https://c)",
        ),
    ]
)
WORDS = st.lists(SIMPLE, min_size=1, max_size=4).map(" ".join) | st.lists(
    SIMPLE
    | PHRASES
    | st.sampled_from(["![[ev:c]]", "[[", "  ", "\n ", "[[[ev:a]]]", "\u2028", "\x85", "\u00a0", "x_y"]),
    min_size=1,
    max_size=4,
).map("".join)
ON_A_LINE = WORDS.map(lambda words: words.replace("\n", " "))
ROW = st.lists(ON_A_LINE, min_size=1, max_size=3).map(lambda cells: f"| {' | '.join(cells)} |")
HEADING = st.builds(
    "{} {}".format,
    st.sampled_from(["#", "##", "###", "######"]),
    st.sampled_from(["Words", "A [[ev:a|b]] c", "Ä > b", ""]),
)
LIST = st.builds(
    lambda mark, items: "\n".join(f"{mark} {item}" for item in items),
    st.sampled_from(["-", "*", "+", "1.", "3."]),
    st.lists(ON_A_LINE, min_size=1, max_size=3),
)
QUOTE = st.lists(ON_A_LINE | HEADING | LIST, min_size=1, max_size=3).map(
    lambda blocks: "\n".join(f"> {line}" for line in "\n\n".join(blocks).split("\n"))
)
TABLE = st.builds(
    lambda rule, rows: "\n".join([rows[0], rule, *rows[1:]]),
    st.sampled_from(["|-|-|", "| - | :-: |", "|:-|-|-:|", "|--|", "-|-"]),
    st.lists(ROW, min_size=1, max_size=3),
)
ODD = st.sampled_from(
    [
        "",
        "\n",
        "---",
        "***",
        "* * *",
        "___",
        "- - -",
        "\u00a0",
        "## Issue: Why",
        "words\n===",
        "# #",
        "#",
        "#a",
        " ",
        "####### seven",
        "## **so** ##",
        "\n\n> ",
    ]
)
TEXTS = st.lists(st.one_of(WORDS, WORDS, HEADING, LIST, QUOTE, TABLE, WORDS, HEADING, ODD), max_size=6).flatmap(
    lambda blocks: st.sampled_from(["\n\n", "\n\n", "\n\n", "\n\n\n", "\n\n\n\n", "\n"]).map(
        lambda between: between.join(blocks)
    )
)


@given(TEXTS)
@settings(max_examples=500, deadline=None)
@example("# [[ev:a|words]] of it\n\n[[ev:b]]\n\n## Two\n\n> [[ev:c]]\n\n[[ev:d]] [[ev:e]]\n\n# Three")
@example("> # In it\n>\n> [[ev:a]]\n\n[[ev:b]]")
@example("| a | b |\n|:-:|---|\n| [[ev:a]] | > |\n| c |")
def test_a_text_that_is_written_as_a_whole_comes_out_the_same(text: str) -> None:
    """HTML, holes, ids and faults are those that the passes one after the other come to."""
    event(str(whole(text) is not None))
    alike(text)


@given(st.lists(ADDRESSES, max_size=12).map("".join) | DOCUMENTS | MARKDOWN)
@settings(max_examples=300, deadline=None)
def test_any_text_comes_out_the_same(text: str) -> None:
    """So it is for texts with all kinds of signs, which are mostly left to the passes."""
    alike(text)


@pytest.mark.slow
@given(TEXTS | DOCUMENTS | MARKDOWN)
@settings(max_examples=5000, deadline=None)
def test_very_many_texts_come_out_the_same(text: str) -> None:
    """The same for more texts than an ordinary run has time for."""
    alike(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Words.", "# Head\n\nWords of *it*,\nand `code`.", "- a\n- **b**\n\nand\n\n3. c\n4. d", "a\n\n---\n\nb", ""),
        *("> Words\n>\n> - a\n> - b\n\nand more", "[a](https://example.org/) and [b](/c/) [[ev:d]] [[#e|f]]"),
        *("- a\n\n- b\n- c\n\n- d\n\n* e\n\n2. f\n\n1. g\n\nh\n\n1. i", "[[ev:a]]s\n\n# B\n\n- c\n\n- [[ev:d]]\n\n- e"),
        *("| a | b |\n|---|:-:|\n| c | > |\n| d |", "## A [[ev:b|c]]\n\n1. `a_b` in [c](https://x.org/e_f)"),
    ],
)
def test_what_most_texts_are_is_written_as_a_whole(text: str) -> None:
    """Paragraphs, headings, lists, quotations, rules and tables need none of the passes."""
    assert whole(text) is not None
    alike(text)


@pytest.mark.parametrize(
    "text",
    [
        *("<b>a</b>", "AT&T", "a\\*", "# A {#b}", "\ta", "    a", "- a\n  b", "```\na\n```", "~~~\na\n~~~", "a  \nb"),
        *(
            "![a](b.png)",
            "_a_",
            "## Issue: Why",
            "# `a`",
            "- \u00a0\n\n- b",
            "a\n===",
            "a\n---",
            "> a\n\n> b",
            "![[ev:a]]",
        ),
        *("a[^1]\n\n[^1]: b", "*[AB]: c", "a\n: b", "> > > > > a", "| a |\n|---|\n| b |", "| `a` | b |\n|---|---|"),
        *("a\n \nb", "#", "## a ##", "***a** b*", "a | b\nc"),
    ],
)
def test_what_is_not_certain_is_left_to_the_passes(text: str) -> None:
    """Nothing is written as a whole that may be anything else to one of them."""
    assert whole(text) is None
    alike(text)


@pytest.mark.parametrize("sign", ["[", "`", "#", "*[a](https://b.org)* ", "words\n"])
@pytest.mark.parametrize("times", [700, 1_100, 1_600, 6_000])
def test_too_much_of_one_thing_is_told_as_before(sign: str, times: int) -> None:
    """A text that holds so much of a sign that Markdown would take minutes has the fault that it had."""
    for text in (sign * times, f"words {sign * times}\n\nmore", "\n\n".join([sign * (times // 10)] * 10)):
        alike(text)


class Other(Preprocessor):
    """A pass that nobody knows."""

    def run(self, lines: list[str]) -> list[str]:
        return lines


def test_where_there_is_another_pass_nothing_is_written_as_a_whole() -> None:
    """A pass before, among or after those that are known may look for anything; so may another way of writing."""
    job = Job()
    assert whole_of(reader(job), job)
    for change in (
        lambda md: md.preprocessors.register(Other(md), "other", 1),
        lambda md: md.treeprocessors.deregister("attr_list"),
        lambda md: md.postprocessors.deregister("footnote"),
        lambda md: md.inlinePatterns.register(SimpleTextInlineProcessor("(sand)y*"), "sand", 5),
        lambda md: md.parser.blockprocessors.deregister("quote"),
        lambda md: md.parser.blockprocessors["table"].behind.config.update(use_align_attribute=True),
        lambda md: setattr(md, "serializer", to_html_string),
    ):
        md = reader(job)
        change(md)
        assert whole_of(md, job) is None
    assert whole_of(Markdown(), job) is None


def test_a_text_that_is_not_written_leaves_nothing_behind() -> None:
    """References that were hidden to see whether a text can be written as a whole are counted anew."""
    job = Job()
    job.start("[[ev:a]] <b>", 1)
    writer = whole_of(reader(job), job)
    assert writer
    assert not writer.read()
    assert job.tokens.entries == []
    assert job.faults == []
