"""What stands around the content of every page: menus, feeds, what machines are told of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from plaint.casebook import addresses
from plaint.memory.watch import Remembered
from plaint.record.moment import shown_date
from plaint.site.page import About, Page
from plaint.site.views.feeds import Alternate, alternates
from plaint.site.views.linked import Around, linked_data, ways_to_share
from plaint.values import dataclass

if TYPE_CHECKING:
    from plaint.site.site import Site


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a list: what it says, its address, and what it is of the page it stands on (`aria-current`)."""

    text: str
    address: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around the content of all pages of one folder alike. Its fields are called as those of a frame."""

    site_title: str
    tagline: str
    notice: str
    email: str
    base: str
    as_of: str
    home: bool
    menu: tuple[Link, ...]
    pages: tuple[Link, ...]
    foot: tuple[Link, ...]
    feeds: tuple[Alternate, ...]
    asset: Mapping[str, str]


Macro = Callable[[Place], Markup]
Same = Callable[[Macro], Markup]
"""Gives what a macro makes of the place that a page has, which is worked out once for all pages that have it too."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of every page. `base` leads from the page to the site's root.

    `same` gives what a macro makes of all that is so of other pages too, and `asset` the address of a file of the
    theme, by its name there. `public` tells whether the page will be where `canonical` says, for anybody to find;
    `data` is what machines are told of it then, and `share` are the links by which readers pass it on. `search` is
    the address of the search, `locale` the language as Open Graph writes it.
    """

    same: Same
    site_title: str
    tagline: str
    notice: str
    email: str
    language: str
    base: str
    canonical: str
    title: str
    description: str
    mark: str
    as_of: str
    home: bool
    listed: bool
    menu: tuple[Link, ...]
    pages: tuple[Link, ...]
    foot: tuple[Link, ...]
    feeds: tuple[Alternate, ...]
    card: str
    asset: Mapping[str, str]
    public: bool
    about: About
    data: Markup
    share: tuple[tuple[str, str], ...]
    search: str
    locale: str


@dataclass(frozen=True, slots=True)
class OnAll:
    """What stands around the content of every page alike; `around` is what machines are told of the site."""

    as_of: str
    foot: tuple[Link, ...]
    search: str
    locale: str
    around: Around


class Frames:
    """The frames of a site's pages. What one shares with others is worked out once."""

    def __init__(self, site: Site) -> None:
        self.site, watch = site, site.case.watch
        self._on_all: Remembered[None, OnAll] = Remembered(watch, lambda _: self._shown_on_all())
        self._places: Remembered[tuple[str, str], tuple[Place, Same]] = Remembered(watch, self._shared)

    def of(self, page: Page) -> Frame:
        """What stands around a page."""
        site, on_all = self.site, self._on_all(None)
        language = site.case.record.campaign.language
        # A server shows this page at every address that has none, so only links from the root hold on it.
        base = self._rooted() if page.address == "404.html" else addresses.upwards(page.address)
        canonical = site.url + page.address if site.published_at else ""
        public = bool(canonical and page.listed and not page.mark)
        # All pages that stand as deep in a folder have the same around them, but for the feeds of lists of posts.
        folder, _, below = page.address.partition("/")
        where = f"{folder}/…" if below else page.address
        if page.address.startswith((addresses.CATEGORIES, addresses.TAGS)):
            place = self._place(where, base, alternates(page.address, page.title, site.title, site.has))
            same: Same = lambda macro: macro(place)  # noqa: E731
        else:
            place, same = self._places((where, base))
        return Frame(
            same=same,
            site_title=place.site_title,
            tagline=place.tagline,
            notice=place.notice,
            email=place.email,
            language=language,
            base=base,
            canonical=canonical,
            title=page.title,
            description=page.description,
            mark=page.mark,
            as_of=place.as_of,
            home=place.home,
            listed=page.listed,
            menu=place.menu,
            pages=place.pages,
            foot=place.foot,
            feeds=place.feeds,
            # Whoever draws a link does so from elsewhere, and needs the whole address.
            card=site.url + page.card if page.card and site.published_at and site.has(page.card) else "",
            asset=place.asset,
            public=public,
            about=page.about,
            data=linked_data(page, on_all.around) if public else Markup(),
            share=ways_to_share(page.title, canonical) if public and page.about.shared else (),
            search=on_all.search,
            locale=on_all.locale,
        )

    def _shared(self, which: tuple[str, str]) -> tuple[Place, Same]:
        """A place that many pages have, by its address and what leads from it to the root."""
        where, base = which
        place = self._place(where, base, alternates(where, "", self.site.title, self.site.has))
        same: Remembered[Macro, Markup] = Remembered(self.site.case.watch, lambda macro: macro(place))
        return place, same

    def _place(self, where: str, base: str, feeds: tuple[Alternate, ...]) -> Place:
        site, on_all = self.site, self._on_all(None)
        campaign = site.case.record.campaign
        menu, pages = self._links(where)
        return Place(
            site_title=on_all.around.title,
            tagline=campaign.tagline or "",
            notice=campaign.notice or "",
            email=campaign.email or "",
            base=base,
            as_of=on_all.as_of,
            home=where == addresses.HOME,
            menu=menu,
            pages=pages,
            foot=on_all.foot,
            feeds=feeds,
            asset=site.asset,
        )

    def _shown_on_all(self) -> OnAll:
        site = self.site
        us, language = site.case.names.us, site.case.record.campaign.language
        publisher = site.case.names.short(us) if us else ""
        return OnAll(
            as_of=shown_date(site.case.as_of),
            foot=tuple(Link(text, to) for text, to in _FOOT if site.has(to)),
            search=addresses.SEARCH if site.has(addresses.SEARCH) else "",
            locale=language.replace("-", "_") if _TERRITORY.fullmatch(language) else "",
            around=Around(site.title, publisher, site.url, language, site.has),
        )

    def _links(self, address: str) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """The menu, and the pages that stand beside it, as a page shows them."""
        menu, pages = self.site.shared["menu"], self.site.shared["pages"]
        return (
            tuple(Link(text, to, _current(address, to)) for text, to in menu),
            tuple(Link(text, to, _current(address, to)) for text, to in pages),
        )

    def _rooted(self) -> str:
        """The path of the site's root: below the domain that it is published at, or at this computer's own."""
        if self.site.preview:
            return "/"
        path = self.site.url.split("://", 1)[1].partition("/")[2]
        return f"/{path}"


_LISTED_IN = {"posts/": addresses.ARCHIVES, "categories/": addresses.ARCHIVES, "contacts/": addresses.CHRONOLOGY}
"""Where in the menu those pages belong which stand in no folder of it."""


def _current(address: str, section: str) -> str:
    """What a link of the menu is of a page, in the words of `aria-current`: that page, or the part it is in."""
    if address == section:
        return "page"
    folder = address[: address.find("/") + 1]
    return "true" if section in (folder, _LISTED_IN.get(folder)) else ""


_FOOT = (
    ("Search", addresses.SEARCH),
    ("Subscribe", addresses.SUBSCRIBE),
    ("Tags", addresses.TAGS),
    ("Chronology for a spreadsheet", addresses.CHRONOLOGY_TABLE),
    ("The record as data", addresses.RECORD),
)

_TERRITORY = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
"""A language with its territory, which Open Graph wants both."""
