"""What an update does to each file: a function of what was shipped, what is here now, and what the new Plaint has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from plaint.commands.update_files import HISTORY, NEEDED, SHORT, blob, is_setting
from plaint.values import dataclass

Kind = Literal["added", "replaced", "removed", "merged", "beside", "kept", "left out"]
"""What becomes of a file. `beside`: yours stays, and the new one is laid beside it; `kept`: yours stays, as nothing of
ours comes in its place; `left out`: you deleted it, and it stays away."""

RUN_BY_GITHUB = ".github/"
"""What GitHub runs by itself once it is there. A new one may publish a site, which nobody has asked for by updating."""

NEW = ".new"
YOURS = ".yours"
LINK = "a link or a folder"
"""Stands for the digest of what is no plain file: never taken for something that was shipped."""

Merge = Callable[[bytes, str, bytes], bytes | None]
"""Both sides' changes in one: from what is here, the digest of what both came from, and what is new."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one file."""

    path: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Shipped:
    """What is known of what Plaint shipped: by path the digest that a campaign began with (None: not known), and
    shortened digests of all that was ever shipped."""

    base: Mapping[str, str] | None
    ever: Mapping[str, frozenset[str]]

    def was(self, path: str) -> str | None:
        """What the campaign began with."""
        return self.base.get(path) if self.base is not None else None

    def has(self, path: str, name: str) -> bool:
        """Whether that was shipped there, in this version or any other."""
        return name == self.was(path) or name[:SHORT] in self.ever.get(path, ())


@dataclass(slots=True)
class Plan:
    """What an update does: a word for each file, what is written (None: deleted), and what is then known as shipped."""

    changes: list[Change] = field(default_factory=list)
    contents: dict[str, tuple[bytes | None, bool]] = field(default_factory=dict)
    shipped: dict[str, str] = field(default_factory=dict)

    def of(self, *kinds: Kind) -> list[str]:
        """The paths of which that becomes."""
        return [each.path for each in self.changes if each.kind in kinds]


def here(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """The digests of the files of a checkout, of those paths that are there at all."""
    return {path: name for path in paths if (name := _name(root, path)) is not None}


def _name(root: Path, path: str) -> str | None:
    target = root / path
    around = [each for each in target.parents if each.is_relative_to(root) and each != root]
    if any(each.is_symlink() or each.is_file() for each in around) or target.is_symlink() or target.is_dir():
        return LINK
    return blob(target.read_bytes()) if target.is_file() else None


def plan(
    root: Path, new: Mapping[str, Path], runs: frozenset[str], shipped: Shipped, merge: Merge, *, replace: bool = False
) -> Plan:
    """What to do with every file of the new Plaint, and with those that it has no more.

    `runs` are the paths that can be run. With `replace`, what differs is replaced, and laid beside as yours.
    """
    made = Plan()
    known = {*new, *(shipped.base or ()), *shipped.ever}
    ours = here(root, known)
    for path in sorted(known):
        data = new[path].read_bytes() if path in new else None
        theirs = None if data is None else blob(data)
        kind = _kind(path, ours.get(path), theirs, shipped)
        if kind == "beside" and replace and path in ours:
            made.contents[path + YOURS] = (root / path).read_bytes(), False
            kind = "replaced"
        was = shipped.was(path)
        if kind == "beside" and was and data is not None and not is_setting(path):
            both = merge((root / path).read_bytes(), was, data)
            if both is not None:
                made.contents[path] = both, path in runs
                kind = "merged"
        if kind in ("added", "replaced", "removed"):
            made.contents[path] = data, path in runs
        elif kind == "beside":
            made.contents[path + NEW] = data, False
        if kind:
            made.changes.append(Change(path, kind))
        # What was not merged still comes from what it came from; of settings nothing is ever merged.
        base = was if kind in ("beside", "kept") and not is_setting(path) else theirs
        if theirs and base:
            made.shipped[path] = base
    return made


def _kind(path: str, ours: str | None, theirs: str | None, shipped: Shipped) -> Kind | None:
    """What becomes of a file, before anything is merged; None where it is as it should be."""
    if ours == theirs:
        return None
    if ours is None:
        if path.startswith(RUN_BY_GITHUB) and shipped.was(path) is None:
            return "beside"
        gone = shipped.was(path) is not None and not path.startswith(NEEDED)
        return "left out" if gone else "added"
    if ours == LINK:
        return "kept" if theirs else None
    # The list of what was shipped cannot hold its own digest, and nobody edits it.
    if shipped.has(path, ours) or path == HISTORY:
        return "replaced" if theirs else "removed"
    if theirs is None:
        return "kept" if shipped.was(path) else None
    return None if shipped.was(path) == theirs else "beside"
