"""A text of plain blocks with simple words in them, made HTML as a whole, without a tree.

For such a text it is certain what all of Markdown's passes would make of it. All else is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import footnotes
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.md_in_html import MarkdownInHTMLPostprocessor
from markdown.postprocessors import AndSubstitutePostprocessor

from plaint.markup import passes, points
from plaint.markup.blocks import PlainBlocks, heading_in, items_in, plain, quoted_in
from plaint.markup.headings import NameHeadings, ReadHeadings, in_words
from plaint.markup.inline import Inline
from plaint.markup.job import Job
from plaint.markup.lane import Uncertain, Words
from plaint.markup.limits import well_within
from plaint.markup.model import Converted, Hole
from plaint.markup.references import hide
from plaint.markup.serialise import html_of
from plaint.markup.table import Table, table_in
from plaint.markup.tokens import TOKEN, Reference, Tokens

# The passes whose work on such a text is known, in this order. What some of them look for, it has not.
_BEFORE = [passes.Whitespace, passes.FencedCode, passes.HtmlBlocks]
_TREES = [
    footnotes.FootnoteTreeprocessor,
    ReadHeadings,
    Inline,
    footnotes.FootnotePostTreeprocessor,
    passes.Prettify,
    passes.AttributeLists,
    AbbrTreeprocessor,
    NameHeadings,
    passes.Unescape,
]
_AFTER = [MarkdownInHTMLPostprocessor, footnotes.FootnotePostprocessor, AndSubstitutePostprocessor]

# What may begin HTML, an entity, an escape, attributes or code.
_SIGNS = ("<", "&", "\\", "{", "\t")
# An underline that is no part of a word or an address, so that emphasis may begin.
_UNDERLINE = re.compile(r"_(?<![\w/]_)")
_RULES = frozenset(("---", "***", "* * *", "___", "-----"))
# How far quotations may stand inside each other.
_DEEPEST = 3
# Links in a text up to which there are not too many of one sign before another, wherever they stand.
_LINKS = 1_000


class Whole:
    """Writes the text that `job` is at. `telling` says whether more has to be read on its page than what it has been
    written from: a link to somewhere on this site, or a reference anywhere but among words."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def read(self) -> bool:
        """Whether it is certain what the text becomes. If not, the job is as it was before."""
        job = self.job
        source, tokens = job.source, job.tokens
        text = hide(source, tokens, marks=False)
        try:
            # What would be found out in the end is sought first, where that is soon done.
            if any(sign in text for sign in _SIGNS) or source.fenced or source.indented or _late(text):
                raise Uncertain
            self.ids, self.taken, self.words = list[str](), set[str](), Words()
            self.ends = list[tuple[int, int]]()
            self.tokens = tokens if tokens.entries else None
            embeds = [entry for entry in tokens.entries if type(entry) is Reference and entry.embed]
            if any(entry.alone for entry in embeds):
                raise Uncertain
            self.telling = bool(embeds) or any(type(entry) is not Reference for entry in tokens.entries)
            self.plain = self._plain if tokens.entries and not embeds else plain
            self.written = self._blocks(text.rstrip("\n"), 0)
            if self.words.links > _LINKS or tokens.full:
                raise Uncertain
        except Uncertain:
            job.tokens = Tokens()
            return False
        self.telling = self.telling or self.words.telling
        return True

    def page(self) -> str:
        """The HTML of the text."""
        return "\n".join(self.written)

    def converted(self) -> Converted:
        """The text converted, where its page is not telling."""
        parts = tuple(self._parts()) if self.tokens else (self.page(),) if self.written else ()
        holes = tuple(part for part in parts if isinstance(part, Hole)) if self.tokens else ()
        return Converted(parts=parts, points=(), holes=holes, ids=tuple(self.ids), faults=())

    def _parts(self) -> Iterator[str | Hole]:
        """The page as strings and holes in turn; the level of each hole is that of the last heading above it."""
        assert self.tokens
        written, text, begun, level = self.written, "", 0, 0
        for end, next_level in (*self.ends, (len(written), 0)):
            page, last = "\n".join(written[begun:end]), 0
            for found in TOKEN.finditer(page):
                if text := text + page[last : found.start()]:
                    yield text
                text, last = "", found.end()
                yield self._hole(found[0], level)
            text += page[last:] + "\n" * (end < len(written))
            begun, level = end, next_level
        if text:
            yield text

    def _hole(self, token: str, level: int) -> Hole:
        entry = self.job.tokens.at(token)
        assert isinstance(entry, Reference)
        return Hole(entry.kind, entry.target, entry.words, entry.embed, entry.line, entry.raw, "text", level)

    def _blocks(self, text: str, depth: int) -> list[str]:
        """Each of the blocks as HTML. Raises Uncertain."""
        written, last, begin, items = list[str](), "", "", list[str]()
        for block in text.split("\n\n"):
            if block.startswith("\n"):
                block = block[1:]
            if not block:
                continue
            if not well_within(block):
                raise Uncertain
            if self.plain(block):
                # White space of other kinds than spaces may be all that there is.
                if bare := block.lstrip():
                    written.append(f"<p>{self._words(bare)}</p>")
                    last = "p"
            elif found := heading_in(block):
                last, words = found
                written.append(self._heading(last, words))
                if depth:
                    self.telling = self.telling or self.tokens is not None
                else:
                    self.ends.append((len(written), int(last[1])))
            elif listed := items_in(block, self.plain):
                name, start, texts = listed
                more = [f"<li>{self._words(text)}</li>" for text in texts]
                if last == name:
                    # A list goes on after an empty line, on both sides of which its items are paragraphs.
                    items[-1:] = _loose(items[-1]), _loose(more[0]), *more[1:]
                    written.pop()
                else:
                    last, items = name, more
                    begin = f'<ol start="{start}">' if start else f"<{name}>"
                written.append("\n".join((begin, *items, f"</{name}>")))
            elif inner := quoted_in(block):
                inside = self._blocks(inner, depth + 1) if depth < _DEEPEST and last != "blockquote" else []
                if not inside:
                    raise Uncertain
                last = "blockquote"
                written.append("\n".join(("<blockquote>", *inside, "</blockquote>")))
            elif block in _RULES:
                last = "hr"
                written.append("<hr>")
            elif table := table_in(block):
                last = "table"
                written.append(self._table(table))
            else:
                raise Uncertain
        return written

    def _plain(self, block: str) -> bool:
        """Whether the block is a paragraph, where no reference in it is an embed: it may begin a line, as words do."""
        return plain(block) or plain(TOKEN.sub("x", block))

    def _words(self, text: str) -> str:
        if "*" in text or "[" in text or "`" in text or "_" in text or "  \n" in text:
            return self.words.html_of(text)
        return text.replace(">", "&gt;") if ">" in text else text

    def _heading(self, name: str, words: str) -> str:
        if not points.plain(words):
            raise Uncertain
        written = self._words(words)
        if "<" in written:
            # Its id is made of the words of all elements in it.
            raise Uncertain
        base = points.slug(in_words(words, self.job.tokens) if self.tokens else words) or "section"
        id = points.unique(base, self.taken)
        self.taken.add(id)
        self.ids.append(id)
        return f'<{name} id="{id}">{written}</{name}>'

    def _table(self, table: Table) -> str:
        begins = [f' style="text-align: {align};">' if align else ">" for align in table.aligned]
        head, *rows = [
            "".join([f"<{name}{begin}{self._words(cell)}</{name}>\n" for begin, cell in zip(begins, row, strict=True)])
            for name, row in zip(("th", *("td",) * len(table.rows)), table.rows, strict=False)
        ]
        rows = rows or ["<td></td>\n" * len(begins)]
        body = "\n".join([f"<tr>\n{row}</tr>" for row in rows])
        return f"<table>\n<thead>\n<tr>\n{head}</tr>\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _loose(item: str) -> str:
    """An item of a list with its words as a paragraph. Raises Uncertain where it has none."""
    if item == "<li></li>":
        raise Uncertain
    return item if item.startswith("<li>\n") else f"<li>\n<p>{item[4:-5]}</p>\n</li>"


def _late(text: str) -> bool:
    """Whether there is a picture, or emphasis between underlines, in the text."""
    return ("!" in text and "![" in text) or ("_" in text and _UNDERLINE.search(text) is not None)


def whole_of(md: Markdown, job: Job) -> Whole | None:
    """What writes texts as `md` would, as it is now; None where it has any pass of which it is not certain."""
    block = next((one for one in md.parser.blockprocessors if isinstance(one, PlainBlocks)), None)
    words = next((one for one in md.treeprocessors if isinstance(one, Inline)), None)
    if block is None or words is None:
        return None
    block.look_round()
    words.look_round()
    known = (
        block.knows_all
        and words.simple
        and md.serializer is html_of
        and [type(one) for one in md.preprocessors] == _BEFORE
        and [type(one) for one in md.treeprocessors] == _TREES
        and [type(one) for one in md.postprocessors] == _AFTER
    )
    return Whole(job) if known else None
