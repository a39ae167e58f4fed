"""Campaigns with nothing, with one of everything, with a thousand, with far too long names, and with names from right to left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import states
from tests.browser.choosing import one_of_each
from tests.browser.conftest import Window
from tests.browser.looks import SAMPLED, SKIMMED
from tests.browser.serving import served
from tests.browser.too_long import too_long
from tests.browser.visiting import Faults, told, visit
from tests.campaigns import base_with, write_files
from tests.sites import built

pytestmark = pytest.mark.slow

NO_FILE = "- {id: call, title: What was said on the telephone, kind: recording, note: Nobody kept it.}\n"
STATES = {
    "nothing": lambda content: write_files(content, states.NOTHING),
    "one of everything, and no picture": lambda content: base_with(content, {"record/evidence/more.yaml": NO_FILE}),
    "a thousand": lambda content: write_files(content, states.a_thousand()),
    "too long": lambda content: write_files(content, too_long()),
    "from right to left": lambda content: write_files(content, states.from_right_to_left()),
}
DAYS = {"one of everything, and no picture": "2019-10-01"}


@pytest.fixture(scope="module", params=STATES)
def faults(request: pytest.FixtureRequest, window: Window, tmp_path_factory: pytest.TempPathFactory) -> Faults:
    """What is wrong with the pages of each campaign in turn."""
    name: str = request.param
    folder: Path = tmp_path_factory.mktemp("state")
    site = built(STATES[name](folder / "content"), folder / "site", DAYS.get(name, states.TODAY))
    looks = SKIMMED if name == "a thousand" else SAMPLED
    with served(site) as base:
        found = window.run(visit(window.browser, base, one_of_each(site), looks))
    assert found.opened >= 10 * len(looks)
    return found


def test_no_page_scrolls_sideways(faults: Faults) -> None:
    """However much or little there is, and however long it is, nothing reaches beyond the window."""
    assert faults.sideways == [], told(faults.sideways)


def test_axe_finds_nothing(faults: Faults) -> None:
    """axe-core has no objection to a page, whatever there is to show."""
    assert faults.axe == [], told(faults.axe)


def test_no_page_complains_or_moves(faults: Faults) -> None:
    """Nothing is said on the console, no other host is asked, and nothing moves under the reader's eyes."""
    found = [*faults.console, *faults.elsewhere, *faults.shifts, *faults.motion]
    assert found == [], told(found)
