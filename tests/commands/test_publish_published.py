"""Addresses that were published and are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaint.commands.publish_changes import changes, told
from plaint.commands.published import BRANCH, gone
from tests.campaigns import write_files
from tests.commands.publishing import Place, made, nobody

LAST = [
    "index.html", "posts/old/index.html", "posts/kept/index.html", "letters/sent/index.html", "evidence/a/a.pdf",
    "feeds/posts.rss.xml", "record.json", "404.html", "CNAME", ".nojekyll", ".plaint", "theme/plaint.css",
]  # fmt: skip
"""The files of a site that was published."""

NOW = ["", "posts/kept/", "letters/sent/", "evidence/a/a.pdf", "feeds/posts.rss.xml", "record.json"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A clone whose remote has such a site on its branch, fetched."""
    found = made(tmp_path, monkeypatch)
    found.git("checkout", "--quiet", "--orphan", BRANCH)
    found.git("rm", "-rfq", "--", ".")
    write_files(found.root, {name: name for name in LAST})
    found.git("add", "--all", "--force")
    found.git("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x")
    found.git("push", "--quiet", "origin", BRANCH)
    found.git("checkout", "--quiet", "main")
    found.git("branch", "-D", BRANCH)
    return found


def test_an_address_that_is_gone_is_a_doubt_with_its_redirect(place: Place):
    """A post that lost its address is told with the line that leads on to its new one."""
    (doubt,) = gone(place.root / "content", NOW)
    assert str(doubt) == (
        "gh-pages: /posts/old/ was published, and is there no longer; "
        "write `was: posts/old/` in the post or page that has taken its place, and it will lead there"
    )


def test_what_is_still_there_is_no_doubt(place: Place):
    """Addresses count however they are written; what belongs to GitHub, the theme and the build does not."""
    assert gone(place.root, [f"/{each}" for each in (*NOW, "posts/old/index.html")]) == []


def test_what_helps_depends_on_the_address(place: Place):
    """A letter keeps its id, and a file is put back."""
    said = [
        str(each) for each in gone(place.root, ["", "posts/old/", "posts/kept/", "feeds/posts.rss.xml", "record.json"])
    ]
    assert len(said) == 2
    assert said[0].endswith("put the file back, or see that nothing links to it")
    assert said[1].endswith("give the entry its old id again; ids are addresses, and never change")


def test_many_that_are_gone_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Twenty lines are enough to see that something is amiss."""
    found = made(tmp_path, monkeypatch)
    found.git("checkout", "--quiet", "--orphan", BRANCH)
    write_files(found.root, {f"posts/{number}/index.html": "x" for number in range(30)})
    found.git("add", "--all")
    found.git("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x")
    doubts = gone(found.root, [])
    assert len(doubts) == 20
    assert "more addresses were published" in str(doubts[-1])


def test_without_a_repository_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """No git, no repository, no branch: nothing was published that could be gone."""
    nobody(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert gone(tmp_path, []) == []
    place = made(tmp_path, monkeypatch)
    assert gone(place.root, []) == []
    monkeypatch.setenv("PATH", str(tmp_path / "home"))
    assert gone(place.root, []) == []


def test_long_lists_of_changes_are_shortened():
    """A dozen addresses are shown of each kind, and the rest counted."""
    new = {f"posts/{number:02}/index.html": "1" for number in range(30)}
    lines = list(told(changes(new, {"index.html": "1"}, [f"Post {number}" for number in range(15)])))
    assert lines[1].startswith("  30 pages new: /posts/00/, /posts/01/")
    assert lines[1].endswith("/posts/11/ and 18 more")
    assert lines[2] == "  1 page gone: /"
    assert lines[-1] == "  and 3 more in the feed"
