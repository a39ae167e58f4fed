"""Two set-ups at once do not meet, and one that died does not stand in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bootstrap.lock import held, taken

HOLDER = """
import sys, time
from pathlib import Path
from bootstrap.lock import held
with held(Path(sys.argv[1]), waiting=lambda: None):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path, checkout: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    with subprocess.Popen(command, cwd=checkout, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_lock_that_another_process_holds_is_not_taken(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """While one sets up, another may not."""
    descriptor = os.open(tmp_path / "lock", os.O_RDWR)
    try:
        assert not taken(descriptor)
    finally:
        os.close(descriptor)


def test_a_lock_is_free_as_soon_as_its_holder_is_killed(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """Waiting is said once, and ends when the holder does, without anything being cleared away."""
    waits: list[str] = []

    def kill() -> None:
        waits.append("waiting")
        holder.kill()

    with held(tmp_path / "lock", waiting=kill, pause=0.01):
        assert waits == ["waiting"]
