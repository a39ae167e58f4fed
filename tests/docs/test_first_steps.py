"""The README's first steps, taken one after the other, work as they are written."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import pytest

from bootstrap import program
from plaint.site.reading import read
from tests.docs.pages import ROOT, campaign, commands, written
from tests.docs.test_commands import namespace

README = (ROOT / "README.md").read_text(encoding="utf-8")
DAY = "2026-11-22"


def test_first_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With the README's first two files, each of its `new` commands makes a file that the README then shows filled in."""
    files = campaign(README)
    root = written(tmp_path / "content", {name: files[name] for name in ("campaign.yaml", "record/people.yaml")})
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kerb.jpg").write_bytes(b"\xff\xd8\xff\xd9")
    steps = [line for line in commands(README) if line.startswith("new.")]
    assert {line.split()[0] for line in steps} == {"new.post", "new.contact", "new.letter", "new.evidence"}
    for line in steps:
        with pytest.raises(SystemExit) as end:
            program.run(namespace(), ["tasks.py", *shlex.split(line), "--content", "content", "--today", DAY])
        assert not end.value.code, capsys.readouterr().err
    made = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert made == set(files)
    loaded = read(root, "content", date(2026, 11, 23), drafts=True)
    assert loaded.problems == ()
    for name in files:
        if name.endswith(".yaml"):
            text = files[name]
            assert isinstance(text, str)
            _has_all(text, (root / name).read_text(encoding="utf-8"))


def _has_all(shown: str, made: str) -> None:
    """The lines of an example that a command writes are those that it wrote."""
    for line in shown.splitlines():
        if line.startswith(("- id:", "  on:", "  kind:", "  from:", "  to:", "  subject:", "  title:", "  file:")):
            assert line in made.splitlines()
