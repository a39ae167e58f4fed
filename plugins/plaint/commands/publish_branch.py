"""The branch that GitHub Pages shows: asking what is on it, and pushing the next state of the site."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from plaint.commands.publish_changes import Files
from plaint.commands.publish_git import Git, environment, meaning
from plaint.commands.published import last_published
from plaint.problems import Problem, Stopped, Where
from plaint.values import dataclass

_BETWEEN = "plaint-publishing"
"""A branch of this repository that lives while a site is pushed. Nobody's own branches are touched."""

_WHO = {"GIT_COMMITTER_NAME": "Plaint", "GIT_COMMITTER_EMAIL": "plaint@localhost"}
"""Who is said to have published. Git would put the name and address of whoever sits here into public history."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Where a site is published: a branch of a remote that the repository knows."""

    git: Git
    remote: str
    name: str

    @property
    def where(self) -> str:
        """How it is called in messages."""
        return f"{self.name} of {self.remote}"

    def fetch(self) -> str:
        """Bring what is published now into this repository; its commit, or nothing where there is none.

        Raises Stopped where the remote cannot be asked.
        """
        ref = f"refs/heads/{self.name}"
        asked = self.git.must("ls-remote", "--heads", self.remote, ref, about=self.where)
        here = f"refs/remotes/{self.remote}/{self.name}"
        if not asked.text:
            self.git.ask("update-ref", "-d", here)
            return ""
        # A workflow's clone is shallow already; a campaigner's own must not become so.
        shallow = self.git.ask("rev-parse", "--is-shallow-repository").text == "true"
        depth = ["--depth=1"] if shallow else []
        words = ["fetch", "--quiet", "--no-tags", *depth, self.remote, f"+{ref}:{here}"]
        self.git.must(*words, about=self.where)
        return last_published(self.git, self.remote, self.name)

    def push(self, output: Path, cname: str, message: str, parent: str, files: Files) -> None:
        """Push the folder as the next state of the site, after `parent`. Raises Stopped.

        What went before stays in the branch's history, so that it can be put back.
        """
        ref = f"refs/heads/{_BETWEEN}"
        try:
            self.git.ask("update-ref", "-d", ref)
            if parent:
                self.git.must("update-ref", ref, parent, about=self.where)
            self._take_in(output, cname, message)
            if self.git.tree(ref) != files:
                what = "what git took in is not what was built"
                raise Stopped([Problem(Where(self.where), what, "run this again")])
            self.git.must("push", "--quiet", self.remote, f"{ref}:refs/heads/{self.name}", about=self.where)
        finally:
            self.git.ask("update-ref", "-d", ref)

    def _take_in(self, output: Path, cname: str, message: str) -> None:
        """Let ghp-import make the commit."""
        from ghp_import import GhpError, ghp_import  # type: ignore[import-untyped]  # it ships no types

        wanted = {"remote": self.remote, "branch": _BETWEEN, "mesg": message, "nojekyll": True, "cname": cname or None}
        try:
            with _standing_in(self.git.root), _environment_for(os.environ):
                ghp_import(str(output.absolute()), **wanted)
        except (GhpError, OSError, TypeError, ValueError, subprocess.SubprocessError) as error:
            # TypeError: what the library raises over its own message, where git would not take the files.
            said = error.message if isinstance(error, GhpError) else str(error)
            raise Stopped([meaning(said, self.where)]) from error


@contextlib.contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    """ghp-import works on the repository that we stand in."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def _environment_for(now: os._Environ[str]) -> Iterator[None]:
    """Git's environment for a library that starts git by itself."""
    before = dict(now)
    try:
        now.clear()
        now.update({**_WHO, **environment(before)})
        yield
    finally:
        now.clear()
        now.update(before)
