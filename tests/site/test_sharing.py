"""Passing a page on: plain links on posts and letters that carry its title and address, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from plaint.site.views.linked import ways_to_share
from tests.campaigns import base_with
from tests.sites import ROOT, built, pages, soup

DAY = "2019-10-01"
TITLE = "“Why?” & how: 50% of it – ça va / #1"
ADDRESS = "https://example.org/bus/posts/why/"


def carried(address: str) -> str:
    """All that a link tells whoever it leads to, decoded."""
    to = urlsplit(address)
    return unquote(f"{to.query}&{to.fragment}")


@pytest.mark.parametrize("name, address", ways_to_share(TITLE, ADDRESS))
def test_a_link_carries_the_address_whole(name: str, address: str) -> None:
    """Whatever signs the title has, none of them cuts the address off or leads elsewhere."""
    assert ADDRESS in carried(address)
    assert re.fullmatch(r"[\x21-\x7e]+", address)
    assert not set(address) & set("\"'<> ")


@pytest.mark.parametrize("name, address", [each for each in ways_to_share(TITLE, ADDRESS) if each[0] != "Facebook"])
def test_a_link_carries_the_title(name: str, address: str) -> None:
    """But to Facebook, which takes it from the page itself."""
    assert TITLE in carried(address)


def test_a_link_carries_nothing_else() -> None:
    """No name of a campaign, no mark of where somebody came from."""
    rest = {TITLE, ADDRESS, f"{TITLE}\n{ADDRESS}"}
    for name, address in ways_to_share(TITLE, ADDRESS):
        to = urlsplit(address)
        values = [value for each in (to.query, to.fragment) for found in parse_qs(each).values() for value in found]
        assert set(values) <= rest, name


def test_what_mastodon_is_told_stays_in_the_browser() -> None:
    """A fragment is not sent: the page that asks for the reader's own server is not told what they share."""
    address = dict(ways_to_share(TITLE, ADDRESS))["Mastodon"]
    assert urlsplit(address).query == ""
    assert TITLE in unquote(urlsplit(address).fragment)


def test_posts_and_letters_are_passed_on_and_nothing_else(demo: Path) -> None:
    """Their pages alone have the links; each carries the page's own address."""
    for address, page in pages(demo):
        links = page.select(".pl-share a")
        kind = address.partition("/")[0]
        assert bool(links) == (kind in ("posts", "letters") and address.count("/") == 2), address
        for each in links:
            assert f"https://example.org/{address}" in carried(str(each["href"])), (address, each.get_text())


def test_a_site_without_an_address_has_nothing_to_pass_on(tmp_path: Path) -> None:
    """What would be passed on leads to this computer; and no script is loaded for it."""
    content = base_with(tmp_path / "content", {"campaign.yaml": "title: The yellow bus\n"})
    page = soup(built(content, tmp_path / "site", DAY) / "posts" / "we-complained" / "index.html")
    assert page.find(class_="pl-share") is None
    assert page.find("script", src=re.compile("share")) is None


def test_what_needs_a_script_is_hidden_until_it_runs(demo: Path) -> None:
    """A button that does nothing would be worse than none."""
    page = soup(demo / "letters" / "transport-complaint" / "index.html")
    buttons = page.select(".pl-share button")
    assert len(buttons) == 2
    assert all(each.parent.has_attr("hidden") for each in buttons)


def test_the_script_asks_nobody_and_keeps_nothing() -> None:
    """It hands the address to the device or its clipboard."""
    script = (ROOT / "theme" / "static" / "share.js").read_text(encoding="utf-8")
    asked = r"fetch|XMLHttpRequest|import|eval|innerHTML|outerHTML|insertAdjacentHTML|cookie|Storage|https?:|Beacon"
    assert re.findall(asked, script) == []
