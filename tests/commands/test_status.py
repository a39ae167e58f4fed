"""`status`: what wants attention, in words that fit on a terminal, and as data."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from plaint.casebook.agenda import agenda
from plaint.commands.status import status
from plaint.commands.status_words import Ink, ink_for, status_text
from tests.campaigns import base_with, opened, read_files
from tests.sites import ROOT, digest

GOLDEN = ROOT / "tests" / "golden" / "status"
MONDAY = "2026-11-23"
DANGLING = "[[ev:nothing-of-this-name]]"


@pytest.fixture
def campaign(monkeypatch: pytest.MonkeyPatch) -> str:
    """The campaign of the golden files, as it is named from where they are."""
    monkeypatch.chdir(GOLDEN)
    return "campaign"


@pytest.mark.parametrize("name, day", [("monday", MONDAY), ("quiet", "2026-08-20")])
def test_the_golden_files_are_what_is_printed(campaign: str, name: str, day: str, capsys: pytest.CaptureFixture[str]):
    """A Monday with something of every kind, and a day on which nothing wants attention."""
    assert status(campaign, day) == 0
    assert capsys.readouterr().out == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [100, 72, 40])
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, width: int):
    """Long names, words and addresses are wrapped, on a narrow terminal too."""
    long = "Donaudampfschifffahrtsgesellschaft" * 4
    files = {
        "record/people.yaml": f"organisations:\n  us: {{name: Us, us: true}}\n  council: {{name: {long} Council}}\n",
        "record/contacts.yaml": f"- {{id: asked, on: 2019-06-03, kind: foi, from: us, to: council, subject: {long}, expects: foi}}\n",
    }
    case = opened(read_files(tmp_path, files))
    lines = status_text(case, agenda(case), (), [long], Ink(), width).splitlines()
    assert max(len(line) for line in lines) <= width
    assert len(lines) > 8


def test_colours_say_nothing_that_the_words_do_not(tmp_path: Path):
    """With the colours taken out, the text is the one without colours."""
    files = {
        "record/people.yaml": "organisations:\n  us: {name: Us, us: true}\n  council: {name: Council}\n",
        "record/contacts.yaml": "- {id: asked, on: 2019-06-03, kind: foi, from: us, to: council, expects: foi}\n",
    }
    case = opened(read_files(tmp_path, files))
    plain, coloured = (status_text(case, agenda(case), (), (), Ink(shows)) for shows in (False, True))
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "stream, environment, system, shows",
    [
        (Terminal(), {}, "posix", True),
        (Terminal(), {"NO_COLOR": ""}, "posix", True),
        (Terminal(), {"NO_COLOR": "1"}, "posix", False),
        (Terminal(), {"TERM": "dumb"}, "posix", False),
        (Terminal(), {}, "nt", False),
        (Terminal(), {"WT_SESSION": "x"}, "nt", True),
        (io.StringIO(), {}, "posix", False),
    ],
)
def test_colours_are_for_terminals_whose_owner_wants_them(
    stream: io.StringIO, environment: dict[str, str], system: str, shows: bool
):
    """Never into a file or a pipe, nor where NO_COLOR is set to anything."""
    assert ink_for(stream, environment, system).shows is shows


def test_a_draft_that_is_not_ready_hides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A problem in a draft is told as what it is, and everything else as well."""
    draft = f"---\ntitle: Draft\ndate: 2019-09-30\nstatus: draft\n---\n{DANGLING}\n"
    base_with(tmp_path / "content", {"posts/2019-09-30-draft.md": draft})
    monkeypatch.chdir(tmp_path)
    assert status("content", "2019-10-01") == 0
    said = capsys.readouterr().out
    assert "Not ready to be published\n  content/posts/2019-09-30-draft.md:6:" in said


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_campaign_with_problems_has_no_status(tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str):
    """Its problems are told as `check` tells them, in the form that was asked for."""
    post = f"---\ntitle: Post\ndate: 2019-09-30\n---\n{DANGLING}\n"
    content = base_with(tmp_path / "content", {"posts/2019-09-30-post.md": post})
    assert status(str(content), "2019-10-01", format=format) == 1
    said = capsys.readouterr()
    if format == "json":
        data = json.loads(said.out)
        assert (data["problems"], data["findings"][0]["line"]) == (1, 5)
    else:
        assert "2019-09-30-post.md:5:" in said.err
        assert said.out == f"{content}: 1 problem, 0 doubts. First put these right.\n"


@pytest.mark.parametrize(
    "content, today, format, said",
    [
        ("no-such-folder", MONDAY, "text", "no-such-folder: there is no such folder"),
        ("campaign", "soon", "text", "--today: 'soon' is no day"),
        ("campaign", MONDAY, "jsno", "--format: there is no form 'jsno'; did you mean 'json'?"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    campaign: str, content: str, today: str, format: str, said: str, capsys: pytest.CaptureFixture[str]
):
    """A slip on the command line gives a line and status 1."""
    assert status(content, today, format) == 1
    assert capsys.readouterr().err.startswith(said)


def test_the_data_says_what_the_words_say(campaign: str, capsys: pytest.CaptureFixture[str]):
    """--format json prints one document with the same entries."""
    assert status(campaign, MONDAY, "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert [each["contact"] for each in data["overdue"]] == ["speed-survey", "names-wanted", "gritting"]
    assert data["overdue"][0]["clocks"][0] == {
        "rule": "foi", "start": "2026-09-21", "due": "2026-10-19", "elapsed": 45, "late": 25, "unit": "working days",
    }  # fmt: skip
    assert data["overdue"][0]["next"] == [{"rule": "ask-ico", "opened_on": "2026-10-19", "closes_on": None}]
    assert [(each["day"], each["kind"]) for each in data["week"]] == [
        ("2026-11-25", "reply"), ("2026-11-26", "appointment"), ("2026-11-27", "answer"),
    ]  # fmt: skip
    assert [each["promise"] for each in data["later"]] == ["kerb", None]
    assert [each["promise"] for each in data["unkept"]] == ["signs"]
    assert [each["id"] for each in data["unpublished"]] == ["second-letter", "half-written", "one-year-on"]
    assert [each["evidence"] for each in data["no_copy"]] == ["speed-page"]
    assert len(data["doubts"]) == 1


def test_the_keys_of_the_data_are_documented(campaign: str, capsys: pytest.CaptureFixture[str]):
    """commands.md names each key of the document."""
    status(campaign, MONDAY, "json")
    text = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert {key for key in json.loads(capsys.readouterr().out) if f"| `{key}` |" not in text} == set()


def test_nothing_is_written(campaign: str):
    """Looking at the agenda changes nothing on the disk."""
    before = digest(GOLDEN)
    status(campaign, MONDAY)
    assert digest(GOLDEN) == before
