"""Campaigns in repositories of their own, with a bare one beside them in GitHub's place."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from plaint.commands import publish as publishing
from tests.campaigns import Files, base_with

DAY = "2019-10-01"
OWN_DOMAIN = "title: Four lines\nurl: https://harwick-parents.org.uk/\n"
SITE: Files = {"index.html": "<p>home", "404.html": "<p>none", "posts/a/index.html": "<p>a"}


@dataclass(frozen=True)
class Place:
    """A clone with a campaign in it, and the bare repository that it pushes to."""

    root: Path
    hub: Path

    def git(self, *words: str, at: Path | None = None) -> str:
        """What git says, in the clone or elsewhere; a failure fails the test."""
        done = subprocess.run(["git", *words], cwd=at or self.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, name: str, text: str) -> None:
        """Write a file of the campaign."""
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def published(self, name: str) -> str:
        """What stands in a published file; a file that is not there fails the test."""
        return self.git("cat-file", "blob", f"gh-pages:{name}", at=self.hub)

    def files(self) -> set[str]:
        """The names of all published files; none where nothing is published."""
        done = subprocess.run(
            ["git", "ls-tree", "-r", "-z", "--name-only", "gh-pages"],
            cwd=self.hub,
            capture_output=True,
            text=True,
            check=False,
        )
        return set(done.stdout.split("\0")) - {""}

    def history(self) -> list[str]:
        """What the published branch's history says, newest first."""
        return self.git("log", "--format=%s", "gh-pages", at=self.hub).splitlines() if self.files() else []

    def publish(self, **options: object) -> int:
        """The command, as it is called in the clone."""
        given: dict[str, object] = {"content": "content", "output": "output", "today": DAY, **options}
        return publishing.publish(**given)  # type: ignore[arg-type]


def nobody(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Git knows nobody here: nothing of this machine's own settings is read or written."""
    home.mkdir(exist_ok=True)
    (home / "gitconfig").touch()
    for name in (
        "PLAINT_NEVER",
        "GITHUB_ACTIONS",
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_ASKPASS",
        "SSH_ASKPASS",
    ):
        monkeypatch.delenv(name, raising=False)
    for name in ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ellie Green’s mother")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "mother@home.invalid")


def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: Mapping[str, str] | None = None) -> Place:
    """A clone with the base campaign, committed, and its bare repository. The tests stand in the clone."""
    nobody(monkeypatch, tmp_path / "home")
    place = Place(tmp_path / "clone", tmp_path / "hub.git")
    place.root.mkdir()
    place.git("init", "--quiet", "--bare", str(place.hub))
    place.git("init", "--quiet", "--initial-branch=main")
    base_with(place.root / "content", {"campaign.yaml": OWN_DOMAIN, **(files or {})})
    (place.root / ".gitignore").write_text("private/\noutput/\n", encoding="utf-8")
    commit(place)
    place.git("remote", "add", "origin", str(place.hub))
    monkeypatch.chdir(place.root)
    return place


def commit(place: Place) -> None:
    """Commit whatever has changed in the clone."""
    place.git("add", "--all")
    place.git("-c", "user.name=Ellie Green’s mother", "-c", "user.email=mother@home.invalid", "commit", "-qm", "x")


def building(monkeypatch: pytest.MonkeyPatch, site: Files) -> None:
    """A build that writes these files instead of the campaign's own."""

    def make(reading: object, content: Path, output: Path, **options: object) -> None:
        for name, text in site.items():
            path = output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    monkeypatch.setattr(publishing, "make", make)
