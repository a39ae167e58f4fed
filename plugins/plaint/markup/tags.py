"""What a tag holds: ids, addresses that become holes, words that become holes, and what may not stand there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from plaint.markup import promises
from plaint.markup.job import Job
from plaint.markup.model import Fault, Hole, Parts, Place
from plaint.markup.references import right_for
from plaint.markup.tokens import TOKEN, Literal, Reference, Stray

_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


class Tags:
    """A page on its way into parts: what has been read of it, and what its attributes say."""

    def __init__(self, page: str, job: Job) -> None:
        self.page, self.job = page, job
        self.out: list[str | Hole] = []
        self.done = 0  # how much of the page is in `out`
        self.ids: list[str] = []
        self.fragments: list[str] = []
        self.level = 0
        self.line = job.source.first_line

    def _attributes(self, element: str, found: re.Match[str]) -> None:
        base = found.start("attributes")
        described = element != "img"
        for attribute in _ATTRIBUTE.finditer(found["attributes"]):
            name = attribute[1].lower()
            described = described or name == "alt"
            group = attribute.lastindex or 1
            if group == 1:
                continue
            start, end = base + attribute.start(group), base + attribute.end(group)
            value = attribute[group]
            if "&" in value:
                value = html.unescape(value)
            if name == "id":
                self.ids.append(value)
            elif name in promises.ADDRESSES:
                self._address(element, name, value, start, end)
            elif name == "srcset":
                self._srcset(element, value, start, end)
            elif name != "class":
                if wrong := promises.wrong_attribute(name, value):
                    self._fault(self.job.source.next_line_of(name) or self.line, *wrong)
                if self.job.tokens.entries and TOKEN.search(value):
                    self._attribute_text(value, start, end)
        if not described:
            right = 'write it into the tag: alt="what it shows"'
            self._fault(self.job.source.line_of("<img"), promises.UNDESCRIBED[0], right)

    def _address(self, element: str, name: str, value: str, start: int, end: int) -> None:
        written = value
        if self.job.tokens.entries and TOKEN.search(value):
            written = self.job.tokens.reveal(value)
            if any(isinstance(self.job.tokens.at(char), Reference) for char in TOKEN.findall(value)):
                self._fault(
                    self._address_line(written),
                    f"{written} is a reference, and stands for a whole link",
                    "write the words inside it: [[kind:id|own words]]",
                )
                self._replace(start, end, html.escape(written))
                return
        if written.startswith("#"):
            self.fragments.append(written[1:])
        elif name == "href" and written.startswith(("https://", "http://")):
            pass  # What most links are: neither local nor wrong, which the next two would find at greater length.
        elif wrong := promises.wrong_address(element, name, written):
            self._fault(self._address_line(written), *wrong)
        elif promises.local(written):
            self._replace(start, end, self._local(promises.ADDRESSES[name], written))
            return
        if written != value:
            self._replace(start, end, html.escape(written))

    def _srcset(self, element: str, value: str, start: int, end: int) -> None:
        pieces, last = list[str | Hole](), 0
        value = self.job.tokens.reveal(value)
        for first, beyond in promises.candidates(value):
            address = value[first:beyond]
            if wrong := promises.wrong_address(element, "srcset", address):
                self._fault(self._address_line(address), *wrong)
            elif promises.local(address):
                pieces += html.escape(value[last:first]), self._local("src", address)
                last = beyond
        self._replace(start, end, *pieces, html.escape(value[last:]))

    def _local(self, kind: str, address: str) -> Hole:
        return Hole(kind, address, None, False, self._address_line(address), address, "attribute", self.level)

    def _attribute_text(self, value: str, start: int, end: int) -> None:
        pieces = list[str | Hole]()
        last = 0
        for token in TOKEN.finditer(value):
            entry = self.job.tokens.at(token.group())
            pieces.append(html.escape(value[last : token.start()]))
            last = token.end()
            if isinstance(entry, Reference) and not entry.embed:
                pieces.append(self._hole(entry, "attribute"))
            elif isinstance(entry, Reference):
                self._not_alone(entry)
                pieces.append(html.escape(entry.raw))
            elif isinstance(entry, Literal):
                pieces.append(entry.char)
            else:
                self._left_over(entry, value, token.end())
        self._replace(start, end, *pieces, html.escape(value[last:]))

    def _replace(self, start: int, end: int, *pieces: str | Hole) -> None:
        """Puts `pieces` in place of an attribute's value, which is in double quotes from then on."""
        quoted = self.page[start - 1] in "\"'"
        self._keep(start - quoted)
        self.out += '"', *pieces, '"'
        self.done = end + quoted

    def _hole(self, entry: Reference, place: Place) -> Hole:
        self.line = entry.line
        return Hole(entry.kind, entry.target, entry.words, entry.embed, entry.line, entry.raw, place, self.level)

    def _left_over(self, entry: object, text: str, position: int) -> None:
        if isinstance(entry, Stray) and text.startswith(("[[", "![["), position):
            raw = self.job.tokens.reveal(entry.raw)
            self._fault(entry.line, f"{raw} is no reference", right_for(raw))

    def _not_alone(self, entry: Reference) -> None:
        self._fault(
            entry.line,
            f"{entry.raw} has to stand alone on its line, with nothing before or after it",
            f"put it on a line of its own, or write {entry.raw[1:]} for a link",
        )

    def _keep(self, position: int) -> None:
        if position > self.done:
            self.out.append(self.page[self.done : position])
            self.done = position

    def _fault(self, line: int, what: str, right: str) -> None:
        self.job.faults.append(Fault(line, what, right))

    def _line_of(self, written: str, nth: int = 0) -> int:
        return self.job.source.line_of(re.escape(self.job.tokens.reveal(written)), nth=nth)

    def _address_line(self, address: str) -> int:
        source = self.job.source
        self.line = source.next_line_of(address) or source.next_line_of(html.escape(address)) or self.line
        return self.line


def merged(parts: Iterable[str | Hole]) -> Parts:
    """The parts with neighbouring strings joined and empty ones left out."""
    result, texts = list[str | Hole](), list[str]()
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        if text := "".join(texts):
            result.append(text)
        texts.clear()
        result.append(part)
    if text := "".join(texts):
        result.append(text)
    return tuple(result)
