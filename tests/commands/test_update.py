"""`update`: a newer Plaint under a campaign that stays as it is; on real folders and real repositories."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from plaint.commands import update_apply
from plaint.commands.update import update
from plaint.commands.update_apply import carry_out, complete, last_done
from plaint.commands.update_files import HISTORY, blob, is_plaints, read_history, read_state
from plaint.commands.update_manifest import manifest
from plaint.commands.update_words import news
from tests.commands.plaints import (
    BASE_HTML,
    NEW,
    OLD,
    cloned,
    committed,
    copied,
    downloaded,
    git,
    held,
    tarred,
    template,
    upstream,
    written,
    zipped,
)
from tests.sites import ROOT

OURS = {"content/campaign.yaml": "title: Ours\n"}
UPDATED = {name: text for name, text in {**OLD, **NEW, **OURS}.items() if text is not None}
"""What a campaign that changed nothing of Plaint holds once it is updated, the note on what was shipped apart."""


@pytest.fixture(scope="module")
def plaint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plaint's repository with both versions; tests only read it."""
    return upstream(tmp_path_factory.mktemp("upstream") / "plaint")


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The power does not fail in tests."""
    monkeypatch.setattr(update_apply.os, "fsync", lambda descriptor: None)


def without_state(files: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in files.items() if name != "plaint.json"}


def updated(root: Path, source: object, **more: bool) -> None:
    assert update(str(source), root=root, **more) == 0


# --- from anything, under anything ---


@pytest.mark.parametrize("begun", ["clone", "template", "download"])
def test_a_campaign_that_changed_nothing_has_the_new_plaint(plaint: Path, tmp_path: Path, begun: str):
    """Files are changed, added and gone as in the new version; the campaign is as it was, the demo's new one or not."""
    makers: dict[str, Callable[[], Path]] = {
        "clone": lambda: cloned(plaint, tmp_path / "ours"),
        "template": lambda: template(tmp_path / "ours"),
        "download": lambda: downloaded(tmp_path / "ours"),
    }
    root = written(makers[begun](), {"private/note.txt": "private\n", "notes.txt": "Our own.\n"})
    updated(root, plaint)
    assert without_state(held(root)) == {**UPDATED, "private/note.txt": "private\n", "notes.txt": "Our own.\n"}
    assert not (root / "plugins" / "plaint" / "old").exists()
    assert os.name == "nt" or os.access(root / "run.sh", os.X_OK)


@pytest.mark.parametrize("source", ["zip", "flat zip", "tar.gz", "folder", "bare repository", "file://"])
def test_every_kind_of_source_gives_the_same(plaint: Path, tmp_path: Path, source: str):
    """A .zip with or without a folder around it, a .tar.gz, a folder, and a repository by path or address."""
    fresh = copied(plaint, tmp_path / "fresh")
    assert manifest_of(plaint, fresh) == 0
    sources: dict[str, Callable[[], object]] = {
        "zip": lambda: zipped(fresh, tmp_path / "p.zip"),
        "flat zip": lambda: zipped(fresh, tmp_path / "p.zip", top=""),
        "tar.gz": lambda: tarred(fresh, tmp_path / "p.tar.gz"),
        "folder": lambda: fresh,
        "bare repository": lambda: git(tmp_path, "clone", "-q", "--bare", str(plaint), "p.git") or tmp_path / "p.git",
        "file://": lambda: plaint.as_uri(),
    }
    root = downloaded(tmp_path / "ours")
    updated(root, sources[source]())
    found = without_state(held(root))
    found.pop(HISTORY, None)
    assert found == UPDATED


def manifest_of(repository: Path, folder: Path) -> int:
    """Lists in a folder of Plaint what its repository has ever shipped."""
    status = manifest(root=repository)
    (folder / HISTORY).write_bytes((repository / HISTORY).read_bytes())
    (repository / HISTORY).unlink()
    return status


def test_the_remote_called_plaint_is_where_it_usually_comes_from(plaint: Path, tmp_path: Path):
    """Without --from, git says where."""
    root = cloned(plaint, tmp_path / "ours")
    assert update(root=root) == 0
    assert without_state(held(root)) == UPDATED


def test_the_project_s_address_is_the_next_guess(plaint: Path, tmp_path: Path):
    """Without such a remote it is the repository that pyproject.toml names."""
    root = written(downloaded(tmp_path / "ours"), {"pyproject.toml": f'[project.urls]\nSource = "{plaint.as_uri()}"\n'})
    assert update(root=root) == 0
    assert held(root)["plugins/plaint/__init__.py"] == NEW["plugins/plaint/__init__.py"]


def test_without_any_address_a_line_says_what_to_give(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Nobody guesses where to fetch programs from."""
    assert update(root=downloaded(tmp_path / "ours")) == 1
    assert capsys.readouterr().err.startswith("update: nothing here says where a newer Plaint comes from; say where")


def test_a_remote_gives_its_newest_version_and_a_tag_is_given_when_named(plaint: Path, tmp_path: Path):
    """What lies on a branch after the last tag is not taken unless it is asked for by name."""
    repository = tmp_path / "plaint"
    git(tmp_path, "clone", "-q", str(plaint), str(repository))
    git(repository, "tag", "v0.10.0-rc1")
    committed(repository, {"docs/guide.md": "Half written.\n"}, "On the way")
    root = downloaded(tmp_path / "ours")
    updated(root, repository.as_uri())
    assert held(root)["docs/guide.md"] == NEW["docs/guide.md"]
    updated(root, f"{repository.as_uri()}#main")
    assert held(root)["docs/guide.md"] == "Half written.\n"
    assert update(f"{repository.as_uri()}#nowhere", root=root) == 1


# --- what somebody changed ---


def test_changes_on_both_sides_are_put_together(plaint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A template that was changed in one place here and in another there has both changes."""
    root = cloned(plaint, tmp_path / "ours")
    written(root, {"theme/templates/base.html": BASE_HTML.replace("six", "SIX")})
    updated(root, plaint)
    assert held(root)["theme/templates/base.html"] == BASE_HTML.replace("six", "SIX").replace("two", "TWO")
    assert "put together (1 file):\n  theme/templates/base.html" in capsys.readouterr().out


@pytest.mark.parametrize("begun", ["clone", "template"])
def test_changes_that_contradict_leave_yours_and_lay_the_new_one_beside(
    plaint: Path, tmp_path: Path, begun: str, capsys: pytest.CaptureFixture[str]
):
    """No mark of a conflict gets into a file that the site is made with."""
    root = cloned(plaint, tmp_path / "ours") if begun == "clone" else template(tmp_path / "ours")
    written(root, {"theme/templates/post.html": "<article class=ours>\n"})
    updated(root, plaint)
    found = held(root)
    assert found["theme/templates/post.html"] == "<article class=ours>\n"
    assert found["theme/templates/post.html.new"] == NEW["theme/templates/post.html"]
    assert "theme/templates/post.html → theme/templates/post.html.new" in capsys.readouterr().out


def test_what_was_kept_is_put_together_with_later_changes(plaint: Path, tmp_path: Path):
    """After a conflict, the next version is still merged from what both sides came from: no change of ours is undone."""
    repository = tmp_path / "plaint"
    git(tmp_path, "clone", "-q", str(plaint), str(repository))
    root = cloned(plaint, tmp_path / "ours")
    written(root, {"theme/templates/base.html": BASE_HTML.replace("two", "zwei")})
    updated(root, repository)
    assert "TWO" in held(root)["theme/templates/base.html.new"]
    later = BASE_HTML.replace("seven", "SEVEN")
    committed(repository, {"theme/templates/base.html": later}, "Back, and on")
    updated(root, repository)
    assert held(root)["theme/templates/base.html"] == later.replace("two", "zwei")


def test_settings_are_left_as_they_were_set(plaint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Settings and workflows that somebody changed are never merged; the shipped ones lie beside them, once."""
    root = cloned(plaint, tmp_path / "ours")
    mine = {"pelicanconf.py": "# Ours.\n" + OLD["pelicanconf.py"], ".github/workflows/publish.yml": "on: never\n"}
    written(root, mine)
    updated(root, plaint)
    found = held(root)
    for name, text in mine.items():
        assert (found[name], found[f"{name}.new"]) == (text, NEW[name])
    assert "Your settings, kept" in capsys.readouterr().out
    (root / "pelicanconf.py.new").unlink()
    repository = tmp_path / "plaint"
    git(tmp_path, "clone", "-q", str(plaint), str(repository))
    updated(root, committed(repository, {"docs/guide.md": "The best guide.\n"}, "On"))
    assert "pelicanconf.py.new" not in held(root)


def test_settings_that_nobody_set_are_those_of_the_new_version(plaint: Path, tmp_path: Path):
    """A list of plugins that is still the shipped one learns of new plugins."""
    root = template(tmp_path / "ours")
    updated(root, plaint)
    assert held(root)["pelicanconf.py"] == NEW["pelicanconf.py"]


def test_a_new_workflow_sleeps(plaint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """An update never sets up by itself what GitHub would run, and publish with; it says how to wake it, once."""
    repository = tmp_path / "plaint"
    git(tmp_path, "clone", "-q", str(plaint), str(repository))
    committed(repository, {".github/workflows/more.yml": "on: push\n"}, "One more")
    root = cloned(plaint, tmp_path / "ours")
    updated(root, repository)
    found = held(root)
    assert ".github/workflows/more.yml" not in found
    assert found[".github/workflows/more.yml.new"] == "on: push\n"
    assert "New, and asleep" in capsys.readouterr().out
    (root / ".github" / "workflows" / "more.yml.new").unlink()
    updated(root, committed(repository, {"docs/guide.md": "The best guide.\n"}, "On"))
    assert not any("more.yml" in name for name in held(root))


def test_what_somebody_deleted_stays_away_but_not_what_is_needed(plaint: Path, tmp_path: Path):
    """Docs that were deleted do not come back; a template without which no page can be made does."""
    root = cloned(plaint, tmp_path / "ours")
    written(root, {"docs/guide.md": None, "theme/templates/post.html": None})
    updated(root, plaint)
    assert "docs/guide.md" not in held(root)
    assert held(root)["theme/templates/post.html"] == NEW["theme/templates/post.html"]
    updated(root, plaint)
    assert "docs/guide.md" not in held(root)


def test_what_is_gone_and_was_changed_here_stays(plaint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A file that the new version lacks is deleted only where it is still the shipped one."""
    root = cloned(plaint, tmp_path / "ours")
    written(root, {"plugins/plaint/old/gone.py": "GONE = 'ours'\n"})
    updated(root, plaint)
    assert held(root)["plugins/plaint/old/gone.py"] == "GONE = 'ours'\n"
    assert "Yours, and left alone (1 file):\n  plugins/plaint/old/gone.py" in capsys.readouterr().out


def test_a_file_of_yours_where_a_new_one_comes_is_kept(plaint: Path, tmp_path: Path):
    """A name that both sides chose is nobody's to overwrite."""
    root = written(cloned(plaint, tmp_path / "ours"), {"plugins/plaint/fresh.py": "# ours\n"})
    updated(root, plaint)
    assert held(root)["plugins/plaint/fresh.py"] == "# ours\n"
    assert held(root)["plugins/plaint/fresh.py.new"] == NEW["plugins/plaint/fresh.py"]


def test_line_ends_of_windows_are_no_change(plaint: Path, tmp_path: Path):
    """A file that an editor saved with other line ends is still the shipped one."""
    root = written(cloned(plaint, tmp_path / "ours"), {"docs/guide.md": "A guide.\r\n"})
    updated(root, plaint)
    assert held(root)["docs/guide.md"] == NEW["docs/guide.md"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_nothing_is_written_through_a_link(plaint: Path, tmp_path: Path):
    """A theme that is kept elsewhere, behind a link, is not Plaint's to change."""
    root = cloned(plaint, tmp_path / "ours")
    (root / "theme").rename(tmp_path / "theme")
    (root / "theme").symlink_to(tmp_path / "theme")
    updated(root, plaint)
    assert (tmp_path / "theme" / "templates" / "base.html").read_text(encoding="utf-8") == BASE_HTML
    assert sorted(path.name for path in (tmp_path / "theme" / "templates").iterdir()) == ["base.html", "post.html"]


# --- an archive, without any history ---


def test_an_archive_that_lists_what_was_shipped_tells_what_is_yours(plaint: Path, tmp_path: Path):
    """What is some shipped version is replaced; what never was is kept, with the new one beside it."""
    fresh = copied(plaint, tmp_path / "fresh")
    manifest_of(plaint, fresh)
    root = written(downloaded(tmp_path / "ours"), {"theme/templates/base.html": "ours\n"})
    updated(root, zipped(fresh, tmp_path / "p.zip"))
    found = held(root)
    assert found["theme/templates/base.html"] == "ours\n"
    assert found["theme/templates/base.html.new"] == NEW["theme/templates/base.html"]
    assert found["docs/guide.md"] == NEW["docs/guide.md"]
    assert "plugins/plaint/old/gone.py" not in found


def test_without_any_list_nothing_is_overwritten_unasked(
    plaint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Where nobody can tell what is whose, --replace takes the new files and lays the others beside them."""
    archive = zipped(plaint, tmp_path / "p.zip")
    root = downloaded(tmp_path / "ours")
    before = held(root)
    assert update(str(archive), root=root) == 1
    assert held(root) == before
    assert "nothing says which files of Plaint 0.1.0 you have changed yourself" in capsys.readouterr().err
    updated(root, archive, replace=True)
    found = held(root)
    assert found["docs/guide.md"] == NEW["docs/guide.md"]
    assert found["docs/guide.md.yours"] == OLD["docs/guide.md"]
    assert "Replaced, and yours laid beside it" in capsys.readouterr().out


def test_after_one_update_archives_are_enough(plaint: Path, tmp_path: Path):
    """The note that an update leaves knows what was shipped, so that the next archive needs no list."""
    root = downloaded(tmp_path / "ours")
    updated(root, plaint)
    later = written(copied(plaint, tmp_path / "later"), {"docs/guide.md": "The best guide.\n"})
    written(root, {"theme/templates/base.html": "ours\n"})
    updated(root, zipped(later, tmp_path / "p.zip"))
    assert held(root)["docs/guide.md"] == "The best guide.\n"
    assert held(root)["theme/templates/base.html"] == "ours\n"
    assert "theme/templates/base.html.new" not in held(root)


# --- refusals ---


@pytest.mark.parametrize(
    "source, said",
    [
        ("nowhere", "there is no such file or folder"),
        ("empty", "holds no Plaint"),
        ("text.zip", "cannot be unpacked"),
        ("up.zip", "cannot be unpacked ('plaint-main/../../up.txt' leads out of it)"),
        ("up.tar", "cannot be unpacked"),
        ("older", "holds Plaint 0.0.9, and this is 0.1.0 already"),
        ("ours", "is this folder itself"),
        ("file:///nowhere/at/all.git", "`git clone` failed"),
    ],
)
def test_what_cannot_be_taken_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, said: str, capsys: pytest.CaptureFixture[str]
):
    """Whatever is wrong with the source, a line says so and nothing is changed."""
    monkeypatch.chdir(tmp_path)
    root = downloaded(tmp_path / "ours")
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("no archive", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "up.zip", "w") as archive:
        archive.writestr("plaint-main/../../up.txt", "x")
    with tarfile.open(tmp_path / "up.tar", "w") as opened:
        opened.addfile(tarfile.TarInfo("/up.txt"))
    written(tmp_path / "older", {**OLD, "plugins/plaint/__init__.py": '__version__ = "0.0.9"\n'})
    before = held(tmp_path)
    assert update(source, root=root) == 1
    out = capsys.readouterr()
    assert said in out.err
    assert len(out.err.splitlines()) == 2  # the first says what is fetched
    assert out.out == "Nothing was changed.\n"
    assert held(tmp_path) == before


def test_a_machine_without_git_is_told_what_to_download(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A git address is of no use there, and a ZIP file is."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert update("https://one.example/plaint.git", root=downloaded(tmp_path / "ours")) == 1
    assert "as git is not installed; download Plaint as a ZIP file" in capsys.readouterr().err


def test_trying_changes_nothing(plaint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """--dry-run says what would be done, every file of it."""
    root = cloned(plaint, tmp_path / "ours")
    before = held(root)
    updated(root, plaint, dry_run=True)
    assert held(root) == before
    said = capsys.readouterr().out
    assert "Plaint 0.1.0 → 0.2.0" in said
    assert "  plugins/plaint/fresh.py\n" in said
    assert said.endswith("Nothing was changed: this is what `update` would do.\n")


def test_nothing_to_do_is_said(plaint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A second update from the same place finds nothing."""
    root = cloned(plaint, tmp_path / "ours")
    updated(root, plaint)
    before = held(root)
    capsys.readouterr()
    updated(root, plaint)
    assert held(root) == before
    assert capsys.readouterr().out.startswith("This is Plaint 0.2.0, and nothing in it differs from")


# --- undoing, and being interrupted ---


def test_an_update_can_be_undone_and_done_again(plaint: Path, tmp_path: Path):
    """`--undo` gives back every byte; once more, and the update is back."""
    root = written(cloned(plaint, tmp_path / "ours"), {"theme/templates/post.html": "<article class=ours>\n"})
    before = held(root)
    updated(root, plaint)
    after = held(root)
    assert update(undo=True, root=root) == 0
    assert held(root) == before
    assert not (root / "plugins" / "plaint" / "fresh.py").exists()
    assert update(undo=True, root=root) == 0
    assert held(root) == after
    assert os.name == "nt" or os.access(root / "run.sh", os.X_OK)


def test_undoing_leaves_what_was_changed_since(plaint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Work that was done after the update is not thrown away with it."""
    root = cloned(plaint, tmp_path / "ours")
    updated(root, plaint)
    written(root, {"docs/guide.md": "My own words.\n"})
    assert update(undo=True, root=root) == 0
    found = held(root)
    assert (found["docs/guide.md"], found["docs/guide.md.before"]) == ("My own words.\n", OLD["docs/guide.md"])
    assert found["tasks.py"] == OLD["tasks.py"]
    assert "You have changed these since" in capsys.readouterr().out


def test_where_nothing_was_done_nothing_is_undone(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A line says so, and where else the past may be."""
    assert update(undo=True, root=downloaded(tmp_path / "ours")) == 1
    assert "there is no update to take back on this computer" in capsys.readouterr().err


class Killed(BaseException):
    """Stands for the power that fails."""


@contextmanager
def killed_after(monkeypatch: pytest.MonkeyPatch, writes: int) -> Iterator[None]:
    """Lets so many files be written, and then kills the process."""
    real, left = update_apply._write, [writes]

    def write(path: Path, data: bytes) -> None:
        if not left[0]:
            raise Killed
        left[0] -= 1
        real(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(update_apply, "_write", write)
        yield


@pytest.mark.parametrize("writes", range(0, 30, 3))
def test_an_update_that_is_killed_is_completed_or_was_never_begun(
    plaint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
):
    """Wherever it stops, the next call finds either the old Plaint whole or completes the new one."""
    root = cloned(plaint, tmp_path / "ours")
    before = held(root)
    with killed_after(monkeypatch, writes), pytest.raises(Killed):
        update(str(plaint), root=root)
    begun = (root / ".plaint" / "update" / "journal.json").exists()
    assert begun or held(root) == before
    complete(root)
    assert without_state(held(root)) == (UPDATED if begun else before)
    assert not (root / ".plaint" / "update").exists()
    assert not any(path.name.endswith(".plaint-new") for path in root.rglob("*") if begun)


def test_the_copy_beside_it_completes_an_update_alone(plaint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """With half of Plaint's own files replaced, a script that needs none of them does the rest, in a new process."""
    root = cloned(plaint, tmp_path / "ours")
    with killed_after(monkeypatch, 26), pytest.raises(Killed):
        update(str(plaint), root=root)
    script = root / ".plaint" / "update" / "finish.py"
    done = subprocess.run([sys.executable, "-I", str(script)], capture_output=True, text=True, check=True)
    assert done.stderr == "An update to Plaint 0.2.0 had been interrupted; it is complete now.\n"
    assert without_state(held(root)) == UPDATED


def test_every_command_completes_what_was_interrupted():
    """tasks.py runs that script before it reads anything else of Plaint's but which Python it needs."""
    text = (ROOT / "tasks.py").read_text(encoding="utf-8")
    assert text.index("versions.require") < text.index('"finish.py"') < text.index("from bootstrap import environment")


def test_what_was_written_into_a_half_updated_file_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Whoever edits a file between the crash and the completion finds their words beside the new ones."""
    root = written(tmp_path, {"a.txt": "old", "b.txt": "old"})
    with killed_after(monkeypatch, 7), pytest.raises(Killed):
        carry_out(root, "1", "2", {"a.txt": (b"new", False), "b.txt": (b"new", False)})
    written(root, {"b.txt": "mine"})
    complete(root)
    assert held(root) == {"a.txt": "new", "b.txt": "new", "b.txt.yours": "mine"}


def test_a_disk_that_is_full_changes_nothing(
    plaint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Where it cannot even be staged, a line says so, and nothing is left behind."""
    root = cloned(plaint, tmp_path / "ours")
    before = held(root)

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(update_apply, "_write", full)
        assert update(str(plaint), root=root) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert held(root) == before
    assert not (root / ".plaint" / "update").exists()


def test_a_folder_of_compiled_files_goes_with_what_was_compiled(tmp_path: Path):
    """A package that is gone leaves no shell of itself for Python to find."""
    root = written(tmp_path, {"p/old/a.py": "A", "p/b.py": "B", "p/old/__pycache__/a.pyc": "x"})
    carry_out(root, "1", "2", {"p/old/a.py": (None, False)})
    assert sorted(path.name for path in (root / "p").iterdir()) == ["b.py"]


# --- what is known, and what is said ---


def test_the_note_says_what_was_shipped(plaint: Path, tmp_path: Path):
    """It has the version, and git's own names of all files of Plaint; none of the campaign's."""
    root = cloned(plaint, tmp_path / "ours")
    updated(root, plaint)
    state = read_state(root)
    assert state is not None
    assert state.version == "0.2.0"
    assert state.files["docs/guide.md"] == git(plaint, "rev-parse", "HEAD:docs/guide.md")
    assert not any(path.startswith("content/") for path in state.files)


@pytest.mark.parametrize("damaged", ["", "[]", '{"form": 1}', '{"form": 1, "version": "0.1.0", "files": []}'])
def test_a_damaged_note_is_no_note(plaint: Path, tmp_path: Path, damaged: str):
    """git still knows what was shipped."""
    root = written(cloned(plaint, tmp_path / "ours"), {"plaint.json": damaged})
    updated(root, plaint)
    assert without_state(held(root)) == UPDATED


def test_a_digest_is_git_s_own(tmp_path: Path):
    """The same bytes have the name that git gives them; a picture's are taken as they are."""
    for data in (b"", b"text\n", b"\x89PNG\r\n\x00\r\n"):
        (tmp_path / "file").write_bytes(data)
        assert blob(data) == git(tmp_path, "hash-object", "--no-filters", "file")
    assert blob(b"a\r\nb\r\n") == blob(b"a\nb\n")


@pytest.mark.parametrize(
    "path, whose",
    [
        ("tasks.py", True), ("plugins/plaint/output/x.py", True), (".github/workflows/x.yml", True),
        ("theme/private.css", True), ("content/posts/x.md", False), ("Content/x", False), ("private/x", False),
        ("output/index.html", False), ("output.spare/x", False), (".git/HEAD", False), (".venv/bin/python", False),
        ("plugins/plaint/__pycache__/x.pyc", False), (".cache/links.json", False), ("plaint.json", False),
        (".plaint/undo/journal.json", False), ("setup.log", False),
    ],
)  # fmt: skip
def test_what_is_the_campaign_s_is_never_plaint_s(path: str, whose: bool):
    """Content, what is private, what was built and what is only cached are not touched by any update."""
    assert is_plaints(path) is whose


def test_the_list_of_what_was_shipped_has_every_version(plaint: Path, tmp_path: Path):
    """`manifest` lists what any commit had and what lies here now, and not itself."""
    repository = tmp_path / "plaint"
    git(tmp_path, "clone", "-q", str(plaint), str(repository))
    written(repository, {"docs/guide.md": "Not committed yet.\n"})
    assert manifest(root=repository) == 0
    listed = read_history(repository)
    texts = [OLD["docs/guide.md"], str(NEW["docs/guide.md"]), "Not committed yet.\n"]
    assert listed["docs/guide.md"] == {blob(text.encode())[:16] for text in texts}
    assert "plugins/plaint/old/gone.py" in listed
    assert not {HISTORY, "content/campaign.yaml"} & listed.keys()
    json.loads((repository / HISTORY).read_text(encoding="utf-8"))


def test_a_list_that_lacks_something_is_told(plaint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """`manifest --check` fails until the list has what lies here, and writes nothing."""
    repository = tmp_path / "plaint"
    git(tmp_path, "clone", "-q", str(plaint), str(repository))
    assert manifest(check=True, root=repository) == 1
    assert not (repository / HISTORY).exists()
    assert manifest(root=repository) == 0
    assert manifest(check=True, root=repository) == 0
    written(repository, {"docs/guide.md": "Newer.\n"})
    capsys.readouterr()
    assert manifest(check=True, root=repository) == 1
    assert "lacks what was shipped of 1 files, such as docs/guide.md" in capsys.readouterr().err


def test_what_is_new_is_what_the_older_changelog_does_not_say():
    """Entries of later versions, and new ones of the same; never those that were known."""
    old, new = OLD["CHANGELOG.md"], str(NEW["CHANGELOG.md"])
    assert news("0.1.0", old, new) == "0.2.0 – soon\n- A fresh thing, which\n  takes two lines."
    assert (
        news("0.2.0", new, new.replace("\n## 0.1.0", "- And one more.\n\n## 0.1.0")) == "0.2.0 – soon\n- And one more."
    )
    assert news("0.1.0", new, new) == ""


def test_what_is_done_last_is_what_can_be_undone(tmp_path: Path):
    """The journal of the last change names each file with what it was and what it is."""
    root = written(tmp_path, {"a.txt": "old"})
    done = carry_out(root, "1", "2", {"a.txt": (b"new", False), "b.txt": (b"b", True)})
    assert last_done(root) == done
    assert [(step.path, step.was is None, step.runs) for step in done.steps] == [
        ("a.txt", False, False), ("b.txt", True, True),
    ]  # fmt: skip
