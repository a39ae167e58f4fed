"""The first call on a machine that has Python and nothing else: whole, killed, twice at once, cheated."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

# Far longer than it takes; a set-up that hangs is to fail, not to hang the tests.
PATIENCE = 600  # seconds


@pytest.fixture
def bare(tmp_path: Path, checkout: Path) -> Path:
    """A copy of the checkout without an environment, at an address with a space in it."""
    copy = tmp_path / "a checkout"
    copy.mkdir()
    for name in ("tasks.py", "requirements.txt"):
        shutil.copy(checkout / name, copy)
    for name in ("bootstrap", "plugins"):
        shutil.copytree(checkout / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def start(root: Path, *words: str) -> subprocess.Popen[str]:
    """`tasks.py` begun with the Python under the one that runs these tests."""
    python = getattr(sys, "_base_executable", sys.executable)
    command = [python, "tasks.py", *words]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def call(root: Path, *words: str) -> tuple[int, str, str]:
    """A call that is waited for: its exit status, output and errors."""
    with start(root, *words) as process:
        out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def test_two_first_calls_at_once_set_up_once_and_both_run(bare: Path) -> None:
    """One makes the environment, the other says that it waits; both do as asked; later calls are silent."""
    with start(bare, "help") as first, start(bare, "--version") as second:
        said = [process.communicate(timeout=PATIENCE) for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), said
    assert "Commands:" in said[0][0]
    assert said[1][0].startswith("Plaint ")
    errors = sorted((err for _, err in said), key=len)
    assert "waiting for it" in errors[0]
    assert errors[1].startswith("Setting Plaint up in .venv")
    assert errors[1].endswith("Plaint is set up.\n")

    assert call(bare, "--version")[2] == ""
    inv = next((bare / ".venv").glob("*/inv*"))
    listed = subprocess.run([inv, "--list"], cwd=bare, capture_output=True, text=True, check=True).stdout
    assert "new.post" in listed

    # A changed lock is installed into the same environment.
    marker = bare / ".venv" / "still-here"
    marker.touch()
    with (bare / "requirements.txt").open("a", encoding="utf-8") as lock:
        lock.write("# a change\n")
    assert call(bare, "--version")[2].startswith("requirements.txt has changed")
    assert marker.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not kill as POSIX does")
def test_a_first_call_that_was_killed_is_repaired_by_the_next(bare: Path) -> None:
    """kill -9 in the middle of installing leaves nothing that the next call trusts or stumbles over."""
    with start(bare, "--version") as process:
        log = bare / ".venv" / "setup.log"
        ends = time.monotonic() + PATIENCE
        while not (log.exists() and (bare / ".venv" / "bin" / "pip").exists()) and time.monotonic() < ends:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    assert not (bare / ".venv" / "plaint-stamp.txt").exists()
    status, out, err = call(bare, "--version")
    assert status == 0, err
    assert out.startswith("Plaint ")
    assert "Setting Plaint up" in err


def test_a_package_that_is_not_the_locked_one_is_refused(bare: Path) -> None:
    """With a wrong digest nothing is installed, and a line says so and where pip's words are."""
    lock = bare / "requirements.txt"
    right = lock.read_text(encoding="utf-8")
    lock.write_text(re.sub(r"(?<=--hash=sha256:)[0-9a-f]{64}", "0" * 64, right), encoding="utf-8")
    status, out, err = call(bare, "--version")
    assert (status, out) == (1, "")
    assert "is not the one that requirements.txt names" in err.splitlines()[-1]
    log = re.search(r"is in (.*)$", err)
    assert log
    assert "DO NOT MATCH THE HASHES" in Path(log[1]).read_text(encoding="utf-8")
    lock.write_text(right, encoding="utf-8")
    assert call(bare, "--version")[:1] == (0,)
