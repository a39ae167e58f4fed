"""The theme's own files, each under a name that changes with what is in it, so that no browser shows an old one."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from plaint.values import dataclass

THEME = "theme/"
"""Where they are published."""

_DIGITS = 8
"""Hexadecimal digits of a file's SHA-256 that stand in its name: two files of one name share them by no chance."""

_URL = re.compile(r"""url\(\s*(["']?)([^"'()]+)\1\s*\)""")

_STRING = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""")

_SPACE = re.compile(r" ?([{};,>]) ?|(?<=:) ")
"""Space that says nothing. After a colon it does not: none stands before the name of a pseudo-class."""

_COMMENT = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|/\*.*?\*/""", re.DOTALL)
"""A string of a stylesheet, in the first group, or a comment."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the theme as it is published."""

    address: str
    content: bytes


def assets(folder: Path) -> dict[str, Asset]:
    """What is published of the theme's folder of files, by the name that each has in it.

    What a stylesheet names is named there as it is published, so that one whose typeface changes has another name too.
    Its comments and spaces stay behind, which are a third of it: they are for whoever changes it.
    """
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }
    found: dict[str, Asset] = {}
    for name in sorted(files, key=lambda each: each.endswith(".css")):
        content = files[name]
        if name.endswith(".css"):
            content = _renamed(name, content, found)
        elif name.endswith(".js"):
            content = _bare(content)
        found[name] = Asset(f"{THEME}{_named(name, content)}", content)
    return dict(sorted(found.items()))


def _bare(script: bytes) -> bytes:
    """A script without indents and lines of comment; as it is where a text in it runs over more than one line."""
    lines = [line.strip() for line in script.splitlines()]
    if any(line.count(b"`") % 2 for line in lines):
        return script
    return b"\n".join(line for line in lines if line and not line.startswith(b"//"))


def _named(name: str, content: bytes) -> str:
    """`plaint.1a2b3c4d.css`."""
    stem, dot, ending = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
    return f"{stem}.{digest}.{ending}" if dot else f"{name}.{digest}"


def _renamed(name: str, content: bytes, known: Mapping[str, Asset]) -> bytes:
    """A stylesheet that names other files of the theme by their published names."""
    folder = posixpath.dirname(name)

    def rename(found: re.Match[str]) -> str:
        asset = known.get(posixpath.normpath(posixpath.join(folder, found[2])))
        if asset is None:
            return found.group()
        to = posixpath.relpath(asset.address.removeprefix(THEME), folder or ".")
        return f'url("{to}")'

    text = _URL.sub(rename, _lean(content.decode("utf-8", "surrogateescape")))
    return text.encode("utf-8", "surrogateescape")


def _lean(css: str) -> str:
    """A stylesheet without its comments and needless spaces. What stands in quotation marks is left as it is."""
    bare = _COMMENT.sub(lambda found: found[1] or "", css)
    parts = _STRING.split(bare)
    parts[::2] = (_SPACE.sub(r"\1", " ".join(f".{each}.".split())[1:-1]).replace(";}", "}") for each in parts[::2])
    return "".join(parts).strip()
