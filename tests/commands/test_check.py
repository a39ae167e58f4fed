"""`check`: everything that is wrong, without building."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from plaint.commands.check import check, found
from plaint.commands.check_site import in_settings, planned
from plaint.commands.published import addresses_of
from plaint.commands.report import by_file, tell_by_file, workflow_commands
from plaint.problems import Doubt, Finding, Problem, Where
from tests.campaigns import BASE, base_with, opened, read_base_with
from tests.commands.plaints import git
from tests.sites import ROOT, built, digest

DAY = "2019-10-01"
GOLDEN = ROOT / "tests" / "golden" / "report"
DOUBTFUL = {"posts/2019-09-30-doubtful.md": "---\ntitle: X\ndate: 2019-09-30\n---\nOn Friday 1 July 2019 they wrote.\n"}


def test_nothing_wrong_is_status_0(capsys: pytest.CaptureFixture[str]):
    """A campaign that holds says so in one line."""
    assert check(str(BASE), DAY, strict=True) == 0
    assert capsys.readouterr().out == f"{BASE}: 0 problems, 0 doubts.\n"


def test_a_doubt_stops_nothing_unless_it_is_asked_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Doubts are told in either case; only --strict lets them decide."""
    content = base_with(tmp_path / "content", DOUBTFUL)
    assert check(str(content), DAY) == 0
    assert check(str(content), DAY, strict=True) == 1
    said = capsys.readouterr()
    assert said.err.count("1 July 2019 was a Monday") == 2
    assert "0 problems, 1 doubt." in said.out


def test_all_problems_of_all_files_come_in_one_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Four mistakes in four files are four lines, by file and line."""
    content = base_with(
        tmp_path / "content",
        {
            "posts/2019-09-29-a.md": "---\ntitle: A\ndate: 2019-09-29\n---\n[[ev:nothing-at-all]]\n",
            "posts/2019-09-30-b.md": "---\ntitle: B\ndate: 30 September\n---\n",
            "record/promises/b.yaml": "- id: no\n",
            "campaign.yaml": "titel: X\n",
        },
    )
    (content / "record" / "promises.yaml").unlink(missing_ok=True)
    assert check(str(content), DAY) == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if line]
    files = [line.split(":")[0].removeprefix(f"{content}/") for line in lines]
    assert set(files) >= {"posts/2019-09-29-a.md", "posts/2019-09-30-b.md", "record/promises/b.yaml", "campaign.yaml"}
    assert files == sorted(files)


def test_checking_writes_nothing(tmp_path: Path):
    """The campaign's folder and its surroundings are as they were."""
    content = base_with(tmp_path / "content", DOUBTFUL)
    before = digest(tmp_path)
    check(str(content), DAY)
    assert digest(tmp_path) == before


@pytest.mark.parametrize("format, file", [("text", "text.txt"), ("json", "data.json"), ("github", "github.txt")])
def test_the_golden_files_are_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], format: str, file: str
):
    """A campaign with mistakes of several kinds in several files, in each of the three forms."""
    shutil.copytree(GOLDEN / "campaign", tmp_path / "campaign")
    git(tmp_path, "init", "-q")
    monkeypatch.chdir(tmp_path)
    assert check("campaign", "2026-11-23", format=format) == 1
    said = capsys.readouterr()
    assert said.err + said.out == (GOLDEN / file).read_text(encoding="utf-8")


FOUND: list[Finding] = [
    Doubt(Where("a.md", 3), "is doubtful"),
    Problem(Where("b.md", 9), "is wrong", "put it right"),
    Doubt(Where("b.md", 2), "is doubtful too"),
    Problem(Where("b.md", 4), "is wrong as well"),
]


def test_the_report_goes_by_file_and_problems_come_first(capsys: pytest.CaptureFixture[str]):
    """Files with problems stand before those with doubts alone, and in each file its problems before its doubts."""
    tell_by_file(FOUND)
    assert capsys.readouterr().err.splitlines() == [
        "b.md:4: is wrong as well",
        "b.md:9: is wrong; put it right",
        "b.md:2: is doubtful too (doubt)",
        "",
        "a.md:3: is doubtful (doubt)",
    ]
    assert len(by_file(FOUND)) == 4


def test_the_report_for_programs_has_every_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """--format json prints one document and nothing else; a finding of a whole file has no line."""
    content = base_with(tmp_path / "content", {"posts/2019-09-30-b.md": "---\ntitle: B\ndate: 30.9.\n---\n"})
    (content / "evidence" / "stray.exe").write_bytes(b"x")
    assert check(str(content), DAY, format="json") == 1
    said = capsys.readouterr()
    data = json.loads(said.out)
    assert said.err == ""
    assert {key: data[key] for key in ("content", "as_of", "problems")} == {
        "content": str(content), "as_of": DAY, "problems": 1,
    }  # fmt: skip
    assert data["findings"][0] == {
        "kind": "problem",
        "file": f"{content}/posts/2019-09-30-b.md",
        "line": 3,
        "what": "date: '30.9.' is no date",
        "right": "write a day, 2019-07-15, or a minute, 2019-07-15T20:13",
    }
    assert data["doubts"] == len(data["findings"]) - 1


@pytest.mark.parametrize("content, today", [("no-such-folder", DAY), (str(BASE), "yesterday")])
def test_a_campaign_that_cannot_be_read_is_data_too(capsys: pytest.CaptureFixture[str], content: str, today: str):
    """Whatever goes wrong, a program gets the document it asked for."""
    assert check(content, today, format="json") == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["problems"], len(data["findings"])) == (1, 1)


def test_a_format_that_is_none_is_one_line(capsys: pytest.CaptureFixture[str]):
    """A slip in the form's name is told with the nearest one."""
    assert check(str(BASE), DAY, format="jsn") == 1
    assert capsys.readouterr().err == "--format: there is no form 'jsn'; did you mean 'json'?\n"


def test_annotations_are_escaped(tmp_path: Path):
    """Per cent signs are escaped in messages; in paths commas and colons are, too, which would end a property."""
    (tmp_path / "a,b: 100%.md").write_text("", encoding="utf-8")
    where = Where(f"{tmp_path}/a,b: 100%.md", 7)
    (line,) = workflow_commands([Problem(where, "100% wrong:\nso, really", "write 50%")], tmp_path)
    assert line == "::error file=a%2Cb%3A 100%25.md,line=7,title=Problem::100%25 wrong: so, really; write 50%25"


def test_annotations_of_no_file_name_themselves(tmp_path: Path):
    """What stands in no file of the repository is told in the message; a whole file has no line."""
    (tmp_path / "a.md").write_text("", encoding="utf-8")
    findings = [Doubt(Where(f"{tmp_path}/a.md"), "is odd"), Problem(Where("--today"), "'x' is no day")]
    assert [*workflow_commands(findings, tmp_path)] == [
        "::error title=Problem::--today: 'x' is no day",
        "::warning file=a.md,title=Doubt::is odd",
    ]


def test_annotations_count_paths_from_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Wherever the command is run from, GitHub finds the file from the root of the repository that it is in."""
    git(tmp_path, "init", "-q")
    base_with(tmp_path / "ours" / "content", DOUBTFUL)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert check("../ours/content", DAY, format="github") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("::warning file=ours/content/posts/2019-09-30-doubtful.md,line=5,title=Doubt::")
    assert out[1] == "../ours/content: 0 problems, 1 doubt."


def test_the_keys_of_the_report_are_documented():
    """commands.md names each key of the document and of a finding."""
    text = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    keys = {"content", "as_of", "problems", "doubts", "findings", "kind", "file", "line", "what", "right"}
    assert {key for key in keys if f"| `{key}` |" not in text} == set()


SETTINGS = ROOT / "pelicanconf.py"


@pytest.mark.parametrize(
    "settings, said",
    [
        ("PLUGINS = [", "pelicanconf.py:1: these settings cannot be used: '[' was never closed"),
        ("import os\nPLUGINS = missing\n", "pelicanconf.py:2: these settings cannot be used: name 'missing' is not"),
        ("THEME = '.'\n", "pelicanconf.py: these settings cannot be used: 'PLUGINS'"),
        (
            "THEME = '.'\nPLUGINS = ['plaint.site.hoem']\n",
            "pelicanconf.py: the plugin plaint.site.hoem cannot be loaded",
        ),
    ],
)
def test_settings_that_would_stop_a_build_are_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, said: str
):
    """What Python says of the settings comes with its line; a plugin that is not there is named."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pelicanconf.py").write_text(settings, encoding="utf-8")
    problems, _ = found(str(BASE), date.fromisoformat(DAY), settings=tmp_path / "pelicanconf.py")
    assert [str(each)[: len(said)] for each in problems] == [said]


def test_a_template_that_cannot_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A slip in any template is told with its line, whether a page of this campaign needs it or not."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "theme" / "templates" / "parts").mkdir(parents=True)
    (tmp_path / "theme" / "templates" / "parts" / "x.html").write_text("<p>\n{% if %}\n", encoding="utf-8")
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(f"PLUGINS = []\nTHEME = {str(tmp_path / 'theme')!r}\n", encoding="utf-8")
    (problem,) = in_settings(settings)
    assert str(problem).startswith("theme/templates/parts/x.html:2: the template is wrong: ")


def test_the_settings_of_this_checkout_hold():
    """Every plugin is there, and every template can be read."""
    assert [*in_settings(SETTINGS)] == []


def test_the_plan_has_every_address_that_a_build_makes(tmp_path: Path):
    """What somebody may have linked to in a site that was built is among the planned addresses, and those exist."""
    content = tmp_path / "content"
    case = opened(read_base_with(content, {}, as_of=date.fromisoformat(DAY)))
    site = built(content, tmp_path / "site", DAY)
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    addresses = planned(case, content, SETTINGS)
    assert set(addresses_of(names)) <= set(addresses)
    assert [each for each in addresses if not (site / each).exists()] == []


def published(root: Path) -> Path:
    """A repository with the base campaign, whose site is on the branch that is published."""
    content = base_with(root / "content", {})
    site = built(content, root.parent / "site", DAY)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Ours")
    git(root, "checkout", "-q", "--orphan", "gh-pages")
    git(root, "rm", "-q", "-r", "-f", ".")
    shutil.copytree(site, root, dirs_exist_ok=True)
    git(root, "add", "-A", "-f")
    git(root, "commit", "-q", "-m", "The site")
    git(root, "checkout", "-q", "-f", "main")
    return content


def test_an_address_that_was_published_and_is_lost_is_a_doubt(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Nothing is said of a campaign as it was published; a post whose id changed is, with what brings it back."""
    content = published(tmp_path / "ours")
    assert check(str(content), DAY, strict=True) == 0
    (post,) = (content / "posts").glob("*-we-complained.md")
    post.rename(post.with_name(post.name.replace("we-complained", "we-wrote")))
    capsys.readouterr()
    assert check(str(content), DAY, strict=True) == 1
    assert "/posts/we-complained/ was published, and is there no longer" in capsys.readouterr().err
