"""`check --links`: what became of the links to other sites. A server on this machine stands in for the world."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from plaint.casebook.casebook import Casebook
from plaint.commands import check as checking
from plaint.commands.check import check
from plaint.commands.links import World, agent_of, look
from plaint.commands.links_answers import Answer
from plaint.commands.links_ask import Asker, Manners, trusting
from plaint.commands.links_found import outside
from tests.campaigns import DAY, base_with, opened, read_base_with
from tests.commands.world import Told, world

LATER = "Sun, 22 Nov 2026 10:00:30 GMT"


@dataclass
class Rested:
    """A clock that goes only while somebody sleeps, and the sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


@pytest.fixture
def told() -> Iterator[Told]:
    """The world, such as the test tells it to be."""
    with world() as told:
        yield told


@pytest.fixture
def rested() -> Rested:
    """A clock of the test's own, so that nobody waits."""
    return Rested()


@pytest.fixture
def manners(rested: Rested) -> Manners:
    """The usual manners, with that clock."""
    return Manners("Plaint/test", timeout=5, proxies={}, sleep=rested.sleep, clock=rested.clock)


def post(*addresses: str, day: str = "2019-09-30") -> dict[str, str]:
    """A post that links to some addresses, from its line 6 on."""
    lines = "".join(f"[Read it]({address}).\n" for address in addresses)
    return {f"posts/{day}-links.md": f"---\ntitle: Links\ndate: {day}\n---\nSee:\n{lines}"}


def case_with(tmp_path: Path, files: dict[str, str]) -> Casebook:
    return opened(read_base_with(tmp_path / "content", files))


def looked(case: Casebook, world: World, today: date = DAY) -> list[str]:
    """The doubts, each as the line it prints."""
    return [str(doubt) for doubt in look(case, today, world, lambda what, done, whole: None)]


# --- one address ---


def test_a_page_that_is_there_is_asked_for_once_by_its_head(told: Told, manners: Manners):
    """HEAD is enough where it succeeds: no page is fetched for nothing."""
    assert Asker(manners).ask(told.page("/there", 200)) == Answer("ok", 200)
    assert told.asked == [("HEAD", "/there")]
    assert told.agents == {"Plaint/test"}


def test_a_server_that_knows_no_head_is_asked_by_get(told: Told, manners: Manners):
    """Some servers answer HEAD with an error for a page that they have."""
    told.only_get.add("/there")
    assert Asker(manners).ask(told.page("/there", 200)).found == "ok"
    assert [method for method, _ in told.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_gone(told: Told, manners: Manners, status: int):
    """404 and 410 both say that nothing is there, once GET has confirmed it."""
    assert Asker(manners).ask(told.page("/lost", status)) == Answer("gone", status)


@pytest.mark.parametrize("status", [301, 308])
def test_a_page_that_moved_for_good_has_a_new_address(told: Told, manners: Manners, status: int):
    """The new address is where all permanent redirects lead, with the old one's fragment."""
    told.page("/new", 200)
    told.page("/between", (status, {"Location": "/new"}))
    old = told.page("/old", (status, {"Location": "/between"}))
    assert Asker(manners).ask(f"{old}#minutes") == Answer("moved", 200, f"{told.root}/new#minutes")


def test_what_moved_for_now_is_left_as_it_is(told: Told, manners: Manners):
    """A temporary redirect is no news, and what lies behind one is no new address."""
    told.page("/log-in", 200)
    told.page("/moved", (302, {"Location": "/log-in"}))
    assert Asker(manners).ask(told.page("/now", (307, {"Location": "/log-in"}))).found == "ok"
    assert Asker(manners).ask(told.page("/old", (301, {"Location": "/moved"}))).now_at == f"{told.root}/moved"


def test_a_page_that_moved_to_where_nothing_is_is_gone(told: Told, manners: Manners):
    """Where redirects end decides, not where they begin."""
    assert Asker(manners).ask(told.page("/old", (301, {"Location": "/nowhere"}))) == Answer("gone", 404)


@pytest.mark.parametrize(
    "chain, why",
    [
        ({"/a": "/b", "/b": "/a"}, "in a circle"),
        ({f"/{number}": f"/{number + 1}" for number in range(20)} | {"/a": "/0"}, "more than 6 times"),
        ({"/a": "file:///etc/hostname"}, "no web page"),
    ],
)
def test_redirects_without_end_are_given_up(told: Told, manners: Manners, chain: dict[str, str], why: str):
    """A circle, a long chain, or a way to something that is no web page ends with a reason."""
    for path, there in chain.items():
        told.page(path, (302, {"Location": there}))
    answer = Asker(manners).ask(f"{told.root}/a")
    assert answer.found == "unreachable"
    assert why in answer.why
    assert len(told.asked) <= 7


def test_a_host_has_a_rest_between_two_requests(told: Told, manners: Manners, rested: Rested):
    """The second request to a host waits until the pause is over."""
    asker = Asker(manners)
    asker.ask(told.page("/one", 200))
    asker.ask(told.page("/two", 200))
    assert rested.slept == [0.0, manners.pause]


@pytest.mark.parametrize(
    "headers, seconds",
    [
        ({"Retry-After": "20"}, 20),
        ({"Retry-After": LATER, "Date": "Sun, 22 Nov 2026 10:00:00 GMT"}, 30),
        ({"Retry-After": "soon"}, 5),
        ({}, 5),
    ],
)
def test_too_many_requests_are_followed_by_the_wait_that_is_asked_for(
    told: Told, manners: Manners, rested: Rested, headers: dict[str, str], seconds: int, monkeypatch: pytest.MonkeyPatch
):
    """Retry-After is kept to, in seconds or as a date by the server's own clock; a few seconds where it is not said."""
    monkeypatch.setattr("http.server.BaseHTTPRequestHandler.date_time_string", lambda self: "")
    assert Asker(manners).ask(told.page("/busy", (429, headers), 200)).found == "ok"
    assert rested.slept == [0.0, manners.pause + seconds]


def test_a_server_that_wants_an_hour_is_left_alone(told: Told, manners: Manners, rested: Rested):
    """Nobody waits longer than a minute for a link; the doubt says what the server answered."""
    answer = Asker(manners).ask(told.page("/busy", (429, {"Retry-After": "3600"})))
    assert (answer.found, answer.status) == ("unreachable", 429)
    assert told.asked == [("HEAD", "/busy")]


def test_a_host_that_cannot_be_reached_is_tried_once(manners: Manners, told: Told):
    """Where no connection is accepted, the host's other addresses are not tried each in turn."""
    asker = Asker(manners)
    dead = told.root.rpartition(":")[0] + ":1"
    assert asker.ask(f"{dead}/a").why == "it accepts no connection"
    calls: list[str] = []
    asker._once = lambda *asked: calls.append("asked")  # type: ignore[assignment, method-assign]
    assert asker.ask(f"{dead}/b").why == "it accepts no connection"
    assert calls == []


@pytest.mark.parametrize("address", ["http://[::1", "http://127.0.0.1:port/", "http://" + "a" * 70 + "é.example/"])
def test_what_is_no_address_is_said_to_be_none(manners: Manners, address: str):
    """A misspelt address gives an answer and no traceback."""
    assert Asker(manners).ask(address) == Answer("unreachable", why="this is no address that can be asked for")


def test_a_password_in_an_address_is_not_sent(told: Told, manners: Manners):
    """Somebody's name and password are no business of a check."""
    told.page("/there", 200)
    assert Asker(manners).ask(f"{told.root.replace('//', '//name:secret@')}/there").found == "ok"


def test_a_python_that_trusts_nobody_is_given_authorities(monkeypatch: pytest.MonkeyPatch):
    """Where the system's certificates are not found, those that pip brings stand in; else every https link would fail."""
    pytest.importorskip("pip._vendor.certifi")
    monkeypatch.setattr(ssl, "create_default_context", lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    assert trusting().cert_store_stats()["x509_ca"] > 50


# --- a campaign ---


def test_every_place_with_an_address_is_found(tmp_path: Path):
    """Links in texts, and the fields of the record that a page shows, each with its line; the own site is left out."""
    files = {
        **post("https://one.example/a", "https://ours.example/posts/x/"),
        "campaign.yaml": "title: Ours\nurl: https://ours.example\n",
        "record/evidence/more.yaml": """\
            - id: guidance
              title: Guidance
              kind: guidance
              source_url: https://two.example/g
              archived_url: https://copies.example/g
            """,
        "posts/2019-09-29-more.md": "---\ntitle: X\ndate: 2019-09-29\n---\n<https://one.example/a> [[ev:guidance]]\n\n[b]\n\n[b]: https://three.example/?x=1&y=2\n",
    }
    found = outside(case_with(tmp_path, files))
    places = {address: [str(place.where) for place in places] for address, places in found.items()}
    assert places == {
        "https://two.example/g": ["content/record/evidence/more.yaml:4"],
        "https://copies.example/g": ["content/record/evidence/more.yaml:5"],
        "https://one.example/a": ["content/posts/2019-09-29-more.md:5", "content/posts/2019-09-30-links.md:6"],
        "https://three.example/?x=1&y=2": ["content/posts/2019-09-29-more.md:9"],
    }


def test_links_of_drafts_are_asked_of_nobody(tmp_path: Path):
    """What is not published is not told to any server."""
    files = {
        "posts/2019-09-30-d.md": "---\ntitle: X\ndate: 2019-09-30\nstatus: draft\n---\n[x](https://one.example/)\n"
    }
    assert outside(case_with(tmp_path, files)) == {}


def test_each_kind_of_trouble_is_a_doubt_at_its_line(tmp_path: Path, told: Told, manners: Manners):
    """Gone, moved, refused and unreachable each say what is wrong and what would be right; what is there says nothing."""
    told.page("/new", 200)
    case = case_with(
        tmp_path,
        post(
            told.page("/there", 200),
            told.page("/lost", 404),
            told.page("/old", (301, {"Location": "/new"})),
            told.page("/members", 403),
            told.page("/broken", 500),
        ),
    )
    file = "content/posts/2019-09-30-links.md"
    assert looked(case, World(tmp_path / "links.json", manners, f"{told.root}/available")) == [
        f"{file}:7: {told.root}/lost is gone (404); the Wayback Machine has no copy; ask them for it, and put what you kept of it on the record",
        f"{file}:8: {told.root}/old has moved for good; write {told.root}/new",
        f"{file}:9: {told.root}/members is not shown to programs: it answers 403 (Forbidden); open it in a browser to see that it is there",
        f"{file}:10: {told.root}/broken cannot be reached: it answers 500 (Internal Server Error); try again on another day, or open it in a browser",
    ]


def test_a_page_that_is_gone_comes_with_the_copy_of_its_day(tmp_path: Path, told: Told, manners: Manners):
    """The archive is asked for the copy nearest to the day of the post, and its safe address is offered."""
    lost = told.page("/lost?a=1&b=2", 410)
    told.copies[lost] = "20190928101112"
    (said,) = looked(case_with(tmp_path, post(lost)), World(tmp_path / "l.json", manners, f"{told.root}/available"))
    assert said.endswith(
        f"{lost} is gone (410); link to https://web.archive.org/web/20190928101112/{lost}, a copy of 28 September 2019"
    )
    assert any(path.endswith("&timestamp=20190930") for _, path in told.asked)


def test_an_archive_that_cannot_be_reached_is_named_all_the_same(tmp_path: Path, told: Told, manners: Manners):
    """The address at which it would show the nearest copy is offered, and it is asked again the next time."""
    lost, told.archive_is_down = told.page("/lost", 404), True
    case, here = case_with(tmp_path, post(lost)), World(tmp_path / "l.json", manners, f"{told.root}/available")
    (said,) = looked(case, here)
    copy = f"https://web.archive.org/web/20190930/{lost}"
    assert said.endswith(f"link to {copy} if there is a copy; the archive could not be asked")
    told.archive_is_down, told.copies[lost] = False, "20190930000000"
    assert looked(case, here)[0].endswith("a copy of 30 September 2019")


def test_a_source_that_is_gone_and_has_its_copy_is_as_it_should_be(tmp_path: Path, told: Told, manners: Manners):
    """`archived_url` is the answer to a source that is gone; without it, that is what is offered."""
    lost, copy = told.page("/lost", 404), told.page("/copy", 200)
    entry = f"- {{id: page, title: Page, kind: web-page, on: 2019-05-01, source_url: {lost}}}\n"
    cited = {"posts/2019-09-30-x.md": "---\ntitle: X\ndate: 2019-09-30\n---\n[[ev:page]]\n"}
    here = World(tmp_path / "l.json", manners, f"{told.root}/available")
    told.copies[lost] = "20190501000000"
    (said,) = looked(case_with(tmp_path, {**cited, "record/evidence/more.yaml": entry}), here)
    assert f"source_url: {lost} is gone (404); write `archived_url: https://web.archive.org/web/" in said
    with_copy = entry.replace("}", f", archived_url: {copy}}}")
    assert looked(case_with(tmp_path, {**cited, "record/evidence/more.yaml": with_copy}), here) == []


def test_a_page_that_leads_to_the_front_page_is_as_good_as_gone(tmp_path: Path, told: Told, manners: Manners):
    """Many sites send every page that they deleted to their first one."""
    told.page("/", 200)
    lost = told.page("/minutes/2019", (301, {"Location": "/"}))
    (said,) = looked(case_with(tmp_path, post(lost)), World(tmp_path / "l.json", manners, f"{told.root}/available"))
    assert f"{lost} leads only to the front page now; the Wayback Machine has no copy" in said


def test_what_was_asked_this_week_is_not_asked_again(tmp_path: Path, told: Told, manners: Manners):
    """Answers hold for seven days, and then are asked for anew; the archive is not asked twice either."""
    case = case_with(tmp_path, post(told.page("/there", 200), told.page("/lost", 404)))
    here = World(tmp_path / "cache" / "links.json", manners, f"{told.root}/available")
    first = looked(case, here)
    asked = len(told.asked)
    assert looked(case, here, DAY + timedelta(days=6)) == first
    assert len(told.asked) == asked
    looked(case, here, DAY + timedelta(days=7))
    assert len(told.asked) == 2 * asked


def test_what_could_not_be_reached_is_asked_again_at_once(tmp_path: Path, told: Told, manners: Manners):
    """A failure is no answer, and is not kept."""
    case = case_with(tmp_path, post(told.page("/busy", 500, 500, 200)))
    here = World(tmp_path / "links.json", manners)
    assert len(looked(case, here)) == 1
    assert looked(case, here) == []


@pytest.mark.parametrize("damaged", ["", "[]", '{"form": 1, "links": {"x": {}}}', '{"form": 99}', "\x00"])
def test_a_damaged_cache_is_no_cache(tmp_path: Path, told: Told, manners: Manners, damaged: str):
    """Whatever stands in it, the links are asked for and it is written anew."""
    cache = tmp_path / "links.json"
    cache.write_text(damaged, encoding="utf-8")
    there = told.page("/there", 200)
    assert looked(case_with(tmp_path, post(there)), World(cache, manners)) == []
    assert json.loads(cache.read_text(encoding="utf-8"))["links"][there]["asked"] == DAY.isoformat()


def test_one_address_in_two_places_is_asked_for_once(tmp_path: Path, told: Told, manners: Manners):
    """Each line has its doubt; the server has one visit."""
    old = told.page("/old", (301, {"Location": "/new"}))
    told.page("/new", 200)
    case = case_with(tmp_path, post(old, old))
    assert len(looked(case, World(tmp_path / "links.json", manners))) == 2
    assert told.paths() == ["/old", "/new"]


def test_a_host_is_never_asked_for_two_things_at_once(tmp_path: Path, told: Told, manners: Manners):
    """Twelve links to one host are twelve requests in a row."""
    case = case_with(tmp_path, post(*(told.page(f"/{number}", 200) for number in range(12))))
    assert looked(case, World(tmp_path / "links.json", manners)) == []
    assert (len(told.asked), told.most_at_once) == (12, 1)


def test_a_computer_that_is_not_online_is_told_so(
    tmp_path: Path, told: Told, manners: Manners, capsys: pytest.CaptureFixture[str]
):
    """Where nobody answers, one line asks whether the cable is in."""
    dead = told.root.rpartition(":")[0]
    looked(case_with(tmp_path, post(f"{dead}:1/a", f"{dead}:2/b")), World(tmp_path / "links.json", manners))
    assert capsys.readouterr().err == "No address could be reached at all. Is this computer online?\n"


def test_servers_learn_who_asks(tmp_path: Path):
    """The agent names the tool, its version and the campaign's site, where it has one."""
    assert agent_of("https://ours.example").startswith("Plaint/")
    assert agent_of("https://ours.example").endswith("; +https://ours.example)")
    assert agent_of(None).endswith("still work)")


def test_only_links_asks_the_world(
    tmp_path: Path, told: Told, manners: Manners, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """`check` sends nothing anywhere; `check --links` does, and its doubts decide only with --strict."""
    content = str(base_with(tmp_path / "content", post(told.page("/lost", 404))))
    monkeypatch.setattr(checking, "WORLD", World(tmp_path / "links.json", manners, f"{told.root}/available"))
    assert check(content, "2019-10-01", strict=True) == 0
    assert told.asked == []
    assert check(content, "2019-10-01", links=True) == 0
    assert check(content, "2019-10-01", links=True, strict=True) == 1
    assert "/lost is gone (404)" in capsys.readouterr().err


def test_a_stopped_asker_asks_for_nothing(told: Told, manners: Manners):
    """After Ctrl-C, what was still to be asked is not."""
    asker = Asker(replace(manners))
    asker.stop()
    assert asker.ask(told.page("/there", 200)).found == "unreachable"
    assert told.asked == []
