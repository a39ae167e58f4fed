"""Templates that were compiled by an earlier build: used as long as they are what the source says, and never otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaint.site.compiled import Compiled
from plaint.site.site import environment


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder with one template."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.html").write_text("<p>{{ 1 + 1 }}</p>\n", encoding="utf-8")
    return folder


def _rendered(templates: Path, kept: Path) -> str:
    return environment(templates, Compiled(kept)).get_template("page.html").render()


def test_a_template_is_compiled_once(templates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build renders what the first one compiled."""
    kept = tmp_path / "kept"
    assert _rendered(templates, kept) == "<p>2</p>\n"
    assert len(list(kept.iterdir())) == 1
    env = environment(templates, Compiled(kept))
    monkeypatch.setattr(env, "compile", None)
    assert env.get_template("page.html").render() == "<p>2</p>\n"


def test_a_template_that_was_changed_is_compiled_anew(templates: Path, tmp_path: Path) -> None:
    """What counts is the source itself, whatever its time stamp; what it was before is not kept."""
    kept = tmp_path / "kept"
    _rendered(templates, kept)
    (templates / "page.html").write_text("<p>{{ 2 + 1 }}</p>\n", encoding="utf-8")
    assert _rendered(templates, kept) == "<p>3</p>\n"
    assert len(list(kept.iterdir())) == 1


def test_other_settings_do_not_share_what_was_compiled(templates: Path, tmp_path: Path) -> None:
    """A template that was compiled without a line's last break is not used where that break is kept."""
    kept = tmp_path / "kept"
    other = environment(templates, Compiled(kept))
    other.keep_trailing_newline = False
    assert other.get_template("page.html").render() == "<p>2</p>"
    assert _rendered(templates, kept) == "<p>2</p>\n"


@pytest.mark.parametrize("content", [b"", b"j2", b"nothing of the kind", b"cut short"])
def test_a_file_that_holds_none_is_not_believed(templates: Path, tmp_path: Path, content: bytes) -> None:
    """Whatever became of a kept file, the template is compiled anew, and kept again."""
    kept = tmp_path / "kept"
    _rendered(templates, kept)
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if content == b"cut short" else content)
    assert _rendered(templates, kept) == "<p>2</p>\n"
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_obstacle(templates: Path, tmp_path: Path) -> None:
    """Where nothing can be kept, everything is compiled every time."""
    kept = tmp_path / "kept"
    kept.write_text("a file where the folder should be", encoding="utf-8")
    assert _rendered(templates, kept) == "<p>2</p>\n"
