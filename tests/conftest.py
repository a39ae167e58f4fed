"""What every test needs: the package on the path, and nothing of this machine's own settings."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
# pyproject.toml says the same to pytest; this is for whatever collects tests without reading it.
for folder in (ROOT, ROOT / "plugins"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


# What tests build is kept apart from what the campaign's own builds leave, here and in the processes they start.
_kept = tempfile.TemporaryDirectory(prefix="plaint-tests-")
os.environ["PLAINT_CACHE"] = _kept.name

# A slow machine is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def checkout() -> Path:
    """The folder that holds tasks.py."""
    return ROOT


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the demo campaign, built once for all tests that only look at it."""
    from tests.sites import DEMO, DEMO_DAY, DEMO_IS_HERE, built

    if not DEMO_IS_HERE:
        pytest.skip("content/ holds another campaign than the demo")
    return built(DEMO, tmp_path_factory.mktemp("demo") / "site", DEMO_DAY)


@pytest.fixture(autouse=True)
def no_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day fixed for the whole machine's builds is not to reach a test that passes its own."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
