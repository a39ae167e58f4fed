"""Filling the holes of converted texts, with what the casebook says and as the caller draws it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape, unescape

from plaint.casebook.casebook import Casebook, Context
from plaint.casebook.embeds import Embed, find_embed
from plaint.casebook.links import Links
from plaint.casebook.references import Link, resolve
from plaint.casebook.texts import Key
from plaint.markup import Converted, Hole, rebase
from plaint.markup.model import Parts
from plaint.memory.watch import Remembered

Draw = Callable[[Embed, str], str]
"""Draws an embed as HTML; the second value is the HTML of what is inside it (a letter's body), else nothing."""

Dress = Callable[[str, str], str]
"""Puts into a text's HTML what its pictures need: their sizes. The second value leads from the page to the root."""


class Filler:
    """Fills the texts of one casebook. What could go wrong was checked before, so that nothing is raised here."""

    def __init__(self, case: Casebook, draw: Draw, dress: Dress = lambda html, base: html) -> None:
        self.case, self.draw, self.dress = case, draw, dress
        self.links = Links(case)
        self.words: Remembered[Key, str] = Remembered(case.watch, lambda key: plain(self.html(key, "./")))
        """A whole text on one line; where it is read makes no difference, for only links and pictures tell."""

    def html(self, key: Key, base: str) -> str:
        """A whole text as HTML, on a page from which `base` leads to the root; nothing where there is no such text."""
        return self.html_and_tables(key, base)[0]

    def html_and_tables(self, key: Key, base: str) -> tuple[str, bool]:
        """The same, and whether there may be a table in it."""
        outline = self.case.outlines.get(key)
        if outline is None:
            return "", False
        parts, found = outline.parts, set[str]()
        for part in parts:
            if isinstance(part, str):
                found.update(_MORE.findall(part))
            elif part.embed:
                # Nobody knows what will be drawn there.
                found |= {"img", "table"}
        if "h1" in found:
            parts = rebase(parts, shift=1, prefix="")
        html = self.fill(parts, self.case.context(key, base))
        return self.dress(html, base) if "img" in found else html, "table" in found

    def first_paragraph(self, key: Key, base: str) -> str:
        """The text of the first paragraph of a text, or nothing. No hole that stands after it is filled."""
        if known := self.case.opening(key):
            return known if isinstance(known, str) else plain(self.fill(known, self.case.context(key, base)))
        outline, html = self.case.outlines.get(key), ""
        parts = _below_title(outline.parts) if outline else ()
        for part in self._filled(parts, self.case.context(key, base)) if parts else ():
            html += part
            if "</p>" in part and (found := first_paragraph(self._dressed(html, base))):
                return found
        return first_paragraph(self._dressed(html, base))

    def _dressed(self, html: str, base: str) -> str:
        return self.dress(html, base) if "<img" in html else html

    def fill(self, parts: Parts, context: Context) -> str:
        """Parts as HTML, every hole of them filled."""
        return "".join(self._filled(parts, context))

    def _filled(self, parts: Parts, context: Context) -> Iterator[str]:
        seen: dict[str, int] = {}
        for part in parts:
            yield part if isinstance(part, str) else self._hole(part, context, seen)

    def text(self, parts: Parts, context: Context) -> str:
        """Parts as plain text, for titles and tables."""
        return plain("".join(part if isinstance(part, str) else escape(self._words(part, context)) for part in parts))

    def _hole(self, hole: Hole, context: Context, seen: dict[str, int]) -> str:
        if hole.kind == "number":
            point = self.case.numbered[context.letter].point(hole.target[1:]) if context.letter else None
            return f'<span class="pl-point-number">{point.name}:</span> ' if point else ""
        if hole.kind in ("href", "src"):
            link = self.links.resolve(hole, self.case.texts[context.key].where)
            return escape(f"{context.base}{link.address}")
        if hole.embed:
            return self._embed(hole, context, seen)
        link = resolve(hole, context, self.case)
        text = hole.words if hole.words is not None else link.text
        if hole.place == "attribute":
            return escape(text)
        if hole.place == "link" or link.address is None:
            return escape(text, quote=False)
        return anchor(link, text, context.base)

    def _words(self, hole: Hole, context: Context) -> str:
        if hole.kind in ("number", "href", "src"):
            return ""
        return hole.words if hole.words is not None else resolve(hole, context, self.case).text

    def _embed(self, hole: Hole, context: Context, seen: dict[str, int]) -> str:
        embed = find_embed(hole, context, self.case)
        if embed.letter is None or embed.kind not in ("letter", "contact"):
            return self.draw(embed, "")
        id = embed.letter.letter.id
        seen[id] = seen.get(id, 0) + 1
        prefix = f"{context.prefix}{id}" + (f"-{seen[id]}" if seen[id] > 1 else "")
        inner = replace(embed.context, prefix=f"{prefix}-")
        outline = self.case.outlines["contact", id, "body"]
        top = any(isinstance(part, str) and "<h1" in part for part in outline.parts)
        parts = rebase(outline.parts, shift=embed.level - 1 + top, prefix=prefix)
        return self.draw(replace(embed, context=inner), self.fill(parts, inner))


def _below_title(parts: Parts) -> Parts:
    """The parts of a text, its headings below the title of the page."""
    top = any(isinstance(part, str) and "<h1" in part for part in parts)
    return rebase(parts, shift=1, prefix="") if top else parts


def anchor(link: Link, text: str, base: str) -> str:
    """A link as HTML; an address that is only a fragment stays on the page."""
    address = link.address or ""
    href = address if address.startswith("#") else f"{base}{address}"
    return f'<a href="{escape(href)}">{escape(text, quote=False)}</a>'


def plain(html: str) -> str:
    """The text of a piece of HTML, on one line."""
    return " ".join(
        unescape(
            re.sub(
                r"<[^>]*>",
                " ",
                re.sub(r"</?(?:a|em|strong|span|code|abbr|sup|sub|i|b|u|s)\b[^>]*>", "", html),
            )
        ).split()
    )


def opening(outline: Converted) -> str | Parts:
    """The text of the first paragraph, or where that has holes, the parts of it; nothing where there is a picture in
    it, or anything is set in before its end."""
    found = list[str | Hole]()
    for part in outline.parts:
        if not isinstance(part, str):
            if part.embed:
                return ""
            if found:
                found.append(part)
            continue
        start = 0 if found else part.find("<p>")
        if start >= 0:
            end = part.find("</p>", start)
            found.append(part[start : None if end < 0 else end])
            if "<img" in found[-1]:  # type: ignore[operator]  # it is text
                return ""
            if end >= 0:
                return plain(found[0]) if len(found) == 1 else tuple(found)  # type: ignore[arg-type]
    return ""


def first_paragraph(html: str) -> str:
    """The text of the first paragraph of some HTML, or nothing."""
    found = _PARAGRAPH.search(html)
    return plain(found[1]) if found else ""


_MORE = re.compile("<(h1|img|table)")
"""What few texts have: a heading as high as the page's own title, a picture, a table. To look for all of them at once
takes half as long as to look for one after the other, which for most texts was longer than to fill them."""

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
