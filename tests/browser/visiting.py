"""Opens pages in a browser, and says what is wrong with them there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.browser.looks import STILL, Look, Medium

if TYPE_CHECKING:
    from playwright.async_api import Browser, CDPSession, ConsoleMessage, Page, Request, Route

TABS = 2
"""Pages that are open at once."""
SHIFT = 0.01
"""How far a page may move under its reader's eyes, as the sum of its layout-shift scores."""

OVERFLOW = (Path(__file__).parent / "overflow.js").read_text(encoding="utf-8")
SETTLE = (Path(__file__).parent / "settle.js").read_text(encoding="utf-8")
# On paper nobody aims at a link; and forced colours are the reader's own, which axe-core takes for the page's.
AXE = """([aimed, own]) => axe.run(document, {
    resultTypes: ["violations"], rules: {"target-size": {enabled: aimed}, "color-contrast": {enabled: own}},
}).then(found =>
    found.violations.map(rule => `${rule.id}, ${rule.nodes.length} times, first ${rule.nodes[0].target.join(" ")}: `
        + rule.nodes[0].failureSummary.replace(/\\s+/g, " ")))"""
SPREAD = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }"""
CALM = """() => Promise.race([
    Promise.allSettled(document.getAnimations().map(each => each.finished)),
    new Promise(done => setTimeout(done, 1000)),
]).then(() => null)"""
MOTION = """() => [...document.querySelectorAll("*")].flatMap(each => {
    const style = getComputedStyle(each);
    const long = times => times.split(",").some(time => parseFloat(time) > 0.01);
    return long(style.animationDuration) || long(style.transitionDuration) || style.scrollBehavior == "smooth"
        ? [each.tagName + "." + each.className] : [];
})"""


@dataclass(slots=True)
class Faults:
    """What was found wrong with the pages of a site, a line each, by what it is; and how many pages were looked at."""

    opened: int = 0
    sideways: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    shifts: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)
    motion: list[str] = field(default_factory=list)


def told(found: list[str]) -> str:
    """What a test says of what was found: the first of it, and how much there is."""
    return "\n".join([*found[:40], f"{len(found)} in all"])


def axe_script() -> str:
    """The source of axe-core, as the package that carries it holds it."""
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


async def visit(browser: Browser, base: str, addresses: Iterable[str], looks: Sequence[Look]) -> Faults:
    """What is wrong with the pages at these addresses, each opened in each way; two are open at a time."""
    faults, script = Faults(), axe_script()
    for look in looks:
        waiting = iter(tuple(addresses))
        await asyncio.gather(*(Tab(base, look, faults, script).go_through(browser, waiting) for _ in range(TABS)))
    for each in (faults.sideways, faults.console, faults.elsewhere, faults.shifts, faults.axe, faults.motion):
        each.sort()
    return faults


def is_picture(address: str) -> bool:
    """Whether a picture stands at an address, to judge by its name."""
    return urlsplit(address).path.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"))


async def come_late(route: Route) -> None:
    """Let a picture come when the page has long been drawn, as it does on a telephone: it must find its place kept."""
    await asyncio.sleep(0.15)
    await route.continue_()


@dataclass
class Tab:
    """A window in which one page after another is opened in one way. (A new one for each page would take most of the time.)"""

    base: str
    look: Look
    faults: Faults
    script: str
    address: str = ""

    async def go_through(self, browser: Browser, waiting: Iterator[str]) -> None:
        """Open the pages that nobody else has opened yet, and note what is wrong with each."""
        look = self.look
        # A page may forbid styles that are not its own, and those are what sets it farther apart.
        context = await browser.new_context(
            viewport={"width": look.width, "height": look.height},
            device_scale_factor=look.scale,
            bypass_csp=look.spread,
        )
        try:
            page = await context.new_page()
            session = await context.new_cdp_session(page)
            await session.send("Network.setCacheDisabled", {"cacheDisabled": True})
            await context.route(is_picture, come_late)
            page.on("request", self.asked)
            page.on("console", self.said)
            page.on("pageerror", lambda error: self.faults.console.append(self.line(str(error))))
            for self.address in waiting:
                await page.emulate_media(**look.media[0].shown)
                await self.open(page, session)
                self.faults.opened += 1
                for medium in look.media:
                    await page.emulate_media(**medium.shown)
                    # A colour may take a moment to become another.
                    await page.evaluate(CALM)
                    await self.examine(page, medium)
        finally:
            await context.close()

    async def open(self, page: Page, session: CDPSession) -> None:
        """Load the page and all its pictures, with scripts or without, and note how far it moved meanwhile."""
        await session.send("Emulation.setScriptExecutionDisabled", {"value": not self.look.scripts})
        address = self.base + self.address
        await page.route(address, self.stay)
        await page.goto(address)
        await page.unroute(address)
        # From here on it is the tests that run scripts: the page has been read without, and does not run its own.
        await session.send("Emulation.setScriptExecutionDisabled", {"value": False})
        shift: float = await page.evaluate(SETTLE)
        if shift > SHIFT:
            self.faults.shifts.append(self.line(f"moved by {shift:.3f}"))
        if self.look.spread:
            await page.add_style_tag(content=SPREAD)
        if self.look.axe:
            await page.evaluate(self.script)

    async def examine(self, page: Page, medium: Medium) -> None:
        """Note what is wrong with the page as it is shown now."""
        name = medium.name
        rules = [medium.shown["media"] == "screen", medium.shown["forced_colors"] == "none"]
        self.faults.sideways += [self.line(found, name) for found in await page.evaluate(OVERFLOW)]
        if self.look.axe:
            self.faults.axe += [self.line(found, name) for found in await page.evaluate(AXE, rules)]
        if medium == STILL:
            self.faults.motion += [self.line(found, name) for found in await page.evaluate(MOTION)]

    def asked(self, request: Request) -> None:
        """Note what the page asks of another host than its own. (The browser is started so that it reaches none.)"""
        to = urlsplit(request.url)
        if to.scheme not in ("data", "blob") and to.netloc != urlsplit(self.base).netloc:
            self.faults.elsewhere.append(self.line(f"asked for {request.url}"))

    async def stay(self, route: Route) -> None:
        """Give the page without what makes it lead on at once: it would be gone before anybody could look at it."""
        answer = await route.fetch()
        await route.fulfill(response=answer, body=(await answer.text()).replace('http-equiv="refresh"', 'name="to"'))

    def said(self, message: ConsoleMessage) -> None:
        """Note what the page said on the console, if it was a warning or worse."""
        if message.type in ("error", "warning", "assert"):
            self.faults.console.append(self.line(f"{message.text} ({message.location.get('url')})"))

    def line(self, what: Any, medium: str = "") -> str:
        """One finding, with where and how it was made."""
        address = self.address if len(self.address) < 60 else self.address[:60] + "…"
        return f"/{address} {', '.join(filter(None, (self.look.name, medium)))}: {what}"
