"""Preparing the environment: one process at a time, from whatever the last one left behind."""

from __future__ import annotations

import errno
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

from bootstrap.installing import SetupFailed, install, make_empty
from bootstrap.lock import held
from bootstrap.stamp import python_in, stamp_file, stamp_in, usable, work_to_do


def prepare(root: Path, venv: Path, wanted: str) -> None:
    """Leave requirements.txt of `root` installed in `venv`, and the stamp `wanted`; raises SetupFailed."""
    try:
        lacking = missing_part()
        if lacking:
            raise SetupFailed(lacking)
        claim(venv)
        with held(venv / "setup.lock", waiting=say_waiting) as lock:
            # Whoever held the lock before us may have done it all.
            work = work_to_do(wanted, stamp_in(venv), usable(venv))
            if work == "nothing":
                return
            stamp_file(venv).unlink(missing_ok=True)
            if work == "make":
                make_empty(venv, lock)
            install(root / "requirements.txt", venv, python_in(venv), lock, again=work == "update")
            stamp_file(venv).write_text(wanted, encoding="utf-8")
    except OSError as error:
        raise SetupFailed(plain(error, venv)) from error


def claim(venv: Path) -> None:
    """Make the folder, or see that the one that is there is an environment and may be replaced."""
    venv.mkdir(exist_ok=True)
    ours = {"setup.lock", "pyvenv.cfg"}
    if any(venv.iterdir()) and not any((venv / name).exists() for name in ours):
        raise SetupFailed(f"{venv} is no Python environment. Move it away, then run this again.")


def missing_part(find: Callable[[str], object] = importlib.util.find_spec) -> str | None:
    """What to do about a Python that cannot make environments (Debian ships one), or None."""
    if find("venv") and find("ensurepip"):
        return None
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return (
        "this Python lacks the part that makes environments. On Debian or Ubuntu run: "
        f"sudo apt install {package}, then run this again."
    )


def say_waiting() -> None:
    """Tell why nothing happens."""
    print("Another command is setting Plaint up at this moment; waiting for it.", file=sys.stderr, flush=True)


def plain(error: OSError, venv: Path) -> str:
    """What to do about an error of the file system, in a line."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full. Free about 200 MB, then run this again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{error.filename or venv} cannot be written. If another Plaint command is running, stop it; "
            "otherwise see that this folder is yours to write in. Then run this again."
        )
    return f"{error.filename or venv}: {error.strerror or error}. Put that right, then run this again."
