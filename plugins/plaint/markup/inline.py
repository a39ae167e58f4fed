"""Markdown's inline patterns, each searched for only in a text that can hold it."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any

import markdown
from markdown import Markdown, inlinepatterns
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FootnoteInlineProcessor, FootnotePostTreeprocessor
from markdown.treeprocessors import InlineProcessor, PrettifyTreeprocessor, Treeprocessor
from markdown.util import AtomicString

from plaint.markup import lane, passes
from plaint.markup.headings import NameHeadings
from plaint.markup.serialise import html_of

# What a text must hold for a pattern to match in it, by the pattern's own regular expression: each match begins with
# one of the first two, and the third stands somewhere. Going by the expression, not by the name, a pattern that
# another extension or a later library puts in the place of one of these is unknown, and is tried on every text.
NEEDED: dict[str, tuple[str, str, str]] = {
    inlinepatterns.BACKTICK_RE: ("`", "\\", "`"),
    inlinepatterns.ESCAPE_RE: ("\\", "\\", ""),
    r"\[\^([^\]]*)\]": ("[^", "[^", "]"),  # a footnote's mark
    inlinepatterns.LINK_RE: ("[", "[", ""),  # also that of [words][reference]
    inlinepatterns.IMAGE_LINK_RE: ("![", "![", ""),
    inlinepatterns.AUTOLINK_RE: ("<", "<", "://"),
    inlinepatterns.AUTOMAIL_RE: ("<", "<", "@"),
    inlinepatterns.LINE_BREAK_RE: ("  \n", "  \n", ""),
    inlinepatterns.HTML_RE: ("<", "<", ">"),
    inlinepatterns.ENTITY_RE: ("&", "&", ";"),
    r"\*|_": ("*", "_", ""),
}
# The expression of a link or a reference matches a bracket alone. What its code looks for next is the closing one,
# and for a link a round one right behind it; it gives up without a trace where there is none. A subclass may not.
_LINKS = (inlinepatterns.LinkInlineProcessor, inlinepatterns.ImageInlineProcessor)
_REFERENCES = (
    inlinepatterns.ReferenceInlineProcessor,
    inlinepatterns.ImageReferenceInlineProcessor,
    inlinepatterns.ShortReferenceInlineProcessor,
    inlinepatterns.ShortImageReferenceInlineProcessor,
)

# The version whose code `lane` was compared with, and the patterns of which it knows in this order what they find.
_COMPARED = (3, 11)
_ORDER: list[tuple[type, str]] = [
    (inlinepatterns.BacktickInlineProcessor, inlinepatterns.BACKTICK_RE),
    (inlinepatterns.EscapeInlineProcessor, inlinepatterns.ESCAPE_RE),
    (inlinepatterns.ReferenceInlineProcessor, inlinepatterns.REFERENCE_RE),
    (inlinepatterns.LinkInlineProcessor, inlinepatterns.LINK_RE),
    (inlinepatterns.ImageInlineProcessor, inlinepatterns.IMAGE_LINK_RE),
    (inlinepatterns.ImageReferenceInlineProcessor, inlinepatterns.IMAGE_REFERENCE_RE),
    (inlinepatterns.ShortReferenceInlineProcessor, inlinepatterns.REFERENCE_RE),
    (inlinepatterns.ShortImageReferenceInlineProcessor, inlinepatterns.IMAGE_REFERENCE_RE),
    (inlinepatterns.AutolinkInlineProcessor, inlinepatterns.AUTOLINK_RE),
    (inlinepatterns.AutomailInlineProcessor, inlinepatterns.AUTOMAIL_RE),
    (inlinepatterns.SubstituteTagInlineProcessor, inlinepatterns.LINE_BREAK_RE),
    (inlinepatterns.HtmlInlineProcessor, inlinepatterns.HTML_RE),
    (inlinepatterns.HtmlInlineProcessor, inlinepatterns.ENTITY_RE),
    (inlinepatterns.DelimiterProcessor, r"\*|_"),
]
# What may come after the patterns, for a text to be HTML by then: none of these looks for what such a text can hold,
# but abbreviations, if there are any.
_AFTER = frozenset(
    (
        FootnotePostTreeprocessor,
        PrettifyTreeprocessor,
        passes.Prettify,
        AttrListTreeprocessor,
        passes.AttributeLists,
        AbbrTreeprocessor,
        NameHeadings,
        passes.Unescape,
    )
)

_HANDLE = "_InlineProcessor__handleInline"
_APPLY = "_InlineProcessor__applyPattern"

Step = tuple[int, Any, str, str, str, bool]  # index, pattern, what it needs, whether that includes a definition


def fits() -> bool:
    """Whether the library's own processor still does its work in the two steps that `Inline` stands between."""
    return callable(getattr(InlineProcessor, _HANDLE, None)) and callable(getattr(InlineProcessor, _APPLY, None))


class Inline(InlineProcessor):
    """The library's processor, but for texts of which it is known what it makes of them, and for patterns that cannot
    match: on those it spends half of its time."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.apply = getattr(self, _APPLY)
        self.steps: list[Step] = []
        self.seen: object = None
        self.only_known = self.simple = False
        self.abbreviations: list[dict[str, str]] = []

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        """The tree with its inline patterns applied."""
        self.look_round()
        if self.only_known and ancestors is None:
            self.stashed_nodes = {}
            simple, left = lane.read(tree)
            if not simple and not left:
                return tree
            if self.simple and self.md.serializer is html_of and not any(self.abbreviations):
                return self._through(tree, simple, left)
        return super().run(tree, ancestors)

    def _through(
        self, tree: etree.Element, simple: list[tuple[etree.Element, lane.Ready]], left: bool
    ) -> etree.Element:
        """The tree with simple texts made ready, and the patterns tried on what is left."""
        spared = list[lane.Spared]()
        if left:
            for element, ready in simple:
                element.text = text = lane.Spared(element.text or "", ready)
                spared.append(text)
            tree = super().run(tree)
        for index, (element, ready) in enumerate(simple):
            if not left or spared[index].passed:
                element.text = ready
        return tree

    def _spare(self, text: lane.Spared) -> bool:
        """Takes note of what the patterns would have stashed; False where they have not done with a text before."""
        stars = self.md.delimiters
        if stars is None or stars.regions or stars.stack or any(one.stack for one in stars.delimiters.values()):
            return False
        # Where the library mistakes its own placeholders, their numbers can be read on the page.
        for _ in range(text.elements):
            self.stashed_nodes[f"{len(self.stashed_nodes):04d}"] = ""
        text.passed = True
        return True

    def look_round(self) -> None:
        """Finds out which patterns there are, and what comes after them; called for each text, so that what was
        registered since the last one is there."""
        patterns = list[Any](self.inlinePatterns)
        after = list(self.md.treeprocessors)
        stars = self.md.delimiters and list(self.md.delimiters.delimiters.values())
        seen = patterns, [pattern.getCompiledRegExp() for pattern in patterns], after, stars
        if seen == self.seen:
            return
        self.seen = seen
        self.steps = [_step(index, pattern) for index, pattern in enumerate(patterns)]
        self.only_known = all(one for _, _, one, _, _, _ in self.steps)
        self.simple = self in after and _in_order(patterns) and {type(one) for one in _later(after, self)} <= _AFTER
        self.abbreviations = [one.abbrs for one in after if isinstance(one, AbbrTreeprocessor)]

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """`data` with placeholders for what the patterns found: the loop of the library with a test in front."""
        if type(data) is lane.Spared and self._spare(data):
            return data
        if isinstance(data, AtomicString) or (self.only_known and not lane.has_sign(data)):
            return data
        for index, pattern, one, other, also, defined in self.steps[patternIndex:]:
            if (one not in data and other not in data) or also not in data:
                continue
            # Where nothing is defined, a reference is stepped over and the text stays as it is.
            if defined and not self.md.references:
                continue
            matched, start = True, 0
            while matched:
                if one:
                    start = _first(data, one, other, start)
                    if start < 0:
                        break
                data, matched, start = self.apply(pattern, data, index, start)
        return data


def _first(data: str, one: str, other: str, start: int) -> int:
    """Where the first of the two stands from `start` on, or -1: so far, there is nothing to search."""
    first = data.find(one, start)
    second = first if one == other else data.find(other, start)
    return min(first, second) if first >= 0 and second >= 0 else max(first, second)


def _step(index: int, pattern: Any) -> Step:
    known = None
    if isinstance(pattern, inlinepatterns.InlineProcessor):
        known = NEEDED.get(pattern.getCompiledRegExp().pattern)
    if known is None:
        return index, pattern, "", "", "", False  # an empty string is in every text
    one, other, also = known
    referring = type(pattern) in _REFERENCES
    if referring or type(pattern) in _LINKS:
        also = "]" if referring else "]("
    return index, pattern, one, other, also, referring


def _later(order: list[Treeprocessor], than: Treeprocessor) -> list[Treeprocessor]:
    return order[order.index(than) + 1 :]


def _in_order(patterns: list[Any]) -> bool:
    """Whether the patterns are the library's own, one after the other. That of footnotes is told by its caret."""
    if markdown.__version_info__[:2] != _COMPARED:
        return False
    own = [pattern for pattern in patterns if type(pattern) is not FootnoteInlineProcessor]
    if [(type(pattern), pattern.getCompiledRegExp().pattern) for pattern in own] != _ORDER:
        return False
    star = own[-1].delimiters["*"]
    return star.tags == ("strong", "em") and star.tag_count == 2 and not star.smart
