"""The four pages that most people see, as they see them: quick enough to run with every change where there is a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Window
from tests.browser.looks import OPEN
from tests.browser.visiting import told, visit

PAGES = ("", "posts/on-the-bus/", "letters/transport-complaint/", "chronology/")


@pytest.fixture(scope="module")
def there(window: Window, demo: Path, demo_served: str) -> str:
    """The address of the demo, where there is a browser to open it with."""
    return demo_served


def test_the_face_is_whole_on_a_phone(window: Window, there: str) -> None:
    """Nothing scrolls sideways, complains, moves or is asked of another host, and axe-core finds nothing, on paper too."""
    found = window.run(visit(window.browser, there, PAGES, OPEN[:1]))
    assert found.opened == len(PAGES)
    wrong = [*found.sideways, *found.console, *found.elsewhere, *found.shifts, *found.axe]
    assert wrong == [], told(wrong)
