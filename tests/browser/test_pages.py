"""The demo in a browser: every page on a phone, and one of each kind at three widths, dark, in print, with scripts off and more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.choosing import addresses, leads_on, one_of_each
from tests.browser.conftest import Window
from tests.browser.looks import EVERY, OPEN, SCRIPTLESS, WISHES
from tests.browser.visiting import Faults, told, visit

pytestmark = pytest.mark.slow

FOUND = "search/?q=route"
"""The search, with something that it finds."""


@pytest.fixture(scope="module")
def every(window: Window, demo: Path, demo_served: str) -> Faults:
    """What is wrong with the pages of the demo where they have least room, all of them."""
    return window.run(visit(window.browser, demo_served, addresses(demo), EVERY))


@pytest.fixture(scope="module")
def of_each_kind(window: Window, demo: Path, demo_served: str) -> Faults:
    """What is wrong with one page of each kind, for whoever has it in whatever way."""
    pages = (*one_of_each(demo), FOUND)
    return window.run(visit(window.browser, demo_served, pages, (*OPEN, *SCRIPTLESS, *WISHES)))


@pytest.fixture(params=["every", "of_each_kind"])
def faults(request: pytest.FixtureRequest) -> Faults:
    """The one and the other."""
    found: Faults = request.getfixturevalue(request.param)
    assert found.opened > 60
    return found


def test_no_page_scrolls_sideways(faults: Faults) -> None:
    """Nothing reaches beyond the window and no words are cut off, however narrow, large or far apart."""
    assert faults.sideways == [], told(faults.sideways)


def test_no_page_complains_to_the_console(faults: Faults) -> None:
    """No script fails, and nothing that a page asks for is missing."""
    assert faults.console == [], told(faults.console)


def test_no_page_asks_another_host(faults: Faults) -> None:
    """What a page loads, it loads from its own host."""
    assert faults.elsewhere == [], told(faults.elsewhere)


def test_no_page_moves_under_its_reader(faults: Faults) -> None:
    """While a page loads and is scrolled through, it moves by no more than a layout-shift score of 0.01."""
    assert faults.shifts == [], told(faults.shifts)


def test_axe_finds_nothing(of_each_kind: Faults) -> None:
    """axe-core has no objection to a page as it is shown on a screen, in the dark and in print."""
    assert of_each_kind.axe == [], told(of_each_kind.axe)


def test_nothing_moves_for_those_who_want_stillness(of_each_kind: Faults) -> None:
    """Where less motion is asked for, nothing is animated and no scrolling is smooth."""
    assert of_each_kind.motion == [], told(of_each_kind.motion)


def test_a_page_that_moved_leads_on(window: Window, demo: Path, demo_served: str) -> None:
    """Whoever opens the old address of a post comes to the new one by themselves, with scripts off too."""

    async def reached(address: str) -> str:
        page = await window.browser.new_page(java_script_enabled=False)
        try:
            await page.goto(demo_served + address)
            await page.wait_for_url("**/posts/*/", timeout=10_000)
            return page.url
        finally:
            await page.close()

    moved = [address for address in addresses(demo) if leads_on(demo, address)]
    assert moved
    for address in moved:
        assert window.run(reached(address)).startswith(demo_served + "posts/")
