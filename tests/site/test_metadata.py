"""What pages say of themselves to machines, what they let a browser do, and the site map."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from plaint.casebook.changed import last_changed
from tests.campaigns import base_with, opened, read_base_with
from tests.sites import built, pages, soup

DAY = "2019-10-01"
PROJECT = "title: The yellow bus\nemail: hello@example.org\nurl: https://example.org/bus\nlanguage: en-GB\n"
HOSTILE = '</script><img src=x onerror="alert(1)"> & "so" \u2028 <!-- on'
BARE = "title: The yellow bus\n"
DRAFT = {"posts/2019-09-30-idea.md": "---\ntitle: An idea\ndate: 2019-09-30\nstatus: draft\n---\nFirst words.\n"}

Data = dict[str, Any]


def data_of(page: BeautifulSoup) -> list[Data]:
    """The things that a page describes in JSON-LD; nothing where it has none."""
    scripts = page.find_all("script", type="application/ld+json")
    assert len(scripts) <= 1
    if not scripts:
        return []
    whole = json.loads(scripts[0].string)
    assert whole["@context"] == "https://schema.org"
    graph: list[Data] = whole["@graph"]
    return graph


def meta(page: BeautifulSoup) -> dict[str, str]:
    """What a page says to whoever draws a link to it, by the name of the property."""
    found = page.find_all("meta", property=True) + page.find_all("meta", attrs={"name": re.compile("^twitter:")})
    return {str(each.get("property") or each.get("name")): str(each["content"]) for each in found}


def values(data: Any, *keys: str) -> Iterator[str]:
    """Every text under one of these keys, however deep."""
    if isinstance(data, list):
        for each in data:
            yield from values(each, *keys)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in keys and isinstance(value, str):
                yield value
            else:
                yield from values(value, *keys)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the base campaign, published below a domain's root."""
    folder = tmp_path_factory.mktemp("project")
    return built(base_with(folder / "content", {"campaign.yaml": PROJECT}), folder / "site", DAY)


# --- schema.org ---

# What Google's documentation asks of each type, required or recommended, and what schema.org needs to make sense of it.
NEEDED = {
    "WebSite": {"name", "url"},
    "BlogPosting": {"headline", "datePublished", "dateModified", "author", "publisher", "url", "description"},
    "Message": {"headline", "dateSent", "sender", "recipient", "url"},
    "EmailMessage": {"headline", "dateSent", "sender", "url"},
    "Conversation": {"headline", "dateCreated", "contributor", "url"},
    "CreativeWork": {"headline", "dateCreated", "contributor", "url"},
    "DigitalDocument": {"name", "url"},
    "ImageObject": {"name", "url", "contentUrl", "sha256", "encodingFormat"},
    "WebPage": {"name", "url"},
    "CollectionPage": {"name", "url"},
    "BreadcrumbList": {"itemListElement"},
}
KINDS = {
    "posts": {"BlogPosting"},
    "letters": {"Message", "EmailMessage"},
    "contacts": {"Message", "EmailMessage", "Conversation", "CreativeWork"},
    "evidence": {"DigitalDocument", "ImageObject"},
    "tags": {"CollectionPage"},
    "chronology": {"CollectionPage"},
}


def test_every_page_says_what_it_is(demo: Path) -> None:
    """Each page that may be found has a type that fits it, with all that the type asks for."""
    for address, page in pages(demo):
        things = data_of(page)
        if page.find("meta", attrs={"name": "robots"}):
            assert things == [], address
            continue
        assert things, address
        for each in things:
            assert NEEDED[each["@type"]] <= each.keys(), (address, each["@type"])
        folder, _, rest = address.partition("/")
        if rest:
            assert things[0]["@type"] in KINDS.get(folder, NEEDED.keys()), address


def test_data_has_the_pages_own_address(demo: Path) -> None:
    """The url is the canonical one, and so is the last step of the way to it."""
    for address, page in pages(demo):
        for thing in data_of(page):
            if thing["@type"] == "BreadcrumbList":
                steps = thing["itemListElement"]
                assert [each["position"] for each in steps] == list(range(1, len(steps) + 1))
                assert steps[-1]["item"] == f"https://example.org/{address}"
                for step in steps:
                    there = demo / step["item"].removeprefix("https://example.org/") / "index.html"
                    assert there.is_file(), (address, step)
            else:
                assert thing["url"] == f"https://example.org/{address}", address


def test_dates_are_iso_and_no_more_exact_than_known(demo: Path) -> None:
    """A day, a month or a year, or a moment with its zone."""
    shape = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}[+-]\d{2}:\d{2})?)?)?")
    keys = ("datePublished", "dateModified", "dateCreated", "dateSent", "dateReceived")
    found = [each for _, page in pages(demo) for each in values(data_of(page), *keys)]
    assert len(found) > 100
    assert [each for each in found if not shape.fullmatch(each)] == []


def test_machines_are_told_what_the_page_says_and_no_more(demo: Path) -> None:
    """Whoever is named in the data is named on the page, by the same words."""
    for address, page in pages(demo):
        shown = " ".join(page.get_text(" ").split())
        things = [each for each in data_of(page) if each["@type"] != "BreadcrumbList"]
        for thing in things:
            others = {key: value for key, value in thing.items() if key not in ("publisher", "isPartOf")}
            for name in values(others, "name", "headline", "caption", "articleSection", "sha256"):
                alts = [str(each.get("alt")) for each in page.find_all("img")]
                assert " ".join(name.split()) in shown or name in alts, (address, name)


def test_a_private_person_is_who_they_are_shown_as(tmp_path: Path) -> None:
    """Their id is no business of a machine's either."""
    people = """\
        organisations:
          parents: {name: Yellow Bus Parents, us: true}
          council: {name: Ferrybank Council, kind: council}
        people:
          leader: {name: Cllr Ida Quill, of: council}
          officers: {role: Transport officers, of: council}
          mg: {shown_as: MG, of: parents}
          aunt: {shown_as: A mother, of: parents}
        """
    contact = "- {id: met, on: 2019-05-02, kind: meeting, from: aunt, to: leader}\n"
    content = base_with(tmp_path / "content", {"record/people/base.yaml": people, "record/contacts/more.yaml": contact})
    things = data_of(soup(built(content, tmp_path / "site", DAY) / "contacts" / "met" / "index.html"))
    assert things[0]["contributor"] == [
        {"@type": "Person", "name": "A mother"},
        {"@type": "Person", "name": "Cllr Ida Quill"},
    ]
    assert "aunt" not in json.dumps(things)


def test_a_title_cannot_end_the_data(tmp_path: Path) -> None:
    """Markup in a title stays in the text of the data, which reads back as it was written."""
    post = f"---\ntitle: {json.dumps(HOSTILE)}\ndate: 2019-06-05\n---\nWords.\n"
    content = base_with(tmp_path / "content", {"posts/2019-06-05-hostile.md": post})
    site = built(content, tmp_path / "site", DAY)
    page = soup(site / "posts" / "hostile" / "index.html")
    assert data_of(page)[0]["headline"].split() == HOSTILE.split()
    assert page.find("img", src="x") is None
    raw = (site / "posts" / "hostile" / "index.html").read_text(encoding="utf-8")
    inside = raw.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert not set(inside) & set("<>&\u2028\u2029")


def test_the_home_page_can_be_searched_from_elsewhere(project: Path) -> None:
    """Its data name the address of the search, with a place for the words."""
    home = data_of(soup(project / "index.html"))[0]
    assert home["@type"] == "WebSite"
    assert home["potentialAction"]["target"]["urlTemplate"] == "https://example.org/bus/search/?q={search_term_string}"


def test_a_letter_is_a_message_with_what_went_with_it(project: Path) -> None:
    """Who sent it to whom, copied to whom, and its appendices with their addresses."""
    letter = data_of(soup(project / "letters" / "complaint" / "index.html"))[0]
    assert letter["sender"] == {"@type": "Organization", "name": "Yellow Bus Parents"}
    assert letter["recipient"] == [{"@type": "Organization", "name": "Transport officers, Ferrybank Council"}]
    assert letter["ccRecipient"] == [{"@type": "Person", "name": "Cllr Ida Quill, Leader of the Council"}]
    assert letter["messageAttachment"][0]["url"] == "https://example.org/bus/evidence/timetable/"


def test_a_picture_is_a_picture(project: Path) -> None:
    """Evidence that is one picture says where the file is, and its digest, which is that of the file."""
    picture = data_of(soup(project / "evidence" / "ramp" / "index.html"))[0]
    assert picture["@type"] == "ImageObject"
    assert picture["contentUrl"] == "https://example.org/bus/evidence/ramp/ramp.png"
    assert picture["caption"]


def test_a_correction_changes_a_post(tmp_path: Path) -> None:
    """What was put right counts as a change, in the data, in Open Graph and in the site map."""
    post = "---\ntitle: We complained\ndate: 2019-06-04\ncorrected:\n  - {on: 2019-07-01, what: A day was wrong.}\n---\nWords.\n"
    content = base_with(tmp_path / "content", {"posts/2019-06-04-we-complained.md": post})
    site = built(content, tmp_path / "site", DAY)
    page = soup(site / "posts" / "we-complained" / "index.html")
    assert data_of(page)[0]["dateModified"] == "2019-07-01"
    assert data_of(page)[0]["correction"] == [{"@type": "CorrectionComment", "datePublished": "2019-07-01"}]
    assert meta(page)["article:modified_time"] == "2019-07-01"
    assert lastmod(site)["https://example.org/posts/we-complained/"] == "2019-07-01"


# --- Open Graph ---


def test_links_are_drawn_with_title_address_and_words(project: Path) -> None:
    """Each page that may be found says what a link to it shows; a post and a letter are articles with their day."""
    for address, page in pages(project):
        said = meta(page)
        if page.find("meta", attrs={"name": "robots"}):
            assert said == {}, address
            continue
        assert said["og:url"] == f"https://example.org/bus/{address}"
        assert said["og:url"] == page.find("link", rel="canonical")["href"]
        assert (said["og:site_name"], said["og:locale"]) == ("The yellow bus", "en_GB")
        assert {"og:title", "og:type", "twitter:card"} <= said.keys(), address
        article = address.startswith(("posts/", "letters/")) and address != "letters/"
        assert said["og:type"] == ("article" if article else "website"), address
        assert ("article:published_time" in said) == article, address


def test_a_language_without_a_territory_is_no_locale(tmp_path: Path) -> None:
    """Open Graph knows `en_GB`, and nothing shorter."""
    site = built(base_with(tmp_path / "content", {}), tmp_path / "site", DAY)
    assert "og:locale" not in meta(soup(site / "index.html"))


@pytest.mark.parametrize("files, drafts", [({"campaign.yaml": BARE}, False), (DRAFT, True)])
def test_what_is_not_published_says_nothing_of_itself(tmp_path: Path, files: dict[str, str], drafts: bool) -> None:
    """A site without an address, and a draft in a preview: nobody can lead anybody there."""
    from plaint.commands.build import make, read_folder
    from plaint.commands.day import the_day

    content = base_with(tmp_path / "content", files)
    make(read_folder(str(content), the_day(DAY), drafts=drafts), content, tmp_path / "site", preview=drafts)
    page = soup(tmp_path / "site" / "posts" / ("idea" if drafts else "we-complained") / "index.html")
    assert (meta(page), data_of(page)) == ({}, [])


# --- what a browser may do ---


def policy(page: BeautifulSoup) -> dict[str, list[str]]:
    """The content security policy of a page: the sources of each directive."""
    [found] = page.find_all("meta", attrs={"http-equiv": "Content-Security-Policy"})
    return {part.split()[0]: part.split()[1:] for part in str(found["content"]).split(";")}


def test_a_page_may_load_the_sites_own_things_alone(demo: Path) -> None:
    """Nothing is allowed but what is named, nothing inline, no other host; forms and the base stay here."""
    for address, page in pages(demo):
        found = policy(page)
        assert found["default-src"] == found["base-uri"] == ["'none'"], address
        assert found["form-action"] == found["style-src"] == ["'self'"], address
        allowed = {each for name, each in found.items() for each in each if name not in ("default-src", "base-uri")}
        assert allowed <= {"'self'", "data:", "'wasm-unsafe-eval'"}, address


def test_only_the_search_may_run_webassembly(demo: Path) -> None:
    """Every other page runs the site's own scripts alone, and none asks for more from any other host."""
    for address, page in pages(demo):
        found = policy(page)
        assert ("'wasm-unsafe-eval'" in found["script-src"]) == (address == "search/"), address
        assert found["connect-src"] == ["'self'"], address


def test_the_policy_comes_before_whatever_it_is_for(demo: Path) -> None:
    """A policy in a page holds for what comes after it."""
    for address, page in pages(demo):
        before = [each.name for each in page.head.find_all(True)]
        assert before[:2] == ["meta", "meta"], address
        assert page.head.find_all("meta")[1].get("http-equiv") == "Content-Security-Policy", address


def test_other_sites_are_not_told_where_a_reader_comes_from(demo: Path) -> None:
    """A council that is linked to does not learn which page of the campaign led to it."""
    for address, page in pages(demo):
        assert page.find("meta", attrs={"name": "referrer"})["content"] == "same-origin", address


def test_cells_of_tables_keep_their_sides_without_a_style(tmp_path: Path) -> None:
    """Markdown’s colons in a table become classes, since a page may have no style of its own."""
    post = "---\ntitle: Table\ndate: 2019-06-05\n---\n| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n"
    content = base_with(tmp_path / "content", {"posts/2019-06-05-table.md": post})
    page = soup(built(content, tmp_path / "site", DAY) / "posts" / "table" / "index.html")
    assert [each["class"] for each in page.select(".pl-text td")] == [["pl-left"], ["pl-center"], ["pl-right"]]
    assert page.find(style=True) is None


# --- the site map ---


def lastmod(site: Path) -> dict[str, str]:
    """The addresses of the site map, each with its day, empty where none is given."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    return {each.findtext(f"{space}loc", ""): each.findtext(f"{space}lastmod", "") for each in root}


def test_the_site_map_has_every_page_that_may_be_found(demo: Path) -> None:
    """Those and no others, each once, by the address that the page itself calls its own."""
    listed = {
        str(page.find("link", rel="canonical")["href"])
        for _, page in pages(demo)
        if not page.find("meta", attrs={"name": "robots"})
    }
    assert set(lastmod(demo)) == listed
    assert len(re.findall("<loc>", (demo / "sitemap.xml").read_text(encoding="utf-8"))) == len(listed)


def test_below_a_domain_every_address_is_below_it_too(project: Path) -> None:
    """In the site map, in robots.txt and in the pages' own canonical addresses."""
    assert all(each.startswith("https://example.org/bus/") for each in lastmod(project))
    assert "Sitemap: https://example.org/bus/sitemap.xml" in (project / "robots.txt").read_text(encoding="utf-8")
    assert soup(project / "index.html").find("link", rel="canonical")["href"] == "https://example.org/bus/"


def test_a_choice_of_the_chronology_is_not_in_the_site_map(demo: Path) -> None:
    """It shows again what its year shows; search engines are told to leave it."""
    assert not [each for each in lastmod(demo) if "/chronology/kind/" in each]
    chosen = next((demo / "chronology" / "kind").glob("*/index.html"))
    assert soup(chosen).find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_days_of_the_site_map_are_no_later_than_the_build(demo: Path) -> None:
    """A day, a month or a year that has begun; appointments have changed nothing yet."""
    days = [each for each in lastmod(demo).values() if each]
    assert len(days) > 50
    assert [each for each in days if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", each) or each > "2026-11-22"] == []


@pytest.mark.parametrize(
    "address, day",
    [
        ("posts/we-complained/", "2019-06-04"),
        ("archives/", "2019-06-04"),
        ("letters/", "2019-06-03"),
        ("evidence/ramp/", "2019-06-03"),
    ],
)
def test_a_page_changes_with_what_it_shows(tmp_path: Path, address: str, day: str) -> None:
    """A post with itself, a list with the last thing on it, evidence with what cites it."""
    assert last_changed(opened(read_base_with(tmp_path, {})))[address] == day


def test_a_reply_changes_what_it_replies_to(tmp_path: Path) -> None:
    """Their page shows the whole exchange; a reply that is still to come does not count."""
    more = """\
        - {id: one, on: 2019-03-01, kind: email, from: parents, to: officers}
        - {id: two, on: 2019-08-09, kind: email, from: officers, to: parents, replies_to: one}
        - {id: talk, on: 2019-12-01, kind: meeting, from: parents, to: officers, replies_to: two}
        """
    changed = last_changed(opened(read_base_with(tmp_path, {"record/contacts/more.yaml": more})))
    assert changed["contacts/one/"] == "2019-08-09"


def test_a_comment_changes_its_post(tmp_path: Path) -> None:
    """It stands on the same page."""
    files = {"comments/we-complained/jo.yaml": "{name: Jo, date: 2019-08-02, text: Thank you.}\n"}
    assert last_changed(opened(read_base_with(tmp_path, files)))["posts/we-complained/"] == "2019-08-02"


def test_a_vague_date_is_as_exact_as_it_is(tmp_path: Path) -> None:
    """What happened in some April changed its page in April; a range, when it began."""
    more = """\
        - {id: april, on: 2019-04, kind: phone, from: parents, to: officers}
        - {id: week, on: 2019-04-01..2019-04-05, kind: visit, from: parents, to: officers}
        """
    changed = last_changed(opened(read_base_with(tmp_path, {"record/contacts/more.yaml": more})))
    assert (changed["contacts/april/"], changed["contacts/week/"]) == ("2019-04", "2019-04-01")
