"""What was published last: the tree on the branch of GitHub Pages, as far as this repository has it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from plaint.commands.publish_git import Git, repository
from plaint.problems import Doubt, Stopped, Where

BRANCH = "gh-pages"
OWN = (".nojekyll", "CNAME", ".plaint")
"""Files that are there for GitHub and for builds, and have no readers."""

_LINKED_TO = ("evidence/", "images/", "feeds/")
"""Folders with files that other sites link to, beside pages and what stands at the root."""

_SHOWN = 20


def gone(root: Path, addresses: Collection[str]) -> list[Doubt]:
    """A doubt for each address that was published last and that `addresses`, those of this build, no longer have.

    `root` is a folder in the repository. Nothing where there is no git, no repository, or nothing published.
    """
    try:
        git = repository(root)
        last = last_published(git)
        was = set(addresses_of(git.tree(last))) if last else set()
    except Stopped:
        return []
    missing = sorted(was - {address_of(each.lstrip("/")) for each in addresses})
    doubts = [Doubt(Where(BRANCH), f"/{each} was published, and is there no longer", _right(each)) for each in missing]
    if len(doubts) <= _SHOWN:
        return doubts
    more = f"{len(doubts) - _SHOWN + 1:,} more addresses were published, and are there no longer"
    return [*doubts[: _SHOWN - 1], Doubt(Where(BRANCH), more, "`publish --dry-run` shows what will change")]


def last_published(git: Git, remote: str = "", branch: str = BRANCH) -> str:
    """The commit that was published last, as far as it was fetched; nothing where none was.

    Without a `remote`, the one called origin is asked first, and this repository's own branch last.
    """
    if remote:
        return git.commit(f"refs/remotes/{remote}/{branch}")
    remotes = sorted(git.must("remote", about="git remote").text.split(), key=lambda name: name != "origin")
    refs = [*(f"refs/remotes/{name}/{branch}" for name in remotes), f"refs/heads/{branch}"]
    return next((found for found in map(git.commit, refs) if found), "")


def addresses_of(paths: Iterable[str]) -> list[str]:
    """The addresses among a site's files that somebody may have linked to: pages, and what can be downloaded."""
    found = []
    for path in paths:
        if path in OWN or path == "404.html" or path.startswith("theme/"):
            continue
        if path.endswith(".html") or "/" not in path or path.startswith(_LINKED_TO):
            found.append(address_of(path))
    return found


def address_of(path: str) -> str:
    """The address of a file: that of its folder, where it is the page of one."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def _right(address: str) -> str:
    """What keeps links to an address from leading nowhere."""
    kind = address.partition("/")[0]
    if not address.endswith("/"):
        return "put the file back, or see that nothing links to it"
    if kind in ("contacts", "letters", "evidence"):
        return "give the entry its old id again; ids are addresses, and never change"
    return f"write `was: {address}` in the post or page that has taken its place, and it will lead there"
