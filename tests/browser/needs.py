"""What the tests in a browser need of a machine: found, or the test is skipped with a reason; in `.ci/run` it fails."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
"""What a browser with Chromium's engine is called where it is on the path."""
ELSEWHERE = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("C:/Program Files/Google/Chrome/Application/chrome.exe"),
    Path("C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe"),
)


def program(*names: str) -> str:
    """The path of the first of these programs that is there; the test is skipped where none is."""
    for name in names:
        if path := shutil.which(name):
            return path
    return missing(names[0])


def chromium() -> str:
    """The path of a browser with Chromium's engine."""
    for path in ELSEWHERE:
        if path.is_file():
            return str(path)
    return program(*CHROMIUMS)


def module(name: str) -> None:
    """Skips the test where a Python package is not installed."""
    if importlib.util.find_spec(name) is None:
        missing(name)


def missing(what: str) -> str:
    """Skips the test, with what it lacks as the reason. Where all is said to be there, the test fails."""
    if os.environ.get("PLAINT_BROWSERS") == "installed":
        pytest.fail(f"{what} is not on this machine, and PLAINT_BROWSERS says that it is")
    pytest.skip(f"{what} is not on this machine")
