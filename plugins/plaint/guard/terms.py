"""Words and names that may appear nowhere: how each is looked for in a text, and taken out of what is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import field

from plaint.guard.fold import fold
from plaint.problems import Where
from plaint.values import dataclass

_WORD = re.compile(r"[^\W_]+")
_LETTER = r"[^\W\d_]"
_BETWEEN_WORDS = r"[\W_]*"
_BETWEEN_DIGITS = r"[\W_]{0,2}"
_FROM_ABROAD = r"(?:44[\W_]*(?:0[\W_]*)?|0)"
_LONG_NUMBER = 6
"""Digits from which a number is looked for however it is grouped: 07700 900123 is 07700-900-123."""

_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
"""Scripts that put nothing between words, so that a name cannot be told from its neighbours by an edge."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the list: where it stands there, and what finds it. Its words are in no message and no repr.

    `needle` must stand in a folded text for the pattern to have a chance; `digits` likewise among its digits alone.
    """

    where: Where
    pattern: re.Pattern[str] = field(repr=False)
    needle: str = field(repr=False)
    digits: str = field(default="", repr=False)

    @property
    def length(self) -> int:
        """How many letters and digits tell it from chance."""
        return max(len(self.needle), len(self.digits))


def term(text: str, where: Where) -> Term | None:
    """What finds an entry; None where it has neither letter nor digit.

    A whole word is meant: `Al` is not in `also`. A star at either end stands for more letters: `Al*` is in `Alan`.
    Between its words anything or nothing may stand that is neither letter nor digit: `Ann-Marie`, `ann_marie.jpg`.
    """
    bare = fold(text).strip()
    words = _WORD.findall(bare)
    if not words:
        return None
    first, last = words[0], words[-1]
    end = "" if bare.endswith("*") else _nothing_beside(last[-1], "(?!", ")")
    if sum(c.isdigit() for word in words for c in word) >= _LONG_NUMBER:
        start = "" if bare.startswith("*") else _nothing_beside(first[0], "(?<!", ")")
        return _long_number(words, start, end, where)
    # A pattern that begins with plain letters is found ten times as fast, so what may not stand before them is asked
    # for when they have been found.
    start = "" if bare.startswith("*") else _nothing_beside(first[0], "(?<!", f"{re.escape(first)})")
    rest = "".join(_BETWEEN_WORDS + re.escape(word) for word in words[1:])
    return Term(where, re.compile(re.escape(first) + start + rest + end), max(words, key=len))


def _long_number(words: list[str], start: str, end: str, where: Where) -> Term:
    """What finds a number in any grouping, with the letters that may be among it."""
    pattern = _BETWEEN_WORDS.join(re.sub(r"(?<=\d)(?=\d)", lambda _: _BETWEEN_DIGITS, word) for word in words)
    letters = [part for word in words for part in re.findall(_LETTER + "+", word)]
    digits = "".join(c for word in words for c in word if c.isdigit())
    if digits[0] == "0" and words[0][0] == "0":  # a British telephone number, which may be written from abroad
        pattern, digits = _FROM_ABROAD + pattern.removeprefix("0"), digits[1:]
    return Term(where, re.compile(start + pattern + end), max(letters, key=len, default=""), digits)


def _nothing_beside(character: str, opening: str, closing: str) -> str:
    """What may not stand beside the first or last character: a letter beside a letter, a digit beside a digit."""
    if character.isdigit():
        return rf"{opening}\d{closing}"
    if unicodedata.name(character, "").startswith(_WITHOUT_SPACES):
        return ""
    return f"{opening}{_LETTER}{closing}"


class Folded:
    """A text ready to be searched for many terms."""

    def __init__(self, text: str) -> None:
        self.text = fold(text)
        self._digits: str | None = None

    def has(self, wanted: Term) -> bool:
        """Whether the term stands in it."""
        if wanted.digits:
            if self._digits is None:
                self._digits = re.sub(r"\D+", "", self.text)
            if wanted.digits not in self._digits:
                return False
        return wanted.needle in self.text and wanted.pattern.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that may appear nowhere."""

    all: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.all)

    def within(self, views: Iterable[str]) -> list[Term]:
        """Those that stand in a text, given in each of the ways in which it can be read."""
        texts = [Folded(view) for view in views]
        return [each for each in self.all if any(text.has(each) for text in texts)]

    def hide(self, text: str) -> str:
        """A short text that may be printed anywhere: whatever of it is a term is replaced by `…`."""
        folded, origin = _folded_with_origin(text)
        hidden: set[int] = set()
        for each in self.all:
            for found in each.pattern.finditer(folded):
                # A word is hidden whole, so that what is left of it does not tell the rest.
                start, end = origin[found.start()], origin[found.end() - 1] + 1
                while start > 0 and text[start - 1].isalpha():
                    start -= 1
                while end < len(text) and text[end].isalpha():
                    end += 1
                hidden.update(range(start, end))
        if not hidden:
            return text
        return "".join("…" if at in hidden and at - 1 not in hidden else "" if at in hidden else character
                       for at, character in enumerate(text))  # fmt: skip


def _folded_with_origin(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters which one of the text it comes from."""
    pieces: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        piece = fold(character)
        pieces.append(piece)
        origin += [at] * len(piece)
    return "".join(pieces), origin
