"""HTML for feeds: whole addresses, and only what any reading app may be given.

What is let through is listed here; everything else is left out. The tags that come out are all written here, and every
other `<` is escaped, so that no reader can take a text for a tag that we did not mean. A parser is not needed for that,
and would take most of the time that feeds may take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import quote, urljoin, urlsplit

_EVERYWHERE = frozenset({"id", "lang", "dir", "title"})
_NONE: frozenset[str] = frozenset()
_TAGS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        "p br hr h1 h2 h3 h4 h5 h6 ul dl dt dd figure figcaption pre code kbd samp var em strong b i u s sub sup small "
        "mark cite abbr dfn span div table caption thead tbody tfoot tr bdi ruby rt rp wbr address".split(),
        _NONE,
    ),
    "a": frozenset({"href", "hreflang"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "li": frozenset({"value"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "time": frozenset({"datetime"}),
    "blockquote": frozenset({"cite"}),
    "q": frozenset({"cite"}),
    "del": frozenset({"cite", "datetime"}),
    "ins": frozenset({"cite", "datetime"}),
}
"""The tags that are let through, each with the attributes it may have besides those that all may."""

_INSTEAD = {**dict.fromkeys(("section", "article", "header", "footer", "aside", "nav", "main"), "div"), "summary": "p"}
"""What stands for tags that say how a page is divided: apps that leave them out would run their words together."""

_WITH_CONTENT = frozenset(
    "script style iframe object form template noscript select textarea button svg math video audio canvas title "
    "head".split()
)
"""What goes together with all that stands in it."""

_ADDRESSES = frozenset({"href", "src", "cite"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

# Each part takes all it can and gives none of it back, so that no text makes this slow.
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)((?>(?:[^<>"']++|"[^"]*+"|'[^']*+')*))>""")
_PLAIN = (*"p li a strong em code h2 ul ol h3 blockquote pre td tr th".split(), *(_TAGS.keys() - {"img"}))
_OTHER = re.compile(rf"<(?!/?(?:{'|'.join(dict.fromkeys(_PLAIN))})>)")
"""A `<` that begins none of those tags which are let through as they are: most do. The commonest are tried first."""
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?""")

# What XML 1.0 cannot hold (section 2.2), and the old control characters that the W3C validator complains of.
# They are named, and not the others: Python goes through every character of a range to compile it.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_NUMBERED = re.compile(r"&#(?:([0-9]{1,9})|[xX]([0-9a-fA-F]{1,8}));?")

_SIMPLE = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~/-]*(?:#[A-Za-z0-9._-]+)?)?")
"""An address that is whole, and that nothing would be done to."""

_URL_SAFE = "/:?#[]@!$&'()*+,;=%~"


def clean(text: str) -> str:
    """The text with one kind of line ends, and without the characters that no feed may hold."""
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def line(text: str) -> str:
    """The text on one line, cleaned."""
    return " ".join(clean(text).split())


def uri(address: str) -> str:
    """The address in ASCII, as RFC 3986 has it."""
    return address if address.isascii() and " " not in address else quote(address, safe=_URL_SAFE)


def feed_html(html: str, page: str) -> str:
    """The HTML with addresses made whole by that of its page, and nothing that is not text or a picture.

    Places inside it are led to on its page, which every app can do; their ids stay for those that look here first.
    """
    out: list[str] = []
    at = 0
    html = _NUMBERED.sub(_numbered, _without_comments(clean(html)))
    while other := _OTHER.search(html, at):
        out.append(html[at : other.start()])
        at = other.end()
        if tag := _TAG.match(html, other.start()):
            closing, name, attributes = tag[1], tag[2].lower(), tag[3]
            if name not in _WITH_CONTENT:
                at = tag.end()
                out.append(_tag(closing, _INSTEAD.get(name, name), attributes, page))
            else:
                at = tag.end() if closing else _after(name, html, tag.end())
        else:
            out.append("&lt;")
    out.append(html[at:])
    return "".join(out).strip()


def _after(name: str, html: str, at: int) -> int:
    """Where that ends which goes together with what stands in it, and whose first tag ends at a place."""
    depth = 1
    for tag in _TAG.finditer(html, at):
        if tag[2].lower() == name:
            depth += -1 if tag[1] else 1
            if not depth:
                return tag.end()
    return len(html)


def _numbered(reference: re.Match[str]) -> str:
    """A reference to a character by its number; the character itself, or nothing, where HTML takes it for another."""
    meant, number = unescape(reference[0]), int(reference[1]) if reference[1] else int(reference[2], 16)
    return reference[0] if [*map(ord, meant)] == [number] and clean(meant) else clean(escape(meant)).strip("\ufffd")


def _without_comments(html: str) -> str:
    first, *others = html.split("<!--")
    return first + "".join(each.partition("-->")[2] for each in others)


def _tag(closing: str, name: str, attributes: str, page: str) -> str:
    """A tag as it is let through; nothing where it is not."""
    if name not in _TAGS:
        return ""
    if name != "img" and (closing or not attributes):
        return f"<{closing}{name}>"
    given = dict(_attributes(name, attributes, page))
    if name == "img":
        if "src" not in given:
            return ""
        given.setdefault("alt", "")
    said = "".join(f' {key}="{escape(value)}"' for key, value in given.items())
    return f"<{name}{said}>"


def _attributes(name: str, text: str, page: str) -> Iterator[tuple[str, str]]:
    for key, *values in _ATTRIBUTE.findall(text):
        key = key.lower()
        if key in _EVERYWHERE or key in _TAGS[name]:
            value: str | None = unescape(values[0] or values[1] or values[2])
            if key in _ADDRESSES:
                value = _whole(value or "", page)
            if value is not None:
                yield key, value


def _whole(address: str, page: str) -> str | None:
    """The whole address, if it is one that may be followed."""
    if _SIMPLE.fullmatch(address):
        return address
    address = re.sub(r"[\t\n]", "", address.strip())
    if address.startswith("#"):
        return f"{page.partition('#')[0]}{uri(address)}"
    try:
        whole = urljoin(page, address)
        return uri(whole) if urlsplit(whole).scheme in _SCHEMES else None
    except ValueError:
        return None
