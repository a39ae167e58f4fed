"""One site being built: the casebook, what fills its texts, and the templates, shared by all plugins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jinja2
from markupsafe import Markup

from plaint.casebook import addresses
from plaint.casebook.casebook import Casebook
from plaint.casebook.fill import Filler
from plaint.casebook.routes import Routes
from plaint.export.addressed import site_address
from plaint.export.public import sha256_of
from plaint.record.model import Organisation
from plaint.record.moment import shown_date
from plaint.site.draw import drawer
from plaint.site.page import Page
from plaint.site.parts import left_out, unlinking
from plaint.site.views.contacts import Line


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a list: what it says, its address, and whether it leads to the page it stands on."""

    text: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of every page. `base` leads from the page to the site's root."""

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
    feed: str


class Site:
    """A casebook and everything that is needed to draw it. `root` is the campaign's folder.

    `plugins` are those that make pages, all if left out: nothing links to what none of them makes. `env` is the
    environment of the templates, where it is there already.
    """

    def __init__(
        self,
        case: Casebook,
        root: Path,
        templates: Path,
        *,
        plugins: Iterable[str] | None = None,
        preview: bool = False,
        env: jinja2.Environment | None = None,
    ) -> None:
        self.case, self.root = case, root
        self.env = env or environment(templates)
        self.filler = Filler(case, drawer(self))
        self.digest: Callable[[str], str] = sha256_of(root)
        self.url = site_address(case.record.campaign.url)
        self.published_at = case.record.campaign.url
        self.preview = preview
        self.left_out = () if plugins is None else left_out(plugins)
        self._unlink = unlinking(self.left_out)
        # Lists show the same posts and contacts again and again, which are worked out once.
        self.excerpts: dict[str, str] = {}
        self.lines: dict[tuple[str, str], Line] = {}

    @cached_property
    def routes(self) -> Routes:
        """The doors of every dispute."""
        return Routes(self.case)

    @property
    def title(self) -> str:
        """The site's name: the campaign's title, or the name of the organisation that is us."""
        campaign, us = self.case.record.campaign, self.case.names.us
        ours = self.case.record.parties[us] if us else None
        return campaign.title or (ours.name if isinstance(ours, Organisation) else "")

    def html(self, kind: str, id: str, name: str, base: str) -> Markup:
        """A text of the record as HTML; empty where there is none."""
        return Markup(_scrolling(self.filler.html((kind, id, name), base)))

    def frame(self, page: Page) -> Frame:
        """What stands around a page."""
        campaign = self.case.record.campaign
        # A server shows this page at every address that has none, so only links from the root hold on it.
        base = self._rooted() if page.address == "404.html" else addresses.upwards(page.address)
        return Frame(
            site_title=self.title,
            tagline=campaign.tagline or "",
            notice=campaign.notice or "",
            email=campaign.email or "",
            language=campaign.language,
            base=base,
            canonical=self.url + page.address if self.published_at else "",
            title=page.title,
            description=page.description,
            mark=page.mark,
            as_of=shown_date(self.case.as_of),
            home=page.address == addresses.HOME,
            listed=page.listed,
            menu=tuple(Link(text, to, page.address.startswith(to)) for text, to in self._menu),
            pages=tuple(
                Link(each.title, addresses.page(each), page.address == addresses.page(each))
                for each in self.case.record.pages.values()
            ),
            foot=tuple(Link(text, to) for text, to in _FOOT if self.has(to)),
            feed=addresses.POSTS_FEED if self.has(addresses.POSTS_FEED) else "",
        )

    def has(self, address: str) -> bool:
        """Whether some plugin makes the page or file at an address."""
        return not address.startswith(self.left_out)

    def _rooted(self) -> str:
        """The path of the site's root: below the domain that it is published at, or at this computer's own."""
        if self.preview:
            return "/"
        path = self.url.split("://", 1)[1].partition("/")[2]
        return f"/{path}"

    @cached_property
    def _menu(self) -> list[tuple[str, str]]:
        record = self.case.record
        return [
            (text, address)
            for text, address, something in (
                ("Posts", addresses.ARCHIVES, record.posts),
                ("Letters", addresses.LETTERS, record.letters),
                ("Chronology", addresses.CHRONOLOGY, record.contacts),
                ("Waiting", addresses.WAITING, record.contacts),
                ("Promises", addresses.PROMISES, record.promises),
                ("Evidence", addresses.EVIDENCE, record.evidence),
                ("People", addresses.PEOPLE, record.parties),
            )
            if something and self.has(address)
        ]

    def render(self, page: Page) -> str:
        """The page's HTML."""
        frame = self.frame(page)
        return self._unlink(self.env.get_template(page.template).render(frame=frame, view=page.view), frame.base)


_FOOT = (
    ("Subscribe", addresses.SUBSCRIBE),
    ("Tags", addresses.TAGS),
    ("Chronology for a spreadsheet", addresses.CHRONOLOGY_TABLE),
    ("The record as data", addresses.RECORD),
)

_SCROLL = '<div class="pl-scroll" role="group" aria-label="Table" tabindex="0">'
# Not one that is in such a part already: what is set into a post may have come here before the post does.
_TABLE = re.compile(rf"(?<!{re.escape(_SCROLL)})<table>.*?</table>", re.DOTALL)


def _scrolling(html: str) -> str:
    """The HTML with each table in a part of the page that scrolls sideways, so that the page does not."""
    return _TABLE.sub(rf"{_SCROLL}\g<0></div>", html) if "<table>" in html else html


def environment(templates: Path, compiled: jinja2.BytecodeCache | None = None) -> jinja2.Environment:
    """How templates are read: everything is escaped, and a name that a view does not have is an error.

    `compiled` keeps them between builds.
    """
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )
    env.globals.clear()
    env.globals["range"] = range
    return env
