"""Markdown's HTML, read once more: tokens become holes again, and every tag is looked at."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from plaint.markup import promises
from plaint.markup.balance import Balance
from plaint.markup.embeds import EMBED
from plaint.markup.job import Job
from plaint.markup.model import Hole, Parts, Point
from plaint.markup.source import beyond_the_first_plane
from plaint.markup.tags import Tags, merged
from plaint.markup.tokens import TOKEN, Literal, Number, Reference

_TOKENS = "\U000f0000-\U000fffff"
_THING = (
    r"""(?:(?<!<)|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>"'<]*+)(?P<attributes>(?>(?:[^>"']++|"[^"]*+"|'[^']*+')*))>"""
    r"|!--(?P<comment>.*?)--!?>|(?P<broken>[!?/a-zA-Z]))"
)
# Where no tag is the author's own, those that hold no attribute and say nothing of the words in them are passed over,
# and the commonest of the others are read in one go with words in which there is no token.
_WORDS = f"[^<{_TOKENS}]*+"
_TELLING = (
    r"(?!(?<=<)/?(?!(?:code|pre|samp|kbd|h[1-6]|a)>)[a-zA-Z][^\s/>\"'<]*+>)"
    rf'(?:(?<=<)(?:(?P<passed>a href="https?://[^"&<{_TOKENS}]*+">{_WORDS}</a>|code>{_WORDS}</code>)'
    rf'|h(?P<level>[1-6]) id="(?P<id>[^"&<{_TOKENS}]*+)">{_WORDS}</h(?P=level)>)|{_THING})'
)
# One set of characters in front, so that the search leaps from one of them to the next; from one to the next of a
# single character it leaps further.
_NEXT = re.compile(f"[<{_TOKENS}]{_THING}", re.DOTALL)
_NEXT_TELLING = re.compile(f"[<{_TOKENS}]{_TELLING}", re.DOTALL)
_NEXT_TAG = re.compile(f"<{_TELLING}", re.DOTALL)
_WHOLE = re.compile(r"""(?>(?:[\s/]+[^\s=>"'/]+(?>(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]++))?))*)[\s/]*""")
_CODE = frozenset(("code", "pre", "samp", "kbd"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_INLINE = frozenset("p a em strong b i u s h1 h2 h3 h4 h5 h6 td th dt span abbr sup sub summary caption".split())
_FOOTNOTE_MARK = re.compile(r'<sup id="fnref[^"]*">.*?</sup>')


class Weaver(Tags):
    """Turns the HTML of one text into parts, noting points, ids and faults on the way."""

    def __init__(self, page: str, job: Job) -> None:
        super().__init__(page, job)
        self.points: list[Point] = []
        self.balance = Balance()
        self.in_code = self.in_link = 0
        self.number: tuple[Number, int] | None = None
        # Only an author's own tags can be out of balance: Markdown's come from a tree.
        self.raw = re.search(r"<[a-zA-Z/!?]", job.source.text) is not None

    def run(self) -> Parts:
        """The page as strings and holes in turn."""
        for found in self._things():
            kind = found.lastgroup
            if kind == "passed":
                continue
            if kind == "id":
                self.ids.append(found["id"])
                self._end_heading(int(found["level"]), found.end() - len("</h1>"))
                continue
            end, name, attributes, broken = found.group("end", "name", "attributes", "broken")
            if name is not None:
                name = name.lower()
                if end:
                    # The end of an embed's own element has gone with it.
                    if found.start() >= self.done:
                        self._end(name, found)
                elif not (attributes.startswith(f' {EMBED}="') and self._embed(found)):
                    self._start(name, found)
            elif kind is None:
                self._token(found)
            elif broken:
                self._fault(
                    self._line_of(found.group()),
                    "this < begins a tag that never ends, or no HTML",
                    "write &lt; if the character is meant, or close the tag with >",
                )
                # What a browser makes of the rest is anybody's guess; it is not looked at.
                self._keep(found.start())
                self.out.append(self.job.tokens.reveal(self.page[self.done :]))
                self.done = len(self.page)
                break
            elif self.job.tokens.entries:
                self._keep(found.start())
                self.out.append(self.job.tokens.reveal(found.group()))
                self.done = found.end()
        self._keep(len(self.page))
        self._finish()
        return merged(self.out)

    def _things(self) -> Iterator[re.Match[str]]:
        if self.raw:
            return _NEXT.finditer(self.page)
        return (_NEXT_TELLING if beyond_the_first_plane(self.page) else _NEXT_TAG).finditer(self.page)

    def _finish(self) -> None:
        for _, written, nth in self.balance.left_open() if self.raw else ():
            self._unclosed(written, nth)
        known = set(self.ids)
        for fragment in self.fragments:
            if fragment and fragment != "top" and fragment not in known and unquote(fragment) not in known:
                self._fault(
                    self.job.source.next_line_of(f"#{fragment}") or self.line,
                    f"#{fragment} leads nowhere: nothing in this text has that id",
                    "give the heading it is meant for {#" + fragment + "}, or correct the link",
                )
        first = set[str]()
        for name in self.ids:
            if name in first:
                quoted = re.escape(name)
                line = self.job.source.line_of(rf"\{{[^}}\n]*#{quoted}[\s}}]|\bid\s*=\s*[\"']?{quoted}\b", nth=1)
                self._fault(line, f"two things in this text have the id {name!r}", "give one of them another id")
            first.add(name)

    def _start(self, name: str, found: re.Match[str]) -> None:
        attributes = found["attributes"]
        if name in _CODE:
            self.in_code += 1
        elif name == "a":
            self.in_link += 1
        if self.raw:
            self.balance.start(name, found.group())
            if wrong := promises.wrong_element(name):
                self._fault(self._line_of(found.group()), *wrong)
                return
            if not _WHOLE.fullmatch(attributes):
                self._fault(
                    self._line_of(found.group()),
                    "the quotation marks in this tag do not pair",
                    'write each attribute as name="value"',
                )
        if attributes:
            self._attributes(name, found)

    def _end(self, name: str, found: re.Match[str]) -> None:
        if name in _CODE:
            self.in_code = max(0, self.in_code - 1)
        elif name == "a":
            self.in_link = max(0, self.in_link - 1)
        elif name in _HEADINGS:
            self._end_heading(int(name[1]), found.start())
        if self.raw:
            left, stray = self.balance.end(name, found.group())
            for _, written, nth in left:
                self._unclosed(written, nth)
            if stray is not None:
                self._fault(
                    self._line_of(found.group(), stray),
                    f"{found.group()} closes nothing",
                    "take it out, or write the tag that it closes",
                )

    def _end_heading(self, level: int, position: int) -> None:
        self.level = level
        if self.number:
            number, start = self.number
            self._keep(position)
            title = merged(_FOOTNOTE_MARK.sub("", part) if isinstance(part, str) else part for part in self.out[start:])
            self.points.append(Point(number.kind, number.id, title, number.line, number.level))
            self.number = None

    def _unclosed(self, written: str, nth: int) -> None:
        line, written = self._line_of(written, nth), self.job.tokens.reveal(written)
        self._fault(
            line,
            f"{written} is never closed, and would swallow what follows",
            f"write </{written[1:].split('>')[0].split()[0]}> where it should end",
        )

    def _token(self, found: re.Match[str]) -> None:
        entry = self.job.tokens.at(found.group())
        self._keep(found.start())
        self.done = found.end()
        if isinstance(entry, Literal):
            self.out.append(entry.char)
        elif isinstance(entry, Number):
            self.out.append(Hole("number", f"#{entry.id}", None, False, entry.line, "", "text", self.level))
            self.number = (entry, len(self.out))
        elif isinstance(entry, Reference):
            if self.in_code:
                self.out.append(html.escape(entry.raw, quote=False))
            elif not entry.embed:
                self.out.append(self._hole(entry, "link" if self.in_link else "text"))
            elif entry.alone and self.raw and not (self.balance.open and self.balance.open[-1][0] in _INLINE):
                self.out.append(self._hole(entry, "block"))
            else:
                self._not_alone(entry)
                self.out.append(html.escape(entry.raw))
        elif not self.in_code:
            self._left_over(entry, self.page, found.end())

    def _embed(self, found: re.Match[str]) -> bool:
        char = found["attributes"][len(EMBED) + 3]
        entry = self.job.tokens.at(char) if TOKEN.match(char) else None
        if not isinstance(entry, Reference) or not self.page.startswith("</div>", found.end()):
            return False
        self._keep(found.start())
        self.out.append(self._hole(entry, "block"))
        self.done = found.end() + len("</div>")
        return True
