"""`serve`: the site on this computer, made anew on every save, drafts among it, whatever state the campaign is in."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plaint.commands import serve_build
from plaint.commands.serve import serve, stopping
from tests.campaigns import base_with
from tests.commands.serving import PATIENCE, Server, change, checkout_in, news_of, serving
from tests.sites import ROOT

DRAFT = {"posts/2019-09-30-idea.md": "---\ntitle: An idea\ndate: 2019-09-30\nstatus: draft\n---\nFirst words.\n"}
IDEA = "posts/idea/"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return base_with(tmp_path / "content", DRAFT)


@pytest.fixture
def post(content: Path) -> Path:
    return content / "posts" / "2019-09-30-idea.md"


@pytest.fixture
def server(content: Path) -> Iterator[Server]:
    with serving(content) as running:
        yield running


def test_a_draft_is_shown_and_marked(server: Server):
    """What is not published is seen here, and says so."""
    status, page = server.get(IDEA)
    assert status == 200
    assert "First words." in page
    assert "Not published" in page


def test_a_save_is_told_to_the_page_and_shown(server: Server, post: Path):
    """An open page is told that it has changed, what it shows then is new, and the terminal says what was saved."""
    with news_of(server, IDEA) as news:
        before = news.next()
        assert f'data-shown="{before["shown"]}"' in server.get(IDEA)[1]
        change(post, "First words.", "Second words.")
        after = news.until_other(before)
    page = server.get(IDEA)[1]
    assert "Second words." in page
    assert f'data-shown="{after["shown"]}"' in page
    assert "2019-09-30-idea.md saved: " in server.until("made anew in")


def test_a_page_that_has_not_changed_is_left_alone(server: Server, post: Path):
    """Whoever looks at another page keeps it as it is, though the site was built anew."""
    with news_of(server, "privacy/") as other:
        before = other.next()
        change(post, "First words.", "Second words.")
        assert other.next() == before


def test_a_problem_is_shown_above_the_last_good_page_until_it_is_mended(server: Server, post: Path):
    """The page keeps its words, says above them what is wrong and where, and is clean again once that is mended."""
    with news_of(server, IDEA) as news:
        good = news.next()
        change(post, "First words.", "Second words. [[ev:nothing-at-all]]")
        bad = news.until_other(good)
        page = server.get(IDEA)[1]
        assert "First words." in page
        assert 'role="alert"' in page
        assert "2019-09-30-idea.md:6</code>: [[ev:nothing-at-all]] leads nowhere" in page
        assert "[[ev:nothing-at-all]] leads nowhere" in server.until("leads nowhere")
        change(post, " [[ev:nothing-at-all]]", "")
        news.until_other(bad)
    page = server.get(IDEA)[1]
    assert "Second words." in page
    assert 'role="alert"' not in page


def test_a_problem_that_stands_is_said_once(server: Server, post: Path):
    """A second save beside it says only that it is still there."""
    change(post, "First words.", "Words. [[ev:nothing-at-all]]")
    server.until("saved: 1 problem. The page shows the last version that was right.")
    change(post, "Words.", "Other words.")
    server.until("saved: 1 problem. The page shows the last version that was right.")
    assert sum("leads nowhere" in line for line in server.said) == 1


def test_without_a_good_site_every_address_says_what_is_wrong(content: Path):
    """A campaign that is broken from the beginning is served as its problems, and as itself once they are mended."""
    campaign = content / "campaign.yaml"
    whole = campaign.read_text()
    campaign.write_text("title: [\n")
    with serving(content) as server, news_of(server, IDEA) as news:
        before = news.next()
        for address in ("", IDEA, "no/such/page"):
            status, page = server.get(address)
            assert status == 503
            assert "The site cannot be shown yet" in page
            assert "campaign.yaml" in page
            assert "/_plaint/reload.js" in page
        campaign.write_text(whole)
        news.until_other(before)
        assert server.get(IDEA)[0] == 200


def test_what_is_missing_is_the_sites_own_page_with_its_status(server: Server):
    """A real 404: the site's page for it, which links from the root."""
    status, page = server.get("no/such/page/")
    assert status == 404
    assert 'href="/theme/plaint.' in page
    assert "/_plaint/reload.js" in page


def test_nothing_of_the_server_stands_in_the_files(server: Server):
    """What is put into pages on their way is in none of them on the disk."""
    server.get(IDEA)
    kept = Path(os.environ["PLAINT_CACHE"]) / "serve"
    pages = [each.read_bytes() for each in kept.glob(f"*-{server.port}/site/**/*.html")]
    assert len(pages) > 10
    assert not any(b"_plaint" in each for each in pages)


@pytest.mark.skipif(os.name == "nt", reason="the signals are those of POSIX systems")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_though_pages_are_open(server: Server, how: signal.Signals):
    """Ctrl-C, or a system that asks it to end: it says so, leaves no temporary folder, and all is well."""
    with news_of(server, IDEA) as news:
        news.next()
        assert server.stop(how) == 0
        assert news.next() is None
    assert server.rest()[-1] == "Stopped."
    assert not [*(Path(os.environ["PLAINT_CACHE"]) / "serve").glob(f"*-{server.port}/site.*")]


def test_a_folder_that_goes_away_and_comes_back_is_followed(server: Server, content: Path, post: Path):
    """While it is away that is the problem; once it is back, saves in it are seen as before."""
    with news_of(server, IDEA) as news:
        before = news.next()
        away = content.rename(content.with_name("away"))
        gone = news.until_other(before)
        assert "there is no such folder" in server.get(IDEA)[1]
        away.rename(content)
        assert news.until_other(gone) == before
        change(post, "First words.", "Second words.")
        news.until_other(before)
    assert "Second words." in server.get(IDEA)[1]


def test_two_servers_of_one_campaign_do_not_disturb_each_other(server: Server, content: Path, post: Path):
    """Each has a site of its own, and both follow the same save."""
    with serving(content) as second, news_of(server, IDEA) as here, news_of(second, IDEA) as there:
        assert second.port != server.port
        states = here.next(), there.next()
        change(post, "First words.", "Second words.")
        here.until_other(states[0])
        there.until_other(states[1])
        assert "Second words." in server.get(IDEA)[1]
        assert "Second words." in second.get(IDEA)[1]


@pytest.mark.skipif(sys.platform != "linux", reason="another process can be limited on Linux alone")
def test_a_disk_that_is_full_is_told_and_tried_again(server: Server, post: Path):
    """The old site stays; once there is room the new one stands, though nothing was saved again."""
    import resource

    with news_of(server, IDEA) as news:
        before = news.next()
        whole = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        change(post, "First words.", "Second words.")
        full = news.until_other(before)
        page = server.get(IDEA)[1]
        assert "the site cannot be written" in page
        assert "First words." in page
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, whole)
        news.until_other(full)
    assert "Second words." in server.get(IDEA)[1]


def test_what_a_site_is_made_with_may_be_broken_and_mended(content: Path, tmp_path: Path):
    """A template, the settings and Plaint's own code: each is told with its place, the page stays, and is right again."""
    checkout = checkout_in(tmp_path / "checkout")
    broken = (
        (checkout / "theme" / "templates" / "base.html", "<footer", "{% if %}<footer", "theme/templates/base.html:"),
        (checkout / "pelicanconf.py", "PLUGINS = [", "PLUGINS = [[", "pelicanconf.py"),
        (checkout / "plugins" / "plaint" / "site" / "site.py", "class Site:", "class Site(:", "plugins/plaint/site/site.py:"),
    )  # fmt: skip
    with serving(content, checkout) as server:
        for path, right, wrong, where in broken:
            with news_of(server, IDEA) as news:
                good = news.next()
                change(path, right, wrong)
                news.until_other(good)
                page = server.get(IDEA)[1]
                assert f"<code>{where}" in page
                assert "First words." in page
                change(path, wrong, right)
                # Code that can be run again is run by another process in this one's place, which hangs up first.
                while (state := news.next()) is not None and state["shown"] != good["shown"]:
                    pass
            assert 'role="alert"' not in server.get(IDEA)[1]
        assert server.process.poll() is None


def test_changed_code_is_taken_up_at_the_same_address(content: Path, tmp_path: Path):
    """The process begins again with the new code, and the page that is open finds it where it was."""
    checkout = checkout_in(tmp_path / "checkout")
    with serving(content, checkout) as server:
        assert ">Subscribe</a>" in server.get(IDEA)[1]
        change(checkout / "plugins" / "plaint" / "site" / "frame.py", '"Subscribe"', '"Stay informed"')
        server.until("frame.py saved: starting again with it.")
        server.until("Built ")
        page = server.get(IDEA)[1]
        assert ">Stay informed</a>" in page
        assert ">Subscribe</a>" not in page


def test_a_plugin_whose_line_is_deleted_makes_no_page(content: Path, tmp_path: Path):
    """Settings are read for each build, and what an earlier one wired is gone."""
    checkout = checkout_in(tmp_path / "checkout")
    with serving(content, checkout) as server:
        assert server.get("people/")[0] == 200
        change(checkout / "pelicanconf.py", '    "plaint.site.people",\n', "")
        server.until("pelicanconf.py saved: ")
        assert server.get("people/")[0] == 404


def test_a_stylesheet_is_exchanged_without_another_page(content: Path, tmp_path: Path):
    """Where nothing but a stylesheet has changed, the page stays, and is told the stylesheet's new address."""
    checkout = checkout_in(tmp_path / "checkout")
    with serving(content, checkout) as server, news_of(server, IDEA) as news:
        before = news.next()
        change(checkout / "theme" / "static" / "plaint.css", "--paper: #fbfaf6;", "--paper: #fbfaf7;")
        after = news.next()
        assert after["shown"] == before["shown"]
        assert after["styles"] != before["styles"]
        assert server.get(after["styles"][0].replace("../", ""))[0] == 200


@pytest.mark.parametrize(
    "error, line",
    [
        (SyntaxError("'(' was never closed", (str(ROOT / "plugins" / "mine.py"), 3, 1, "bad(")), "plugins/mine.py:3: Plaint itself failed here: SyntaxError: '(' was never closed; "),
        (ValueError("two\nlines"), "plugins: Plaint itself failed here: ValueError: two lines; "),
    ],
)
def test_what_code_raises_is_one_line(monkeypatch: pytest.MonkeyPatch, error: Exception, line: str):
    """It has the place in Plaint's own code, where that is known, and no traceback."""
    monkeypatch.chdir(ROOT)
    assert str(serve_build.fault(error)) == f"{line}take back what was changed last"


@pytest.mark.skipif(os.name == "nt", reason="no process is forked there")
def test_a_process_that_helps_is_ended_without_a_word():
    """A large campaign is read by several processes, which are told to end when nothing is left to do."""
    several = multiprocessing.get_context("fork")
    ours, theirs = several.Pipe()

    def help_on() -> None:
        theirs.send("at work")
        theirs.recv()

    with stopping() as stop:
        helper = several.Process(target=help_on, daemon=True)
        helper.start()
        assert ours.recv() == "at work"
        helper.terminate()
        helper.join(timeout=PATIENCE)
        assert helper.exitcode == -signal.SIGTERM
        assert not stop.is_set()


def test_a_preview_that_was_long_unused_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What a server left behind goes after some weeks; what another uses, and our own, stay."""
    monkeypatch.setattr(serve_build, "CACHE", tmp_path)
    mine, used, old = (tmp_path / "serve" / name / "site" for name in ("mine", "used", "old"))
    for site in (mine, used, old):
        site.mkdir(parents=True)
    for site in (mine, old):
        os.utime(site.parent, (0, 0))
    serve_build.sweep(mine)
    assert mine.is_dir()
    assert used.is_dir()
    assert not old.parent.exists()


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Nothing is served where there is nothing to serve."""
    assert serve(str(tmp_path / "nothing"), 0, None) == 1
    assert "there is no such folder" in capsys.readouterr().err
