"""When an environment is used as it is, brought up to date or made anew."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bootstrap.stamp import python_in, stamp_file, stamp_for, stamp_in, usable, work_to_do


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with a lock and nothing else."""
    (tmp_path / "requirements.txt").write_text("a==1\n", encoding="utf-8")
    return tmp_path


def an_environment(venv: Path, home: Path) -> None:
    """Lay out in `venv` what an environment that rests on `home` looks like from outside."""
    python_in(venv).parent.mkdir(parents=True)
    python_in(venv).write_text("", encoding="utf-8")
    (venv / "pyvenv.cfg").write_text(f"home = {home}\nversion = 3.11.7\n", encoding="utf-8")


def test_an_environment_with_the_right_stamp_is_left_alone(root: Path) -> None:
    """The same lock, Python and place need no work."""
    assert work_to_do(stamp_for(root, (3, 12)), stamp_for(root, (3, 12)), works=True) == "nothing"


def test_a_changed_lock_is_installed_into_the_same_environment(root: Path) -> None:
    """Only the packages differ, so only they are installed."""
    before = stamp_for(root, (3, 12))
    (root / "requirements.txt").write_text("a==2\n", encoding="utf-8")
    assert work_to_do(stamp_for(root, (3, 12)), before, works=True) == "update"


def test_another_python_gets_a_new_environment(root: Path) -> None:
    """Packages built for 3.11 are of no use to 3.12."""
    assert work_to_do(stamp_for(root, (3, 12)), stamp_for(root, (3, 11)), works=True) == "make"


def test_a_moved_checkout_gets_a_new_environment(root: Path, tmp_path: Path) -> None:
    """Installed scripts name the place where they were installed."""
    before = stamp_for(root, (3, 12))
    moved = tmp_path / "moved"
    moved.mkdir()
    (moved / "requirements.txt").write_text("a==1\n", encoding="utf-8")
    assert work_to_do(stamp_for(moved, (3, 12)), before, works=True) == "make"


def test_an_environment_without_a_stamp_is_made_anew(root: Path) -> None:
    """Its making was interrupted, and nobody knows where."""
    assert work_to_do(stamp_for(root, (3, 12)), None, works=True) == "make"


def test_an_environment_whose_python_is_gone_is_made_anew(root: Path) -> None:
    """A right stamp is no use where the Python does not start."""
    assert work_to_do(stamp_for(root, (3, 12)), stamp_for(root, (3, 12)), works=False) == "make"


def test_a_garbled_stamp_is_no_stamp(tmp_path: Path) -> None:
    """Bytes that a crash left behind are not trusted."""
    stamp_file(tmp_path).write_bytes(b"\xff\xfe\x00")
    assert stamp_in(tmp_path) is None


def test_an_environment_is_usable_while_the_python_under_it_is_there(tmp_path: Path) -> None:
    """Where the system's Python was removed or upgraded, an environment looks whole and cannot start."""
    home = Path(sys.base_prefix)
    an_environment(tmp_path / "whole", home)
    an_environment(tmp_path / "orphaned", tmp_path / "uninstalled")
    assert usable(tmp_path / "whole")
    assert not usable(tmp_path / "orphaned")
    assert not usable(tmp_path / "never-made")
