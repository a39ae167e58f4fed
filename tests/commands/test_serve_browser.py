"""`serve` in a real browser: what is saved is seen, without a hand on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import needs
from tests.browser.conftest import FLAGS, NOBODY
from tests.campaigns import base_with
from tests.commands.serving import Server, change, checkout_in, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

WORDS = "\n\n".join(f"Paragraph {number}." for number in range(200))
DRAFT = {"posts/2019-09-30-idea.md": f"---\ntitle: An idea\ndate: 2019-09-30\nstatus: draft\n---\nFirst words.\n\n{WORDS}\n"}
SHOWS = "words => document.body.innerText.includes(words)"
PAPER = "colour => getComputedStyle(document.body).backgroundColor == colour"
FAR_DOWN = "() => { window.still = true; window.scrollTo(0, 1500); }"
IS_FAR_DOWN = "() => scrollY == 1500"


@contextmanager
def opened(server: Server, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A page in a browser, and what its console says."""
    needs.module("playwright")
    path = needs.chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=path, args=[*FLAGS, NOBODY]) as window:
        page, said = window.new_page(), list[str]()
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"http://127.0.0.1:{server.port}/{address}")
        yield page, said


def test_a_reader_sees_what_is_saved_where_they_were(tmp_path: Path):
    """New words, a problem and its end appear by themselves, the page stays scrolled, and its policy is kept to."""
    content = base_with(tmp_path / "content", DRAFT)
    post = content / "posts" / "2019-09-30-idea.md"
    with serving(content) as server, opened(server, "posts/idea/") as (page, said):
        page.evaluate(FAR_DOWN)
        page.wait_for_function(IS_FAR_DOWN)
        change(post, "First words.", "Second words.")
        page.wait_for_function(SHOWS, arg="Second words.")
        page.wait_for_function(IS_FAR_DOWN)
        change(post, "Second words.", "Third words. [[ev:nothing-at-all]]")
        page.get_by_role("alert").filter(has_text="leads nowhere").wait_for()
        assert "Second words." in page.inner_text("main")
        change(post, " [[ev:nothing-at-all]]", "")
        page.wait_for_function(SHOWS, arg="Third words.")
        assert page.get_by_role("alert").count() == 0
        assert said == []


def test_a_stylesheet_changes_under_the_readers_eyes(tmp_path: Path):
    """The page that is open takes the new colours without being loaded again."""
    checkout = checkout_in(tmp_path / "checkout")
    content = base_with(tmp_path / "content", DRAFT)
    with serving(content, checkout) as server, opened(server, "posts/idea/") as (page, _):
        page.evaluate(FAR_DOWN)
        change(checkout / "theme" / "static" / "plaint.css", "--paper: #fbfaf6;", "--paper: #fafafa;")
        page.wait_for_function(PAPER, arg="rgb(250, 250, 250)")
        assert page.evaluate("window.still")


def test_a_page_follows_a_server_whose_code_has_changed(tmp_path: Path):
    """It finds the process that takes the first one's place, and shows what that makes."""
    checkout = checkout_in(tmp_path / "checkout")
    content = base_with(tmp_path / "content", DRAFT)
    with serving(content, checkout) as server, opened(server, "posts/idea/") as (page, _):
        change(checkout / "plugins" / "plaint" / "site" / "frame.py", '"Subscribe"', '"Stay informed"')
        page.wait_for_function(SHOWS, arg="Stay informed")
