"""The server of previews: what it answers, to whom, and that nothing of it is left."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from plaint.commands.serve_http import Server, listening, type_of
from plaint.commands.serve_preview import Preview
from plaint.problems import Doubt, Problem, Stopped, Where
from plaint.site.output import MARK
from tests.campaigns import write_files
from tests.commands.serving import News, got

PAGE = '<!doctype html><html><head><title>A page</title></head><body><img src="../images/lift.webp" alt=""></body></html>'
FILES: dict[str, str | bytes] = {
    MARK: "",
    "index.html": PAGE,
    "404.html": "<!doctype html><html><head></head><body>Not here.</body></html>",
    "posts/index.html": PAGE,
    "images/lift.webp": b"one picture",
    "deadlines.ics": "BEGIN:VCALENDAR",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_files(tmp_path, {"secret.txt": "Nobody's business."})
    return write_files(tmp_path / "site", FILES)


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    with listening(lambda port: Preview(site), 0) as running:
        running.preview.tell(())
        yield running



@pytest.mark.parametrize(
    "name, type",
    [
        ("index.html", "text/html; charset=utf-8"),
        ("theme/plaint.1a2b3c4d.css", "text/css; charset=utf-8"),
        ("theme/plaint.js", "text/javascript; charset=utf-8"),
        ("theme/faustina.woff2", "font/woff2"),
        ("images/a.WEBP", "image/webp"),
        ("images/a.jpg", "image/jpeg"),
        ("feeds/all.rss.xml", "application/xml"),
        ("deadlines.ics", "text/calendar; charset=utf-8"),
        ("record.json", "application/json"),
        ("chronology.csv", "text/csv; charset=utf-8"),
        ("evidence/a/a.pdf", "application/pdf"),
        ("search/pagefind/wasm.en.pagefind", "application/octet-stream"),
        ("search/pagefind/index/en_1.pf_index", "application/octet-stream"),
    ],
)
def test_a_file_has_the_type_of_its_name(name: str, type: str):
    """What a browser is told depends on no setting of this computer."""
    assert type_of(name) == type


def test_nothing_is_kept_by_a_browser(server: Server):
    """Pages, files and what is missing: each is asked for anew the next time."""
    for address in ("", "images/lift.webp", "nothing", "_plaint/reload.js"):
        assert got(server.port, address)[1]["cache-control"] == "no-store"


def test_a_file_is_given_out_as_it_is(server: Server):
    """Only pages have something put into them."""
    assert got(server.port, "images/lift.webp")[2] == "one picture"
    assert "/_plaint/reload.js" in got(server.port, "posts/")[2]


def test_a_folder_without_its_slash_leads_to_the_slash(server: Server):
    """Links on the page are relative to it; a question that came along is kept."""
    status, headers, _ = got(server.port, "posts?kind=email")
    assert (status, headers["location"]) == (302, "/posts/?kind=email")


@pytest.mark.parametrize(
    "address",
    ["../secret.txt", "posts/../../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "..%5csecret.txt", MARK, "/../secret.txt"],
)
def test_nothing_outside_the_site_is_given_out(server: Server, address: str):
    """However an address is written that leads out of the folder, there is nothing at it."""
    status, _, page = got(server.port, address)
    assert status == 404
    assert "business" not in page


def test_a_page_that_calls_itself_something_else_is_refused(server: Server):
    """A site elsewhere whose name leads to this computer cannot read the drafts."""
    assert got(server.port, "", Host=f"example.org:{server.port}")[0] == 421
    assert got(server.port, "", Host=f"localhost:{server.port}")[0] == 200


def test_head_is_answered_without_the_content(server: Server):
    """What a link checker asks: the headers of the page alone."""
    status, headers, content = got(server.port, "", method="HEAD")
    assert status == 200
    assert int(headers["content-length"]) > len(PAGE)
    assert content == ""


def test_a_connection_serves_more_than_one_request(server: Server):
    """A page and all that it loads come through few connections."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.connect()
    kept = connection.sock
    for address in ("/", "/images/lift.webp", "/nothing"):
        connection.request("GET", address)
        connection.getresponse().read()
        assert connection.sock is kept
    connection.close()


def test_a_page_follows_its_pictures(server: Server, site: Path):
    """A picture that was exchanged under its name is a reason to load the page again."""
    news = News(server.port, "posts/")
    assert news.type == "text/event-stream"
    before = news.next()
    (site / "images" / "lift.webp").write_bytes(b"another picture")
    server.preview.tell(())
    assert news.next()["shown"] != before["shown"]
    news.close()


def test_the_page_of_the_search_begins_anew_with_every_site(server: Server, site: Path):
    """It has loaded a part of an index of which the rest is gone; where a build failed, the index is still there."""
    write_files(site, {"search/index.html": PAGE})
    news = News(server.port, "search/")
    before = news.next()
    server.preview.tell((), new=False)
    assert news.next() == before
    server.preview.tell(())
    assert news.next()["shown"] != before["shown"]
    news.close()


def test_doubts_are_folded_on_the_page(server: Server):
    """What deserves a look is there to be unfolded, and no alarm."""
    server.preview.tell([Doubt(Where("content/posts/a.md", 3), "no <weekday>", "look again")])
    page = got(server.port, "posts/")[2]
    assert "<summary>1 doubt</summary>" in page
    assert "<code>content/posts/a.md:3</code>: no &lt;weekday&gt;; look again" in page
    assert "alert" not in page


def test_what_is_wrong_stands_on_the_page_for_what_is_missing_too(server: Server):
    """Whoever opens an address that is not there yet sees why it is not."""
    server.preview.tell([Problem(Where("content/posts/a.md", 3), "is no date")])
    status, _, page = got(server.port, "posts/a/")
    assert status == 404
    assert "Not here." in page
    assert "is no date" in page


def test_before_the_first_build_a_page_waits_for_it(site: Path):
    """Nobody is shown the site of another day for a moment."""
    with listening(lambda port: Preview(site), 0) as server:
        answers: list[int] = []
        asking = threading.Thread(target=lambda: answers.append(got(server.port, "")[0]))
        asking.start()
        asking.join(timeout=0.3)
        assert asking.is_alive()
        server.preview.tell(())
        asking.join(timeout=20)
        assert answers == [200]


def test_no_thread_is_left_though_pages_are_open(site: Path):
    """At the end, connections that are kept and pages that wait for news are let go."""
    before = set(threading.enumerate())
    with listening(lambda port: Preview(site), 0) as server:
        server.preview.tell(())
        news = News(server.port, "")
        news.next()
        idle = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        idle.request("GET", "/images/lift.webp")
        idle.getresponse().read()
    assert set(threading.enumerate()) == before
    assert news.next() is None
    idle.close()
    news.close()


def test_a_port_that_is_taken_is_passed_over(site: Path):
    """The next free one is used."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with listening(lambda port: Preview(site), port) as server:
            assert port < server.port <= port + 19


def test_only_this_computer_is_served(server: Server):
    """Drafts are not shown to the network the computer is on."""
    assert server.server_address[0] == "127.0.0.1"


def test_no_port_at_all_is_one_line(site: Path):
    """A number that is no port says what would be one."""
    with pytest.raises(Stopped, match="name another, such as --port 9000"), listening(lambda port: Preview(site), 70000):
        pass
