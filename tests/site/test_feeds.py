"""Feeds as a site has them: what is built, which pages lead to them, and when one is made again."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from plaint.casebook import addresses
from plaint.site.views.feeds import Alternate, alternates
from tests.campaigns import base_with
from tests.export.feed_rules import CONTENT
from tests.sites import DEMO, DEMO_DAY, DEMO_IS_HERE, ROOT, built, needs_demo, soup

SITE = "The Way to School"
MOVED = "https://way.example.net/school/"
EVERYWHERE = ["feeds/posts.rss.xml", "feeds/posts.atom.xml", "feeds/posts.json"]


def feeds(site: Path) -> dict[str, bytes]:
    """Every feed of a site, by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in (site / "feeds").rglob("*") if path.is_file()}


def linked(site: Path, page: str) -> list[str]:
    """The feeds that a page's head leads to, from the root."""
    found = soup(site / page / "index.html").select('link[rel="alternate"]')
    return [re.sub(r"^(\.\./)+|^\./", "", str(each["href"])) for each in found]


def test_every_page_of_a_list_has_its_feed_in_three_formats(demo: Path):
    """The posts, letters, chronology and waits, and each category and tag that has a page."""
    listed = {page.parent.relative_to(demo).as_posix() for kind in ("categories", "tags") for page in (demo / kind).glob("*/index.html")}
    names = {"posts", "letters", "chronology", "waiting", *listed}
    assert len(listed) > 10
    assert set(feeds(demo)) == {f"feeds/{name}.{ending}" for name in names for ending in addresses.FEED_FORMATS}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo below a path of another domain, so that its own pages are told from the invented ones it links to."""
    if not DEMO_IS_HERE:
        pytest.skip("content/ holds another campaign than the demo")
    folder = tmp_path_factory.mktemp("moved")
    shutil.copytree(DEMO, folder / "content")
    campaign = folder / "content" / "campaign.yaml"
    campaign.write_text(campaign.read_text("utf-8").replace("https://example.org/\n", f"{MOVED}\n"), encoding="utf-8")
    return built(folder / "content", folder / "site", DEMO_DAY)


def test_every_address_in_a_feed_is_there(moved: Path):
    """Links and pictures of ours lead to a page or a file, and to a place in it that is there."""
    places: dict[str, set[str]] = {}
    seen = 0
    for path, text in feeds(moved).items():
        for item in ElementTree.fromstring(text).iter("item") if path.endswith("rss.xml") else ():
            html = BeautifulSoup(item.findtext(f"{CONTENT}encoded") or "", "html.parser")
            found = [str(each.get("href") or each.get("src")) for each in html.select("[href], [src]")]
            files = [str(each.get("url")) for each in item.findall("enclosure")]
            for address in (item.findtext("link") or "", *found, *files):
                if not address.startswith(MOVED):
                    continue
                page, _, place = address.removeprefix(MOVED).partition("#")
                file = moved / page / "index.html" if page.endswith("/") or not page else moved / page
                assert file.is_file(), (path, address)
                if place and page not in places:
                    places[page] = {str(each["id"]) for each in soup(file).select("[id]")}
                assert not place or place in places[page], (path, address)
                seen += 1
    assert seen > 200


def test_an_enclosure_has_the_length_of_what_is_published(moved: Path):
    """The bytes of the file that the site has, from which hidden details may have been taken."""
    lengths = {
        moved / each["url"].removeprefix(MOVED): each["size_in_bytes"]
        for item in json.loads(feeds(moved)["feeds/letters.json"])["items"]
        for each in item.get("attachments", ())
    }
    assert len(lengths) > 3
    assert lengths == {path: path.stat().st_size for path in lengths}


def test_ids_are_those_of_the_site_before_it_moved(demo: Path, moved: Path):
    """Under another domain and path every entry of every feed is the one it was."""
    for path, text in feeds(demo).items():
        if path.endswith(".json"):
            ids = [[each["id"] for each in json.loads(one)["items"]] for one in (text, feeds(moved)[path])]
            assert ids[0] == ids[1]


def test_pictures_in_feeds_have_sizes_and_no_choice(demo: Path):
    """A width and height for each, and one address, which is all that most apps know."""
    pictures = 0
    for item in json.loads(feeds(demo)["feeds/posts.json"])["items"]:
        for each in BeautifulSoup(item["content_html"], "html.parser").select("img"):
            pictures += 1
            assert set(each.attrs) == {"src", "alt", "width", "height"}
    assert pictures > 3


@pytest.mark.parametrize(
    ("page", "own"),
    [
        ("", None),
        ("posts/the-lift/", None),
        ("letters/", "letters"),
        ("letters/transport-complaint/", "letters"),
        ("chronology/", "chronology"),
        ("contacts/prices-foi/", "chronology"),
        ("waiting/", "waiting"),
        ("categories/", None),
        ("categories/transport/", "categories/transport"),
        ("tags/foi/", "tags/foi"),
        ("about/", None),
    ],
)
def test_a_page_leads_to_its_own_feed_before_that_of_the_posts(page: str, own: str | None):
    """In all formats, RSS first: apps that ask nothing take the first they find."""
    found = [each.address for each in alternates(page, "A title", SITE, lambda address: True)]
    assert found == [*(f"feeds/{own}.{ending}" for ending in addresses.FEED_FORMATS if own), *EVERYWHERE]


def test_a_feed_is_called_the_same_in_a_page_and_in_itself(demo: Path):
    """The title in a page's head is the feed's own, with the format in brackets."""
    called = {"tags/foi/": "Tagged “foi”", "categories/transport/": "Posts on Transport", "waiting/": "Waiting", "": "Home"}
    for page, title in called.items():
        for each in alternates(page, title, SITE, lambda address: True):
            if each.address.endswith(".json"):
                assert each == Alternate(
                    f"{json.loads(feeds(demo)[each.address])['title']} (JSON Feed)", "application/feed+json", each.address
                )  # fmt: skip


def test_nothing_leads_to_feeds_that_are_not_made():
    """Without the plugin there are none; without the letters only those of the posts."""
    assert alternates("letters/", "Letters", SITE, lambda address: address != addresses.FEEDS) == ()
    found = alternates("letters/", "Letters", SITE, lambda address: address != addresses.LETTERS)
    assert [each.address for each in found] == EVERYWHERE


def test_pages_of_the_site_lead_to_their_feeds(demo: Path):
    """As built: every link in a head is there, and so is the file."""
    assert linked(demo, "letters")[0] == "feeds/letters.rss.xml"
    assert linked(demo, "tags/foi")[:3] == [f"feeds/tags/foi.{ending}" for ending in addresses.FEED_FORMATS]
    for page in ("", "letters", "waiting", "contacts/prices-foi", "posts/the-lift", "categories/transport", "about"):
        assert linked(demo, page)[-3:] == EVERYWHERE
        for each in linked(demo, page):
            assert (demo / each).is_file()


def test_a_feed_names_its_style_sheet(demo: Path):
    """Clicked on in a browser it is shown with the theme's own CSS, however deep the feed lies."""
    for path, text in feeds(demo).items():
        if path.endswith(".xml"):
            href = re.search(rb'<\?xml-stylesheet href="([^"]+)" type="text/css"\?>', text)
            assert href is not None
            [style] = (demo / "theme").glob("feed.*.css")
            assert (demo / path).parent.joinpath(href[1].decode()).resolve() == style


def test_the_style_sheet_asks_nothing_of_another_host():
    """Nor does it name what no feed has."""
    css = (ROOT / "theme" / "static" / "feed.css").read_text(encoding="utf-8")
    assert "url(" not in css
    assert "@import" not in css


def test_the_subscribe_page_names_the_feeds(demo: Path):
    """That of the posts, and those of the record, each with its whole address."""
    page = soup(demo / "subscribe" / "index.html")
    links = {str(each["href"]): each.get_text() for each in page.select("main a")}
    for name in ("posts", "letters", "chronology", "waiting"):
        assert links[f"../feeds/{name}.rss.xml"] == f"https://example.org/feeds/{name}.rss.xml"


@needs_demo
def test_a_new_post_changes_only_the_feeds_it_stands_in(tmp_path: Path):
    """Its own, its category's and its tags': every other feed is the same bytes, on the next day too."""
    content = tmp_path / "content"
    shutil.copytree(DEMO, content)
    before = feeds(built(content, tmp_path / "one", DEMO_DAY))
    text = "---\ntitle: New\ndate: 2026-11-22\ncategory: Transport\ntags: [foi]\n---\nWords.\n"
    (content / "posts" / "2026-11-22-new.md").write_text(text, encoding="utf-8")
    after = feeds(built(content, tmp_path / "two", "2026-11-23"))
    changed = {path.split(".")[0] for path in after if after[path] != before.get(path)}
    assert changed == {"feeds/posts", "feeds/categories/transport", "feeds/tags/foi"}


def test_before_it_is_published_a_feed_leads_to_this_computer(tmp_path: Path):
    """Without an address in campaign.yaml, to where `serve` shows the site."""
    site = built(base_with(tmp_path / "content", {"campaign.yaml": "title: Us\n"}), tmp_path / "site", "2019-10-01")
    whole = json.loads(feeds(site)["feeds/posts.json"])
    assert whole["home_page_url"] == "http://localhost:8000/"
