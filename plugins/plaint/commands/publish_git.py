"""Asking git: what it says when something fails becomes one line that a campaigner can act on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from plaint.problems import Problem, Stopped, Where, nearest, one_of
from plaint.values import dataclass

_HELP = "docs/publishing.md says how"

# In this order: the first sign that occurs in what git printed decides.
_MEANINGS = (
    (r"detected dubious ownership", "this folder belongs to another user of the computer, so git leaves it alone",
     "work as that user, or run the `git config --global --add safe.directory` line that `git status` prints"),
    (r"could not read (username|password)|authentication failed|permission denied|invalid username or (token|password)"
     r"|access denied|write access to repository not granted|returned error: 40[13]|host key verification failed",
     "the other side does not let you in", f"sign in to GitHub on this computer; {_HELP}"),
    (r"repository not found|does not appear to be a git repository|returned error: 404|could not read from remote",
     "there is no repository at that address, or you may not see it", "correct it with `git remote set-url`"),
    (r"could not resolve host|failed to connect|connection (refused|timed out|reset)|network is unreachable"
     r"|unable to access", "the other side cannot be reached", "see whether you are on the internet, and try again"),
    (r"gh001|larger than|file size limit|too large", "a file is too large for GitHub, which takes 100 MB",
     "make it smaller, or put it elsewhere and link to it"),
    (r"protected branch|gh006|gh013|rule violations", "a rule on GitHub forbids pushing to this branch",
     "allow it under Settings, Rules or Branches, on the repository’s page"),
    (r"\(fetch first\)|non-fast-forward|stale info|cannot lock ref|remote ref updated",
     "somebody else has published in the meantime", "run this again"),
    (r"hook declined|\[remote rejected\]", "the other side refused it", ""),
    (r"no space left|disk quota", "the disk is full", "free some space"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What git did: its exit status, and what it printed."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """What it printed, as one word or line."""
        return self.out.decode("utf-8", "replace").strip()


@dataclass(frozen=True, slots=True)
class Git:
    """A repository on this disk."""

    root: Path

    def ask(self, *words: str) -> Answer:
        """Run git there, and hear what it says, whether it succeeds or not. Raises Stopped where there is no git."""
        return ask(self.root, *words)

    def must(self, *words: str, about: str) -> Answer:
        """Run git there. Raises Stopped with one line about what failed."""
        answer = self.ask(*words)
        if answer.status:
            raise Stopped([meaning(answer.err, about)])
        return answer

    def commit(self, name: str) -> str:
        """The id of the commit that a ref leads to; nothing where there is no such ref."""
        answer = self.ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return "" if answer.status else answer.text

    def tree(self, commit: str) -> dict[str, str]:
        """Every file of a commit by its path, with the id of what stands in it."""
        found = {}
        for entry in self.must("ls-tree", "-r", "-z", "--full-tree", commit, about=commit).out.split(b"\0"):
            head, _, path = entry.partition(b"\t")
            if path:
                found[path.decode("utf-8", "surrogateescape")] = head.split()[2].decode()
        return found

    def file(self, commit: str, path: str) -> bytes:
        """What stands in a file of a commit; nothing where there is none."""
        answer = self.ask("cat-file", "blob", f"{commit}:{path}")
        return b"" if answer.status else answer.out


def repository(folder: Path) -> Git:
    """The repository that a folder lies in. Raises Stopped where there is none, or no git."""
    answer = ask(folder, "rev-parse", "--show-toplevel")
    if not answer.status and answer.text:
        return Git(Path(answer.text))
    if "dubious ownership" in answer.err:
        raise Stopped([meaning(answer.err, folder.as_posix())])
    what = "lies in no git repository, and publishing pushes from one"
    raise Stopped([Problem(Where(folder.as_posix()), what, _HELP)])


def see_remote(git: Git, name: str) -> None:
    """See that the repository knows where to push to. Raises Stopped."""
    known = git.must("remote", about="git remote").text.split()
    if name in known:
        return
    if not known:
        right = "`git remote add origin https://github.com/YOU/REPOSITORY.git`"
        raise Stopped([Problem(Where("git remote"), "this repository knows no place to push to", f"type {right}")])
    what = f"this repository knows no place called {name!r}"
    raise Stopped([Problem(Where("--remote"), what, nearest(name, known) or f"it knows {one_of(known)}")])


def ask(folder: Path, *words: str) -> Answer:
    """Run git in a folder, in English, and hear what it says. Raises Stopped where there is no git."""
    try:
        command, values = ["git", *words], environment(os.environ)
        done = subprocess.run(command, cwd=folder, env=values, capture_output=True, check=False)
    except FileNotFoundError as error:
        if not folder.is_dir():
            raise Stopped([Problem(Where(folder.as_posix()), "there is no such folder")]) from error
        right = "install it from git-scm.com, then open a new terminal"
        raise Stopped([Problem(Where("git"), "is not installed, and publishing needs it", right)]) from error
    except OSError as error:
        raise Stopped([Problem(Where("git"), f"cannot be run ({error.strerror})")]) from error
    return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def meaning(said: str, about: str) -> Problem:
    """One line for what git printed when it failed. Passwords in addresses are left out."""
    for sign, what, right in _MEANINGS:
        if re.search(sign, said, re.IGNORECASE):
            reason = _reason(said) if not right else ""
            return Problem(Where(about), f"{what}{f' ({reason})' if reason else ''}", right or _HELP)
    return Problem(Where(about), f"git failed ({_reason(said) or 'without a word'})")


def _reason(said: str) -> str:
    """The line in which git says why: that of the other side if there is one, else its last."""
    lines = [re.sub(r"//[^/@\s]+@", "//", line.strip()) for line in said.splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith(("hint:", "To ", "error: failed to push"))]
    named = [line for line in lines if line.startswith(("remote: error:", "fatal:", "error:"))]
    line = (named or lines or [""])[0]
    return re.sub(r"^(?:remote: )?(?:fatal|error): ", "", line)


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Git's environment: its messages in English, and no question where nobody could answer it."""
    # A hook sets these for its own repository, which need not be the one that we ask.
    values = {name: value for name, value in given.items() if name not in _OF_A_HOOK}
    if not sys.stdin or not sys.stdin.isatty():
        values["GIT_TERMINAL_PROMPT"] = "0"
    return {**values, "LC_ALL": "C", "LANGUAGE": "C"}


_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
