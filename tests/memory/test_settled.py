"""A build of which nothing has changed is told from the looks of files alone."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from plaint.commands import again
from plaint.memory import settled
from tests.campaigns import base_with
from tests.sites import ROOT, digest

DAY = "2019-10-01"


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign whose files have been left alone for a while, with a cache of its own."""
    monkeypatch.setattr(again, "CACHE", tmp_path / "kept")
    monkeypatch.setattr("plaint.commands.build.CACHE", tmp_path / "kept")
    content = base_with(tmp_path / "content", {})
    aged(content)
    return content


def aged(content: Path) -> None:
    for path in content.rglob("*"):
        os.utime(path, (time.time() - 60, time.time() - 60))


def said(content: Path, site: Path, capsys: pytest.CaptureFixture[str], day: str = DAY) -> str:
    assert again.build(str(content), str(site), day) == 0
    return capsys.readouterr().out


def test_nothing_is_built_where_nothing_has_changed(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """The second build says so, and touches nothing. (Plaint's own files may just have been edited: left out here.)"""
    monkeypatch.setattr(again, "SOURCES", ())
    assert "pages as of" in said(campaign, tmp_path / "site", capsys)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    assert "nothing has changed as of 2019-10-01" in said(campaign, tmp_path / "site", capsys)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")} == before


@pytest.mark.parametrize(
    "change",
    [
        lambda content, site: (content / "pages" / "about.md").write_text("---\ntitle: Us\n---\nNew.\n"),
        lambda content, site: (content / "images").mkdir() or (content / "images" / "new.txt").write_text("x"),
        lambda content, site: (site / "index.html").write_text("somebody else's"),
        lambda content, site: (site / "about" / "index.html").unlink(),
        lambda content, site: (site / "more.html").write_text("left behind"),
    ],
    ids=["a page edited", "a file added", "the site edited", "a page of the site deleted", "a file put into the site"],
)
def test_any_change_is_seen(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, change
):
    """In the campaign or in the site, it has the site made as it should be."""
    monkeypatch.setattr(again, "SOURCES", ())
    site = tmp_path / "site"
    said(campaign, site, capsys)
    change(campaign, site)
    assert "pages as of" in said(campaign, site, capsys)
    monkeypatch.setattr("plaint.commands.build.CACHE", tmp_path / "nothing kept")
    monkeypatch.setattr(again, "CACHE", tmp_path / "nothing kept")
    said(campaign, tmp_path / "first", capsys)
    assert digest(site) == digest(tmp_path / "first")


def test_a_theme_and_a_plugin_that_stand_elsewhere_are_looked_at(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """What only the settings name counts like what stands beside tasks.py."""
    theme, plugins, conf = tmp_path / "theme", tmp_path / "own plugins", tmp_path / "conf.py"
    shutil.copytree(ROOT / "theme", theme)
    plugins.mkdir()
    (plugins / "own_words.py").write_text("def register():\n    pass\n")
    text = (ROOT / "pelicanconf.py").read_text().replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
    text = text.replace('str(HERE / "theme")', repr(str(theme))).replace("PLUGINS = [", "PLUGINS = [\n    'own_words',")
    conf.write_text(f"{text}\nPLUGIN_PATHS = [{str(plugins)!r}]\n")
    monkeypatch.setattr(again, "SOURCES", ())
    monkeypatch.setattr("plaint.commands.build.SETTINGS", conf)
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    for path in (theme / "templates" / "base.html", plugins / "own_words.py"):
        aged(tmp_path)
        said(campaign, tmp_path / "site", capsys)
        assert "nothing has changed" in said(campaign, tmp_path / "site", capsys)
        path.write_text(f"{path.read_text()}\n")
        assert "pages as of" in said(campaign, tmp_path / "site", capsys)


def test_what_another_version_kept_is_not_looked_at(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """Where this module is another one than that of the last build, the site is built as if that had kept nothing."""
    monkeypatch.setattr(again, "SOURCES", ())
    said(campaign, tmp_path / "site", capsys)
    other = tmp_path / "settled.py"
    other.write_text(Path(settled.__file__).read_text() + "\n")
    monkeypatch.setattr(settled, "__file__", str(other))
    assert "pages as of" in said(campaign, tmp_path / "site", capsys)
    assert "nothing has changed" in said(campaign, tmp_path / "site", capsys)


def test_another_day_is_another_build(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """Figures run on by themselves."""
    monkeypatch.setattr(again, "SOURCES", ())
    said(campaign, tmp_path / "site", capsys)
    assert "pages as of 2019-10-02" in said(campaign, tmp_path / "site", capsys, "2019-10-02")


def test_doubts_are_told_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """What deserves a look is said by every build, also by one that finds nothing to do."""
    monkeypatch.setattr(again, "SOURCES", ())
    monkeypatch.setattr(again, "CACHE", tmp_path / "kept")
    monkeypatch.setattr("plaint.commands.build.CACHE", tmp_path / "kept")
    post = "---\ntitle: One\ndate: 2019-09-30\n---\nIt was Monday 1 October 2019.\n"
    content = base_with(tmp_path / "content", {"posts/2019-09-30-one.md": post})
    aged(content)
    told = []
    for _ in range(2):
        assert again.build(str(content), str(tmp_path / "site"), DAY) == 0
        told.append(capsys.readouterr())
    assert "nothing has changed" in told[1].out
    assert told[0].err == told[1].err != ""


def test_a_file_saved_a_moment_ago_is_read_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """Two changes under one time of the disk are told apart: while a file is fresh, its time is not relied on."""
    monkeypatch.setattr(again, "SOURCES", ())
    monkeypatch.setattr(again, "CACHE", tmp_path / "kept")
    monkeypatch.setattr("plaint.commands.build.CACHE", tmp_path / "kept")
    content, site = base_with(tmp_path / "content", {}), tmp_path / "site"
    page = content / "pages" / "about.md"
    page.write_text("---\ntitle: About\n---\nWords of one length: one.\n")
    looked = page.stat()
    said(content, site, capsys)
    page.write_text("---\ntitle: About\n---\nWords of one length: two.\n")
    os.utime(page, ns=(looked.st_atime_ns, looked.st_mtime_ns))
    said(content, site, capsys)
    assert "Words of one length: two." in (site / "about" / "index.html").read_text()


