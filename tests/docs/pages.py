"""The pages of the docs, taken apart: sections, tables, examples, commands and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.campaigns import write_files

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(REFERENCE.glob("*.md")))
"""The pages that are held to what the code does."""

_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(
    r"^`content/(?P<name>[^`]+)`\n\n```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e366"
    "0000000049454e44ae426082"
)


def page(name: str) -> str:
    """The text of a page of the reference."""
    return (REFERENCE / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", _without_fences(text), re.MULTILINE | re.DOTALL)
    assert found, f"no heading {heading!r}"
    return text[found.start(1) : found.end(1)]


def headings(text: str) -> list[str]:
    """The headings of a page, without their hashes."""
    return re.findall(r"^#+ (.+)$", _without_fences(text), re.MULTILINE)


def tables(text: str) -> list[str]:
    """The tables of a text, each as it is written."""
    return [found.rstrip("\n") for found in re.findall(r"(?:^\|.*\n)+", _without_fences(text), re.MULTILINE)]


def rows(table: str) -> list[list[str]]:
    """The cells of a table's rows, its head left out; a bar that is written with a backslash is one."""
    return [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in table.splitlines()[2:]
    ]


def code(cell: str) -> str:
    """What stands first in a cell between backticks."""
    found = re.search(r"`([^`]+)`", cell)
    assert found, f"nothing between backticks in {cell!r}"
    return found[1]


def fences(text: str) -> Iterator[tuple[str, str]]:
    """Every fenced block: its language and what it holds."""
    return ((found["language"], found["text"]) for found in _FENCE.finditer(text))


def examples(text: str) -> list[tuple[str, str]]:
    """Every example that has the name of its file above it: that name, and what the file holds."""
    return [(found["name"], found["text"]) for found in _EXAMPLE.finditer(text)]


def campaign(*texts: str) -> dict[str, str | bytes]:
    """The files that the examples of some pages are, with a small picture for every file that they name."""
    files: dict[str, str | bytes] = {}
    for text in texts:
        for name, content in examples(text):
            files[name] = f"{files.get(name, '')}{content}"
    for content in [each for each in files.values() if isinstance(each, str)]:
        for listed in re.findall(r"^  files?: \[?([^\]\n]+)\]?$", content, re.MULTILINE):
            files.update({f"evidence/{name.strip()}": _PNG for name in listed.split(",")})
        for name in re.findall(r"\bimages/[\w.-]+|(?<=^image: )[\w.-]+", content, re.MULTILINE):
            files[f"images/{name.removeprefix('images/')}"] = _PNG
    return files


def written(root: Path, files: dict[str, str | bytes]) -> Path:
    """The campaign of some files, on disk, each line as it stands in the docs."""
    return write_files(root, {name: text.encode() if isinstance(text, str) else text for name, text in files.items()})


def commands(text: str) -> list[str]:
    """The lines of a page's blocks that call tasks.py, without what starts Python."""
    lines = [line for language, block in fences(text) if language == "sh" for line in block.splitlines()]
    return [found[1] for line in lines if (found := re.match(r"(?:python3|py) tasks\.py (.+)", line))]


def _without_fences(text: str) -> str:
    """The text with its fenced blocks blanked out, letter for letter."""
    return _FENCE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
