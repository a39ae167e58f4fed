"""A text of words with a little code, a few links and simple emphasis in it, made HTML at once.

For such a text it is certain what Python-Markdown's inline patterns would find, in whatever order they are tried. All
else is theirs.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown.util import AtomicString, code_escape

from plaint.markup.headings import HEADINGS
from plaint.markup.tokens import TOKEN


class Ready(AtomicString):
    """The HTML of an element's text, to be written as it is. No pattern is tried on it."""


class Uncertain(Exception):
    """Raised where it is not certain what the patterns would find."""


# Nothing in these begins or ends anything: no stars, no backticks, no brackets but those that are written here. A
# brace may begin attributes, and U+0002 a placeholder; a link's words are words. Nothing is tried twice: what does not
# fit is found out in one go, however long it is.
_WORDS = r"(?:[^\\`*_\[\]<&{!\x02]++|!(?!\[))"
_IN_CODE = r"[^`*\\{\x02]++"
_IN_LINK = r"(?!\s*+\])[^\\`*_\[\]<&{\x02]++"
_ADDRESS = r"[^\s\\`*()\[\]<>&{}\"'\x02]++"
_INNER = rf"(?:{_WORDS}|`{_IN_CODE}`(?!`)|\[{_IN_LINK}\]\({_ADDRESS}\))"
# A star with a letter on its inner side opens, or closes what one like it has opened.
_OPENS, _SHUT = rf"(?![\s*])((?>{_INNER}+))(?<!\s)", r"(?!\*)"
# Each sign in turn, and what it begins: the last group where that is not certain. One set of characters in front, so
# that the search leaps from one of them to the next.
_SIGN = re.compile(
    r"[\\`*_\[\]<&{!\x02>](?:(?<=>)|(?<=!)(?!\[)"
    rf"|(?<=`)({_IN_CODE})`(?!`)|(?<=\[)({_IN_LINK})\]\(({_ADDRESS})\)"
    rf"|(?<=\*)(?:\*{_OPENS}\*\*{_SHUT}|{_OPENS}\*{_SHUT})|())"
)

# Elements whose text nobody reads once the patterns are through.
_BEARERS = frozenset(("p", "li", "td", "th", "dd", "dt"))


def has_sign(text: str) -> bool:
    """Whether a pattern may match in the text, or a placeholder be looked for."""
    # One after the other, they are found three times as fast as by any().
    return (
        "*" in text
        or "[" in text
        or "`" in text
        or "_" in text
        or "<" in text
        or "&" in text
        or "\\" in text
        or "\x02" in text
        or ("\n" in text and "  \n" in text)
    )


def html_of(text: str) -> Ready | None:
    """The HTML that the text becomes, or None where that is not certain."""
    try:
        return Ready(Words().html_of(text))
    except Uncertain:
        return None


class Words:
    """Writes texts. `links` counts the links in them; `telling` says whether any of those leads anywhere but to another
    site, or a token stands in one or in code."""

    def __init__(self) -> None:
        self.links, self.telling = 0, False

    def html_of(self, text: str) -> str:
        """The HTML that the text becomes. Raises Uncertain."""
        if "\n" in text and "  \n" in text:
            raise Uncertain
        return _SIGN.sub(self._part, text)

    def _part(self, found: re.Match[str]) -> str:
        which = found.lastindex
        if which is None:
            return "&gt;" if found[0] == ">" else "!"
        if which == 1:
            if not self.telling and TOKEN.search(found[1]):
                self.telling = True
            return f"<code>{code_escape(found[1].strip())}</code>"
        if which == 3:
            words, address = found.group(2, 3)
            self.links += 1
            if not self.telling and (not address.startswith(("https://", "http://")) or TOKEN.search(found[0])):
                self.telling = True
            return f'<a href="{address}">{words.replace(">", "&gt;")}</a>'
        if which == 6:
            raise Uncertain
        name = "strong" if which == 4 else "em"
        return f"<{name}>{_SIGN.sub(self._part, found[which])}</{name}>"


def read(tree: etree.Element) -> tuple[list[tuple[etree.Element, Ready]], bool]:
    """The elements with a simple text, each with its HTML, and whether there is anything else that a pattern may match
    in."""
    elements = tree.iter()
    next(elements)  # The patterns are tried on what is in the tree's root, not on its own text.
    simple, left = list[tuple[etree.Element, Ready]](), False
    for element in elements:
        text, tail = element.text, element.tail
        if text and type(text) is str and has_sign(text):
            if element.tag in _BEARERS and (made := html_of(text)) is not None:
                simple.append((element, made))
            else:
                left = True
        if tail and has_sign(tail):
            left = True
        if len(element) and element.tag in HEADINGS:
            # Its id is made of the words of all elements in it.
            return simple, True
    return simple, left


class Spared(str):
    """A simple text on its way through the patterns, which are not tried on it."""

    elements: int
    passed: bool

    def __new__(cls, text: str, ready: Ready) -> Spared:
        """The text with its HTML."""
        self = super().__new__(cls, text)
        # So many elements would have been stashed for it: each has one end tag, and nothing else has a <.
        self.elements = ready.count("<") // 2
        self.passed = False
        return self
