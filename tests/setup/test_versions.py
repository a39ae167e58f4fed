"""Pythons that are too old or too new are told what to do in one line."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bootstrap import versions

READ_BY_OLD_PYTHONS = ("tasks.py", "bootstrap/__init__.py", "bootstrap/versions.py")


def old_pythons() -> list[str]:
    """The Pythons on this machine that are too old, as far as they are where such things usually are."""
    on_path = [shutil.which(f"python{name}") for name in ("2.7", "3.6", "3.7", "3.8", "3.9", "3.10")]
    under_pyenv = sorted((Path.home() / ".pyenv" / "versions").glob("*/bin/python"))
    found = [Path(name) for name in on_path if name and "shims" not in name] + under_pyenv
    return [str(path) for path in found if too_old(path)]


def too_old(python: Path) -> bool:
    """Whether that Python is one that Plaint turns away for its age."""
    code = f"import sys; sys.exit(not sys.version_info[:2] < {versions.OLDEST})"
    return subprocess.run([python, "-c", code], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("name", READ_BY_OLD_PYTHONS)
def test_what_old_pythons_read_has_no_new_syntax(name: str, checkout: Path) -> None:
    """No f-string, annotation, walrus or keyword-only argument stands in a file that 2.7 must parse."""
    source = (checkout / name).read_bytes()
    source.decode("ascii")
    for node in ast.walk(ast.parse(source)):
        assert not isinstance(node, ast.JoinedStr | ast.AnnAssign | ast.NamedExpr | ast.AsyncFunctionDef | ast.Match)
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None
            assert not node.args.kwonlyargs
            assert not node.args.posonlyargs
            assert not [argument for argument in node.args.args if argument.annotation]
        if isinstance(node, ast.Raise):
            assert node.cause is None
        if isinstance(node, ast.ImportFrom):
            assert node.module != "__future__"


@pytest.mark.skipif(not old_pythons(), reason="no old Python on this machine")
def test_old_pythons_are_told_in_one_line_what_is_needed(checkout: Path) -> None:
    """Every old Python here parses tasks.py, says what is needed and where to get it, and exits with 1."""
    environment = {**os.environ, "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    for python in old_pythons():
        done = subprocess.run(
            [python, "tasks.py", "check"],
            cwd=checkout,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, python
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1, done.stderr
        assert done.stderr.startswith("Plaint needs Python 3.11 or newer; this is ")
        assert done.stderr.endswith("Install it from python.org, then run: python3 tasks.py check\n")


def test_a_python_that_will_do_is_named_with_the_whole_command() -> None:
    """Where a newer Python is on the machine, the line is the command to type, quotation marks and all."""
    line = versions.refusal((3, 8, 10), ["tasks.py", "new.post", "Two words"], "python3.12")
    assert line == (
        'Plaint needs Python 3.11 or newer; this is 3.8.10. Run instead: python3.12 tasks.py new.post "Two words"'
    )


def test_a_python_newer_than_the_locked_packages_is_told_which_to_install() -> None:
    """A Python for which no packages are locked is not told to install something newer."""
    newest = f"{versions.NEWEST[0]}.{versions.NEWEST[1]}"
    line = versions.refusal((versions.NEWEST[0], versions.NEWEST[1] + 1, 0), ["tasks.py"], None)
    assert f"from 3.11 to {newest}" in line
    assert f"Install Python {newest} from python.org" in line
    assert line.endswith("tasks.py build")


def test_a_name_on_the_path_that_starts_nothing_is_not_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shim that only complains is passed over; a Python that starts is found."""
    if os.name == "nt":
        pytest.skip("on Windows the launcher is asked, not PATH")
    for name, status in (("python3", 127), ("python3.14", 127), ("python3.12", 0)):
        shim = tmp_path / name
        shim.write_text(f"#!/bin/sh\nexit {status}\n", encoding="utf-8")
        shim.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert versions.find_python() == "python3.12"


def test_this_python_will_do(capsys: pytest.CaptureFixture[str]) -> None:
    """The Python that runs the tests is one that tasks.py accepts, and nothing is said."""
    versions.require(["tasks.py", "build"])
    assert capsys.readouterr().err == ""
