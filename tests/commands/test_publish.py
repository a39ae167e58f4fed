"""`publish`: from a campaign to the branch of GitHub Pages, or to what is in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaint.commands import publish as publishing
from tests.commands.publishing import DAY, OWN_DOMAIN, SITE, Place, building, commit, made
from tests.guard.making import exif, jpeg
from tests.sites import digest

PHOTO = jpeg((0xE1, b"Exif\0\0" + exif(0x010F)))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return made(tmp_path, monkeypatch)


@pytest.fixture
def quick(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A place in which a build writes three small pages."""
    building(monkeypatch, SITE)
    return place


def test_the_site_that_was_built_is_what_is_published(place: Place, capsys: pytest.CaptureFixture[str]):
    """The branch holds every file of the output and what GitHub wants; the clone is as it was, and nobody is named."""
    before = place.git("for-each-ref", "refs/heads")
    assert place.publish() == 0
    built = {
        path.relative_to(place.root / "output").as_posix()
        for path in (place.root / "output").rglob("*")
        if path.is_file()
    }
    assert place.files() == {*built, ".nojekyll", "CNAME"}
    assert {"index.html", "404.html"} <= built
    assert place.published("CNAME") == "harwick-parents.org.uk"
    assert place.published("index.html") == (place.root / "output" / "index.html").read_text("utf-8").strip()
    assert place.git("for-each-ref", "refs/heads") == before
    assert place.git("status", "--porcelain") == ""
    who = place.git("log", "--format=%an %ae %cn %ce", "gh-pages", at=place.hub)
    assert who == "Plaint plaint@localhost Plaint plaint@localhost"
    assert (
        capsys.readouterr().out.splitlines()[-1] == "Published to gh-pages of origin: https://harwick-parents.org.uk/"
    )


def test_the_next_publication_tells_what_changes_and_keeps_what_was(place: Place, capsys: pytest.CaptureFixture[str]):
    """A dry run lists pages that are new, changed and gone, and new entries of the feed, and pushes nothing."""
    place.publish()
    first = place.git("rev-parse", "gh-pages", at=place.hub)
    capsys.readouterr()
    assert place.publish() == 0
    assert "Nothing changes: this is what is published already." in capsys.readouterr().out
    assert place.git("rev-parse", "gh-pages", at=place.hub) == first

    place.write("posts/2019-09-30-new.md", "---\ntitle: A new one\ndate: 2019-09-30\n---\nHello.\n")
    (place.root / "content" / "posts" / "2019-06-04-we-complained.md").unlink()
    assert place.publish(dry_run=True) == 0
    said = capsys.readouterr().out
    assert "  1 page new: /posts/new/\n" in said
    assert "  1 page gone: /posts/we-complained/\n" in said
    assert "pages changed: " in said
    assert "  new in the feed: A new one\n" in said
    assert "dry run: gh-pages of origin is as it was" in said
    assert place.git("rev-parse", "gh-pages", at=place.hub) == first

    assert place.publish() == 0
    assert place.git("rev-parse", "gh-pages~1", at=place.hub) == first
    assert "posts/new/index.html" in place.files()
    assert "posts/we-complained/index.html" not in place.files()


def test_a_word_of_the_list_keeps_everything_back(
    quick: Place, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    """Entry and place are told, the word nowhere; what is published stays as it is, and nothing is left in the clone."""
    quick.publish()
    building(monkeypatch, {**SITE, "posts/b/index.html": "<p>about\n<b>Él</b>lie Green"})
    (quick.root / "private").mkdir()
    (quick.root / "private" / "never.yaml").write_text("# names\n- Ellie Green\n", encoding="utf-8")
    before = digest(quick.hub)
    capfd.readouterr()
    assert quick.publish() == 1
    said = capfd.readouterr()
    assert "output/posts/b/index.html:2: what private/never.yaml:2 says must never appear stands here" in said.err
    assert "Nothing was published." in said.out
    assert "llie" not in said.out + said.err
    assert digest(quick.hub) == before
    assert quick.git("for-each-ref", "--format=%(refname)", "refs/heads") == "refs/heads/main"


def test_a_workflow_has_the_list_in_a_variable(
    quick: Place, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    """PLAINT_NEVER holds the same text, and its entries are told by their lines; the run's page shows them too."""
    building(monkeypatch, {**SITE, "tags/ellie-green/index.html": "<p>x"})
    monkeypatch.setenv("PLAINT_NEVER", "- Somebody Else\n- Ellie Green\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert quick.publish() == 1
    said = capfd.readouterr()
    assert "output/tags/…/index.html: what PLAINT_NEVER:2 says must never appear stands in its name" in said.err
    assert "::error title=Problem::output/tags/…/index.html: what PLAINT_NEVER:2" in said.out
    assert "llie" not in said.out + said.err
    assert quick.files() == set()


def test_the_list_is_not_told_by_what_is_wrong_with_the_campaign_either(
    quick: Place, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    """A problem that quotes the campaign, and an address that goes, are printed without the word."""
    building(monkeypatch, {**SITE, "posts/ellie/index.html": "x"})
    quick.publish()
    monkeypatch.setenv("PLAINT_NEVER", "- Ellie")
    building(monkeypatch, SITE)
    (quick.root / "output" / "posts" / "ellie" / "index.html").unlink()
    capfd.readouterr()
    assert quick.publish(dry_run=True) == 0
    assert "1 page gone: /posts/…/" in capfd.readouterr().out
    quick.write("posts/2019-09-30-b.md", "---\ntitle: B\ndate: 2019-09-30\n---\n[[contact:ellie]]\n")
    assert quick.publish() == 1
    said = capfd.readouterr()
    assert "leads nowhere" in said.err
    assert "ellie" not in said.out + said.err


def test_where_nothing_is_listed_that_is_said(quick: Place, capsys: pytest.CaptureFixture[str]):
    """Whoever forgot the list is told that nobody looked; it keeps nothing back."""
    assert quick.publish() == 0
    assert "private/never.yaml: lists nothing, and neither does PLAINT_NEVER" in capsys.readouterr().err


def test_a_list_under_another_name_is_told(quick: Place, capsys: pytest.CaptureFixture[str]):
    """A list that would be passed over keeps everything back."""
    (quick.root / "private").mkdir()
    (quick.root / "private" / "never.txt").write_text("- Ellie\n", encoding="utf-8")
    assert quick.publish() == 1
    assert "private/never.txt: is not read under this name; rename it to never.yaml" in capsys.readouterr().err


def test_a_picture_with_hidden_details_keeps_everything_back(
    quick: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Whatever should have taken them out, and did not."""
    building(monkeypatch, {**SITE, "evidence/a/photo.jpg": PHOTO})
    assert quick.publish() == 1
    assert "output/evidence/a/photo.jpg: carries hidden details: EXIF" in capsys.readouterr().err
    assert quick.files() == set()


@pytest.mark.parametrize("name", ["private/never.yaml", "Private/draft.md", "content/private/x.txt"])
def test_what_is_private_may_not_be_tracked(name: str, quick: Place, capsys: pytest.CaptureFixture[str]):
    """A file under private/ that git knows keeps everything back, wherever the folder is and however it is spelt."""
    path = quick.root / name
    path.parent.mkdir(parents=True)
    path.write_text("- somebody\n", encoding="utf-8")
    quick.git("add", "--force", name)
    assert quick.publish() == 1
    assert f"{name}: lies under private/ and is tracked by git" in capsys.readouterr().err
    assert quick.files() == set()


def test_a_private_folder_that_git_would_take_is_a_doubt(quick: Place, capsys: pytest.CaptureFixture[str]):
    """Where .gitignore does not name it, the next commit may hold it."""
    (quick.root / "private").mkdir()
    (quick.root / ".gitignore").write_text("output/\n", encoding="utf-8")
    assert quick.publish() == 0
    assert "private: is not ignored by git" in capsys.readouterr().err


def test_a_problem_of_the_campaign_keeps_everything_back(quick: Place, capsys: pytest.CaptureFixture[str]):
    """Whatever `check` says is a problem is one here, and nothing is built."""
    quick.write("posts/2019-09-30-b.md", "---\ntitle: B\ndate: 30 September\n---\n")
    assert quick.publish() == 1
    said = capsys.readouterr()
    assert "content/posts/2019-09-30-b.md:3: date: '30 September' is no date" in said.err
    assert "1 problem" in said.out
    assert not (quick.root / "output").exists()
    assert quick.files() == set()


def test_only_committed_content_is_published_if_that_is_asked(quick: Place, capsys: pytest.CaptureFixture[str]):
    """With --committed a change that is not committed keeps everything back; once it is, it does not."""
    quick.write("pages/more.md", "---\ntitle: More\n---\nMore.\n")
    assert quick.publish(committed=True) == 1
    assert "content: has changes that are not committed: content/pages/more.md" in capsys.readouterr().err
    commit(quick)
    assert quick.publish(committed=True) == 0
    assert quick.history() == [f"Publish the site as of {DAY}, from {quick.git('rev-parse', 'HEAD')[:10]}"]


@pytest.mark.parametrize("url, cname", [
    ("https://harwick-parents.org.uk/", "harwick-parents.org.uk"),
    ("https://Bücher.example.co.uk/x/", "xn--bcher-kva.example.co.uk"),
    ("https://parents.github.io/harwick/", None),
    ("https://example.org/", None),
])  # fmt: skip
def test_a_domain_of_its_own_is_named_for_github(url: str, cname: str | None, quick: Place):
    """CNAME holds the host of the campaign's address, unless that is GitHub's own or stands for any."""
    quick.write("campaign.yaml", f"title: X\nurl: {url}\n")
    assert quick.publish() == 0
    assert ("CNAME" in quick.files()) is (cname is not None)
    assert cname is None or quick.published("CNAME") == cname


def test_a_domain_that_was_set_on_github_stays(quick: Place, capsys: pytest.CaptureFixture[str]):
    """Where the campaign gives no address, the one that is published is kept, and the lack is a doubt."""
    assert quick.publish() == 0
    quick.write("campaign.yaml", OWN_DOMAIN.splitlines()[0] + "\n")
    assert quick.publish() == 0
    assert quick.published("CNAME") == "harwick-parents.org.uk"
    assert "content/campaign.yaml: has no url" in capsys.readouterr().err


def test_a_detached_head_can_publish(quick: Place):
    """What is checked out need not be a branch, as in a workflow."""
    quick.git("checkout", "--quiet", "--detach")
    assert quick.publish() == 0
    assert "index.html" in quick.files()


def test_from_a_shallow_clone_the_history_goes_on(quick: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A workflow's clone holds one commit; what it publishes follows on what was published."""
    quick.publish()
    quick.git("push", "--quiet", "origin", "main")
    quick.git("clone", "--quiet", "--depth=1", "--branch=main", quick.hub.as_uri(), str(tmp_path / "shallow"))
    shallow = Place(tmp_path / "shallow", quick.hub)
    monkeypatch.chdir(shallow.root)
    building(monkeypatch, {**SITE, "posts/b/index.html": "<p>b"})
    assert shallow.publish() == 0
    assert len(quick.history()) == 2


def test_the_site_never_takes_the_place_of_its_sources(quick: Place, capsys: pytest.CaptureFixture[str]):
    """A branch that holds the campaign, or on which we are, is no branch to publish to."""
    quick.git("push", "--quiet", "origin", "main:sources")
    assert quick.publish(branch="main") == 1
    assert quick.publish(branch="sources") == 1
    said = capsys.readouterr().err
    assert "the campaign is on the branch main" in said
    assert "sources of origin: holds content/campaign.yaml" in said


def test_a_site_without_a_home_page_is_not_published(
    quick: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A home page that was switched off is a problem, a missing 404.html a doubt."""
    building(monkeypatch, {"posts/a/index.html": "x"})
    assert quick.publish() == 1
    said = capsys.readouterr().err
    assert "output/: has no home page" in said
    assert "has no 404.html" in said


@pytest.mark.parametrize("words, line", [
    ({"content": "nowhere"}, "nowhere: there is no such folder; name the campaign’s folder with --content"),
    ({"today": "soon"}, "--today: 'soon' is no day; write it as 2026-05-31"),
    ({"remote": "orgin"}, "--remote: this repository knows no place called 'orgin'; did you mean 'origin'?"),
])  # fmt: skip
def test_a_slip_in_the_command_is_one_line(
    words: dict[str, str], line: str, quick: Place, capsys: pytest.CaptureFixture[str]
):
    """An option that cannot be right is told in one line."""
    assert quick.publish(**words) == 1
    assert capsys.readouterr().err == f"{line}\n"


def test_a_dry_run_goes_on_where_the_other_side_is_silent(quick: Place, capsys: pytest.CaptureFixture[str]):
    """Without the internet a dry run compares with what was fetched last; publishing stops."""
    quick.publish()
    quick.hub.rename(quick.hub.with_name("away.git"))
    assert quick.publish(dry_run=True) == 0
    said = capsys.readouterr()
    assert "gh-pages of origin: there is no repository at that address" in said.err
    assert "Nothing changes" in said.out
    assert quick.publish() == 1


def test_a_word_in_the_campaign_s_own_files_is_a_doubt(quick: Place, capfd: pytest.CaptureFixture[str]):
    """A draft is not published, but stands in a repository that anybody can read; it is named, the word is not."""
    quick.write("posts/2019-09-30-ellie.md", "---\ntitle: X\ndate: 2019-09-30\nstatus: draft\n---\n\nEllie said so.\n")
    (quick.root / "private").mkdir()
    (quick.root / "private" / "never.yaml").write_text("- Ellie\n", encoding="utf-8")
    assert quick.publish() == 0
    said = capfd.readouterr().err
    assert (
        "content/posts/2019-09-30-….md:7: what private/never.yaml:1 says must never appear stands here and in its"
        in said
    )
    assert "ellie" not in said.casefold()


def test_hidden_details_in_the_campaign_s_own_pictures_are_a_doubt(quick: Place, capsys: pytest.CaptureFixture[str]):
    """Even where the site shows a clean copy, the one in the repository can be downloaded."""
    (quick.root / "content" / "evidence" / "ramp.png").write_bytes(PHOTO)
    assert quick.publish() == 0
    assert "content/evidence/ramp.png: carries hidden details: EXIF; a public repository is" in capsys.readouterr().err


def test_a_domain_that_cannot_be_is_one_line(quick: Place, capsys: pytest.CaptureFixture[str]):
    """An address in which a part is longer than any may be is told, and nothing is pushed."""
    quick.write("campaign.yaml", f"title: X\nurl: https://{'x' * 70}.org.uk/\n")
    assert quick.publish() == 1
    assert "has no domain that can be" in capsys.readouterr().err
    assert quick.files() == set()


def test_a_file_that_cannot_be_read_is_one_line(
    quick: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """What the disk refuses ends in a line, not in a traceback."""

    def refuse(*given: object) -> None:
        raise PermissionError(13, "Permission denied", "output/index.html")

    monkeypatch.setattr(publishing, "look_through", refuse)
    assert quick.publish() == 1
    assert (
        capsys.readouterr().err.splitlines()[-1] == "output/index.html: cannot be read or written (Permission denied)"
    )
