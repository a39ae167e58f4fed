"""The command that writes the schemas for editors."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaint.commands.schemas import schemas
from plaint.record import read_campaign
from plaint.record.schema import schema_files


def test_writes_every_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each one is written beside the campaign, in the place of an older one; a build passes them over."""
    (tmp_path / ".schemas").mkdir()
    (tmp_path / ".schemas/people.schema.json").write_text("{}", "utf-8")
    assert schemas(content=str(tmp_path)) == 0
    found = {path.name: path.read_bytes().decode("utf-8") for path in (tmp_path / ".schemas").iterdir()}
    assert found == schema_files()
    assert read_campaign(tmp_path, "content").findings == []
    assert capsys.readouterr().out.startswith(f"{tmp_path}/.schemas: ")


def test_needs_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there is one line."""
    assert schemas(content=str(tmp_path / "gone")) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_says_why_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Something in the way is one line too."""
    (tmp_path / ".schemas").write_text("A file", "utf-8")
    assert schemas(content=str(tmp_path)) == 1
    assert ".schemas/campaign.schema.json: cannot be written (" in capsys.readouterr().err
