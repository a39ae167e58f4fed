"""What a page says of itself to machines, as JSON-LD in the words of schema.org, and the links to pass it on by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from plaint.casebook import addresses
from plaint.site.page import Page
from plaint.values import dataclass

_SECTIONS = (
    ("posts/", "Posts", addresses.ARCHIVES),
    (addresses.CATEGORIES, "Categories", addresses.CATEGORIES),
    (addresses.TAGS, "Tags", addresses.TAGS),
    (addresses.LETTERS, "Letters", addresses.LETTERS),
    ("contacts/", "Chronology", addresses.CHRONOLOGY),
    (addresses.CHRONOLOGY, "Chronology", addresses.CHRONOLOGY),
    (addresses.EVIDENCE, "Evidence", addresses.EVIDENCE),
)
"""How the addresses of pages begin, and the list that they belong to: what it is called, and its address."""

# A data block is no script, and ends at the first `</script` in it all the same.
_UNSAFE = {each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


@dataclass(frozen=True, slots=True)
class Around:
    """What machines are told of the site: its name, who publishes it, its address and language.

    `has` tells whether anything is made at an address.
    """

    title: str
    publisher: str
    url: str
    language: str
    has: Callable[[str], bool]


def linked_data(page: Page, around: Around) -> Markup:
    """The JSON-LD of a page, to be set into a script element. One that says nothing of itself is a list of others."""
    site: dict[str, Any] = {"@type": "WebSite", "@id": f"{around.url}#site", "name": around.title, "url": around.url}
    publisher = {"@type": "Organization", "name": around.publisher or around.title, "url": around.url}
    if page.address == addresses.HOME:
        graph: list[Mapping[str, Any]] = [
            {**site, "inLanguage": around.language, "publisher": publisher, **_home(page, around)}
        ]
    else:
        here = around.url + page.address
        whole: dict[str, Any] = {
            "@type": "CollectionPage",
            **page.about.data,
            "url": here,
            "inLanguage": around.language,
            "isPartOf": site,
            "publisher": publisher,
        }
        if "headline" not in whole:
            whole["name"] = page.title
        if page.description:
            whole["description"] = page.description
        if page.card and around.has(page.card):
            whole["image"] = around.url + page.card
        graph = [whole, _trail(page, around)]
    text = _JSON.encode({"@context": "https://schema.org", "@graph": graph})
    for each, written in _UNSAFE.items():
        text = text.replace(each, written)
    return Markup(text)


def _home(page: Page, around: Around) -> Mapping[str, Any]:
    """What only the home page says: what the site is about, and how to search it."""
    more: dict[str, Any] = {"description": page.description} if page.description else {}
    if around.has(addresses.SEARCH):
        words = "{search_term_string}"
        target = {"@type": "EntryPoint", "urlTemplate": f"{around.url}{addresses.SEARCH}?q={words}"}
        query = "required name=search_term_string"
        more["potentialAction"] = {"@type": "SearchAction", "target": target, "query-input": query}
    return more


def _trail(page: Page, around: Around) -> Mapping[str, Any]:
    """The way from the home page to a page."""
    steps = [*_above(page, around), (page.title, page.address)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": around.url + address}
            for number, (name, address) in enumerate(steps, 1)
        ],
    }


def _above(page: Page, around: Around) -> Iterator[tuple[str, str]]:
    yield around.title, addresses.HOME
    for start, name, address in _SECTIONS:
        if page.address.startswith(start) and page.address != address and around.has(address):
            yield name, address


def ways_to_share(title: str, address: str) -> tuple[tuple[str, str], ...]:
    """Links by which readers pass a page on, each with its name; they carry the title and the address, nothing else.

    Each is an address that its service documents for that, and asks nobody for anything before it is followed. The
    words come last, in the fragment, for Mastodon: its readers are on many servers, and that page, which is its makers'
    own, asks for theirs in the browser and is not told what is shared.
    """
    words, to = quote(title, safe=""), quote(address, safe="")
    both = f"{words}%0A{to}"
    return (
        ("E-mail", f"mailto:?subject={words}&body={both}"),
        ("WhatsApp", f"https://wa.me/?text={both}"),
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={to}"),
        ("Bluesky", f"https://bsky.app/intent/compose?text={both}"),
        ("Mastodon", f"https://share.joinmastodon.org/#text={both}"),
        ("X", f"https://x.com/intent/post?text={words}&url={to}"),
    )
