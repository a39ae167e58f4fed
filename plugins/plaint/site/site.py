"""One site being built: the casebook, what fills its texts, and the templates, shared by all plugins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from plaint.casebook import addresses, facets, listed
from plaint.casebook.casebook import Casebook
from plaint.casebook.fill import Filler
from plaint.casebook.gists import Thing
from plaint.casebook.listed import Ids
from plaint.casebook.related import related
from plaint.casebook.routes import Routes
from plaint.casebook.silences import silences
from plaint.export.addressed import site_address
from plaint.memory.store import key_of
from plaint.memory.watch import Remembered
from plaint.memory.work import Job, Work
from plaint.pictures.faults import ENDINGS
from plaint.record.model import Organisation
from plaint.site.draw import drawer
from plaint.site.dress import dressed
from plaint.site.files import Files
from plaint.site.frame import Frames
from plaint.site.page import Maker, Page
from plaint.site.parts import left_out, unlinking
from plaint.site.pictures import Pictures
from plaint.site.printed import Environment
from plaint.site.static import assets
from plaint.site.templates import template_digests
from plaint.site.views.cited import Citing, citing
from plaint.site.views.contacts import Line, Source, line, source
from plaint.site.views.posts import Teaser, teaser

_IN_ONE_PIECE = (
    "related", "by_party", "by_status", "silences", "neighbours", "by_year", "by_category", "by_tag", "by_kind",
)  # fmt: skip
"""What is made of all posts or all contacts at once."""

SETTINGS, TEMPLATE, ASSET = "settings", "template", "asset"
"""The tables of what the settings say, under one key, of the templates with all that each includes, and of the theme's
own files: by the name of each, the address that it is published at."""


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
        work: Work | None = None,
        settings: bytes = b"",
    ) -> None:
        self.case, self.root, self.work = case, root, work or Work(case.tables)
        self.env = env or environment(templates)
        self.makers: list[Maker] = []
        """The plugins that make its pages, as Pelican has them."""
        self.filler = Filler(case, drawer(self), lambda html, base: dressed(self, html, base))
        self.files = Files(root, case.watch)
        self.files.know(self.work)
        self.pictures = Pictures(self.files, case.watch, self._shown_files)
        self.digest: Callable[[str], str] = self.pictures.digest
        self.url = site_address(case.record.campaign.url)
        self.published_at = case.record.campaign.url
        self.preview = preview
        self.left_out = () if plugins is None else left_out(plugins)
        case.tables.table(SETTINGS, {"": key_of(settings, str(preview), *self.left_out)})
        case.tables.table(TEMPLATE, template_digests(templates))
        self._unlink = unlinking(self.left_out)
        self.routes = Routes(case)
        """The doors of every dispute."""
        self._once = once = case.tables.once
        self._file_of = once("file-of", lambda: {to: name for name, to in self.filler.links.sources.items()})
        self.shared = once("frame", lambda: self._frame_parts())
        """The title, the menu, and the pages that stand beside it, by these names."""
        # Lists show the same posts and contacts again and again, which are worked out once.
        self.line: Remembered[tuple[str, str], Line] = Remembered(
            case.watch, lambda key: line(self, case.record.contacts[key[0]], key[1])
        )
        """A contact as lists show it, by its id and what leads from the page to the root."""
        self.source: Remembered[str, Source] = Remembered(case.watch, lambda id: source(self, case.rules[id]))
        """A rule as pages explain it, by its id."""
        self.citing: Remembered[Thing, Citing] = Remembered(case.watch, lambda thing: citing(self, *thing))
        """What cites something, by its kind and id."""
        self._frames = Frames(self)

        self.assets = assets(templates.parent / "static")
        """The files of the theme, by their names there."""
        self.asset = case.tables.table(ASSET, {name: each.address for name, each in self.assets.items()})
        self._teasers: Mapping[str, Teaser] | None = None

    def prepare(self) -> Sequence[Job]:
        """The work that pages are put together from, whatever plugins make them."""
        # What is made in one piece, and only wanted by pages.
        self.work.meanwhile += [partial(getattr, self, name) for name in _IN_ONE_PIECE]
        posts = self.case.record.posts
        return (Job("teaser", posts, lambda id: teaser(self, posts[id])),)

    def prepared(self, done: Sequence[Mapping[Any, Any]]) -> None:
        """Take what came of that, and work out what nobody was free to."""
        self.work.meanwhile.clear()
        (self._teasers,) = done
        # By now every table has to be there that a page may read, to be compared with what was.
        for name in _IN_ONE_PIECE:
            getattr(self, name)

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[str, str]]:
        """By a post, the ids of the ones before and after it in time."""
        return self._once("neighbours", lambda: listed.neighbours(self.case.record))

    @cached_property
    def by_year(self) -> Mapping[int, Ids]:
        """The contacts of each year."""
        return self._once("by-year", lambda: listed.by_year(self.case.relations))

    @cached_property
    def by_category(self) -> Mapping[str, Ids]:
        """The posts of each category."""
        return self._once("by-category", lambda: listed.by_category(self.case.record))

    @cached_property
    def _posts_by_tag(self) -> Mapping[str, tuple[str, Ids]]:
        return self._once("posts-by-tag", lambda: listed.posts_by_tag(self.case.record))

    @cached_property
    def by_tag(self) -> Mapping[str, tuple[Ids, Ids]]:
        """The posts and the contacts of each tag."""
        posts = self._posts_by_tag
        return self._once("by-tag", lambda: listed.by_tag(posts, self.case.relations))

    @cached_property
    def by_kind(self) -> Mapping[str, Ids]:
        """The contacts of each kind."""
        return self._once("by-kind", lambda: facets.by_kind(self.case.relations))

    @cached_property
    def by_party(self) -> Mapping[str, Ids]:
        """The contacts of everybody, by public ids."""
        return self._once("by-party", lambda: facets.by_party(self.case.relations, self.case.names))

    @cached_property
    def by_status(self) -> Mapping[str, Ids]:
        """The contacts of each status."""
        return self._once("by-status", lambda: facets.by_status(self.case))

    @cached_property
    def silences(self) -> Mapping[str, int]:
        """How many working days of silence each contact ended."""
        return self._once("silences", lambda: silences(self.case))

    @cached_property
    def related(self) -> Mapping[str, Ids]:
        """By a post, the ids of those that share most with it."""
        case, posts = self.case, self._posts_by_tag
        return self._once("related", lambda: related(case.record.posts, posts, case.cited_in))

    def teaser(self, post: str) -> Teaser:
        """A post as lists show it, by its id."""
        if self._teasers is None:
            with self.case.watch.aside():
                self.prepared(self.work.derive_all(self.prepare()))
            assert self._teasers is not None
        return self._teasers[post]

    def _frame_parts(self) -> dict[str, Any]:
        return {
            "title": self._title(),
            "menu": self._menu(),
            "pages": tuple((each.title, addresses.page(each)) for each in self.case.record.pages.values()),
        }

    @property
    def title(self) -> str:
        """The site's name: the campaign's title, or the name of the organisation that is us."""
        return str(self.shared["title"])

    def _title(self) -> str:
        campaign, us = self.case.record.campaign, self.case.names.us
        ours = self.case.record.parties[us] if us else None
        return campaign.title or (ours.name if isinstance(ours, Organisation) else "")

    def html(self, kind: str, id: str, name: str, base: str) -> Markup:
        """A text of the record as HTML; empty where there is none."""
        html, tables = self.filler.html_and_tables((kind, id, name), base)
        return Markup(_scrolling(html) if tables else html)

    def holds_parts(self, kind: str, id: str, *names: str) -> bool:
        """Whether a letter, a message or contacts are set into one of these texts, for which there is a stylesheet."""
        outlines = filter(None, (self.case.outlines.get((kind, id, name)) for name in names))
        return any(hole.embed and hole.kind != "ev" for outline in outlines for hole in outline.holes)

    def file_of(self, address: str) -> str:
        """The campaign's file that is published at an address; nothing where none is."""
        name = self._file_of.get(address, "")
        return name if name.startswith(("images/", "evidence/")) else ""

    def _shown_files(self) -> list[str]:
        """Every picture and document that is published, in the order in which they are asked for."""
        evidence = self.case.record.evidence.values()
        names = (*sorted(self.filler.links.images()), *(f"evidence/{name}" for each in evidence for name in each.names))
        return [each for each in names if each.lower().endswith(ENDINGS)]

    def has(self, address: str) -> bool:
        """Whether some plugin makes the page or file at an address."""
        self.case.watch.read(SETTINGS, "")
        return not address.startswith(self.left_out)

    def _menu(self) -> tuple[tuple[str, str], ...]:
        record = self.case.record
        return tuple(
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
        )

    def render(self, page: Page) -> str:
        """The page's HTML."""
        self.case.watch.read(TEMPLATE, page.template)
        frame = self._frames.of(page)
        return self._unlink(self.env.get_template(page.template).render(frame=frame, view=page.view), frame.base)


_SCROLL = '<div class="pl-scroll" role="group" aria-label="Table" tabindex="0">'

# How Markdown says that the cells of a column stand right or in the middle; pages may have no looks of their own.
_ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|center|right);"')


def _scrolling(html: str) -> str:
    """The HTML with each table in a part of the page that scrolls sideways, so that the page does not."""
    if "<table>" not in html:
        return html
    out, at = list[str](), 0
    while (start := html.find("<table>", at)) >= 0 and (end := html.find("</table>", start)) >= 0:
        # Not one that is in such a part already: what is set into a post may have come here before the post does.
        if html.endswith(_SCROLL, 0, start):
            end = start + len("<table>")
            out.append(html[at:end])
        else:
            end += len("</table>")
            out += html[at:start], _SCROLL, html[start:end], "</div>"
        at = end
    out.append(html[at:])
    done = "".join(out)
    return _ALIGNED.sub(r'\1 class="pl-\2"', done) if ' style="text-align: ' in done else done


def environment(templates: Path, compiled: jinja2.BytecodeCache | None = None) -> jinja2.Environment:
    """How templates are read: everything is escaped, and a name that a view does not have is an error.

    `compiled` keeps them between builds.
    """
    env = Environment(
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
