"""One browser for all tests, and the sites that it opens."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from tests.browser import needs
from tests.browser.serving import served

if TYPE_CHECKING:
    from playwright.async_api import Browser

T = TypeVar("T")

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
"""No sandbox, because in CI the tests run as root; and nothing that the browser would ask of its maker."""
NOBODY = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""No other host has an address, so that a page that asks one is refused at once and nobody hears of it."""


class Window:
    """A browser, and the loop on which it is spoken to."""

    def __init__(self, loop: asyncio.AbstractEventLoop, browser: Browser) -> None:
        self.loop = loop
        self.browser = browser

    def run(self, what: Coroutine[Any, Any, T]) -> T:
        """What the coroutine gives in the end."""
        return self.loop.run_until_complete(what)


@pytest.fixture(scope="session")
def window() -> Iterator[Window]:
    """The one browser, with a folder of its own for what it keeps, which is thrown away."""
    needs.module("playwright")
    needs.module("axe_playwright_python")
    path = needs.chromium()
    from playwright.async_api import async_playwright

    loop = asyncio.new_event_loop()
    playwright = loop.run_until_complete(async_playwright().start())
    browser = loop.run_until_complete(playwright.chromium.launch(executable_path=path, args=[*FLAGS, NOBODY]))
    try:
        yield Window(loop, browser)
    finally:
        loop.run_until_complete(browser.close())
        loop.run_until_complete(playwright.stop())
        loop.close()


@pytest.fixture(scope="session")
def demo_served(demo: Path) -> Iterator[str]:
    """The address of the demo's site."""
    with served(demo) as base:
        yield base
