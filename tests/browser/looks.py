"""The ways in which a page is opened: how wide, in which colours, on paper, and with scripts off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Medium:
    """What the page is shown as, in Playwright's words."""

    name: str
    shown: dict[str, Any]


def medium(name: str, **shown: str) -> Medium:
    """A medium, and what it does not say as it usually is: every one undoes the one before."""
    usual = {"media": "screen", "color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
    return Medium(name, usual | shown)


LIGHT = medium("light")
DARK = medium("dark", color_scheme="dark")
PRINT = medium("in print", media="print")
FORCED = medium("in forced colours", forced_colors="active")
STILL = medium("without motion", reduced_motion="reduce")


@dataclass(frozen=True, slots=True)
class Look:
    """One opening of a page: the window in CSS pixels, whether scripts run, and what it is shown as in turn.

    `spread` sets letters, words and lines as far apart as WCAG 2.2, success criterion 1.4.12, wants a page to bear.
    """

    name: str
    width: int
    height: int
    media: tuple[Medium, ...] = (LIGHT,)
    scripts: bool = True
    scale: int = 1
    spread: bool = False
    axe: bool = True


SIZES = ((320, 640), (768, 1024), (1280, 800))
OPEN = tuple(Look(f"{width} wide", width, height, (LIGHT, DARK, PRINT)) for width, height in SIZES)
"""How one page of each kind is opened."""

SCRIPTLESS = tuple(
    Look(f"{width} wide, scripts off", width, height, scripts=False, axe=width == 320) for width, height in SIZES
)
"""How it is opened by those whose browser runs no script."""

WISHES = (
    # A window of 1,280 by 1,024 pixels has so many left when its page is made twice and four times as large.
    Look("at 200 %", 640, 512, (LIGHT, FORCED), scale=2),
    Look("at 400 %", 320, 256, (LIGHT, STILL), scale=4, axe=False),
    Look("spread out", 320, 640, spread=True, axe=False),
)
"""How it is opened by those who have it larger, stiller, in their own colours or with more space."""

EVERY = (Look("320 wide", 320, 640, axe=False),)
"""How every page is opened, of which many are of one kind: where there is the least room for what is in it."""

SKIMMED = (
    Look("320 wide", 320, 640, axe=False),
    Look("768 wide", 768, 1024, (LIGHT, PRINT), axe=False),
    Look("1280 wide", 1280, 800, axe=False),
)
"""How the pages of a campaign with a thousand of everything are opened: axe-core takes many seconds for each."""

SAMPLED = (Look("320 wide", 320, 640, (LIGHT, DARK)), *SKIMMED[1:], WISHES[0], WISHES[2])
"""How one page of each kind is opened, of a small campaign in some particular state; at 400 % it is 320 pixels wide."""
