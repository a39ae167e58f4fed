"""What `convert` promises of every text."""

from __future__ import annotations

import pickle
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaint.markup import Converted, Hole, convert, convert_many, prose_of
from plaint.markup.convert import with_prose

PIECES = st.sampled_from(
    [
        *("[[ev:a]]", "![[ev:b]]", "[[ev:c|own\nwords]]", "[[", "]]", "[[#x]]", "\\[[", "`", "``", "```\n"),
        *("*", "_", "**", "\n", "\n\n", "\n    ", "> ", "- ", "1. ", "# ", "## Issue: ", "{#a}", "{.b}", "|"),
        *("|-|-|\n", "<div>", "</div>", "<pre>", "</pre>", "<!--", "-->", "<b x='", "<a href=x>", "[a](b.md)"),
        *("![c](d.png)", "[^1]", "[^1]: ", ": ", "*[AB]: ", "AB", "---\n", "===\n", "&amp;", "<", ">", '"'),
        *("\U000f0001", "\x02", "\x00", "\ue000", "\r\n", "word "),
    ]
)
MARKDOWN = st.lists(PIECES | st.text(max_size=5), max_size=25).map("".join)
# Source that holds no HTML and no code, in which every reference must be found.
PLAIN = st.lists(
    st.sampled_from(["word ", "*em* ", "\n", "\n\n", "> ", "- ", "## Head ", "[[ev:a]] ", "[[contact:b|some words]] "]),
    max_size=25,
).map("".join)


class Tags(HTMLParser):
    """Counts the tags that are open, and fails on one that closes another."""

    VOID = frozenset({"img", "br", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(converted: Converted) -> str:
    """The HTML with nothing in its holes."""
    return "".join(part for part in converted.parts if isinstance(part, str))


@given(MARKDOWN)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_result_that_keeps_its_promises(text: str) -> None:
    """Whatever is written, nothing is raised, holes are those of the parts, prose keeps its lines, and it pickles."""
    converted = convert(text)
    assert converted.holes == tuple(part for part in converted.parts if isinstance(part, Hole))
    texts = [isinstance(part, str) for part in converted.parts]
    assert not any(one and next_one for one, next_one in pairwise(texts))
    assert prose_of(text).count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert pickle.loads(pickle.dumps(converted)) == converted


@given(MARKDOWN, MARKDOWN)
@settings(max_examples=150, deadline=None)
def test_a_text_does_not_depend_on_those_before_it(one: str, other: str) -> None:
    """Converting A, B and A again gives equal results for A."""
    first = convert(one)
    convert(other)
    assert convert(one) == first


@given(PLAIN)
@settings(max_examples=150, deadline=None)
def test_every_reference_is_one_hole_on_its_own_line(text: str) -> None:
    """Outside code each reference becomes exactly one hole, with the line it is written on."""
    written = [(found.group(), text.count("\n", 0, found.start()) + 1) for found in re.finditer(r"\[\[.*?\]\]", text)]
    assert sorted((hole.raw, hole.line) for hole in convert(text).holes) == sorted(written)


@given(MARKDOWN)
@settings(max_examples=200, deadline=None)
def test_html_without_faults_is_balanced(text: str) -> None:
    """Where nothing is at fault, every tag closes what it opened, so that nothing reaches beyond the text."""
    converted = convert(text)
    if converted.faults or "<" in text:
        return
    tags = Tags()
    tags.feed(page(converted))
    tags.close()
    assert tags.open == []


@pytest.mark.parametrize("text", ["\U000f0000 \U000f0001 [[ev:a]]", "`\U000f0000`"])
def test_private_use_characters_come_through(text: str) -> None:
    """A character such as tokens are made of stays itself where the author wrote it."""
    assert "\U000f0000" in page(convert(text))


def test_a_private_use_character_in_a_tag_that_is_never_closed_is_told_of_as_written() -> None:
    """The fault shows the tag as it stands in the text, with the author's own character in it."""
    converted = convert("a\n<b title='\U000f0007'>b")
    assert [(fault.line, fault.what) for fault in converted.faults] == [
        (2, "<b title='\U000f0007'> is never closed, and would swallow what follows")
    ]


def test_first_line_moves_every_line() -> None:
    """A text that begins on line 7 of its file has its holes, points and faults counted from there."""
    converted = convert("[[ev:a]]\n\n## Issue: No answer", first_line=7)
    assert [hole.line for hole in converted.holes] == [7, 9]
    assert converted.points[0].line == 9
    assert converted.faults[0].line == 9


def test_prose_blanks_out_code_and_comments() -> None:
    """Prose keeps words where they stand, and has spaces for code spans, code blocks and comments."""
    text = "On `Monday` <!-- Friday --> here\n\n    Tuesday\n\n- item\n\n    Wednesday\n\n```\nThursday\n```"
    prose = prose_of(text)
    assert len(prose) == len(text)
    assert prose.split() == ["On", "here", "-", "item", "Wednesday"]


@pytest.mark.parametrize(
    "text",
    [">" * 5000, "> " * 2500 + "a", "[" * 2000 + "a" + "](b)" * 2000, "- " * 2000 + "a", "a\n: b\n" * 7000],
)
def test_what_is_too_deep_gives_a_result(text: str) -> None:
    """Thousands of things inside one another raise nothing."""
    assert convert(text).parts


@pytest.mark.parametrize("character", ["[", "`", "<", "#\n"])
def test_what_would_take_minutes_is_a_fault(character: str) -> None:
    """Tens of thousands of one character in a line or a paragraph are told of, and not worked through."""
    converted = convert("Before\n\n" + character * 50_000)
    assert [fault.line for fault in converted.faults] == [3]


def test_a_text_after_one_that_failed_is_converted_as_ever() -> None:
    """What cannot be read leaves nothing behind for the text that follows."""
    good = convert("- [[ev:a]]\n\n> b")
    assert convert("a\n: b\n" * 2400).faults
    assert convert("- [[ev:a]]\n\n> b") == good


def test_many_texts_give_what_one_by_one_gives() -> None:
    """Texts spread over processes come back in order and equal, and progress ends with all of them."""
    texts = [f"## Part {index}\n\n" + "Some words. " * 3000 + f"[[ev:e{index}]]" for index in range(1, 41)]
    told = list[tuple[int, int]]()
    results = convert_many(texts, workers=2, progress=lambda done, of: told.append((done, of)))
    assert results == [convert(text) for text in texts]
    assert told == [(done, 40) for done in range(1, 41)]


@pytest.mark.parametrize("starting", ["Words", "\U0001f600 words"])
def test_prose_is_the_text_itself_where_nothing_is_blanked_out(starting: str) -> None:
    """A text without code is held in memory once."""
    text = f"{starting} " + "more of them. " * 3000
    assert with_prose(text)[1] is text


def test_few_texts_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done sooner than a process is started is done in this one."""

    def forbidden(_there: object, _chunks: object, others: int) -> list[object]:
        assert others <= 0, "a process for so little"
        return []

    monkeypatch.setattr("plaint.memory.spread._helpers", forbidden)
    assert len(convert_many(["word " * 2_000] * 40, workers=8)) == 40


def test_many_texts_are_converted_where_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without processes the work is done in this one."""

    def refuse(*_args: object, **_named: object) -> None:
        raise OSError("no processes here")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    texts = ["word " * 100_000, "\n\n[[ev:a]]"]
    assert convert_many(texts, workers=4)[1].holes[0].line == 3
