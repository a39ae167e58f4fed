"""The workflows: what they may do, what they pin, and that every line they run works in a fresh clone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sites import ROOT

FOLDER = ROOT / ".github" / "workflows"
NAMES = ("check.yml", "publish.yml")
PATIENCE = 900  # seconds: far longer than it takes to set Plaint up and build


def workflow(name: str) -> dict[str, Any]:
    """A workflow, each value the text that was written."""
    loaded: dict[str, Any] = yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def steps(name: str) -> list[dict[str, Any]]:
    """The steps of a workflow's jobs, one after another."""
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def used() -> Iterator[str]:
    """Every line that names an action, in every workflow."""
    for name in NAMES:
        text = (FOLDER / name).read_text(encoding="utf-8")
        yield from (line.strip() for line in text.splitlines() if "uses:" in line)


def test_there_is_no_other_workflow():
    """The tests here look at every workflow that there is."""
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(NAMES)


def test_every_action_is_pinned_to_a_commit():
    """A tag can be moved to other code; a commit cannot. The version stands beside it for people."""
    assert [
        line for line in used() if not re.fullmatch(r"(- )?uses: actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)
    ] == []
    assert len(list(used())) >= 6


def test_one_action_has_one_commit():
    """Both workflows use the same commit of an action, so that an update changes both."""
    pins = {tuple(line.split("uses: ")[1].split(" # ")[0].split("@")) for line in used()}
    assert len({action for action, _ in pins}) == len(pins)


@pytest.mark.parametrize("name, allowed", [
    ("publish.yml", {"contents": "write", "pages": "write"}),
    ("check.yml", {"contents": "read"}),
])  # fmt: skip
def test_nothing_is_allowed_that_is_not_needed(name: str, allowed: dict[str, str]):
    """A workflow as such may do nothing, and its job only what it asks for."""
    found = workflow(name)
    assert found["permissions"] == {}
    assert [job["permissions"] for job in found["jobs"].values()] == [allowed]
    assert "concurrency" in found
    assert all(int(job["timeout-minutes"]) <= 30 for job in found["jobs"].values())


def test_a_pull_request_is_given_no_credentials():
    """What a pull request runs finds nothing on the disk with which it could push."""
    checkout = next(step for step in steps("check.yml") if step.get("uses", "").startswith("actions/checkout@"))
    assert checkout["with"]["persist-credentials"] == "false"
    assert workflow("check.yml")["on"] == {"pull_request": ""}


def test_publishing_happens_on_a_push_and_once_every_morning():
    """Clocks and posts of a later date move on by themselves, on the British day."""
    on = workflow("publish.yml")["on"]
    assert set(on) == {"push", "schedule", "workflow_dispatch"}
    ((cron,),) = ([each["cron"] for each in on["schedule"]],)
    minute, hour, *rest = cron.split()
    assert rest == ["*", "*", "*"]
    # Early in the British morning in winter (UTC) and in summer (an hour later), and not at a full hour.
    assert (1 <= int(hour) <= 7, int(minute) % 30 != 0) == (True, True)
    assert workflow("publish.yml")["env"]["TZ"] == workflow("check.yml")["env"]["TZ"] == "Europe/London"
    assert workflow("publish.yml")["concurrency"]["cancel-in-progress"] == "false"


@pytest.mark.parametrize("name", NAMES)
def test_what_a_build_leaves_for_the_next_is_kept(name: str):
    """The folder .cache is brought along from run to run; each run saves its own, and begins with the latest."""
    (cache,) = [step["with"] for step in steps(name) if step.get("uses", "").startswith("actions/cache@")]
    assert cache["path"] == ".cache"
    assert cache["key"].startswith(cache["restore-keys"])
    assert "github.run_id" in cache["key"]


@pytest.mark.parametrize("name", NAMES)
def test_no_value_of_github_is_pasted_into_a_command(name: str):
    """Commands get such values as variables: a branch's or a title's name could hold a command of its own."""
    assert [step["run"] for step in steps(name) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_linter_finds_nothing(name: str):
    """actionlint knows what a workflow may say; where it is not installed, this is passed over."""
    linter = shutil.which("actionlint")
    if linter is None:
        pytest.skip("actionlint is not installed")
    done = subprocess.run([linter, str(FOLDER / name)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


class Runner:
    """A clone on a machine of its own, as GitHub would lend one: no git identity, no terminal, a bare repository beside."""

    def __init__(self, folder: Path) -> None:
        self.hub, self.clone, home, programs = (folder / name for name in ("hub.git", "clone", "home", "bin"))
        for each in (home, programs):
            each.mkdir()
        (home / "gitconfig").touch()
        self.asked = folder / "asked.txt"
        (programs / "gh").write_text(f'#!/bin/sh\necho "$@" >> "{self.asked}"\n[ -z "$GH_FAILS" ]\n')
        (programs / "gh").chmod(0o755)
        (programs / "python3").symlink_to(getattr(sys, "_base_executable", sys.executable))
        # What this machine says of packages holds there too; what it says of git and of these tests does not.
        ours = ("GIT_", "GITHUB_", "PLAINT_", "PYTHON", "PYTEST_", "VIRTUAL_ENV", "SOURCE_DATE_EPOCH")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        pip = Path.home() / ".config" / "pip" / "pip.conf"
        if pip.is_file():
            kept.setdefault("PIP_CONFIG_FILE", str(pip))
        self.values = {
            **kept, "PATH": f"{programs}{os.pathsep}{kept['PATH']}", "HOME": str(home), "CI": "true", "GITHUB_ACTIONS": "true",
            "GIT_CONFIG_GLOBAL": str(home / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1", "GITHUB_REPOSITORY": "parents/campaign",
            "GH_TOKEN": "token",
        }  # fmt: skip
        self._fill(folder / "sources")

    def _fill(self, sources: Path) -> None:
        """Commit what stands in the checkout, whether it is committed there or not, push it, and clone it."""
        listed = self.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT).stdout
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (sources / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, sources / name)
        who = ["-c", "user.name=x", "-c", "user.email=x@x"]
        self.run(["git", "init", "-q", "--bare", "--initial-branch=main", str(self.hub)], sources)
        for words in (["init", "-q", "-b", "main"], ["add", "--all"], [*who, "commit", "-qm", "x"]):
            self.run(["git", *words], sources)
        self.run(["git", "push", "-q", str(self.hub), "main"], sources)
        self.run(["git", "clone", "-q", "--depth=1", self.hub.as_uri(), str(self.clone)], sources)

    def run(self, words: list[str], where: Path, **values: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            words, cwd=where, env={**self.values, **values}, capture_output=True, text=True, check=False,
            stdin=subprocess.DEVNULL, timeout=PATIENCE,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def run_steps(self, name: str, **values: str) -> str:
        """Run every `run:` of a workflow as GitHub does, with its variables; what they print."""
        said = ""
        for step in steps(name):
            if "run" in step:
                given = {key: values.get(key, self.values.get(key, "")) for key in step.get("env", {})}
                done = self.run(
                    ["bash", "-e", "-c", step["run"]], self.clone, **{**workflow(name)["env"], **given, **values}
                )
                said += done.stdout + done.stderr
        return said


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the workflows run on Linux")
def test_every_command_of_the_workflows_works_in_a_fresh_clone(tmp_path: Path):
    """A pull request is checked and built; a push is published, and once more changes nothing; GitHub is asked to show it."""
    runner = Runner(tmp_path)
    # The demo's words are no secret. This one is not in it.
    never = {"PLAINT_NEVER": "- Nobody Whosoever\n"}
    assert "This was a dry run" in runner.run_steps("check.yml", **never)
    assert (runner.clone / "output" / "index.html").is_file()
    assert runner.run(["git", "branch", "--list", "gh-pages"], runner.hub).stdout == ""
    assert "Published to gh-pages of origin" in runner.run_steps("publish.yml", **never)
    listed = runner.run(["git", "ls-tree", "-r", "--name-only", "gh-pages"], runner.hub).stdout.splitlines()
    assert {"index.html", "404.html", ".nojekyll"} <= set(listed)
    assert runner.asked.read_text() == "api --method POST --silent repos/parents/campaign/pages/builds\n"
    said = runner.run_steps("publish.yml", **never, GH_FAILS="yes")
    assert "Nothing changes" in said
    assert "::warning::Turn GitHub Pages on" in said
    assert json.loads((runner.clone / "output" / "record.json").read_text(encoding="utf-8"))["as_of"]
