"""What lies in a campaign's folder: every file sorted by what it is, and none of it outside the folder."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cache
from pathlib import Path

from plaint.problems import Problem, Where, nearest, one_of
from plaint.record.words import LONGEST
from plaint.values import dataclass

REGISTERS = ("people", "contacts", "evidence", "promises", "rules")
FOLDERS = ("posts", "letters", "pages", "comments", "messages", "images", "evidence", "record")
_LEFT_ALONE = re.compile(r"(\..*|Thumbs\.db|desktop\.ini|.*~|#.*#)$", re.IGNORECASE)
_DATED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-(.+)\.md")


@dataclass(slots=True)
class Folder:
    """A campaign's folder, listed. `files` are paths in it, with forward slashes; `refused` those not taken."""

    root: Path
    shown: str
    files: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def where(self, name: str, line: int = 0) -> Where:
        """A place in one of its files."""
        return Where(f"{self.shown}/{name}", line)

    def below(self, folder: str, ending: str = "") -> Iterator[str]:
        """Its files in a folder, in order."""
        return (name for name in self.files if name.startswith(f"{folder}/") and name.endswith(ending))

    def register(self, name: str) -> list[str]:
        """The files of a register: one file, or a folder of them."""
        return [f for f in self.files if f == f"record/{name}.yaml" or f.startswith(f"record/{name}/")]


Name = tuple[str, bool]
"""A file's path in a folder, with forward slashes, and whether it is a link."""


def names_in(root: Path) -> list[Name]:
    """Every file in a folder that is not left alone, in order. Raises OSError."""
    return sorted(_walk(root, ""))


def list_folder(root: Path, shown: str, names: Iterable[Name] | None = None) -> Folder:
    """The campaign's folder with all its files, and a problem for each one that does not belong there.

    `names` are those files, where somebody has looked already.
    """
    folder = Folder(root, shown)
    try:
        real_root = root.resolve(strict=True)
        names = names_in(root) if names is None else names
    except OSError as error:
        folder.problems.append(
            Problem(Where(shown), f"cannot be read ({error.strerror})", "give the campaign’s folder")
        )
        return folder
    for name, link in names:
        if link and (astray := _led_astray(root / name, real_root)):
            folder.refused.add(name)
            folder.problems.append(Problem(folder.where(name), astray, "put the file itself here"))
            continue
        if trouble := _misplaced(name):
            folder.problems.append(Problem(folder.where(name), *trouble))
            continue
        if len(posixpath.basename(name).encode("utf-8", "surrogateescape")) > LONGEST:
            folder.refused.add(name)
            what = "has a name that is too long for an address"
            folder.problems.append(Problem(folder.where(name), what, "rename it in fewer letters"))
            continue
        folder.files.append(name)
    for register in REGISTERS:
        if f"record/{register}.yaml" in folder.files and len(folder.register(register)) > 1:
            what = f"stands beside a folder record/{register}/"
            folder.problems.append(
                Problem(folder.where(f"record/{register}.yaml"), what, "move the file into the folder")
            )
    return folder


def _led_astray(link: Path, root: Path) -> str:
    """What is wrong with where a link leads; nothing where that is in the campaign."""
    try:
        real = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return "is a link that leads nowhere"
    return "" if real.is_relative_to(root) else "leads out of the campaign’s folder"


@cache
def dated_name(name: str) -> tuple[str, str] | None:
    """The date and id in the name of a post's or a letter's file; None where it has another form."""
    match = _DATED.fullmatch(name.rpartition("/")[2])
    return (match[1], match[2]) if match else None


def _walk(root: Path, below: str) -> Iterator[Name]:
    """Each file's name, and whether it is a link."""
    with os.scandir(root / below) as entries:
        for entry in entries:
            if _LEFT_ALONE.fullmatch(entry.name):
                continue
            name = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(root, name)
            elif entry.is_symlink() and entry.is_dir():
                yield name, True  # never walked: it is looked at as one thing, which may lead out
            else:
                yield name, entry.is_symlink()


def _misplaced(name: str) -> tuple[str, str] | None:
    """What is wrong with a file's being where it is, and what would be right; None where it belongs."""
    top, _, rest = name.partition("/")
    if not rest:
        if name == "campaign.yaml":
            return None
        stem = name.removesuffix(".yaml")
        if stem in REGISTERS:
            return "is a register outside its folder", f"move it to record/{name}"
        if stem == "never":
            return "is a private list, and would be published", "move it to private/ beside the campaign"
        close = nearest(name, ["campaign.yaml", *FOLDERS])
        right = close or f"put it into {one_of(FOLDERS)}, or out of the campaign"
        return "is no file that a campaign has", right
    if top not in FOLDERS:
        right = nearest(top, FOLDERS) or f"move it to private/ beside the campaign, or to {one_of(FOLDERS)}"
        return f"lies in {top}/, which a campaign does not have", right
    ending = posixpath.splitext(name)[1]
    match top:
        case "posts" | "letters":
            if "/" in rest:
                return f"lies in a folder inside {top}/", f"move it to {top}/"
            if top == "letters" and rest.endswith(".sealed.yaml"):
                return None
            if ending != ".md":
                return (
                    f"is no Markdown file (.md), as {top} are",
                    "move it to private/ beside the campaign, or rename it",
                )
            if dated_name(rest) is None:
                return "has a name without its date", f"rename it to {top}/YYYY-MM-DD-id.md"
        case "pages":
            if "/" in rest or ending != ".md":
                return "is no Markdown file directly in pages/", "name it pages/id.md"
        case "record":
            register, _, part = rest.partition("/")
            if register.removesuffix(".yaml") not in REGISTERS:
                names = [f"{each}.yaml" for each in REGISTERS]
                return "is no register", nearest(rest, names) or f"the registers are {one_of(names)}"
            if "/" in part or ending != ".yaml":
                return "is no YAML file (.yaml) of a register", f"name it record/{register}/NAME.yaml"
        case "comments":
            if rest.count("/") != 1 or ending != ".yaml":
                return "is no comment on a post", "name it comments/POST/ID.yaml"
    return None
