"""The oracle sees what it is to see: each fault that it looks for is found on a page that has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import states
from tests.browser.conftest import Window
from tests.browser.looks import OPEN, SCRIPTLESS, WISHES
from tests.browser.serving import served
from tests.browser.visiting import visit
from tests.campaigns import write_files

pytestmark = pytest.mark.slow

FRAME = '<!doctype html><html lang="en"><title>T</title><main><h1>H</h1>{}</main>'
MOVES = '<img src="p.png" alt=""><p>One</p>' + "<p>Words that are pushed down.</p>" * 20
SCRIPTED = '<p id="p">Words</p><script>document.getElementById("p").style.width = "3000px"</script>'
WRONG = {
    "sideways": (OPEN[0], '<p style="width: 400px">Words</p>'),
    "sideways, cut off": (
        OPEN[0],
        '<div style="overflow: hidden; width: 50px; white-space: nowrap">Many words here</div>',
    ),
    "sideways, hidden": (OPEN[0], '<style>html { overflow-x: hidden }</style><p style="width: 400px">Words</p>'),
    "sideways, scripts on": (OPEN[0], SCRIPTED),
    "sideways, spread": (WISHES[2], "<p style='white-space: nowrap'>As many letters as go into one line here</p>"),
    "console": (OPEN[0], "<script>console.error('no')</script>"),
    "console, thrown": (OPEN[0], "<script>throw new Error('no')</script>"),
    "console, missing": (OPEN[0], '<img src="gone.png" alt="">'),
    "elsewhere": (OPEN[0], '<img src="http://192.0.2.1/p.png" alt="">'),
    "shifts": (OPEN[0], MOVES),
    "axe": (OPEN[0], '<p style="color: #bbb">Faint</p>'),
    "axe, in the dark": (
        OPEN[0],
        "<style>@media (prefers-color-scheme: dark) { p { color: #bbb } }</style><p>Faint</p>",
    ),
    "axe, small": (OPEN[0], '<a href="#a" style="display: block; font-size: 9px">A</a>' * 9),
    "motion": (WISHES[1], "<style>html { scroll-behavior: smooth }</style>"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found(window: Window, tmp_path: Path, name: str) -> None:
    """A page with this fault is reported for it."""
    look, markup = WRONG[name]
    write_files(tmp_path, {"page.html": FRAME.format(markup), "p.png": states.picture(200, 200)})
    with served(tmp_path) as base:
        found = window.run(visit(window.browser, base, ["page.html"], [look]))
    assert getattr(found, name.partition(",")[0])


@pytest.mark.parametrize("markup", ["<p>Words</p>", SCRIPTED])
def test_nothing_is_found_where_nothing_is_wrong(window: Window, tmp_path: Path, markup: str) -> None:
    """A plain page is passed, and where scripts are off so is one that only a script makes wrong."""
    write_files(tmp_path, {"page.html": FRAME.format(markup)})
    with served(tmp_path) as base:
        found = window.run(visit(window.browser, base, ["page.html"], SCRIPTLESS))
    assert found.opened == len(SCRIPTLESS)
    assert [*found.sideways, *found.console, *found.elsewhere, *found.shifts, *found.axe, *found.motion] == []


def test_a_colour_that_changes_slowly_is_waited_for(window: Window, tmp_path: Path) -> None:
    """A page that fades from its light to its dark colours is looked at when it has arrived there."""
    style = "<style>p, main { transition: all 0.4s } @media (prefers-color-scheme: dark) { main { background: #111; color: #eee } }</style>"
    write_files(tmp_path, {"page.html": FRAME.format(f"{style}<p>Words</p>")})
    with served(tmp_path) as base:
        found = window.run(visit(window.browser, base, ["page.html"], [OPEN[0]]))
    assert found.axe == []
