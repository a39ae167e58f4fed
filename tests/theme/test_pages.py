"""Every page of a site: its headings, names, links and pictures hold, and it asks nothing of anybody else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import NavigableString

from tests.campaigns import base_with
from tests.sites import built, pages, soup

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def found(site: Path, what: str) -> Iterator[tuple[str, str]]:
    """Each value of an attribute on each page, with the page's address."""
    for address, page in pages(site):
        for element in page.find_all(attrs={what: True}):
            yield address, str(element[what])


def test_each_page_has_one_main_heading(site: Path) -> None:
    """A page is called one thing: it has exactly one h1, and that is not empty."""
    assert {
        address: [each.get_text() for each in page.find_all("h1")]
        for address, page in pages(site)
        if len(page.find_all("h1")) != 1 or not page.h1.get_text(strip=True)
    } == {}


def test_headings_go_down_one_level_at_a_time(site: Path) -> None:
    """Nobody who reads by headings is sent from an h2 to an h4."""
    wrong = []
    for address, page in pages(site):
        before = 0
        for heading in page.find_all(re.compile("^h[1-6]$")):
            level = int(heading.name[1])
            if level > before + 1:
                wrong.append((address, heading.get_text(" ", strip=True), before, level))
            before = level
    assert wrong == []


def test_ids_are_unique_on_a_page(site: Path) -> None:
    """A fragment leads to one place, also where a letter is set into a post."""
    for address, page in pages(site):
        counted = Counter(str(each["id"]) for each in page.find_all(id=True))
        assert [(address, id) for id, times in counted.items() if times > 1] == []


def test_what_names_a_part_is_there(site: Path) -> None:
    """`aria-labelledby` and `aria-describedby` name ids of the same page, which have words in them."""
    for address, page in pages(site):
        for attribute in ("aria-labelledby", "aria-describedby"):
            for element in page.find_all(attrs={attribute: True}):
                for id in str(element[attribute]).split():
                    named = page.find(id=id)
                    assert named is not None, (address, id)
                    assert named.get_text(strip=True), (address, id)


def test_landmarks_are_where_readers_look_for_them(site: Path) -> None:
    """A skip link comes first and leads to the one main; there is one header and footer of the page, and menus are named."""
    for address, page in pages(site):
        first = page.body.find("a")
        assert "pl-skip" in first["class"], address
        assert page.find(id=first["href"].removeprefix("#")).name == "main", address
        assert len(page.find_all("main")) == 1, address
        assert [each.name for each in page.body.find_all(["header", "main", "footer"], recursive=False)] == [
            "header",
            "main",
            "footer",
        ], address
        menus = [each.get("aria-label") for each in page.find_all("nav")]
        assert all(menus), address
        assert len(set(menus)) == len(menus), address


def test_every_picture_has_an_alternative_text(site: Path) -> None:
    """An img always says what it shows, or, beside words that say it, that it need not be read out."""
    assert [(address, str(each)) for address, page in pages(site) for each in page.find_all("img", alt=False)] == []


def test_every_link_leads_somewhere(site: Path) -> None:
    """Each address inside the site is a page or file of it, and each fragment an id on that page."""
    parsed = dict(pages(site))
    ids = {address: {str(each["id"]) for each in page.find_all(id=True)} for address, page in parsed.items()}
    dead = []
    for address in parsed:
        for attribute in ("href", "src"):
            for element in parsed[address].find_all(attrs={attribute: True}):
                to = urlsplit(str(element[attribute]))
                if to.scheme or to.netloc:
                    continue
                target = address if not to.path else reached(address, unquote(to.path))
                missing = target not in ids and not (site / target).is_file()
                if missing or (to.fragment and unquote(to.fragment) not in ids.get(target, set())):
                    dead.append((address, str(element[attribute])))
    assert dead == []


def reached(address: str, path: str) -> str:
    """The address that a path leads to from a page, relative to the site's root."""
    if path.startswith("/"):
        return path.lstrip("/")
    inside = address.rpartition("/")[0]
    to = normpath(f"{inside}/{path}" if inside else path)
    return "" if to == "." else f"{to}/" if path.endswith(("/", "..", ".")) else to


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    """Whatever a page loads by itself is the site's own, each script is a file, and what is looked for stays here."""
    loads = ("src", "srcset", "poster", "data", "action", "ping")
    assert [each for what in loads for each in found(site, what) if "//" in each[1]] == []
    for address, page in pages(site):
        for link in page.find_all("link"):
            assert "//" not in link["href"] or link["rel"] == ["canonical"], (address, str(link))
        assert page.find(["iframe", "object", "embed", "style"]) is None, address
        for script in page.find_all("script"):
            if script.get("type") != "application/ld+json":  # data, which nothing runs
                assert re.fullmatch(r"[./]*/theme/\w+\.\w{8}\.js", str(script.get("src"))), (address, str(script))
                assert script.get_text() == "", address


def test_no_element_carries_its_own_looks_or_scripts(site: Path) -> None:
    """A content security policy can forbid inline styles and handlers without changing a page."""
    for address, page in pages(site):
        for element in page.find_all(True):
            assert [name for name in element.attrs if name == "style" or name.startswith("on")] == [], address


class Nesting(HTMLParser):
    """Follows start and end tags, and notes where they do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if (
            self.open
            and self.open[-1] == "p"
            and tag in ("p", "div", "ul", "ol", "dl", "table", "blockquote", "section")
        ):
            self.wrong.append(f"<{tag}> inside <p>, line {self.getpos()[0]}")
        if tag == "a" and "a" in self.open:
            self.wrong.append(f"a link inside a link, line {self.getpos()[0]}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>, line {self.getpos()[0]}")


def test_tags_are_nested_and_closed(site: Path) -> None:
    """No browser has to guess where an element ends."""
    for path in sorted(site.rglob("*.html")):
        nesting = Nesting()
        nesting.feed(path.read_text(encoding="utf-8"))
        assert (nesting.wrong, nesting.open) == ([], []), path


@pytest.mark.parametrize(
    "address, text, current",
    [
        ("letters/", "Letters", "page"),
        ("letters/transport-complaint/", "Letters", "true"),
        ("contacts/ramp-report/", "Chronology", "true"),
        ("chronology/2026/", "Chronology", "true"),
        ("posts/on-the-bus/", "Posts", "true"),
        ("categories/transport/", "Posts", "true"),
        ("about/", "About us", "page"),
    ],
)
def test_the_menu_says_where_one_is(demo: Path, address: str, text: str, current: str) -> None:
    """One link of it is the page itself, or the part that the page belongs to."""
    menu = soup(demo / address / "index.html").select(".pl-menu [aria-current]")
    assert [(each.get_text(), each["aria-current"]) for each in menu] == [(text, current)]


def test_the_notice_is_on_every_page(demo: Path) -> None:
    """Whoever lands on any page of the demo is told that it is invented."""
    for address, page in pages(demo):
        notice = page.find(class_="pl-notice")
        assert notice is not None, address
        assert notice.get_text().startswith("Everything on this site is invented"), address


def test_lists_without_bullets_are_still_lists(site: Path) -> None:
    """A list that the stylesheet takes the bullets from says that it is one, which some screen readers need."""
    plain = {"pl-menu", "pl-years", "pl-year-list", "pl-neighbours"}
    for address, page in pages(site):
        for each in page.find_all(["ul", "ol"], class_=["pl-chronology", "pl-tags", "pl-names", "pl-archive"]):
            assert each.get("role") == "list", (address, each["class"])
        for each in page.find_all("nav"):
            if plain & set(each.get("class", [])):
                assert each.ul["role"] == "list", address


def test_nothing_moves_while_a_page_loads(site: Path) -> None:
    """Every picture has a width and a height, so that room is kept for it."""
    sized = [
        (address, str(each))
        for address, page in pages(site)
        for each in page.find_all("img")
        if not (each.get("width") and each.get("height"))
    ]
    assert [each for each in sized if ".svg" not in each[1]] == []


def test_no_sentence_ends_twice(site: Path) -> None:
    """What is put into a sentence brings no second full stop and leaves no space before one."""
    for address, page in pages(site):
        own = (each for each in page.find_all(string=True) if each.find_parent("blockquote") is None)
        text = re.sub(r"\s+", " ", "".join(each for each in own if type(each) is NavigableString))
        assert re.findall(r".{20}(?:\w\.\.(?!\.)|\w \.(?=\s)|\.,|,,).{0,20}", text) == [], address


def test_moved_and_missing_pages_find_the_way_from_any_depth(tmp_path: Path) -> None:
    """A page that moved leads on from where it was, and the page for what is missing works at every address."""
    post = """\
        ---
        title: Moved
        date: 2019-06-10
        was: [/2019/06/a/b/old-name/, flat.html]
        ---
        Words.
        """
    campaign = "title: The yellow bus\nurl: https://example.org/bus/\n"
    content = base_with(tmp_path / "content", {"posts/2019-06-10-moved.md": post, "campaign.yaml": campaign})
    site = built(content, tmp_path / "site", "2019-10-01")
    deep, flat = soup(site / "2019/06/a/b/old-name/index.html"), soup(site / "flat.html")
    assert deep.find("meta", attrs={"http-equiv": "refresh"})["content"] == "0; url=../../../../../posts/moved/"
    assert flat.find("meta", attrs={"http-equiv": "refresh"})["content"] == "0; url=./posts/moved/"
    missing = soup(site / "404.html")
    assert str(missing.find("link", rel="stylesheet")["href"]).startswith("/bus/theme/plaint.")
    assert all(str(each["href"]).startswith(("/bus/", "#", "mailto:")) for each in missing.find_all("a"))


@pytest.mark.parametrize(
    "address, words",
    [
        ("", "Nothing has been written here yet."),
        ("archives/", "No post has been written yet."),
        ("letters/", "No letter has been written yet."),
        ("chronology/", "Nothing has been written down yet."),
        ("evidence/", "No evidence has been added yet."),
        ("promises/", "No promise has been written down yet."),
        ("people/", "Nobody has been named yet."),
        ("waiting/", "nobody owes an answer."),
        ("tags/", "There are none yet."),
    ],
)
def test_a_campaign_with_nothing_in_it_says_so(nothing_yet: Path, address: str, words: str) -> None:
    """Each register that is empty says so in a sentence, and shows no empty list."""
    page = soup(nothing_yet / address / "index.html")
    assert words in page.main.get_text()
    assert page.main.find(["ul", "ol", "dl", "table"]) is None
