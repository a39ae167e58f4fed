"""The sites whose pages the theme's tests look at, each built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns import write_files
from tests.sites import CASES, built

CASE_DAYS = {"coproduction-2019": "2019-10-01", "inspection-2021": "2021-09-22"}


@pytest.fixture(scope="session")
def nothing_yet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a campaign that has only a title."""
    folder = tmp_path_factory.mktemp("nothing")
    return built(write_files(folder / "content", {"campaign.yaml": "title: Us\n"}), folder / "site", "2026-05-20")


@pytest.fixture(scope="session", params=["demo", "nothing_yet", *CASE_DAYS])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each site in turn: the demo's, the empty one, and those of two real campaigns."""
    name: str = request.param
    if name not in CASE_DAYS:
        made: Path = request.getfixturevalue(name)
        return made
    if not (CASES / name).is_dir():
        pytest.skip("the real campaigns are not beside this checkout")
    return built(CASES / name / "content", tmp_path_factory.mktemp("case") / "site", CASE_DAYS[name])
