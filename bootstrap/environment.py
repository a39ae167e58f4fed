"""The environment in .venv: made on the first call, brought up to date when the lock changes, entered."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from bootstrap.stamp import python_in, stamp_for, stamp_in, usable, work_to_do

ROOT = Path(__file__).resolve().parent.parent
# An option of Python's own, not an environment variable: a variable would be inherited by every child.
INSIDE = "plaint-inside"


def enter(argv: list[str]) -> None:
    """Return where this process runs inside .venv; otherwise start `argv` there, once .venv is ready."""
    venv = ROOT / ".venv"
    if INSIDE in sys._xoptions or Path(sys.prefix).resolve() == venv.resolve():
        return
    wanted = stamp_for(ROOT, sys.version_info[:2])
    if work_to_do(wanted, stamp_in(venv), usable(venv)) != "nothing":
        # Imported here, as all that follows is: entering is what most calls do, and they are to be quick.
        from bootstrap.installing import SetupFailed
        from bootstrap.preparing import prepare

        try:
            prepare(ROOT, venv, wanted)
        except SetupFailed as failure:
            sys.exit(f"Plaint could not be set up: {failure}")
        except KeyboardInterrupt:
            print("Stopped. The next call sets Plaint up from the start.", file=sys.stderr)
            sys.exit(130)
    hand_over(python_in(venv), argv)


def hand_over(python: Path, argv: list[str]) -> NoReturn:
    """Run `argv` with the environment's Python and end as it ends."""
    command = [str(python), "-X", INSIDE, *argv]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        try:
            os.execv(python, command)
        except OSError as error:
            sys.exit(f"{python} cannot be run ({error.strerror}). Delete .venv, then run this again.")
    import subprocess

    # On Windows exec returns to the prompt before the command has ended, so wait for it instead.
    with subprocess.Popen(command) as process:
        while True:
            try:
                sys.exit(process.wait())
            except KeyboardInterrupt:
                # The command has had the same Ctrl-C, and says so itself.
                continue
