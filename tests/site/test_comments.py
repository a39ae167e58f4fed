"""Comments on a post's page: counted, in threads, under the names that were chosen; and an e-mail to write the next."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from plaint.site.site import Site
from plaint.site.views.comments import comments_below
from tests.campaigns import base_with, opened, read_base_with
from tests.cells import cells_of
from tests.sites import ROOT, all_text, built, pages, soup

DAY = "2019-10-01"
FOLDER = "comments/we-complained"
POST = "posts/we-complained/index.html"

THREAD = {
    f"{FOLDER}/first.yaml": "{name: A neighbour, url: 'https://example.org/me', date: 2019-06-05T08:15, text: First}",
    f"{FOLDER}/second.yaml": "{date: 2019-06-06, text: Second}",
    f"{FOLDER}/thanks.yaml": "{ours: true, answers: first, date: 2019-06-07, text: Thanks}",
    f"{FOLDER}/once-more.yaml": "{name: A neighbour, answers: thanks, date: 2019-06-08, text: Once more}",
    f"{FOLDER}/and-more.yaml": "{answers: once-more, date: 2019-06-09, text: And more}",
    f"{FOLDER}/last.yaml": "{name: MG, ours: true, answers: and-more, date: 2019-06-10, text: Last}",
}


def site(tmp_path: Path, files: dict[str, str]) -> Path:
    """The site of the base campaign with these files."""
    return built(base_with(tmp_path / "content", files), tmp_path / "site", DAY)


def section(page: BeautifulSoup) -> Tag:
    found = page.select_one("main > section.pl-comments")
    assert found is not None
    return found


def said(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


def test_comments_stand_below_their_post_alone(tmp_path: Path) -> None:
    """The page of the post has them; no other page, feed or file of data does."""
    made = site(tmp_path, {f"{FOLDER}/first.yaml": "{date: 2019-06-05, text: A marvellous zeppelin}"})
    assert [name for name, text in all_text(made) if "zeppelin" in text] == [POST]


@pytest.mark.parametrize("number, heading", [(0, "No comments yet"), (1, "1 comment"), (2, "2 comments")])
def test_the_heading_counts(tmp_path: Path, number: int, heading: str) -> None:
    """However many there are, the heading says it as one would."""
    files = {f"{FOLDER}/c{each}.yaml": "{date: 2019-06-05, text: Words}" for each in range(number)}
    assert section(soup(site(tmp_path, files) / POST)).h2.get_text() == heading


def test_each_comment_is_an_article_with_an_address(tmp_path: Path) -> None:
    """It can be linked to, is labelled with who wrote it, and its date is exact and in UK time."""
    page = soup(site(tmp_path, THREAD) / POST)
    first = page.find(id="comment-first")
    assert first.name == "article"
    assert page.find(id=first["aria-labelledby"]).get_text().strip() == "A neighbour"
    assert first.time["datetime"] == "2019-06-05T08:15+01:00"
    assert first.time.get_text() == "5 June 2019, 08:15"
    assert first.time.parent["href"] == "#comment-first"
    assert said(first.select_one(".pl-comment-text")) == "First"


def test_names_are_what_the_commenters_chose(tmp_path: Path) -> None:
    """Their own, with a link that vouches for nobody; Anonymous without one; ours say so in words."""
    page = soup(site(tmp_path, THREAD) / POST)
    names = {each["id"]: said(each.select_one(".pl-comment-by")) for each in page.select(".pl-comment")}
    assert names == {
        "comment-first": "A neighbour",
        "comment-second": "Anonymous",
        "comment-thanks": "The yellow bus , for this campaign",
        "comment-once-more": "A neighbour",
        "comment-and-more": "Anonymous",
        "comment-last": "MG , for this campaign",
    }
    link = page.select_one("#comment-first .pl-comment-by a")
    assert (link["href"], link["rel"]) == ("https://example.org/me", ["nofollow", "ugc", "noopener"])


def test_answers_stand_below_what_they_answer(tmp_path: Path) -> None:
    """In lists within lists, three deep and no deeper, each saying what it answers."""

    def tree(items: Tag) -> list[object]:
        found: list[object] = []
        for item in items.find_all("li", recursive=False):
            found.append(item.article["id"].removeprefix("comment-"))
            if below := item.find("ol", class_="pl-comments-list"):
                found.append(tree(below))
        return found

    page = soup(site(tmp_path, THREAD) / POST)
    assert tree(section(page).ol) == ["first", ["thanks", ["once-more", "and-more", "last"]], "second"]
    last = page.find(id="comment-last").select_one(".pl-comment-when")
    assert said(last) == "10 June 2019 , in answer to Anonymous"
    assert last.find_all("a")[-1]["href"] == "#comment-and-more"
    assert page.find(id="comment-first").select_one(".pl-comment-when").get_text() == "5 June 2019, 08:15"


def test_a_chain_of_a_thousand_answers_is_shown_whole(tmp_path: Path) -> None:
    """A long quarrel between two neither stops a build nor runs off the page."""
    files = {
        f"{FOLDER}/c{each}.yaml": f"{{date: 2019-06-05, text: Words, answers: c{each - 1}}}" for each in range(1, 1_000)
    }
    files[f"{FOLDER}/c0.yaml"] = "{date: 2019-06-05, text: Words}"
    page = soup(site(tmp_path, files) / POST)
    assert len(page.select(".pl-comment")) == 1_000
    assert len(page.select("ol ol ol")) == 1
    assert page.select("ol ol ol ol") == []


def test_what_strangers_write_is_only_words(tmp_path: Path) -> None:
    """Markup in a name or a text, and references, reach the page as they were typed, and ids stay the page's own."""
    bad = "<script>alert(1)</script><img src=x onerror=alert(2)> [[contact:ask]] {{ 7*7 }}"
    files = {f"{FOLDER}/bad.yaml": f"{{name: '{bad}', date: 2019-06-05, text: '{bad} <p id=main>'}}"}
    page = soup(site(tmp_path, files) / POST)
    comment = page.find(id="comment-bad")
    assert bad in said(comment.h3)
    assert bad in said(comment.select_one(".pl-comment-text"))
    assert section(page).find_all(["script", "img"]) == []
    ids = [each["id"] for each in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_leaving_a_comment_opens_an_email(tmp_path: Path) -> None:
    """To the campaign, about this post by title and reference, saying what happens to it and what not to send."""
    files = {
        "posts/2019-07-01-summer.md": (
            "---\ntitle: 'Buses & trains: “50 % off”?'\ndate: 2019-07-01\n---\nWords, and {{bodies}}.\n"
        )
    }
    page = soup(site(tmp_path, files) / "posts/summer/index.html")
    address = section(page).select_one(".pl-comment-write a")["href"]
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "hello@example.org")
    assert address.isascii()
    assert not set(address) & set(" \"<>\r\n'")
    fields = dict(parse_qsl(parts.query, strict_parsing=True))
    assert list(fields) == ["subject", "body"]
    assert fields["subject"] == "Comment on “Buses & trains: “50 % off”?” [[post:summer]]"
    body = fields["body"]
    assert body.replace("\r\n", "").count("\n") == 0
    assert "https://example.org/posts/summer/" in body
    for promise in ("Name to publish", "“Anonymous”", "reads it", "without your e-mail address", "stay private"):
        assert promise in body
    # Some mail programs cut longer addresses off.
    assert len(address) < 1_900


@pytest.mark.parametrize(
    "email, path",
    [("a+b@example.org", "a%2Bb@example.org"), ("a&cc=x%y?z#@example.org", "a%26cc%3Dx%25y%3Fz%23@example.org")],
)
def test_an_email_address_is_encoded_too(tmp_path: Path, email: str, path: str) -> None:
    """Nothing in the campaign's own address can become another part of the link."""
    page = soup(site(tmp_path, {"campaign.yaml": f"title: Us\nemail: '{email}'\n"}) / POST)
    assert section(page).select_one(".pl-comment-write a")["href"].startswith(f"mailto:{path}?subject=")


@pytest.mark.parametrize("fields", ["title: Us\n", "title: Us\nemail: us@example.org\ncomments: false\n"])
def test_nobody_is_asked_to_write_who_could_not(tmp_path: Path, fields: str) -> None:
    """Without an e-mail address, or with comments switched off, those on file are shown and no post asks for others."""
    campaign = {"campaign.yaml": fields}
    page = soup(site(tmp_path, {**campaign, f"{FOLDER}/a.yaml": "{date: 2019-06-05, text: Words}"}) / POST)
    assert len(section(page).select(".pl-comment")) == 1
    assert page.select(".pl-comment-write") == []
    assert section(page).select("a[href^=mailto]") == []
    other = soup(built(base_with(tmp_path / "second", campaign), tmp_path / "out", DAY) / POST)
    assert other.select(".pl-comments") == []


def test_only_posts_have_comments(tmp_path: Path) -> None:
    """Neither letters, pages nor the record's own pages ask for any."""
    made = site(tmp_path, THREAD)
    assert {address for address, page in pages(made) if page.select(".pl-comments")} == {"posts/we-complained/"}


def test_what_waits_is_not_on_the_site(tmp_path: Path) -> None:
    """A comment of the future, and one on a draft, are nowhere in the output."""
    files = {
        "posts/2019-07-01-summer.md": "---\ntitle: Summer\ndate: 2019-07-01\nstatus: draft\n---\n",
        "comments/summer/a.yaml": "{date: 2019-07-02, text: A zeppelin}",
        f"{FOLDER}/later.yaml": "{date: 2019-10-02, text: A zeppelin}",
    }
    made = site(tmp_path, files)
    assert [name for name, text in all_text(made) if "zeppelin" in text] == []
    assert section(soup(made / POST)).h2.get_text() == "No comments yet"


def test_a_comment_concerns_its_own_post_alone(tmp_path: Path) -> None:
    """The page of a post looks at no comments but its own, so that a new one makes no other page anew."""
    files = {**THREAD, "posts/2019-07-01-summer.md": "---\ntitle: Summer\ndate: 2019-07-01\n---\n"}
    case = opened(read_base_with(tmp_path, files))
    site = Site(case, tmp_path, ROOT / "theme" / "templates")
    for id in ("we-complained", "summer"):
        with case.watch.noting() as seen:
            comments_below(site, case.record.posts[id])
        assert {key for table, key in cells_of(case.watch, seen) if table == "comment"} == {id}
        assert {key for table, key in cells_of(case.watch, seen) if table == "post"} == {id}
