"""`build`: the site that stood before stands until a whole new one takes its place."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from plaint.commands.build import build
from plaint.site import output as output_folder
from plaint.site.writer import SiteWriter
from tests.campaigns import BASE, base_with, write_files
from tests.sites import ROOT, built, digest

DAY = "2019-10-01"
BROKEN = {"posts/2019-09-30-broken.md": "---\ntitle: Broken\ndate: 2019-09-30\n---\n[[ev:nothing-of-this-name]]\n"}


Forget = Callable[[], None]


@pytest.fixture
def forget(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Forget:
    """Makes the next build, here or in another process, one that knows nothing of those before it."""

    def nothing_kept() -> None:
        folder = tmp_path_factory.mktemp("kept")
        monkeypatch.setattr("plaint.commands.build.CACHE", folder)
        monkeypatch.setenv("PLAINT_CACHE", str(folder))

    return nothing_kept


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_problem_leaves_the_site_that_stood_before_byte_for_byte(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """One problem anywhere: nothing is written, and the old output is untouched, file times and all."""
    site = built(BASE, tmp_path / "site", DAY)
    before, times = digest(site), {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    content = base_with(tmp_path / "content", BROKEN)
    assert build(str(content), str(site), DAY) == 1
    assert digest(site) == before
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == times
    assert left_in(tmp_path) == ["content", "site"]
    said = capsys.readouterr()
    assert "2019-09-30-broken.md:5:" in said.err
    assert "Nothing was written." in said.out


def test_the_same_campaign_on_the_same_day_gives_the_same_bytes(tmp_path: Path):
    """Two builds of one campaign differ in nothing, wherever they are written."""
    assert digest(built(BASE, tmp_path / "one", DAY)) == digest(built(BASE, tmp_path / "elsewhere" / "two", DAY))


def test_hash_order_and_time_zone_change_nothing(tmp_path: Path):
    """A build in another process, with other hash seeds, zone and language, gives the same bytes."""
    here = digest(built(BASE, tmp_path / "here", DAY))
    script = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'plugins')!r}]\n" + textwrap.dedent(f"""
        from plaint.commands.build import build
        sys.exit(build({str(BASE)!r}, {str(tmp_path / "there")!r}, {DAY!r}, True))
    """)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    assert subprocess.run([sys.executable, "-c", script], env=environment, check=False).returncode == 0
    assert digest(tmp_path / "there") == here


def test_source_date_epoch_sets_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """SOURCE_DATE_EPOCH stands in for --today, read in UK time: half past eleven at night in summer is the next day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1561933800")  # 2019-06-30T22:30Z, half past eleven in London
    assert build(str(BASE), str(tmp_path / "epoch"), None, quiet=True) == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1561937400")  # 2019-06-30T23:30Z, already 1 July in London
    assert build(str(BASE), str(tmp_path / "later"), None, quiet=True) == 0
    assert digest(tmp_path / "epoch") == digest(built(BASE, tmp_path / "june", "2019-06-30"))
    assert digest(tmp_path / "later") == digest(built(BASE, tmp_path / "july", "2019-07-01"))


@pytest.mark.parametrize("day", ["yesterday", "2019-02-30", "30/09/2019"])
def test_a_day_that_is_none_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str):
    """--today takes a day and says how it is written."""
    assert build(str(BASE), str(tmp_path / "site"), day) == 1
    assert capsys.readouterr().err == f"--today: {day!r} is no day; write it as 2026-05-31\n"


def test_what_somebody_else_put_in_the_output_folder_is_not_deleted(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A folder with files in it that no build made is refused: it may be somebody's documents."""
    (tmp_path / "Documents").mkdir()
    (tmp_path / "Documents" / "will.txt").write_text("mine")
    assert build(str(BASE), str(tmp_path / "Documents"), DAY) == 1
    assert (tmp_path / "Documents" / "will.txt").read_text() == "mine"
    assert "holds files that no build made" in capsys.readouterr().err


@pytest.mark.parametrize("output", ["content", "content/site", "."])
def test_a_site_is_not_built_over_its_own_campaign(tmp_path: Path, capsys: pytest.CaptureFixture[str], output: str):
    """An output folder that holds the campaign, lies in it or is it would be replaced together with it."""
    content = base_with(tmp_path / "content", {})
    before = digest(content)
    assert build(str(content), str(tmp_path / output), DAY) == 1
    assert digest(content) == before
    assert "lies over the campaign" in capsys.readouterr().err


def test_a_file_where_the_output_folder_belongs_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A file in the place of the folder is neither replaced nor a traceback."""
    (tmp_path / "site").write_text("mine")
    assert build(str(BASE), str(tmp_path / "site"), DAY) == 1
    assert (tmp_path / "site").read_text() == "mine"
    assert capsys.readouterr().err.startswith("site: is no folder")


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A mistyped --content names the folder and the option."""
    assert build(str(tmp_path / "contnet"), str(tmp_path / "site"), DAY) == 1
    assert "there is no such folder; name the campaign’s folder with --content" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_or_read_only_disk_leaves_the_old_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, forget: Forget, reason: int
):
    """A disk that gives out half-way is one line; the old site stands, and nothing is left beside it."""
    site = built(BASE, tmp_path / "site", DAY)
    before = digest(site)
    forget()
    written = 0
    write = output_folder.write_file

    def fails(path: str, content: bytes, known_by: bytes, *, anew: bool = False) -> output_folder.Written:
        nonlocal written
        written += 1
        if written >= 7:
            raise OSError(reason, os.strerror(reason))
        return write(path, content, known_by, anew=anew)

    monkeypatch.setattr(output_folder, "write_file", fails)
    assert build(str(BASE), str(site), DAY) == 1
    assert f"the site cannot be written ({os.strerror(reason)})" in capsys.readouterr().err
    assert digest(site) == before
    assert left_in(tmp_path) == ["site"]


def test_an_output_folder_that_cannot_be_made_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A path through a file cannot be a folder."""
    (tmp_path / "file").write_text("")
    assert build(str(BASE), str(tmp_path / "file" / "site"), DAY) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_ctrl_c_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forget: Forget):
    """Whoever stops a build half-way finds the old site, and no half a new one beside it."""
    site = built(BASE, tmp_path / "site", DAY)
    before = digest(site)
    forget()
    render = SiteWriter._render
    made = iter(range(100))

    def stops(self: SiteWriter, page: object) -> str:
        if next(made) == 9:
            raise KeyboardInterrupt
        return render(self, page)

    monkeypatch.setattr(SiteWriter, "_render", stops)
    with pytest.raises(KeyboardInterrupt):
        build(str(BASE), str(site), DAY)
    assert digest(site) == before
    assert left_in(tmp_path) == ["site"]


KILLED = """
import os, signal, sys
sys.path[:0] = [{root!r}, {plugins!r}]
from plaint.commands.build import build
from plaint.site.output import SpareTree
from plaint.site.writer import SiteWriter

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

{how}
build({content!r}, {site!r}, {day!r}, True)
"""
HALF_WAY = "SiteWriter._render = lambda self, page: die() if len(self.tree.fresh) > 3 else '<p>half</p>'"
BETWEEN = """
import pathlib
from plaint.site import output
output.exchange = lambda one, other: False
rename = pathlib.Path.rename
def once(self, target):
    made = rename(self, target)
    if ".old-" in str(target):
        die()
    return made
pathlib.Path.rename = once
"""
BEFORE_THE_EXCHANGE = """
from plaint.site import output
output.exchange = lambda one, other: die()
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX systems")
@pytest.mark.parametrize(
    "how",
    [HALF_WAY, BETWEEN, BEFORE_THE_EXCHANGE],
    ids=["half-way", "between the two renames", "before the exchange"],
)
def test_kill_9_loses_nothing(tmp_path: Path, forget: Forget, how: str):
    """A build that is killed leaves the old site, at the latest once the next command has looked; then no trace is left."""
    site = built(BASE, tmp_path / "site", DAY)
    before = digest(site)
    forget()
    script = KILLED.format(
        root=str(ROOT), plugins=str(ROOT / "plugins"), content=str(BASE), site=str(site), day=DAY, how=how
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL
    tree = output_folder.SpareTree(site)
    tree.begin()
    assert digest(site) == before
    tree.give_up()
    assert left_in(tmp_path) == ["site"]
    assert digest(built(BASE, site, DAY)) == before


def test_two_builds_at_once_do_not_mix(tmp_path: Path):
    """A second build that begins while another one writes leaves that one's spare tree alone."""
    site = built(BASE, tmp_path / "site", DAY)
    other = output_folder.SpareTree(site)
    other.spare = site.with_name(f"site.spare-{os.getppid()}")
    other.spare.mkdir()
    (other.spare / output_folder.MARK).write_text("")
    built(BASE, site, DAY)
    assert other.spare.is_dir()


def test_a_template_error_is_one_line_with_its_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """A name that a view does not have is said with the template's line, and the old site stands."""
    site = built(BASE, tmp_path / "site", DAY)
    before = digest(site)
    theme = with_theme(
        tmp_path,
        monkeypatch,
        "page.html",
        '{% extends "base.html" %}\n{% block main %}\n{{ view.nothing }}\n{% endblock %}\n',
    )
    assert build(str(BASE), str(site), DAY) == 1
    said = capsys.readouterr().err
    assert f"{theme}/templates/page.html:3: the template asks for what /about/ does not have" in said
    assert said.count("\n") == 1
    assert digest(site) == before


def test_a_template_that_does_not_parse_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """A slip in a template's own syntax is said with its line."""
    theme = with_theme(tmp_path, monkeypatch, "page.html", '{% extends "base.html" %}\n{% block main %}\n{% if %}\n')
    assert build(str(BASE), str(tmp_path / "site"), DAY) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{theme}/templates/page.html:3: the template is wrong")
    assert not (tmp_path / "site").exists()


def with_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> str:
    """A copy of the theme in which one template is another one; settings that name it."""

    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    (theme / "templates" / name).write_text(text)
    settings = tmp_path / "pelicanconf.py"
    here = f"HERE = Path({str(ROOT)!r})"
    text = (ROOT / "pelicanconf.py").read_text().replace("HERE = Path(__file__).resolve().parent", here)
    settings.write_text(text.replace('str(HERE / "theme")', repr(str(theme))))
    monkeypatch.setattr("plaint.commands.build.SETTINGS", settings)
    return str(theme)


def test_a_plugin_that_cannot_be_loaded_stops_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """Pelican only logs a misspelt plugin and goes on without it; here it is a problem."""
    settings = tmp_path / "pelicanconf.py"
    text = (ROOT / "pelicanconf.py").read_text().replace("plaint.site.home", "plaint.site.hoem")
    settings.write_text(text.replace("HERE = Path(__file__).resolve().parent", f"HERE = Path({str(ROOT)!r})"))
    monkeypatch.setattr("plaint.commands.build.SETTINGS", settings)
    assert build(str(BASE), str(tmp_path / "site"), DAY) == 1
    assert "plaint.site.hoem" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_two_pages_with_one_address_are_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """An old address that is another page's address would hide one of the two."""
    content = write_files(
        tmp_path / "content",
        {
            "campaign.yaml": "title: Us\n",
            "posts/2019-09-01-one.md": "---\ntitle: One\ndate: 2019-09-01\nwas: posts/two/\n---\nWords\n",
            "posts/2019-09-02-two.md": "---\ntitle: Two\ndate: 2019-09-02\n---\nWords\n",
        },
    )
    assert build(str(content), str(tmp_path / "site"), DAY) == 1
    assert "two pages have the address /posts/two/" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("THEME = 'nowhere'", "pelicanconf.py: these settings cannot be used: Could not find the theme"),
        ("PATHS = undefined", "pelicanconf.py:2: these settings cannot be used: name 'undefined' is not defined"),
        ("PATHS = (", "pelicanconf.py:2: these settings cannot be used: '(' was never closed"),
    ],
)
def test_settings_that_python_cannot_use_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, line: str, said: str
):
    """A slip in pelicanconf.py is told with its line, and nothing is written."""
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(f"PLUGINS: list[str] = []\n{line}\n")
    monkeypatch.setattr("plaint.commands.build.SETTINGS", settings)
    assert build(str(BASE), str(tmp_path / "site"), DAY) == 1
    error = capsys.readouterr().err
    assert error.startswith(said)
    assert error.count("\n") == 1
