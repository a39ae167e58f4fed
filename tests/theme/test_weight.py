"""How heavy pages are with all that they load, uncompressed: they are read on phones, on a bus."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from plaint.site.chronology import LONG
from tests.campaigns import write_files
from tests.sites import built, soup

KB = 1000


def weight(page: Path) -> int:
    """The bytes of a page and of what it loads by itself but pictures of evidence; the italic where it has any."""
    html: BeautifulSoup = soup(page)
    loads = [each["href"] for each in html.find_all("link", rel=["stylesheet", "preload"])]
    loads += [each["src"] for each in html.find_all("script", src=True)] + [each["src"] for each in html.select(".pl-emblem")]
    files = [page, *((page.parent / str(each)).resolve() for each in loads)]
    if html.find(["em", "i", "cite"]):
        files.extend(files[1].parent.glob("faustina-italic.*.woff2"))
    return sum(file.stat().st_size for file in files)


def test_the_home_page_is_light(demo: Path) -> None:
    """With stylesheet, typeface and mark it has at most 60 KB."""
    assert weight(demo / "index.html") <= 60 * KB


def test_a_post_is_light(demo: Path) -> None:
    """A post of the demo has at most 55 KB with all it loads, and 60 where a letter or contacts are set into it."""
    weights = {page: weight(page) for page in (demo / "posts").rglob("index.html")}
    plain = {page.parent.name: bytes for page, bytes in weights.items() if not soup(page).select("link[href*='/parts.']")}
    assert len(plain) > 5
    assert {name: bytes for name, bytes in plain.items() if bytes > 55 * KB} == {}
    assert {page.parent.name: bytes for page, bytes in weights.items() if bytes > 60 * KB} == {}


def test_only_a_text_with_parts_of_the_record_loads_their_looks(demo: Path) -> None:
    """A post or page loads the stylesheet of letters, messages and contacts if it has any of them, and else does not."""
    wrong = {
        page.relative_to(demo).as_posix()
        for page in (*(demo / "posts").rglob("index.html"), demo / "about" / "index.html")
        if bool(soup(page).select(".pl-text :is(.pl-letter, .pl-points, .pl-quoted-message, .pl-chronology)"))
        != bool(soup(page).select("link[href*='/parts.']"))
    }
    assert wrong == set()


def test_a_thousand_contacts_are_light(tmp_path: Path) -> None:
    """A chronology of a thousand contacts stands on one page of at most 400 KB."""
    parties = "organisations:\n  us: {name: Harwick Parents, us: true}\n  council: {name: Northmere County Council}\n"
    parties += "people:\n" + "".join(
        f"  officer-{number}: {{role: Travel Assistance Team {number}, of: council}}\n" for number in range(20)
    )
    contacts = "".join(
        f"- id: transport-contracts-{number}\n  on: {2010 + number // 84}-{number // 7 % 12 + 1:02}-{number % 7 * 4 + 1:02}\n"
        f"  kind: {('email', 'foi', 'letter')[number % 3]}\n"
        f"  from: {'us' if number % 2 else f'officer-{number % 20}'}\n  to: {f'officer-{number % 20}' if number % 2 else 'us'}\n"
        f"  subject: Transport contracts for the coming year\n  tags: [transport, contracts]\n"
        f"  summary: We asked for the figures by route.\n{'  expects: 20 working days' if number % 4 == 1 else ''}\n"
        for number in range(LONG)
    )
    content = write_files(tmp_path / "content", {"record/people.yaml": parties, "record/contacts.yaml": contacts})
    page = built(content, tmp_path / "site", "2026-05-20") / "chronology" / "index.html"
    assert len(soup(page).select("ol.pl-chronology > li")) == LONG
    assert page.stat().st_size <= 400 * KB
