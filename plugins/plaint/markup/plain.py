"""A stranger's words as HTML: a little Markdown, none of our references, and nothing that could do anything.

Two things stand between what somebody sent us and the page. The converter here knows a few signs only, and shows all
the rest as it was typed, HTML among it. What it makes goes through a sanitiser that lets a dozen elements pass.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from functools import lru_cache
from html import escape

import nh3
from markdown import Markdown
from markdown.inlinepatterns import IMAGE_LINK_RE, LINK_RE, InlineProcessor, LinkInlineProcessor

from plaint.markup.source import clean

WRAPPED = 60
"""Characters from which on a line of an e-mail was broken by a machine and not by its writer."""

# What is taken out of the library's Markdown: HTML, headings, rules, references, indented code, addresses of mail.
_NO_BLOCKS = ("code", "hashheader", "setextheader", "hr", "reference")
_NO_SIGNS = ("html", "entity", "automail", "reference", "short_reference", "image_reference", "short_image_ref")
_KEPT = {"p", "br", "em", "strong", "a", "blockquote", "ul", "ol", "li", "code"}
_SCHEMES = ("http://", "https://")

_LONGEST = 20_000
"""Characters beyond which signs are not looked for. Few comments are a tenth of that."""
_DEEPEST = 6
"""Quotations and lists within each other beyond which signs are not looked for."""
_SIGN = r"(?:>|[*+-](?=[ \t])|[0-9]{1,9}\.(?=[ \t]))[ \t]*+"
_DEEP = re.compile(rf"^(?:[ \t]*+(?:{_SIGN}){{{_DEEPEST + 1}}}|(?:[ ]{{4}}|\t){{{_DEEPEST}}})", re.MULTILINE)
_MARKS = re.compile(r"[*_`\[\]<>\\]")
_MOST_MARKS = 1_000

# They turn round what stands after them until the end of a paragraph, so that it reads as what it is not.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SHORT_LINE = re.compile(rf"^([^\n]{{1,{WRAPPED - 1}}})\n(?=[^\n])", re.MULTILINE)
_BARE = r"https?://[^\s<>\"'`*\[\]\\\x02\x03]*[^\s<>\"'`*\[\]\\\x02\x03.,:;!?()]"


def plain_html(text: str) -> str:
    """A stranger's text as HTML that is safe to show. The same text gives the same HTML; nothing is raised.

    Paragraphs, lists, quotations, emphasis, code between backticks and links to web addresses come out as such.
    Everything else stands as it was typed.
    """
    text = _TURNING.sub("", clean(text))
    html = _paragraphs(text) if _too_much(text) else _converted(text)
    return _cleaner().clean(html)


def _converted(text: str) -> str:
    try:
        return _reader().reset().convert(_SHORT_LINE.sub(r"\1  \n", text))
    except Exception:
        # Whatever the library cannot read must not keep a site from being built, and can still be read by people.
        _reader.cache_clear()
        return _paragraphs(text)


def _too_much(text: str) -> bool:
    """Whether a text is of a kind that Markdown takes minutes for, or that no browser shows."""
    if len(text) > _LONGEST or _DEEP.search(text):
        return True
    return len(_MARKS.findall(text)) > _MOST_MARKS


def _paragraphs(text: str) -> str:
    """The text as it is, in paragraphs and lines."""
    blocks = (block.strip() for block in re.split(r"\n[ \t]*\n", text))
    return "\n".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in blocks if block)


class _Links(LinkInlineProcessor):
    """A link to a web address; one that leads elsewhere, or has no words, stands as it was typed."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  (the library's name)
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """The link, and where it begins and ends."""
        link, start, end = super().handleMatch(m, data)
        if not isinstance(link, etree.Element) or not (link.text or "").strip():
            return None, None, None
        if not link.get("href", "").lower().startswith(_SCHEMES):
            return None, None, None
        return link, start, end


class _Addresses(InlineProcessor):
    """A web address that was typed bare, or between angle brackets, is a link to itself."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802  (the library's name)
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        """The link, and where it begins and ends."""
        link = etree.Element("a", {"href": self.unescape(m[0])})
        link.text = m[0]
        return link, m.start(), m.end()


@lru_cache(maxsize=1)
def _reader() -> Markdown:
    md = Markdown(extensions=["sane_lists"], output_format="html")
    md.preprocessors.deregister("html_block")
    for name in _NO_BLOCKS:
        md.parser.blockprocessors.deregister(name)
    for name in _NO_SIGNS:
        md.inlinePatterns.deregister(name)
    md.inlinePatterns.register(_Links(LINK_RE, md), "link", 160)
    # A picture would be asked of another host, which would learn who reads the page. It can be gone and looked at.
    md.inlinePatterns.register(_Links(IMAGE_LINK_RE, md), "image_link", 150)
    md.inlinePatterns.register(_Addresses(_BARE, md), "autolink", 120)
    return md


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_KEPT,
        # Nothing that is not let through loses its words, but for what holds none.
        clean_content_tags={"script", "style"},
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https"},
        url_relative="deny",
        # Whoever is linked to from a comment is not vouched for, and gets no hold of our page.
        link_rel="nofollow ugc noopener",
    )
