"""Making an environment and putting the locked packages into it.

pip's own words go to a log. A person sees a line before, a count meanwhile, and after a failure what to do.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO

LOG = "setup.log"
# The lock is held while the folder is emptied around it.
KEPT = {"setup.lock"}
# They would send the packages somewhere else than into the environment.
ELSEWHERE = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_QUIET", "PYTHONHOME")

HASHES = ("DO NOT MATCH THE HASHES", "Hashes are required")
DISK_FULL = ("No space left on device", "not enough space on the disk", "Errno 28", "Disk quota exceeded")
NO_NETWORK = (
    "after connection broken by",
    "NewConnectionError",
    "NameResolutionError",
    "Temporary failure in name resolution",
    "getaddrinfo failed",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ConnectionResetError",
    "Network is unreachable",
    "ProxyError",
    "Could not fetch URL",
    "Connection broken",
)
NOTHING_READY_MADE = ("No matching distribution found",)


class SetupFailed(Exception):
    """The environment could not be made; the message says what to do, in one line."""


def make_empty(venv: Path, lock: int) -> None:
    """Make a new environment in `venv` with nothing but pip, in place of whatever was there."""
    for entry in venv.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name not in KEPT:
            entry.unlink()
    say("Setting Plaint up in .venv. This takes about a minute; later calls start at once.")
    command = [sys.executable, "-I", "-m", "venv", "--prompt", "plaint", str(venv)]
    with (venv / LOG).open("w", encoding="utf-8") as log, started(command, lock) as process:
        for line in output_of(process):
            log.write(line)
    if process.returncode:
        raise failure(venv / LOG)


def install(requirements: Path, venv: Path, python: Path, lock: int, *, again: bool) -> None:
    """Install what `requirements` locks, every file checked against its digest; raises SetupFailed."""
    if again:
        say("requirements.txt has changed: bringing .venv up to date.")
    # Only ready-made packages: building one would run its code and fetch tools that no lock names.
    safe = ["--require-hashes", "--only-binary", ":all:"]
    quiet = [
        "--retries",
        "3",
        "--no-input",
        "--no-color",
        "--progress-bar",
        "off",
        "--disable-pip-version-check",
    ]
    command = [str(python), "-I", "-m", "pip", "install", *safe, *quiet, "-r", str(requirements)]
    count = Count(how_many(requirements.read_text(encoding="utf-8")))
    with (venv / LOG).open("a", encoding="utf-8") as log, started(command, lock) as process:
        for line in output_of(process):
            log.write(line)
            count.see(line)
    count.end()
    if process.returncode:
        raise failure(venv / LOG)
    say("Plaint is set up.")


def how_many(requirements: str, windows: bool = os.name == "nt") -> int:
    """How many packages a lock names for this system."""
    lines = [line for line in requirements.splitlines() if re.match(r"[\w.-]+==", line)]
    here = [line for line in lines if windows or "sys_platform == 'win32'" not in line]
    return len({line.partition("==")[0] for line in here})


class Count:
    """Shows how many packages have come: on one line at a terminal, every tenth one elsewhere."""

    def __init__(self, total: int) -> None:
        """Nothing has come yet of `total` packages."""
        self.total = total
        self.come = 0
        self.terminal = sys.stderr.isatty()

    def see(self, line: str) -> None:
        """Take one line of pip's."""
        if line.startswith(("Collecting ", "Processing ", "Requirement already satisfied: ")):
            self.come += 1
            if self.terminal:
                print(f"\r  {self.come} of {self.total} packages", end="", file=sys.stderr, flush=True)
            elif self.come % 10 == 0:
                say(f"  {self.come} of {self.total} packages")
        elif line.startswith("Installing collected packages"):
            self.end()
            say("  Installing them.")

    def end(self) -> None:
        """Leave the terminal's line."""
        if self.terminal and self.come:
            print(file=sys.stderr)
            self.terminal = False


def started(command: list[str], lock: int) -> subprocess.Popen[str]:
    """The command, running, with its output to read and the lock to hold."""
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment | {"PIP_USER": "0"},
        pass_fds=() if os.name == "nt" else (lock,),
    )


def output_of(process: subprocess.Popen[str]) -> IO[str]:
    """What the process prints, line by line."""
    assert process.stdout is not None
    return process.stdout


def failure(log: Path) -> SetupFailed:
    """The error to raise for what pip or venv wrote to the log."""
    return SetupFailed(f"{explain(log.read_text(encoding='utf-8'))} What was tried is in {log}")


def explain(log: str) -> str:
    """What went wrong and what to do about it, in one line, from what pip wrote."""
    if any(sign in log for sign in DISK_FULL):
        return "the disk is full. Free about 200 MB, then run this again."
    if any(sign in log for sign in HASHES):
        return (
            "a package that came is not the one that requirements.txt names, so it was not installed. "
            "Run this again; if it comes to the same, do not trust this network."
        )
    if any(sign in log for sign in NO_NETWORK):
        return "the packages could not be fetched. See that this machine is online, then run this again."
    if any(sign in log for sign in NOTHING_READY_MADE):
        return "a package is not published for this machine and this Python. Try another Python, 3.11 to 3.14."
    last = next((line.strip() for line in reversed(log.splitlines()) if line.strip()), "nothing")
    return f"the last words were: {last}."


def say(line: str) -> None:
    """One line for the person who waits; not to standard output, which belongs to the command."""
    print(line, file=sys.stderr, flush=True)
