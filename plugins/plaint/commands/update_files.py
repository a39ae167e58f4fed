"""Which files of a checkout are Plaint's, and what each of them holds, told by git's own digests."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from plaint.values import dataclass

STATE = "plaint.json"
"""In the checkout: which Plaint it has, and what that shipped. `update` writes it; it belongs into the repository."""
HISTORY = "plugins/plaint/shipped.json"
"""Part of Plaint: what it has ever shipped at each path. `manifest` writes it."""

YOURS = ("content", "private", "output")
"""Folders at the top that are the campaign's, whoever made what is in them."""
SETTINGS = ("pelicanconf.py", "publishconf.py", ".github/")
"""What a campaign may set as it likes: never merged."""
NEEDED = ("plugins/", "bootstrap/", "theme/", "tasks.py", "requirements.txt")
"""What Plaint does not run without: put back where it is missing."""

_NOT_SHIPPED = re.compile(
    r"(\.git|\.venv|\.plaint|\.cache|\.idea|\.vscode|\.hypothesis|\.\w+_cache|__pycache__|node_modules|\.DS_Store"
    r"|Thumbs\.db|desktop\.ini|.*\.py[co]|.*\.log|.*\.swp|.*~|.*\.plaint-new)"
)
_VERSION = re.compile(r"""^__version__ = ["']([^"']+)["']""", re.MULTILINE)
SHORT = 16
"""Characters of a digest that stand in HISTORY: 64 bits, which no slip of a pen hits."""
_FORM = 1


@dataclass(frozen=True, slots=True)
class State:
    """Which Plaint a checkout has: its version, and the digest of each file as it was shipped."""

    version: str
    files: Mapping[str, str]


def is_plaints(path: str) -> bool:
    """Whether a file at this path is Plaint's to ship."""
    parts = PurePosixPath(path).parts
    if parts[0].lower() in YOURS or parts[0].startswith((".output", "output.")) or path == STATE:
        return False
    return not any(_NOT_SHIPPED.fullmatch(part) for part in parts)


def is_setting(path: str) -> bool:
    """Whether a file is one that a campaign sets as it likes."""
    return path.startswith(SETTINGS)


def shipped_in(root: Path) -> Iterator[str]:
    """The paths of all files in a folder that are Plaint's, or could be."""
    for folder, folders, names in os.walk(root):
        below = Path(folder).relative_to(root)
        inside = [name for name in folders if is_plaints((below / name / "x").as_posix())]
        folders[:] = sorted(name for name in inside if not (Path(folder) / name).is_symlink())
        yield from (path for name in sorted(names) if is_plaints(path := (below / name).as_posix()))


def blob(data: bytes) -> str:
    """The name that git has for these bytes, with the line ends that it keeps texts with."""
    if b"\0" not in data:
        data = data.replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def version_in(root: Path) -> str | None:
    """The version of the Plaint in a folder; None where it holds none."""
    if not (root / "tasks.py").is_file() or not (root / "requirements.txt").is_file():
        return None
    try:
        found = _VERSION.search((root / "plugins" / "plaint" / "__init__.py").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return found[1] if found else None


def order_of(version: str) -> tuple[int, ...]:
    """A version by which to tell the later of two."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def read_state(root: Path) -> State | None:
    """What the last update left; None where there was none, or its file was damaged."""
    data = _json(root / STATE)
    try:
        return State(str(data["version"]), {str(path): str(name) for path, name in data["files"].items()})
    except (KeyError, TypeError, AttributeError):
        return None


def state_text(state: State) -> bytes:
    """The state as its file holds it."""
    says = "Which Plaint this campaign has, and what that shipped. `update` keeps it; leave it as it is."
    data = {"about": says, "form": _FORM, "version": state.version, "files": dict(sorted(state.files.items()))}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_history(root: Path) -> dict[str, frozenset[str]]:
    """By path, the shortened digests of all that was ever shipped there; nothing where that is not known."""
    data = _json(root / HISTORY)
    try:
        return {str(path): frozenset(names) for path, names in data["shipped"].items()}
    except (KeyError, TypeError, AttributeError):
        return {}


def history_text(shipped: Mapping[str, frozenset[str]]) -> str:
    """The history as its file holds it, a path a line, so that a diff of it can be read."""
    lines = [f"  {json.dumps(path)}: {json.dumps(sorted(names))}" for path, names in sorted(shipped.items())]
    return f'{{"form": {_FORM}, "shipped": {{\n' + ",\n".join(lines) + "\n}}\n"


def _json(path: Path) -> Any:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and data.get("form") == _FORM else None
