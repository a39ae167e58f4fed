"""What the specifications of feeds ask for, as functions that yield what is wrong with one.

RFC 4287 (Atom), the RSS 2.0 specification with the profile of its board, JSON Feed 1.1, and what the W3C feed validator
complains of besides.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import jsonschema

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")  # RFC 3986, in ASCII
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_RFC_822 = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d [+-]\d{4}"
)
_W3CDTF = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_PLAUSIBLE = 1990
"""The year before which the validator takes a date for a mistake."""

HTML_TAGS = frozenset(
    "a abbr address b bdi blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure h1 h2 h3 "
    "h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub sup table tbody td tfoot th "
    "thead time tr u ul var wbr".split()
)
HTML_ATTRIBUTES = frozenset(
    "alt cite colspan datetime dir height href hreflang id lang reversed rowspan scope span src start title type value "
    "width".split()
)
_VOID = frozenset("br col hr img wbr".split())


def rss_faults(text: str) -> Iterator[str]:
    """What is wrong with a feed as RSS 2.0."""
    root = ElementTree.fromstring(text.encode())
    if root.tag != "rss" or root.get("version") != "2.0" or len(root) != 1 or root[0].tag != "channel":
        yield "is no RSS 2.0"
        return
    channel = root[0]
    yield from _once(channel, required=("title", "link", "description", "language", "lastBuildDate"))
    yield from _plain(channel, "title", "description")
    yield from _fits(channel, "link", _URI)
    yield from _fits(channel, "language", _LANGUAGE)
    yield from _fits(channel, "lastBuildDate", _RFC_822)
    if [each.get("rel") for each in channel.findall(f"{ATOM}link")].count("self") != 1:
        yield "has not one link to itself"
    tags = [each.tag for each in channel]
    if "item" in tags and set(tags[tags.index("item") :]) != {"item"}:
        yield "says something of itself after its items"
    yield from _unique([each.findtext("guid") for each in channel.findall("item")])
    for item in channel.findall("item"):
        yield from _rss_item(item)


def _rss_item(item: ElementTree.Element) -> Iterator[str]:
    yield from _once(
        item,
        required=("title", "link", "description", "guid", f"{CONTENT}encoded"),
        optional=("pubDate", f"{DC}date", f"{DC}creator", "enclosure", f"{ATOM}updated"),
        several=("category",),
    )
    yield from _plain(item, "title", "category")
    yield from _fits(item, "link", _URI)
    yield from _fits(item, "guid", _URI)
    yield from _fits(item, "pubDate", _RFC_822)
    yield from _fits(item, f"{DC}date", _W3CDTF)
    yield from _fits(item, f"{ATOM}updated", _RFC_3339)
    if (item.find("guid").get("isPermaLink") != "false") and not (item.findtext("guid") or "").startswith("http"):  # type: ignore[union-attr]
        yield "a guid that is no link is not marked so"
    if (item.find("pubDate") is None) == (item.find(f"{DC}date") is None):
        yield "an item has not one date"
    tags = [each.tag for each in item]
    if tags.index(f"{CONTENT}encoded") < tags.index("description"):
        yield "the content comes before the description"
    for enclosure in item.findall("enclosure"):
        whole = _URI.fullmatch(enclosure.get("url", "")) and enclosure.get("length", "").isdigit()
        if not whole or not _MEDIA_TYPE.fullmatch(enclosure.get("type", "")):
            yield f"an enclosure lacks its address, length or type: {enclosure.attrib}"
    yield from html_faults(item.findtext("description") or "", inline=True)
    yield from html_faults(item.findtext(f"{CONTENT}encoded") or "")


def atom_faults(text: str) -> Iterator[str]:
    """What is wrong with a feed as Atom."""
    root = ElementTree.fromstring(text.encode())
    if root.tag != f"{ATOM}feed":
        yield "is no Atom"
        return
    required = (f"{ATOM}title", f"{ATOM}id", f"{ATOM}updated")
    yield from _once(root, required, (f"{ATOM}author", f"{ATOM}subtitle"), (f"{ATOM}link", f"{ATOM}entry"))
    yield from _fits(root, f"{ATOM}id", _URI)
    yield from _fits(root, f"{ATOM}updated", _RFC_3339)
    yield from _links(root, {"self", "alternate"})
    if not _LANGUAGE.fullmatch(root.get("{http://www.w3.org/XML/1998/namespace}lang", "")):
        yield "has no language"
    entries = root.findall(f"{ATOM}entry")
    if root.find(f"{ATOM}author/{ATOM}name") is None:
        yield "has no author"
    yield from _unique([each.findtext(f"{ATOM}id") for each in entries])
    updated = [each.findtext(f"{ATOM}updated") or "" for each in entries]
    own = root.findtext(f"{ATOM}updated") or ""
    times = [datetime.fromisoformat(each) for each in (own, *updated) if _RFC_3339.fullmatch(each)]
    if updated and len(times) == 1 + len(updated) and max(times[1:]) != times[0]:
        yield "was not updated when its latest entry was"
    for entry in entries:
        yield from _atom_entry(entry)


def _atom_entry(entry: ElementTree.Element) -> Iterator[str]:
    names = ("title", "id", "updated", "author", "summary", "content")
    required = tuple(f"{ATOM}{name}" for name in names)
    yield from _once(entry, required, (f"{ATOM}published",), (f"{ATOM}link", f"{ATOM}category"))
    yield from _fits(entry, f"{ATOM}id", _URI)
    yield from _fits(entry, f"{ATOM}updated", _RFC_3339)
    yield from _fits(entry, f"{ATOM}published", _RFC_3339)
    yield from _links(entry, {"alternate"})
    published, updated = entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated") or ""
    forms = all(_RFC_3339.fullmatch(each or "") for each in (published, updated))
    if forms and datetime.fromisoformat(published or "") > datetime.fromisoformat(updated):
        yield "an entry was changed before it was published"
    for category in entry.findall(f"{ATOM}category"):
        if not (category.get("term") or "").strip():
            yield "a category says nothing"
    for name in ("summary", "content"):
        found = entry.find(f"{ATOM}{name}")
        if found is None or found.get("type") != "html" or not (found.text or "").strip():
            yield f"the {name} is not there, or is no HTML"
        else:
            yield from html_faults(found.text or "", inline=name == "summary")


def _links(element: ElementTree.Element, rels: set[str]) -> Iterator[str]:
    links = element.findall(f"{ATOM}link")
    found = Counter((each.get("rel", "alternate"), each.get("type"), each.get("hreflang")) for each in links)
    found_rels = Counter(rel for rel, _, _ in found)
    for rel in rels:
        if found_rels[rel] != 1:
            yield f"has {found_rels[rel]} links of the kind {rel}"
    for link in links:
        if not _URI.fullmatch(link.get("href", "")):
            yield f"links to {link.get('href')!r}"
        if link.get("rel") == "enclosure" and not (link.get("length", "").isdigit() and link.get("type")):
            yield "an enclosure lacks its length or type"


_WHOLE = {"type": "string", "format": "uri", "pattern": f"^{_URI.pattern}$"}
_TEXT = {"type": "string", "minLength": 1}
_TIME = {"type": "string", "pattern": f"^{_RFC_3339.pattern}$"}
_AUTHORS = {
    "type": "array", "minItems": 1,
    "items": {
        "type": "object", "minProperties": 1, "additionalProperties": False,
        "properties": {"name": _TEXT, "url": _WHOLE, "avatar": _WHOLE},
    },
}  # fmt: skip
JSON_FEED: dict[str, Any] = {
    "type": "object", "required": ["version", "title", "items"], "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": _TEXT, "description": _TEXT, "user_comment": _TEXT, "home_page_url": _WHOLE, "feed_url": _WHOLE,
        "next_url": _WHOLE, "icon": _WHOLE, "favicon": _WHOLE, "authors": _AUTHORS,
        "language": {"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"}, "expired": {"type": "boolean"},
        "items": {
            "type": "array", "items": {
                "type": "object", "required": ["id"], "additionalProperties": False,
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "properties": {
                    "id": _TEXT, "url": _WHOLE, "external_url": _WHOLE, "title": _TEXT, "content_html": _TEXT,
                    "content_text": _TEXT, "summary": _TEXT, "image": _WHOLE, "banner_image": _WHOLE,
                    "date_published": _TIME, "date_modified": _TIME, "authors": _AUTHORS,
                    "tags": {"type": "array", "items": _TEXT, "uniqueItems": True},
                    "language": {"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"},
                    "attachments": {
                        "type": "array", "items": {
                            "type": "object", "required": ["url", "mime_type"], "additionalProperties": False,
                            "properties": {
                                "url": _WHOLE, "mime_type": {"type": "string", "pattern": f"^{_MEDIA_TYPE.pattern}$"},
                                "title": _TEXT, "size_in_bytes": {"type": "integer", "minimum": 0},
                                "duration_in_seconds": {"type": "number"},
                            },
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip
"""JSON Feed 1.1, as its specification has it in words, without the keys that are deprecated."""


def json_faults(text: str) -> Iterator[str]:
    """What is wrong with a feed as JSON Feed 1.1."""
    feed = json.loads(text)
    for error in jsonschema.Draft202012Validator(JSON_FEED).iter_errors(feed):
        yield f"{error.json_path}: {error.message[:200]}"
    yield from _unique([each.get("id") for each in feed.get("items", ())])
    for item in feed.get("items", ()):
        yield from html_faults(item.get("content_html", ""))
        yield from _characters(item.get("title", ""))
        yield from _characters(item.get("summary", ""))


FAULTS: dict[str, Callable[[str], Iterator[str]]] = {
    "rss.xml": rss_faults,
    "atom.xml": atom_faults,
    "json": json_faults,
}
"""By the ending of a feed's address, what finds faults with it."""


class _Html(HTMLParser):
    """Reads a piece of HTML as strictly as an app might."""

    def __init__(self, *, inline: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.inline = inline

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag, with the addresses it names."""
        if tag not in HTML_TAGS or self.inline:
            self.faults.append(f"has the tag <{tag}>")
        if tag not in _VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name not in HTML_ATTRIBUTES:
                self.faults.append(f"has the attribute {name}")
            if name in ("href", "src", "cite") and not _URI.fullmatch(value or ""):
                self.faults.append(f"has an address that is not whole: {value!r}")
            if name in ("src",) and urlsplit(value or "").scheme not in ("http", "https"):
                self.faults.append(f"shows {value!r}")
        if tag == "img" and "alt" not in dict(attrs):
            self.faults.append("has a picture without words")

    def handle_endtag(self, tag: str) -> None:
        """The end of what was opened last, or else a fault."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"closes <{tag}> where it is not open")

    def handle_comment(self, data: str) -> None:
        """A comment, which no feed has."""
        self.faults.append("has a comment")

    def handle_data(self, data: str) -> None:
        """Words."""
        self.faults.extend(_characters(data))


def html_faults(html: str, *, inline: bool = False) -> Iterator[str]:
    """What is wrong with a piece of HTML in a feed: tags, attributes, addresses, nesting. `inline` is text alone."""
    reader = _Html(inline=inline)
    reader.feed(html)
    reader.close()
    yield from reader.faults
    if reader.open:
        yield f"never closes {reader.open}"


def _characters(text: str) -> Iterator[str]:
    if found := re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]", text):
        yield f"has the character {found[0]!r}"


def _once(
    element: ElementTree.Element,
    required: tuple[str, ...],
    optional: tuple[str, ...] = (),
    several: tuple[str, ...] = ("item", f"{ATOM}link"),
) -> Iterator[str]:
    counted = Counter(each.tag for each in element)
    for tag in required:
        if counted[tag] != 1:
            yield f"has {counted[tag]} of {tag}"
        elif not (element.findtext(tag) or "").strip() and not len(element.find(tag)):  # type: ignore[arg-type]
            yield f"has nothing in {tag}"
    for tag, number in counted.items():
        if tag not in (*required, *optional, *several):
            yield f"has {tag}, which does not belong there"
        if number > 1 and tag not in several:
            yield f"has {tag} twice"


def _plain(element: ElementTree.Element, *tags: str) -> Iterator[str]:
    for tag in tags:
        for found in element.findall(tag):
            if len(found) or not (found.text or "").strip():
                yield f"{tag} is no plain text"
            yield from _characters(found.text or "")


def _fits(element: ElementTree.Element, tag: str, form: re.Pattern[str]) -> Iterator[str]:
    for found in element.findall(tag):
        text = found.text or ""
        if not form.fullmatch(text):
            yield f"{tag} is {text!r}"
        elif form in (_RFC_822, _RFC_3339):
            when = parsedate_to_datetime(text) if form is _RFC_822 else datetime.fromisoformat(text)
            if when.year < _PLAUSIBLE or (form is _RFC_822 and f"{when:%a}" != text[:3]):
                yield f"{tag} is not plausible: {text}"


def _unique(ids: list[str | None]) -> Iterator[str]:
    for id, number in Counter(ids).items():
        if number > 1 or not id:
            yield f"the id {id!r} stands {number} times"
