"""Every broken input of tests/golden/bad_input prints the lines that are written down for it there, and no others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from plaint.site.reading import read
from tests.campaigns import BASE, DAY, base_with

FOLDER = BASE.parent
_FILE = re.compile(r"==> (?P<name>[^()]+?)(?: \((?P<how>[^()]+)\))?")
_FOUND = ("problems", "doubts", "nothing")


@dataclass
class Case:
    """One broken input: the files that differ from the base campaign, each with how it is saved, and what is found."""

    title: str
    files: list[tuple[str, str, str]] = field(default_factory=list)
    found: dict[str, list[str]] = field(default_factory=dict)


def cases_in(text: str) -> list[Case]:
    """The cases of one file; whatever stands above the first title is for its readers."""
    cases: list[Case] = []
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        title, _, rest = part.partition("\n")
        case = Case(title.strip())
        above, *sections = re.split(r"^(?===> )", rest, flags=re.MULTILINE)
        assert not above.strip(), f"{title}: text stands outside a file"
        for section in sections:
            head, _, content = section.partition("\n")
            match = _FILE.fullmatch(head.strip())
            assert match, f"{title}: {head!r} is no head of a file"
            if match["name"] in _FOUND:
                case.found[match["name"]] = [line for line in content.split("\n") if line]
            else:
                case.files.append((match["name"], match["how"] or "", content.rstrip("\n") + "\n"))
        cases.append(case)
    return cases


def save(root: Path, name: str, how: str, content: str) -> None:
    """One file of a case, written as its head says."""
    path = root / name
    if how == "left out":
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if match := re.fullmatch(r"a link to (.+)", how):
        try:
            path.symlink_to(match[1])
        except OSError:
            pytest.skip("no symbolic links can be made here")
    elif match := re.fullmatch(r"saved as (.+)", how):
        path.write_bytes(content.encode(match[1]))
    elif match := re.fullmatch(r"repeated ([0-9,]+) times", how):
        path.write_bytes(content.encode() * int(match[1].replace(",", "")))
    elif how == "with escapes":
        path.write_bytes(content.rstrip("\n").encode("ascii").decode("unicode_escape").encode("latin-1"))
    elif how == "added to it":
        path.write_bytes(path.read_bytes() + content.encode())
    elif how == "empty":
        path.write_bytes(b"")
    else:
        assert not how, f"{name}: a file can not be {how!r}"
        path.write_bytes(content.encode())


TABLE = [(file.stem, case) for file in sorted(FOLDER.glob("*.txt")) for case in cases_in(file.read_text("utf-8"))]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{file}: {case.title}") for file, case in TABLE])
def test_bad_input(case: Case, tmp_path: Path) -> None:
    """A broken campaign is told of in exactly the lines of the table: no traceback, nothing twice, nothing untrue."""
    assert case.found, "nothing says what is printed"
    root = base_with(tmp_path / "content", {})
    for name, how, content in case.files:
        save(root, name, how, content)
    reading = read(root, "content", DAY)
    assert [str(each) for each in reading.problems] == case.found.get("problems", [])
    assert [str(each) for each in reading.doubts] == case.found.get("doubts", [])


def test_base_is_sound(tmp_path: Path) -> None:
    """The campaign that every case starts from has nothing wrong with it."""
    reading = read(base_with(tmp_path / "content", {}), "content", DAY)
    assert (reading.problems, reading.doubts) == ((), ())


def test_table_is_long_and_its_titles_differ() -> None:
    """No case is lost by being called what another one is called."""
    titles = [(file, case.title) for file, case in TABLE]
    assert len(set(titles)) == len(titles) >= 75
