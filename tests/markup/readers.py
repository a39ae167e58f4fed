"""Readers with the shortcuts and without them, and texts that both must read alike."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension

from plaint.markup.extension import EXTENSIONS, PlaintExtension, reader
from plaint.markup.job import Job
from plaint.markup.references import hide
from plaint.markup.shortcuts import Shortcuts
from plaint.markup.source import clean

Convert = Callable[[str], str]


def both(*extensions: str | Extension) -> tuple[Convert, Convert]:
    """What converts with these extensions, without the shortcuts and with them."""
    return (
        converter(Markdown(extensions=list(extensions), output_format="html")),
        converter(Markdown(extensions=[*extensions, Shortcuts()], output_format="html")),
    )


def converter(md: Markdown) -> Convert:
    """What gives a text's HTML, or the name of the exception that the library stops with."""

    def convert(text: str) -> str:
        md.reset()
        try:
            return md.convert(text)
        except Exception as error:
            md.parser.state.clear()
            return type(error).__name__

    return convert


def ours(md: Markdown, job: Job) -> Convert:
    """The same for a reader that works on `job`."""
    of = converter(md)

    def convert(text: str) -> str:
        job.start(clean(text), 1)
        page = of(hide(job.source, job.tokens))
        return f"{page}\n{job.faults}"

    return convert


BARE = both()
EXTENDED = both(*EXTENSIONS)
JOBS = (Job(), Job())
OURS = (
    ours(Markdown(extensions=[*EXTENSIONS, PlaintExtension(JOBS[0])], output_format="html"), JOBS[0]),
    ours(reader(JOBS[1]), JOBS[1]),
)

PIECES = st.sampled_from(
    [
        *("*", "**", "_", "__", "`", "``", "```", "~~~", "\\", "[", "]", "](", "][", "![", "[^1]", "[^1]: ", "[a]: "),
        *("(b)", "{", "}", "{.c}", "<", ">", "</", "<b>", "</b>", "<div>", "</div>", "<div markdown>", "<!--", "-->"),
        *("&", "&amp;", ";", "|", "|-|-|", ":", ": ", "*[AB]: ", "AB", "#", "# ", "## ", "=", "===", "-", "- ", "---"),
        *("1. ", "+ ", "> ", "\n", "\n", "\n\n", "\n\n", "  \n", "    ", "\t", " ", " ", "!", '"', "'", "@", "://"),
        *("word", "a", "two words", "é", "“", "\x02", "\x03", "[[ev:a]]", "![[ev:b]]", "Issue: ", "{#id}"),
    ]
)
MARKDOWN = st.lists(PIECES, max_size=40).map("".join)


def same(text: str) -> None:
    """Fails where the shortcuts change anything, without extensions, with those in use or with our own."""
    for without, with_them in (BARE, EXTENDED, OURS):
        assert with_them(text) == without(text)
