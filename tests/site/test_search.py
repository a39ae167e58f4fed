"""The search: what is found by it and what never is, when its index is made, and that it works from every page."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from plaint.commands import build as command
from plaint.commands.build import make, read_folder
from plaint.commands.day import the_day
from plaint.problems import Stopped
from plaint.site import search_index
from plaint.site.search_index import INDEX, Served, searched
from plaint.site.search_order import in_order
from tests.campaigns import base_with
from tests.sites import ROOT, built, digest, pages, soup

DAY = "2019-10-01"
DRAFT = {"posts/2019-09-30-idea.md": "---\ntitle: An unready idea\ndate: 2019-09-30\nstatus: draft\n---\nUnready.\n"}
MORE = {"posts/2019-09-29-more.md": "---\ntitle: More of it\ndate: 2019-09-29\n---\nThere is more.\n"}


def found(site: Path) -> dict[str, dict[str, Any]]:
    """What the index knows of each page, by its address: Pagefind keeps a page in a file of its own, zipped."""
    fragments = {}
    for path in (site / INDEX / "fragment").iterdir():
        text = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        fragment = json.loads(text)
        fragments[fragment["url"].lstrip("/")] = fragment
    return fragments


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the base campaign with a draft."""
    folder = tmp_path_factory.mktemp("search")
    return built(base_with(folder / "content", DRAFT), folder / "site", DAY)


def test_posts_letters_contacts_evidence_and_pages_are_found(demo: Path) -> None:
    """Each by its own page, and no list of them: whoever looks for a word wants the thing itself."""
    kinds = {"posts": "Posts", "letters": "Letters", "contacts": "Contacts", "evidence": "Evidence"}
    listed = [path.parent.relative_to(demo).as_posix() for kind in kinds for path in demo.glob(f"{kind}/*/index.html")]
    expected = {f"{each}/": kinds[each.partition("/")[0]] for each in listed}
    index = {address: each["filters"]["kind"] for address, each in found(demo).items()}
    assert {address: kind for address, [kind] in index.items() if kind != "Pages"} == expected
    assert {address for address, [kind] in index.items() if kind == "Pages"} >= {"about/"}


def test_they_can_be_chosen_by_year_and_say_what_they_are(base: Path) -> None:
    """A letter has its year, its kind and its day; what has no date has no year."""
    index = found(base)
    letter, evidence = index["letters/complaint/"], index["evidence/timetable/"]
    assert letter["filters"] == {"kind": ["Letters"], "year": ["2019"]}
    assert (letter["meta"]["what"], letter["meta"]["when"]) == ("Complaint", "3 June 2019")
    assert letter["meta"]["title"] == "Complaint about the yellow bus"
    assert "year" not in index["about/"]["filters"]
    assert evidence["filters"]["kind"] == ["Evidence"]


def test_only_the_thing_itself_is_found(base: Path) -> None:
    """No menu, no footer, no list of what else there is: they would make every page fit every search."""
    for address, each in found(base).items():
        assert "Figures are worked out as of" not in each["content"], address
        assert "Pass it on" not in each["content"], address


def test_nothing_that_is_not_published_is_found(base: Path) -> None:
    """Neither a draft nor a private person's id is anywhere in the index."""
    everything = json.dumps(found(base))
    assert "nready" not in everything
    assert '"mg' not in everything
    assert not any("idea" in path.name for path in (base / INDEX).rglob("*"))


def test_a_preview_searches_no_draft_either(tmp_path: Path) -> None:
    """`serve` shows drafts, and marks their pages so that no search takes them in."""
    content = base_with(tmp_path / "content", DRAFT)
    make(read_folder(str(content), the_day(DAY), drafts=True), content, tmp_path / "site", preview=True)
    draft = soup(tmp_path / "site" / "posts" / "idea" / "index.html")
    assert draft.find(attrs={"data-pagefind-body": True}) is None
    index = Served(tmp_path / "site")
    assert json.loads(index.file(f"{INDEX}pagefind-entry.json") or b"")["version"]
    files = [gzip.decompress(each) for name, each in index._files.items() if name.endswith(".pf_fragment")]
    assert files
    assert not any(b"nready" in each for each in files)


def test_a_served_site_has_its_index_once_somebody_asks(tmp_path: Path) -> None:
    """The preview itself is made without one; after the next save the index is that of the new pages."""
    content, site = base_with(tmp_path / "content", {}), tmp_path / "site"
    make(read_folder(str(content), the_day(DAY), drafts=True), content, site, preview=True)
    assert not (site / INDEX).exists()
    index = Served(site)
    before = index.file(f"{INDEX}pagefind-entry.json")
    assert index.file(f"{INDEX}pagefind-entry.json") == before
    assert index.file(f"{INDEX}nothing") is None
    assert index.file("index.html") is None
    base_with(content, MORE)
    make(read_folder(str(content), the_day(DAY), drafts=True), content, site, preview=True)
    assert index.file(f"{INDEX}pagefind-entry.json") != before


def test_a_preview_with_nothing_to_find_says_so(tmp_path: Path) -> None:
    """The page of the search asks for no file that is missing."""
    content, site = tmp_path / "content", tmp_path / "site"
    content.mkdir()
    (content / "campaign.yaml").write_text("title: Us\n", encoding="utf-8")
    make(read_folder(str(content), the_day(DAY), drafts=True), content, site, preview=True)
    assert b"There is nothing to search yet." in (Served(site).file(f"{INDEX}pagefind.js") or b"")


def test_the_same_site_has_the_same_index(base: Path, tmp_path: Path) -> None:
    """Byte for byte, however many cores worked on it."""
    again = built(base_with(tmp_path / "content", DRAFT), tmp_path / "site", DAY)
    assert digest(again / "search") == digest(base / "search")


@pytest.mark.parametrize(
    "content", [b"", b"no zip", gzip.compress(b"other letters", mtime=0), gzip.compress(b"pagefind_dcd\xa0", mtime=0)]
)
def test_an_index_of_another_shape_is_not_put_in_order(content: bytes) -> None:
    """What a later Pagefind writes is left as it is; it is never half of one and half of the other."""
    with pytest.raises((ValueError, LookupError, OSError)):
        in_order({"filter/en_0123456.pf_filter": content, "pagefind-entry.json": b'{"languages":{}}'})


def test_every_page_leads_to_the_search(demo: Path) -> None:
    """By a field in the head that is a plain form, from any depth; the page of the search has one of its own."""
    for address, page in pages(demo):
        forms = page.find_all("form")
        assert [each["method"] for each in forms] == ["get"], address
        assert forms[0].find("input", {"name": "q"}) is not None, address
        action = str(forms[0]["action"])
        target = demo / action.lstrip("/") if action.startswith("/") else (demo / address).parent / action
        if address.endswith("/") or not address:
            target = demo / address / action
        assert target.resolve() == (demo / "search").resolve(), address


def test_nothing_of_it_is_loaded_elsewhere(demo: Path) -> None:
    """The script and the stylesheet of the search are those of its own page alone."""
    for address, page in pages(demo):
        loaded = [str(each.get("src") or each.get("href")) for each in page.find_all(["script", "link"])]
        assert any("theme/search." in each for each in loaded) == (address == "search/"), address
        assert not any("pagefind" in each for each in loaded), address


def test_without_scripts_the_lists_are_there(demo: Path) -> None:
    """The page says that nothing can be searched then, and leads to everything by lists that exist."""
    page = soup(demo / "search" / "index.html")
    assert "runs no scripts" in page.find("noscript").get_text()
    links = [str(each["href"]) for each in page.select(".pl-lists a")]
    assert {"../archives/", "../tags/", "../chronology/"} <= set(links)
    for to in links:
        assert (demo / "search" / to / "index.html").is_file(), to


def test_the_script_takes_no_markup_over() -> None:
    """What it shows of a page is text: a quotation from one cannot become an element of another."""
    script = (ROOT / "theme" / "static" / "search.js").read_text(encoding="utf-8")
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|https?:|Storage|cookie", script) == []
    )


def test_unchanged_pages_are_not_indexed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that changes nothing takes the index over, even into a tree where it was deleted; another post makes it."""
    content, site = base_with(tmp_path / "content", {}), tmp_path / "site"
    made: list[Path] = []
    index_of = search_index.index_of
    monkeypatch.setattr(search_index, "index_of", lambda tree, names: made.append(tree) or index_of(tree, names))
    built(content, site, DAY)
    first = digest(site / "search")
    for _ in range(3):  # the two trees take turns
        built(content, site, DAY)
        assert digest(site / "search") == first
    assert len(made) == 1
    shutil.rmtree(site / INDEX)
    built(content, site, DAY)
    assert digest(site / "search") == first
    base_with(content, MORE)
    built(content, site, DAY)
    assert "posts/more/" in found(site)


def test_what_is_gone_is_not_found(tmp_path: Path) -> None:
    """A post that was taken back leaves no file of the index behind."""
    content, site = base_with(tmp_path / "content", MORE), tmp_path / "site"
    assert "posts/more/" in found(built(content, site, DAY))
    for name in MORE:
        (content / name).unlink()
    assert "posts/more/" not in found(built(content, site, DAY))


def test_a_campaign_without_anything_to_find_has_no_index(nothing_yet_site: Path) -> None:
    """Pagefind would take every list for a page that is to be found. What the page asks for says so."""
    assert [path.name for path in (nothing_yet_site / INDEX).iterdir()] == ["pagefind.js"]
    assert "There is nothing to search yet." in (nothing_yet_site / INDEX / "pagefind.js").read_text(encoding="utf-8")
    assert (nothing_yet_site / "search" / "index.html").is_file()


@pytest.fixture(scope="module")
def nothing_yet_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a campaign that has only a title."""
    folder = tmp_path_factory.mktemp("nothing")
    (folder / "content").mkdir()
    (folder / "content" / "campaign.yaml").write_text("title: Us\n", encoding="utf-8")
    return built(folder / "content", folder / "site", DAY)


def test_a_large_site_is_indexed_when_it_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build says that it left the search out; the settings for publishing ask for it."""
    monkeypatch.setattr(search_index, "MOST", 3)
    content = base_with(tmp_path / "content", {})
    site = built(content, tmp_path / "site", DAY)
    assert [path.name for path in (site / INDEX).iterdir()] == ["pagefind.js"]
    assert "made without its search" in (site / INDEX / "pagefind.js").read_text(encoding="utf-8")
    assert "more than 3 take long; `publish` makes the search" in capsys.readouterr().err
    make(read_folder(str(content), the_day(DAY)), content, tmp_path / "out", settings=ROOT / "publishconf.py")
    assert "letters/complaint/" in found(tmp_path / "out")


def test_what_pagefind_cannot_do_is_one_clear_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site that stood before still stands."""
    content, site = base_with(tmp_path / "content", {}), tmp_path / "site"
    built(content, site, DAY)
    before = digest(site)
    base_with(content, MORE)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: Path(sys.executable))
    with pytest.raises(
        Stopped, match=r"Pagefind could not make the search: .*; delete plaint.site.search from PLUGINS"
    ):
        make(read_folder(str(content), the_day(DAY)), content, site)
    assert digest(site) == before


def test_where_pagefind_is_missing_a_site_is_built_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A machine for which there is no Pagefind can build, and is told what is missing."""
    monkeypatch.setattr(search_index, "_PACKAGE", "no-such-package")
    assert command.build(str(base_with(tmp_path / "content", {})), str(tmp_path / "site"), DAY, quiet=True) == 0
    assert "cannot be searched, because Pagefind is not installed" in capsys.readouterr().err
    assert "made without its search" in (tmp_path / "site" / INDEX / "pagefind.js").read_text(encoding="utf-8")


def test_lists_and_redirects_are_not_looked_into() -> None:
    """Only the pages of single things, and those at the root that are a campaign's own."""
    names = ["index.html", "posts/a/index.html", "chronology/index.html", "tags/a/index.html", "about/index.html"]
    names += [
        "chronology/2019/index.html",
        "evidence/b/index.html",
        "2019/06/a/index.html",
        "404.html",
        "posts/a/x.html",
    ]
    assert searched(names) == ["about/index.html", "evidence/b/index.html", "posts/a/index.html"]
