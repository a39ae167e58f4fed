"""What a plugin hands to the writer: a page to be rendered, or a file to be written as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any, Protocol

from plaint.memory.work import Job
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One address that a plugin makes, and what for: `kind` and `id` are the plugin's own words."""

    address: str
    kind: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a page is, for whoever finds it, passes it on, or reads it by machine.

    A search finds pages that have a `kind`, which readers choose by, as by the `year`; `what` and `when` say more of
    each one found. `data` is what schema.org calls the page, less what is so of every page: it says nothing that the
    page does not. A page that is `shared` has links to pass it on by.
    """

    kind: str = ""
    year: str = ""
    what: str = ""
    when: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address, its template, and the small view that the template is given.

    `mark` says why the page would not be published, where drafts are shown. `listed` is false of a page that search
    engines and the site map leave out. `changed` is the day its content last changed, where that is known. `card` is
    the address of the picture that stands beside a link to it.
    """

    address: str
    template: str
    title: str
    view: Any
    description: str = ""
    mark: str = ""
    listed: bool = True
    changed: str = ""
    card: str = ""
    about: About = About()


@dataclass(frozen=True, slots=True)
class File:
    """A file: its address, and its content, or the file it is copied from (by its name in the campaign's folder)."""

    address: str
    content: str | bytes = ""
    source: str = ""


class Maker(Protocol):
    """A plugin, as the writer knows it."""

    def prepare(self) -> Sequence[Job]:
        """The work that its pages are put together from, piece by piece."""
        ...

    def prepared(self, done: Sequence[Mapping[Any, Any]]) -> None:
        """Take what came of that."""
        ...

    def plan(self) -> Iterable[Item]:
        """Every address that it makes."""
        ...

    def make(self, item: Item) -> Page | File:
        """The page or file of one."""
        ...
