"""What stands below a post: those beside it in time, those about the same, and a few more; each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaint.casebook.addresses import post
from plaint.site.page import Item
from plaint.site.posts import PostPages
from plaint.site.site import Site
from tests.campaigns import opened, read_files, write_files
from tests.cells import cells_of
from tests.sites import ROOT, built, soup

POSTS = {
    f"posts/2019-05-{day:02}-p{day}.md": (
        f"---\ntitle: Post {day}\ndate: 2019-05-{day:02}\n{'tags: bus' if day in (2, 9, 20) else ''}\n"
        f"{'summary: In short.' if day == 3 else ''}\n---\nWords of day {day}, and more of them.\n"
    )
    for day in range(1, 21)
}
FILES = {"campaign.yaml": "title: Us\nauthor: Somebody\n", **POSTS}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of twenty posts, three of which share a tag."""
    folder = tmp_path_factory.mktemp("posts")
    return built(write_files(folder / "content", FILES), folder / "site", "2019-10-01")


def titles(site: Path, name: str, part: str) -> list[str]:
    """The titles that a part of a post's page links to."""
    found = soup(site / "posts" / name / "index.html").select_one(part)
    return [] if found is None else [str(each["href"]).split("/")[-2] for each in found.find_all("a")]


def test_the_posts_before_and_after_are_linked(site: Path) -> None:
    """The first has none before it and the last none after, and browsers are told which is which."""
    assert titles(site, "p9", ".pl-neighbours") == ["p8", "p10"]
    assert titles(site, "p1", ".pl-neighbours") == ["p2"]
    assert titles(site, "p20", ".pl-neighbours") == ["p19"]
    page = soup(site / "posts" / "p9" / "index.html")
    assert [each["rel"] for each in page.select(".pl-neighbours a")] == [["prev"], ["next"]]


def test_posts_about_the_same_are_listed(site: Path) -> None:
    """Those that share a tag stand below, and a post that shares none has no such list."""
    assert titles(site, "p9", "[aria-labelledby=related-posts]") == ["p2", "p20"]
    assert titles(site, "p5", "[aria-labelledby=related-posts]") == []


def test_more_posts_are_the_nearest_others(site: Path) -> None:
    """A few from before and after, the newest first, and none that stands below already."""
    assert titles(site, "p9", "[aria-labelledby=more-posts]") == ["p11", "p7"]
    assert titles(site, "p20", "[aria-labelledby=more-posts]") == ["p18"]


def test_no_post_stands_below_another_twice(site: Path) -> None:
    """Not even where a neighbour is about the same."""
    for page in (site / "posts").rglob("index.html"):
        below = soup(page).select(".pl-neighbours a, .pl-further h3 a")
        addresses = [each["href"] for each in below]
        assert len(addresses) == len(set(addresses)), page
        assert f"../{page.parent.name}/" not in addresses


def test_a_post_in_a_list_has_its_day_and_its_beginning(site: Path) -> None:
    """More posts are shown as on any blog: when, and how each begins; a summary stands in for the beginning."""
    teaser = soup(site / "posts" / "p9" / "index.html").select_one("[aria-labelledby=more-posts] article")
    assert teaser.time.get_text() == "11 May 2019"
    assert teaser.find_all("p")[-1].get_text() == "Words of day 11, and more of them."
    teaser = soup(site / "posts" / "p5" / "index.html").select("[aria-labelledby=more-posts] article")[-1]
    assert teaser.find_all("p")[-1].get_text() == "In short."


def test_a_summary_stands_above_its_post_and_a_beginning_does_not(site: Path) -> None:
    """What a campaigner wrote as a summary leads the post; its own first words are not said twice."""
    assert soup(site / "posts" / "p3" / "index.html").select_one(".pl-standfirst").get_text() == "In short."
    assert soup(site / "posts" / "p5" / "index.html").select_one(".pl-standfirst") is None


def test_a_page_reads_no_more_posts_than_it_shows(tmp_path: Path) -> None:
    """A new post is a reason to make the pages beside it again, not those of every other."""
    case = opened(read_files(tmp_path / "content", FILES))
    pages = PostPages({}, {"PLAINT_SITE": Site(case, tmp_path / "content", ROOT / "theme" / "templates")})
    with case.watch.noting() as seen:
        pages.make(Item(post(case.record.posts["p9"]), "post", "p9"))
    read = cells_of(case.watch, seen)
    assert {key for table, key in read if table == "post"} == {"p9"}
    assert {key for table, key in read if table == "teaser"} == {"p9", "p8", "p10", "p2", "p20", "p11", "p7"}
