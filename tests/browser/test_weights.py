"""How heavy pages are, in bytes: sizes are the same on every machine, so they may be held to."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.browser import states
from tests.browser.choosing import addresses, file, one_of_each_that_stays
from tests.browser.conftest import Window
from tests.browser.weights import beside, loaded, main
from tests.campaigns import write_files
from tests.sites import built, soup

PAGE = 60_000
"""The most that the home page or a post may weigh with its stylesheet, scripts, letters and icons, unpacked."""
CHRONOLOGY = 400_000
"""The most that a page of the chronology may weigh, when it has a thousand contacts on it."""


@pytest.mark.slow
@pytest.mark.parametrize("days", [2000, 365])
def test_a_chronology_of_a_thousand_is_light(tmp_path: Path, days: int) -> None:
    """No page of it weighs more than 400 KB of HTML, be they spread over six years or all of one; none is left out."""
    site = built(write_files(tmp_path / "content", states.a_chronology(1000, days)), tmp_path / "site", states.TODAY)
    pages = [address for address in addresses(site) if address.startswith("chronology/")]
    texts = {address: file(site, address).read_text(encoding="utf-8") for address in pages}
    assert all(any(f"/contacts/contact-{number}/" in text for text in texts.values()) for number in range(1000))
    sizes = {address: len(text.encode()) for address, text in texts.items()}
    assert {address: size for address, size in sizes.items() if size > CHRONOLOGY} == {}


@pytest.mark.slow
def test_weights_are_printed(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Run by hand, it prints each page with its weight, plain and packed, the heaviest first."""
    assert main([str(demo)]) == 0
    _, *lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(addresses(demo))
    plain = [int(line.split()[0]) for line in lines]
    assert plain == sorted(plain, reverse=True)
    assert all(int(line.split()[1]) < int(line.split()[0]) for line in lines)


def test_all_that_loads_is_weighed(tmp_path: Path) -> None:
    """Stylesheets, what they load in turn, scripts and icons count; what is missing, linked or a post's own does not."""
    head = (
        '<link rel="stylesheet" href="../a.css"><link rel="icon" href="../i.svg"><link rel="alternate" href="../f.xml">'
    )
    body = '<img src="../logo.png" alt=""><main><img src="own.png" alt=""></main><script src="../s.js"></script>'
    write_files(
        tmp_path,
        {
            "p/index.html": f"<!doctype html><title>T</title>{head}{body}",
            "a.css": '@import "b.css"; p { background: url("gone.png") }',
            "b.css": "@font-face { src: url(f/x.woff2) }",
            "f/x.woff2": "x",
            "i.svg": "x",
            "f.xml": "x",
            "logo.png": "x",
            "p/own.png": "x",
            "s.js": "import { a } from './t.js'; import('./u.js')",
            "t.js": "",
            "u.js": "",
        },
    )
    assert set(loaded(tmp_path, "p/")) == {
        "p/index.html",
        "a.css",
        "b.css",
        "f/x.woff2",
        "i.svg",
        "logo.png",
        "s.js",
        "t.js",
        "u.js",
    }


def test_letters_that_a_page_does_not_need_are_not_weighed(tmp_path: Path) -> None:
    """A font that is for other characters than those of the page does not load, and does not count."""
    faces = "@font-face { src: url(a.woff2); unicode-range: U+20-7E }@font-face { src: url(b.woff2); unicode-range: U+4??, U+2C6 }"
    page = '<!doctype html><title>T</title><link rel="stylesheet" href="a.css"><main>{}</main>'
    names = ("latin", "cyrillic", "caret")
    texts = {f"{name}.html": page.format(words) for name, words in zip(names, ("Bus", "Бус", "ˆ"), strict=True)}
    write_files(tmp_path, {**texts, "a.css": faces, "a.woff2": "x", "b.woff2": "x"})
    fonts = {name: {each for each in loaded(tmp_path, f"{name}.html") if each.endswith("woff2")} for name in names}
    assert fonts == {"latin": {"a.woff2"}, "cyrillic": {"a.woff2", "b.woff2"}, "caret": {"a.woff2", "b.woff2"}}


@pytest.fixture(scope="module")
def taken(window: Window, demo: Path, demo_served: str) -> dict[str, set[str]]:
    """What Chromium loads to show each kind of page and every post, without the pictures in its main part."""

    async def asked(address: str) -> set[str]:
        page = await window.browser.new_page()
        seen: set[str] = set()
        page.on("request", lambda request: seen.add(request.url.partition("?")[0]))
        await page.goto(demo_served + address, wait_until="networkidle")
        own = await page.evaluate("[...document.querySelectorAll('main img')].map(each => each.currentSrc || each.src)")
        await page.close()
        paths = {unquote(each).removeprefix(demo_served) for each in seen - set(own) - {demo_served + address}}
        return paths | {file(demo, address).relative_to(demo).as_posix()}

    posts = (address for address in addresses(demo) if address.startswith("posts/"))
    return {address: window.run(asked(address)) for address in sorted({*one_of_each_that_stays(demo), *posts})}


@pytest.mark.slow
def test_home_and_posts_are_light(demo: Path, taken: dict[str, set[str]]) -> None:
    """The home page and every post weigh at most 60 KB with all that a browser loads, icons too, but a post's own pictures."""
    icons = {
        beside("", str(each["href"])) for each in soup(demo / "index.html").select("link[rel~=icon], link[rel$=icon]")
    }
    assert icons
    pages = [address for address in taken if not address or address.startswith("posts/")]
    assert len(pages) > 10
    weights = {address: sum((demo / each).stat().st_size for each in taken[address] | icons) for address in pages}
    assert {address: weight for address, weight in weights.items() if weight > PAGE} == {}


@pytest.mark.slow
def test_a_browser_loads_no_more_than_is_weighed(demo: Path, taken: dict[str, set[str]]) -> None:
    """What Chromium loads for a page is among what the script that is run by hand counts; the search loads its index besides."""
    more = {address: files - set(loaded(demo, address)) for address, files in taken.items() if address != "search/"}
    assert {address: files for address, files in more.items() if files} == {}
