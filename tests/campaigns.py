"""Small campaigns for tests: files written from a dictionary, and read as a build would read them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

from plaint.casebook.casebook import Casebook
from plaint.site.reading import Reading, read

BASE = Path(__file__).parent / "golden" / "bad_input" / "base"
"""A small campaign with one of everything, in which nothing is wrong and nothing doubtful."""

DAY = date(2019, 10, 1)
"""The day on which the tests read a campaign."""

Files = Mapping[str, str | bytes]
"""What stands in each file, by its path in the campaign. Text is written without the indent it shares."""


def write_files(root: Path, files: Files) -> Path:
    """The folder with the files in it, byte for byte as they are given."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
    return root


def base_with(root: Path, files: Files) -> Path:
    """A copy of the base campaign in `root`, with files that are added to it or stand in the place of its own."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    return write_files(root, files)


def read_files(root: Path, files: Files, *, as_of: date = DAY, drafts: bool = False) -> Reading:
    """The campaign that consists of these files, read; its folder is called `content` in what is found."""
    return read(write_files(root, files), "content", as_of, drafts=drafts)


def read_base_with(root: Path, files: Files, *, as_of: date = DAY, drafts: bool = False) -> Reading:
    """The base campaign with these files, read."""
    return read(base_with(root, files), "content", as_of, drafts=drafts)


def opened(reading: Reading) -> Casebook:
    """The casebook of a campaign in which nothing is wrong; a problem fails the test."""
    assert [str(problem) for problem in reading.problems] == []
    assert reading.casebook is not None
    return reading.casebook


def problems_of(reading: Reading) -> list[str]:
    """The problems, each as the line it prints."""
    return [str(problem) for problem in reading.problems]


def doubts_of(reading: Reading) -> list[str]:
    """The doubts, each as the line it prints."""
    return [str(doubt) for doubt in reading.doubts]
