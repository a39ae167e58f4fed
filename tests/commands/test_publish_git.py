"""What goes wrong with git, in one line each; and the branch that is pushed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from plaint.commands.publish_branch import Branch
from plaint.commands.publish_changes import files_of
from plaint.commands.publish_git import Git, meaning, repository, see_remote
from plaint.problems import Stopped
from tests.campaigns import write_files
from tests.commands.publishing import SITE, Place, made, nobody


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return made(tmp_path, monkeypatch)


def line(stopped: pytest.ExceptionInfo[Stopped]) -> str:
    (problem,) = stopped.value.problems
    return str(problem)


def push(place: Place, parent: str = "", site: dict[str, str] | None = None) -> Branch:
    """Push a small site by itself, after `parent`."""
    output = write_files(place.root / "output", site or SITE)
    git = Git(place.root)
    branch = Branch(git, "origin", "gh-pages")
    paths = [path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()]
    branch.push(output, "", "a publication", parent, files_of(output, paths, git, ""))
    return branch


def test_no_git_is_one_line(
    place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Whoever has no git is told where to get it."""
    monkeypatch.setenv("PATH", str(tmp_path / "home"))
    assert place.publish() == 1
    assert capsys.readouterr().err == (
        "git: is not installed, and publishing needs it; install it from git-scm.com, then open a new terminal\n"
    )


def test_no_repository_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A folder that was unpacked from a ZIP file lies in no repository."""
    nobody(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(Stopped) as stopped:
        repository(tmp_path)
    assert "lies in no git repository, and publishing pushes from one" in line(stopped)


def test_no_remote_is_one_line(place: Place):
    """A repository that knows no place to push to needs the line that tells it one."""
    place.git("remote", "remove", "origin")
    with pytest.raises(Stopped) as stopped:
        see_remote(Git(place.root), "origin")
    assert line(stopped) == (
        "git remote: this repository knows no place to push to; "
        "type `git remote add origin https://github.com/YOU/REPOSITORY.git`"
    )


def test_somebody_who_published_first_is_not_overwritten(place: Place):
    """A push onto what has moved on is refused, told, and changes nothing there."""
    push(place)
    first = place.git("rev-parse", "gh-pages", at=place.hub)
    push(place, first, {"posts/b/index.html": "b"})
    second = place.git("rev-parse", "gh-pages", at=place.hub)
    with pytest.raises(Stopped) as stopped:
        push(place, first, {"posts/c/index.html": "c"})
    assert line(stopped) == "gh-pages of origin: somebody else has published in the meantime; run this again"
    assert place.git("rev-parse", "gh-pages", at=place.hub) == second
    assert place.git("for-each-ref", "--format=%(refname:short)", "refs/heads") == "main"


def test_a_refusal_of_the_other_side_is_told_in_its_words(place: Place):
    """A rule over there that says no is told with the reason it gives."""
    hook = place.hub / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'error: not on a Sunday' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(Stopped) as stopped:
        push(place)
    assert "gh-pages of origin: the other side refused it (not on a Sunday)" in line(stopped)


def test_a_branch_that_was_deleted_begins_anew(place: Place):
    """Whoever deleted the branch to be rid of what was in it does not get its history back."""
    push(place, site={**SITE, "leak.html": "leak"})
    place.git("update-ref", "-d", "refs/heads/gh-pages", at=place.hub)
    (place.root / "output" / "leak.html").unlink()
    branch = Branch(Git(place.root), "origin", "gh-pages")
    assert branch.fetch() == ""
    push(place)
    assert place.history() == ["a publication"]


def test_ones_own_branch_of_that_name_is_left_alone(place: Place):
    """A local gh-pages is neither moved nor published."""
    place.git("branch", "gh-pages")
    mine = place.git("rev-parse", "gh-pages")
    push(place)
    assert place.git("rev-parse", "gh-pages") == mine
    assert "index.html" in place.files()


class _Locked(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="x"')
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def locked() -> Iterator[str]:
    """The address of a server that lets nobody in."""
    server = HTTPServer(("127.0.0.1", 0), _Locked)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/x.git"
    server.shutdown()
    server.server_close()


def test_a_password_that_nobody_gives_is_one_line(place: Place, locked: str, monkeypatch: pytest.MonkeyPatch):
    """Where nobody can be asked for a password, git does not wait for one, and what to do is said."""
    monkeypatch.setattr("sys.stdin", None)
    place.git("remote", "set-url", "origin", locked)
    with pytest.raises(Stopped) as stopped:
        Branch(Git(place.root), "origin", "gh-pages").fetch()
    assert line(stopped).startswith("gh-pages of origin: the other side does not let you in; sign in to GitHub")


@pytest.mark.parametrize("said, told", [
    ("remote: Permission to a/b.git denied to c.\nfatal: unable to access 'https://github.com/a/b.git/': The requested URL returned error: 403",
     "does not let you in"),
    ("git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.", "does not let you in"),
    ("fatal: unable to access 'https://github.com/a/b/': Could not resolve host: github.com", "cannot be reached"),
    ("remote: Repository not found.\nfatal: repository 'https://github.com/a/b.git/' not found", "no repository at that address"),
    ("remote: error: GH001: Large files detected.\n ! [remote rejected] x (pre-receive hook declined)", "too large for GitHub"),
    ("remote: error: GH006: Protected branch update failed\n ! [remote rejected] x (protected branch hook declined)", "a rule on GitHub"),
    (" ! [rejected] x -> gh-pages (fetch first)\nerror: failed to push some refs", "somebody else has published"),
    ("fatal: detected dubious ownership in repository at '/x'", "belongs to another user"),
    ("error: could not write: No space left on device", "the disk is full"),
    ("fatal: something that nobody has heard of", "git failed (something that nobody has heard of)"),
    ("", "git failed (without a word)"),
])  # fmt: skip
def test_what_git_says_becomes_one_line(said: str, told: str):
    """Each of the ways in which git fails has a line that says what to do about it."""
    assert told in str(meaning(said, "gh-pages of origin"))
    assert "\n" not in str(meaning(said, "gh-pages of origin"))


def test_a_password_in_an_address_is_not_printed():
    """An address may hold a token, which is not for a log."""
    assert "s3cret" not in str(meaning("fatal: https://me:s3cret@github.com/a/b.git: odd", "x"))
