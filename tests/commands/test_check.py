"""`check`: everything that is wrong, without building."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaint.commands.check import check
from tests.campaigns import BASE, base_with
from tests.sites import digest

DAY = "2019-10-01"
DOUBTFUL = {"posts/2019-09-30-doubtful.md": "---\ntitle: X\ndate: 2019-09-30\n---\nOn Friday 1 July 2019 they wrote.\n"}


def test_nothing_wrong_is_status_0(capsys: pytest.CaptureFixture[str]):
    """A campaign that holds says so in one line."""
    assert check(str(BASE), DAY, strict=True) == 0
    assert capsys.readouterr().out == f"{BASE}: 0 problems, 0 doubts.\n"


def test_a_doubt_stops_nothing_unless_it_is_asked_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Doubts are told in either case; only --strict lets them decide."""
    content = base_with(tmp_path / "content", DOUBTFUL)
    assert check(str(content), DAY) == 0
    assert check(str(content), DAY, strict=True) == 1
    said = capsys.readouterr()
    assert said.err.count("1 July 2019 was a Monday") == 2
    assert "0 problems, 1 doubt." in said.out


def test_all_problems_of_all_files_come_in_one_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Four mistakes in four files are four lines, by file and line."""
    content = base_with(
        tmp_path / "content",
        {
            "posts/2019-09-29-a.md": "---\ntitle: A\ndate: 2019-09-29\n---\n[[ev:nothing-at-all]]\n",
            "posts/2019-09-30-b.md": "---\ntitle: B\ndate: 30 September\n---\n",
            "record/promises/b.yaml": "- id: no\n",
            "campaign.yaml": "titel: X\n",
        },
    )
    (content / "record" / "promises.yaml").unlink(missing_ok=True)
    assert check(str(content), DAY) == 1
    files = [line.split(":")[0].removeprefix(f"{content}/") for line in capsys.readouterr().err.splitlines()]
    assert set(files) >= {"posts/2019-09-29-a.md", "posts/2019-09-30-b.md", "record/promises/b.yaml", "campaign.yaml"}
    assert files == sorted(files)


def test_checking_writes_nothing(tmp_path: Path):
    """The campaign's folder and its surroundings are as they were."""
    content = base_with(tmp_path / "content", DOUBTFUL)
    before = digest(tmp_path)
    check(str(content), DAY)
    assert digest(tmp_path) == before
