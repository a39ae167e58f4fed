"""Pictures as pages show them: in several sizes, of which a browser takes the one that fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from plaint.casebook import addresses
from plaint.pictures.facts import Size
from plaint.site.page import File, Item
from plaint.values import dataclass

if TYPE_CHECKING:
    from plaint.site.site import Site


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the address of the whole of it, and its width and height in pixels, 0 where they are not known.

    `src` is what a reader gets who chooses no other, and `forms` are the others, the smallest first, each with its
    width. They are written as links are, without spaces.
    """

    address: str
    width: int
    height: int
    src: str
    forms: tuple[tuple[str, int], ...] = ()

    def within(self, height: int) -> Picture:
        """The same, shown at most so many pixels high: a page that says so keeps exactly the place that it takes."""
        if self.height <= height:
            return self
        return replace(self, width=max(1, round(self.width * height / self.height)), height=height)


_PICTURES = frozenset(("jpeg", "png", "gif", "webp", "avif", "svg"))
_SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
_ENDINGS = {"jpeg": "jpg"}


def picture(site: Site, name: str, address: str, base: str) -> Picture | None:
    """A file of the campaign as a picture, on a page from which `base` leads to the root; None where it is none.

    In a feed, all of whose addresses are whole, there is one picture and no choice: most readers know no other.
    """
    facts = site.pictures.facts(name)
    if facts.format not in _PICTURES and PurePosixPath(name).suffix.lower() not in _SHOWN:
        return None
    plain = next((form(address, each) for each in facts.sizes if each.format != "webp"), address)
    forms = tuple((quote(form(address, each)), each.width) for each in facts.sizes if each.format == "webp")
    return Picture(address, facts.width, facts.height, quote(plain), () if _in_feed(base) else forms)


def first_page(site: Site, name: str, address: str, base: str) -> Picture | None:
    """The first page of a PDF as a picture; None of what is no PDF, or shows nothing."""
    facts = site.pictures.facts(name)
    if facts.format != "pdf" or not facts.sizes:
        return None
    largest = facts.sizes[-1]
    forms = tuple((quote(form(address, each)), each.width) for each in facts.sizes)
    return Picture(address, largest.width, largest.height, forms[-1][0], () if _in_feed(base) else forms)


def form(address: str, size: Size) -> str:
    """The address of a file in one of its sizes."""
    return addresses.picture(address, size.width, _ENDINGS.get(size.format, size.format))


def forms(site: Site, name: str, address: str) -> Iterator[Item]:
    """Every size in which a file is shown, to be made by `made_form`."""
    for number, size in enumerate(site.pictures.facts(name).sizes):
        yield Item(form(address, size), "form", f"{number} {name}")


def made_form(site: Site, item: Item) -> File:
    """A file in one of its sizes."""
    number, _, name = item.id.partition(" ")
    return File(item.address, site.pictures.form(name, site.pictures.facts(name).sizes[int(number)]))


def published_file(site: Site, name: str, address: str) -> File:
    """A file as it is published: a picture without what is hidden in it, anything else as it is."""
    if site.pictures.digest(name) == site.files.digest(name):
        return File(address, source=name)
    return File(address, site.pictures.content(name))


def _in_feed(base: str) -> bool:
    return "://" in base
