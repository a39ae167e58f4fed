"""What stands around pages: made once for all that have it alike, and noted for each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plaint.commands.build import TEMPLATES
from plaint.site.page import Page
from plaint.site.site import Site, environment
from tests.campaigns import opened, read_base_with
from tests.cells import cells_of

POSTS = {f"posts/2019-09-01-{id}.md": f"---\ntitle: {id}\ndate: 2019-09-01\n---\nA.\n" for id in ("one", "two")}


class Told:
    """A macro that tells how often it was called, and with what."""

    def __init__(self, name: str = "plaint.css") -> None:
        self.name, self.calls = name, list[Any]()

    def __call__(self, place: Any) -> str:
        self.calls.append(place)
        return f"{place.base}{place.asset[self.name]}"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    root = tmp_path / "content"
    return Site(opened(read_base_with(root, POSTS)), root, TEMPLATES, env=environment(TEMPLATES))


def page(address: str) -> Page:
    return Page(address, "page.html", "A page", None)


def test_what_pages_of_a_folder_have_alike_is_made_once(site: Site):
    """The second one gets what was made for the first; a page elsewhere has its own."""
    told, frames = Told(), site._frames
    one, two = (frames.of(page(address)).same(told) for address in ("posts/one/", "posts/two/"))
    assert one == two == f"../../{site.assets['plaint.css'].address}"
    assert len(told.calls) == 1
    assert frames.of(page("waiting/")).same(told) == f"../{site.assets['plaint.css'].address}"
    assert frames.of(page("404.html")).same(told).startswith("/")
    assert len(told.calls) == 3


def test_each_page_is_noted_to_have_read_what_was_made_for_another(site: Site):
    """Else it would keep the old one when that changes."""
    told = Told()
    for address in ("posts/one/", "posts/two/", "tags/a/", "tags/b/"):
        with site.case.watch.noting() as seen:
            site._frames.of(page(address)).same(told)
        assert {("asset", "plaint.css"), ("settings", ""), ("frame", "menu")} <= cells_of(site.case.watch, seen)


def test_lists_of_posts_have_their_own_feeds(site: Site):
    """What stands around them is not that of another list in the same folder."""
    feeds = [site._frames.of(page(address)).same(lambda place: place.feeds[0].address) for address in ("tags/a/", "tags/b/")]
    assert feeds == ["feeds/tags/a.rss.xml", "feeds/tags/b.rss.xml"]


def test_what_differs_from_page_to_page_is_not_there_to_be_shown(site: Site):
    """A macro that shows it would give all pages what one of them says."""
    with pytest.raises(AttributeError):
        site._frames.of(page("posts/one/")).same(lambda place: place.title)
