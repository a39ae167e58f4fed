"""What git knows of Plaint's past: what it ever shipped, and which commit a campaign was made from."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from plaint.commands.update_files import is_plaints
from plaint.problems import Problem, Stopped, Where
from plaint.values import dataclass

_CHANGE = re.compile(
    rb"\x01(?P<commit>[0-9a-f]{40,64})"
    rb"|:[0-7]{6} [0-7]{6} (?P<old>[0-9a-f]+) (?P<new>[0-9a-f]+) [A-Z]\d*\0(?P<path>[^\0]+)\0"
)
_ENTRY = re.compile(rb"(?P<mode>[0-7]{6}) blob (?P<name>[0-9a-f]+)\t(?P<path>[^\0]+)\0")
_VERSION_TAG = re.compile(r"refs/tags/(v?\d+\.\d+\.\d+)$")
_ALIKE = 0.5
"""Of the files of a commit, how many a campaign must have as they are to have been made from it."""


class NoGit(Exception):
    """Raised where git is not installed."""


def git(*words: str, into: Path | None = None) -> bytes:
    """What a git command prints; `into` is the repository. Raises NoGit, and Stopped where git refuses."""
    place = ["-C", str(into)] if into else []
    # What surrounds this process, a hook say, is not to point git elsewhere; and nobody is there to type a password.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", *place, *words],
            env={**clean, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise NoGit from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["nothing"]
        raise Stopped([Problem(Where("git"), f"`git {words[0]}` failed: {said[-1]}")])
    return done.stdout


def answer(*words: str, into: Path) -> str | None:
    """The one line that a git command prints; None where it has none to give, or there is no git."""
    try:
        return git(*words, into=into).decode("utf-8", "replace").strip() or None
    except (NoGit, Stopped):
        return None


@dataclass(frozen=True, slots=True)
class Past:
    """The repository of a Plaint, and the commit that is taken from it."""

    folder: Path
    commit: str

    def tree(self, commit: str) -> dict[str, str]:
        """By path, the digests of Plaint's own files in a commit."""
        listed = git("ls-tree", "-r", "-z", commit, into=self.folder)
        found = ((_path(each["path"]), each["name"].decode()) for each in _ENTRY.finditer(listed))
        return {path: name for path, name in found if is_plaints(path)}

    def ever(self) -> dict[str, frozenset[str]]:
        """By path, the digests of all that was ever there."""
        found: dict[str, set[str]] = {}
        for path, name in self.tree(self.commit).items():
            found.setdefault(path, set()).add(name)
        for change in _CHANGE.finditer(self._log("-m")):
            if change["path"]:
                names = (change["old"].decode(), change["new"].decode())
                found.setdefault(_path(change["path"]), set()).update(name for name in names if name.strip("0"))
        return {path: frozenset(names) for path, names in found.items() if is_plaints(path)}

    def bytes_of(self, name: str) -> bytes | None:
        """What a digest stands for, where the repository holds it."""
        try:
            return git("cat-file", "blob", name, into=self.folder)
        except (NoGit, Stopped):
            return None

    def origin(self, campaign: Path, version: str, ours: Mapping[str, str]) -> str | None:
        """The commit that a campaign was made from: one of its own past, else its version's, else the likeliest."""
        own = answer("rev-list", "HEAD", into=campaign) if (campaign / ".git").exists() else None
        known = set((own or "").split())
        shared = next((each for each in self._commits() if each in known), None)
        tagged = answer("rev-parse", "--verify", "--quiet", f"v{version}^{{commit}}", into=self.folder)
        return shared or tagged or self._likeliest(ours)

    def _likeliest(self, ours: Mapping[str, str]) -> str | None:
        """The commit of which a campaign has most files as they were; None where it has few of any."""
        tree = self.tree(self.commit)
        score = sum(ours.get(path) == name for path, name in tree.items())
        best, found, here = 0.0, None, None
        for change in _CHANGE.finditer(self._log("--first-parent", "-m")):
            if change["commit"]:
                here = change["commit"].decode()
                if tree and score / len(tree) > best:
                    best, found = score / len(tree), here
                continue
            # Backwards in time: what a commit made new is taken away, and what it replaced comes back.
            path, old = _path(change["path"]), change["old"].decode()
            if not is_plaints(path):
                continue
            was = tree.pop(path, None)
            score -= was is not None and ours.get(path) == was
            if old.strip("0"):
                tree[path] = old
                score += ours.get(path) == old
        return found if best >= _ALIKE else None

    def _commits(self) -> list[str]:
        return git("rev-list", self.commit, into=self.folder).decode().split()

    def _log(self, *more: str) -> bytes:
        asked = ("--raw", "-z", "--no-abbrev", "--no-renames", "--root", "--format=%x01%H", *more)
        return git("log", *asked, self.commit, into=self.folder)


def _path(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def newest_tag(folder: Path) -> str | None:
    """The tag of the newest version in a repository, if it has any."""
    listed = git("for-each-ref", "--format=%(refname)", "refs/tags", into=folder).decode().splitlines()
    tags = [found[1] for each in listed if (found := _VERSION_TAG.match(each))]
    return max(tags, key=lambda tag: [int(part) for part in re.findall(r"\d+", tag)], default=None)


def merged(ours: bytes, base: bytes, theirs: bytes) -> bytes | None:
    """Both sides' changes to a text in one; None where they contradict each other, or it is no text."""
    if any(b"\0" in each for each in (ours, base, theirs)):
        return None
    windows = b"\r\n" in ours
    with tempfile.TemporaryDirectory(prefix="plaint-merge-") as folder:
        names = []
        for name, data in (("yours", ours), ("before", base), ("new", theirs)):
            path = Path(folder) / name
            path.write_bytes(data.replace(b"\r\n", b"\n"))
            names.append(str(path))
        try:
            both = git("merge-file", "-p", "-q", *names)
        except (NoGit, Stopped):  # it ends with the number of conflicts
            return None
    return both.replace(b"\n", b"\r\n") if windows else both
