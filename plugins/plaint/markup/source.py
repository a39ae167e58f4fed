"""The source text before Markdown sees it: cleaned, its lines counted, its code and its prose told apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from markdown.extensions.fenced_code import FencedBlockPreprocessor

# Python-Markdown uses U+0002 and U+0003 for its own placeholders; no control character belongs in a page.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_COMMENT = re.compile(r"<!--.*?--!?>", re.DOTALL)
_RAW_CODE = re.compile(r"<(pre|code|samp|kbd)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TICKS = re.compile(r"\\[\\`]|`+")
# Each begins with a single character, to which the search leaps.
_RUN = re.compile("``*+")
_FENCE = re.compile("`(?=``)")
_INDENTED = re.compile("\n(?= )")
_INDENT = re.compile("\n(?=    )")
_BLANK = re.compile(r"\n[ \t]*\n")
_NO_BREAK = re.compile(r"[^\n]")
_AS_CODE = re.compile(r"(?:    | {0,3}\t)[ \t]*\S")
# What makes an indented line a continuation, and not code: a list item, a footnote, a definition.
_CONTAINER = re.compile(r" {0,3}(?:[*+-]|\d+\.|:|\[\^[^\]]*\]:)[ \t]")


# In UTF-8: control characters, and what characters beyond the first plane begin with.
_EXTRAORDINARY = bytes((*range(0x09), *range(0x0B, 0x20), 0x7F, *range(0xF0, 0x100)))


def ordinary(text: str) -> bool:
    """Whether `text` has no control character, no surrogate and nothing beyond the first plane in it."""
    # To write it all in UTF-8 and take out what is meant is done sooner than to look at each character.
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return False
    return len(raw.translate(None, _EXTRAORDINARY)) == len(raw)


def beyond_the_first_plane(text: str) -> bool:
    """Whether a character of `text` is beyond U+FFFF. To write it all in UTF-16 is sooner done than to look at each."""
    return not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)


def fenced(text: str) -> bool:
    """Whether `text` may hold fenced code."""
    # One character is found, or not, sixty times as fast as several.
    return ("`" in text and _FENCE.search(text) is not None) or ("~" in text and "~~~" in text)


def clean(text: str) -> str:
    """`text` with LF line ends and without a byte-order mark, control characters or lone surrogates."""
    if ordinary(text):
        return text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    cleaned = _CONTROLS.sub("", text.removeprefix("\ufeff"))
    # One and the same string is kept in memory once.
    return text if cleaned == text else cleaned


def prose_of(text: str) -> str:
    """`text` with code and comments blanked out by spaces, line for line."""
    return Source(clean(text), 1).prose


class Source:
    """One cleaned text, and where things stand in it. `first_line` is the number of its first line; `ordinary` says
    that it is known to be that."""

    def __init__(self, text: str, first_line: int, *, ordinary: bool = False) -> None:
        self.text, self.ordinary = text, ordinary
        self.first_line = first_line
        self._found: dict[str, int] = {}

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    @cached_property
    def fenced(self) -> bool:
        """Whether the text may hold fenced code."""
        return fenced(self.text)

    @cached_property
    def indented(self) -> bool:
        """Whether a line other than the first begins with a space."""
        return _INDENTED.search(self.text) is not None

    def line_at(self, position: int) -> int:
        """The number of the line that `position` (a character's index) is on."""
        return self.first_line + bisect_right(self._line_ends, position - 1)

    def next_line_of(self, written: str) -> int | None:
        """The line of the next occurrence of `written`; the last one again once all have been asked for."""
        last = self._found.get(written, -1)
        if last == -2:
            return None
        position = self.text.find(written, last + 1)
        if position < 0:
            position = last if last >= 0 else -2
        self._found[written] = position
        return self.line_at(position) if position >= 0 else None

    def line_of(self, pattern: str, *, nth: int = 0) -> int:
        """The line of the nth match of a regular expression in the prose, or of the last."""
        line = self.first_line
        for count, found in enumerate(re.finditer(pattern, self.prose, re.IGNORECASE)):
            line = self.line_at(found.start())
            if count == nth:
                break
        return line

    @cached_property
    def code(self) -> list[tuple[int, int]]:
        """Where code and comments stand, as (start, end) in the text, in order and not overlapping."""
        text, found = self.text, list[tuple[int, int]]()
        if self.fenced:
            found += [match.span() for match in FencedBlockPreprocessor.FENCED_BLOCK_RE.finditer(text)]
        if "<" in text and "<!--" in text:
            found += [match.span() for match in _COMMENT.finditer(text)]
        if "<" in text and "</" in text:
            found += [match.span() for match in _RAW_CODE.finditer(text)]
        if (self.indented and _INDENT.search(text)) or text.startswith("    ") or "\t" in text:
            found += _indented(text)
        blocks = _merged(found)
        if "`" not in text:
            return blocks
        spans = list[tuple[int, int]]()
        start = 0
        for block_start, block_end in [*blocks, (len(text), len(text))]:
            spans += _code_spans(text, start, block_start)
            start = block_end
        return _merged(blocks + spans)

    @cached_property
    def prose(self) -> str:
        """The text with code and comments blanked out by spaces, line for line."""
        if not self.code:
            return self.text
        pieces, last = list[str](), 0
        for start, end in self.code:
            code = self.text[start:end]
            pieces += self.text[last:start], _NO_BREAK.sub(" ", code) if "\n" in code else " " * len(code)
            last = end
        return "".join(pieces) + self.text[last:]

    def in_code(self, position: int) -> bool:
        """Whether the character at `position` is within code or a comment, as far as the source tells."""
        index = bisect_right(self.code, (position, len(self.text) + 1)) - 1
        return index >= 0 and self.code[index][0] <= position < self.code[index][1]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged = list[tuple[int, int]]()
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _code_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of backticks paired within one paragraph, the first to open being the first to count."""
    position = text.find("`", start, end)
    escaped = "\\" in text
    if not escaped and (single := _single_ticks(text, position, end)) is not None:
        yield from single
        return
    while position >= 0:
        blank = _BLANK.search(text, position, end)
        stop = blank.start() if blank else end
        # What comes before the first backtick of a paragraph is of no account, but for backslashes that escape it.
        while position > start and text[position - 1] == "\\":
            position -= 1
        if escaped:
            yield from _paired([run for run in _TICKS.finditer(text, position, stop) if run.group()[0] == "`"])
        else:
            yield from _paired(list(_RUN.finditer(text, position, stop)))
        position = text.find("`", stop, end)


def _single_ticks(text: str, position: int, end: int) -> list[tuple[int, int]] | None:
    """The same where each backtick stands by itself, as in most texts; None where one does not."""
    spans = list[tuple[int, int]]()
    while position >= 0:
        other = text.find("`", position + 1, end)
        if other == position + 1:
            return None
        if other >= 0 and not ("\n" in text[position:other] and _BLANK.search(text, position, other)):
            spans.append((position, other + 1))
            other = text.find("`", other + 1, end)
            if other == spans[-1][1]:
                return None
        position = other
    return spans


def _paired(runs: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    if len(runs) == 2 and len(runs[0].group()) == len(runs[1].group()):
        yield runs[0].start(), runs[1].end()
        return
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(len(runs[index].group()), []).append(index)
    index = 0
    while index < len(runs):
        same = later[len(runs[index].group())]
        while same and same[-1] <= index:
            same.pop()
        if same:
            yield runs[index].start(), runs[same[-1]].end()
            index = same[-1]
        index += 1


def _indented(text: str) -> list[tuple[int, int]]:
    spans = list[tuple[int, int]]()
    position, after_blank, contained, code = 0, True, False, False
    for line in text.split("\n"):
        if not line.strip():
            after_blank = True
        elif _AS_CODE.match(line):
            code = not contained and (after_blank or code)
            if code:
                spans.append((position, position + len(line)))
            after_blank = False
        else:
            contained = bool(_CONTAINER.match(line)) or (contained and not after_blank)
            after_blank = code = False
        position += len(line) + 1
    return spans
