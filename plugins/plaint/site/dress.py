"""The pictures in a text: given their width and height, and several sizes to choose from."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from plaint.site.views.pictures import picture

if TYPE_CHECKING:
    from plaint.site.site import Site

_IMG = re.compile(r"<img\b([^>]*?)\s*/?>")
_SRC = re.compile(r"""\ssrc="([^"]*)\"""")
_SAID = re.compile(r"""\s(?:srcset|decoding|width|height)=""")
_FOLD = 1_500
"""Characters of HTML before which a picture is likely to be in sight as soon as a page opens."""


def dressed(site: Site, html: str, base: str) -> str:
    """A text's HTML with its pictures in several sizes, with their width and height, those further down loaded late.

    One that says more of itself was set in by a template, or is as its author wants it, and stays so.
    """

    def dress(found: re.Match[str]) -> str:
        attributes = found[1]
        src = _SRC.search(attributes)
        if src is None or _SAID.search(attributes) or _chosen(html, found.start()):
            return found.group()
        to = unescape(src[1])
        name = site.file_of(to.removeprefix(base)) if to.startswith(base) else ""
        shown = picture(site, name, to.removeprefix(base), base) if name else None
        if shown is None:
            return found.group()
        others = Markup(_SRC.sub("", attributes))
        macros: Any = site.env.get_template("parts/pictures.html").module
        return str(macros.picture(shown, base, "36rem", found.start() > _FOLD, others)).strip()

    return _IMG.sub(dress, html)


def _chosen(html: str, at: int) -> bool:
    """Whether what stands there is one of several to choose from already."""
    return html.rfind("<picture", 0, at) > html.rfind("</picture", 0, at)
