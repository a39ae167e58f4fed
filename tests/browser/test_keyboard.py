"""Whoever uses the keyboard alone reaches everything, in order, sees where they are, and gets away again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.choosing import one_of_each_that_stays
from tests.browser.conftest import Window

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = pytest.mark.slow

FOCUS = (Path(__file__).parent / "focus.js").read_text(encoding="utf-8")
CONTRAST = 3
"""How much the ring around what has the focus must differ from what it is drawn on: WCAG 2.2, success criterion 1.4.11."""


async def walked(page: Page, key: str) -> list[dict[str, Any]]:
    """Each place the keyboard comes to, one press after another, until it leaves the page or comes to the first one again.

    What is folded is unfolded on the way. Where a page begins with the focus in a field, the walk goes on past the end
    and around to it, and is told from the end at which it would have begun.
    """
    places: list[dict[str, Any]] = []
    begun = (await page.evaluate(FOCUS))["at"] >= 0
    around = False
    while True:
        await page.keyboard.press(key)
        place: dict[str, Any] = await page.evaluate(FOCUS)
        if place["at"] == -1 and begun and not around:
            around = True
            continue
        if place["at"] == -1 or (places and place["at"] is not None and place["at"] == places[0]["at"]):
            ends = [
                number for number, each in enumerate(places) if each["at"] == (0 if key == "Tab" else each["all"] - 1)
            ]
            start = ends[0] if begun and ends else 0
            return places[start:] + places[:start]
        if place["closed"]:
            await page.keyboard.press("Enter")
            place = await page.evaluate(FOCUS)
        places.append(place)
        if len(places) > 2 * place["all"] + 20:
            pytest.fail(f"the keyboard never leaves {page.url}; it last was at {place['name']}")


def astray(address: str, places: list[dict[str, Any]], order: range) -> Iterator[str]:
    """What is wrong with a walk through a page: what was left out or came out of turn, and where one could not see it."""
    came = [place["at"] for place in places if place["at"] is not None]
    if came != list(order):
        pairs = enumerate(zip(came, order, strict=False))
        turn = next((number for number, (at, due) in pairs if at != due), min(len(came), len(order)))
        last = places[turn - 1]["name"] if turn else "the beginning"
        yield f"/{address}: {len(order)} places, and the keyboard came to {len(came)}; it goes astray after {last}"
    for place in places:
        if place["closed"]:
            yield f"/{address}: {place['name']} does not unfold"
        if place["ring"] < CONTRAST:
            yield f"/{address}: {place['name']} shows no focus, or one with a contrast of {place['ring']:.1f} : 1"
        if not place["seen"]:
            yield f"/{address}: {place['name']} has the focus out of sight"


async def walk(window: Window, base: str, pages: tuple[str, ...], scheme: str) -> tuple[list[str], int]:
    """What went wrong on a walk through each page and back, and how many places it had. The way back is on a telephone."""
    context = await window.browser.new_context(reduced_motion="reduce", color_scheme=scheme)  # type: ignore[arg-type]
    wrong: list[str] = []
    count = 0
    for address in pages:
        page = await context.new_page()
        await page.goto(base + address)
        await page.set_viewport_size({"width": 1280, "height": 800})
        there = await walked(page, "Tab")
        wrong += astray(address, there, range(there[-1]["all"] if there else 0))
        await page.set_viewport_size({"width": 320, "height": 480})
        back = await walked(page, "Shift+Tab")
        wrong += astray(f"{address} backwards", back, range((back[-1]["all"] if back else 0) - 1, -1, -1))
        count += len(there) + len(back)
        await page.close()
    await context.close()
    return wrong, count


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboard_reaches_everything(window: Window, demo: Path, demo_served: str, scheme: str) -> None:
    """Tab comes to every link, button and field in the order of the page, and back; each is in sight with a ring around it."""
    pages = one_of_each_that_stays(demo) if scheme == "light" else ("", "letters/transport-complaint/", "waiting/")
    wrong, count = window.run(walk(window, demo_served, pages, scheme))
    assert wrong == [], "\n".join(wrong)
    assert count > 30 * len(pages)


def test_the_skip_link_skips(window: Window, demo: Path, demo_served: str) -> None:
    """On every kind of page the first Tab shows a link to the content; Enter goes there, and the next Tab goes on from there."""

    async def skipped(address: str) -> str:
        page = await window.browser.new_page(reduced_motion="reduce")
        try:
            await page.goto(demo_served + address)
            if (await page.evaluate(FOCUS)).get("main"):
                return ""  # it begins in the content
            await page.keyboard.press("Tab")
            first = await page.evaluate(FOCUS)
            await page.keyboard.press("Enter")
            await page.keyboard.press("Tab")
            then = await page.evaluate(FOCUS)
            links = await page.locator("main :is(a[href], summary, button, input, [tabindex='0'])").count()
            inside = then.get("main", False) or not links
            return "" if first["seen"] and "pl-skip" in first["name"] and inside else f"/{address}: {first} {then}"
        finally:
            await page.close()

    wrong = [each for each in (window.run(skipped(address)) for address in one_of_each_that_stays(demo)) if each]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize(
    "markup, said",
    [
        ("<style>a { outline: none }</style><a href='#a'>One</a>", "shows no focus"),
        ("<a href='#a'>One</a><a href='#b' tabindex='1'>Two</a>", "astray after the beginning"),
        ("<a href='#a' style='position: absolute; left: -99rem'>One</a>", "out of sight"),
        ("<style>a { outline: 3px solid #eee }</style><a href='#a'>One</a>", "contrast of 1.2"),
    ],
)
def test_a_page_that_hides_its_focus_is_found(window: Window, markup: str, said: str) -> None:
    """The walk sees what it is to see: no ring, a faint one, a place out of turn and one out of sight."""

    async def seen() -> list[str]:
        page = await window.browser.new_page()
        await page.set_content(f"<!doctype html><title>T</title>{markup}")
        places = await walked(page, "Tab")
        await page.close()
        return list(astray("", places, range(places[-1]["all"])))

    assert any(said in line for line in window.run(seen()))
