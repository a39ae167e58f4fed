"""The stamp of an environment: written when everything is installed and at no other time.

An environment without its stamp was interrupted, and is made anew.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Literal


def stamp_for(root: Path, python: tuple[int, ...]) -> str:
    """What the stamp of a complete environment says: the Python, the place and the lock's digest."""
    digest = sha256((root / "requirements.txt").read_bytes()).hexdigest()
    # Scripts in an environment name the place where they were installed, so a moved checkout needs a new one.
    return f"python {python[0]}.{python[1]}\nplace {root}\nrequirements {digest}\n"


def work_to_do(wanted: str, found: str | None, works: bool) -> Literal["nothing", "update", "make"]:
    """Whether an environment with the stamp `found` is as `wanted`, lacks packages, or is to be made anew."""
    if found is None or not works:
        return "make"
    if found == wanted:
        return "nothing"
    same_but_for_packages = found.splitlines()[:2] == wanted.splitlines()[:2]
    return "update" if same_but_for_packages else "make"


def stamp_file(venv: Path) -> Path:
    """Where the stamp lies."""
    return venv / "plaint-stamp.txt"


def stamp_in(venv: Path) -> str | None:
    """The stamp of a complete environment, or None."""
    try:
        return stamp_file(venv).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def python_in(venv: Path) -> Path:
    """The environment's own Python."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def usable(venv: Path) -> bool:
    """Whether the environment's Python is there, and so is the one that it rests on."""
    try:
        lines = (venv / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    settings = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return python_in(venv).exists() and Path(settings.get("home", "")).is_dir()
