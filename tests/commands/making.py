"""A small campaign for the `new` commands, the commands as they are typed in it, and what is wrong with it then."""

from __future__ import annotations

from pathlib import Path

from plaint.commands import new
from plaint.problems import Finding, Problem
from plaint.record import CHECKS, FILE_CHECKS, read_campaign
from plaint.record.loader import Loaded

DAY = "2019-07-15"
PEOPLE = """\
organisations:
  parents: {name: Parents Together, us: true}
  courier: {name: The Courier, kind: newspaper}
  council: {name: Northmere Council, kind: council}
people:
  leader: {name: Cllr A Name, of: council}
  mg: {shown_as: MG, of: parents}
"""
PICTURE = b"\x89PNG\r\n\x1a\n"


def begun(root: Path) -> Path:
    """A campaign with people and nothing else."""
    (root / "record").mkdir(parents=True)
    (root / "record/people.yaml").write_text(PEOPLE, "utf-8")
    return root


def problems(root: Path) -> list[Finding]:
    """What is wrong in the campaign, drafts among it."""
    loaded = read(root)
    found = [*loaded.findings, *(each for check in (*CHECKS, *FILE_CHECKS) for each in check(loaded))]
    return [each for each in found if isinstance(each, Problem)]


def read(root: Path) -> Loaded:
    """The campaign's record."""
    return read_campaign(root, "content")


def files(root: Path) -> dict[str, bytes]:
    """Every file of a campaign."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def post(title: str = "The minibus") -> int:
    """Begin a post."""
    return new.post(title=title, content="content", today=DAY)


def letter(title: str = "The minibus") -> int:
    """Begin a letter."""
    return new.letter(title=title, content="content", today=DAY)


def contact(
    subject: str = "The minibus",
    kind: str = "email",
    from_: str | None = None,
    to: str | None = None,
    on: str | None = None,
) -> int:
    """Put a contact on the record."""
    return new.contact(subject=subject, kind=kind, from_=from_, to=to, on=on, content="content", today=DAY)


def evidence(file: Path | str, title: str | None = None, kind: str | None = None) -> int:
    """Put a file on the record."""
    return new.evidence(file=str(file), title=title, kind=kind, content="content", today=DAY)
