"""What must stay private: the list of words that may appear nowhere, and the folder that git must not know."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from plaint.commands.publish_git import Git
from plaint.guard import Output
from plaint.guard.checks import hidden_details, private_words
from plaint.guard.never import read_never, terms_in
from plaint.guard.terms import Terms
from plaint.problems import Doubt, Finding, Problem, Stopped, Where

VARIABLE = "PLAINT_NEVER"
"""The environment variable that holds, in a workflow, what never.yaml holds at home."""

_NAME = "never.yaml"
_MISNAMED = ("never.yml", "never.txt", "never.yaml.txt", "never.md")


def private_beside(content: str) -> Path:
    """The folder `private` beside a campaign's folder, as it would be typed."""
    folder = Path(os.path.normpath(content))
    return (folder.absolute() if folder.name in ("", "..") else folder).parent / "private"


def terms_for(content: str, values: Mapping[str, str]) -> Terms:
    """What may appear nowhere: the entries of private/never.yaml and those of the variable. Raises Stopped."""
    private = private_beside(content)
    for name in _MISNAMED:
        if (private / name).exists():
            where = Where((private / name).as_posix())
            raise Stopped([Problem(where, "is not read under this name", f"rename it to {_NAME}")])
    listed = read_never(private / _NAME, (private / _NAME).as_posix())
    given = terms_in(values.get(VARIABLE, ""), VARIABLE)
    return Terms((*listed.all, *given.all))


def nothing_listed(content: str, terms: Terms) -> Iterator[Finding]:
    """Where no word is listed, none was looked for."""
    if not terms:
        what = f"lists nothing, and neither does {VARIABLE}, so that no word was looked for"
        right = "list there the names that may never appear; docs/publishing.md says how"
        yield Doubt(Where((private_beside(content) / _NAME).as_posix()), what, right)


def in_sources(content: str, terms: Terms) -> Iterator[Finding]:
    """What the campaign's own files give away, drafts and originals among them, to whoever sees the repository."""
    campaign = Output(Path(content), Path(content).as_posix(), terms, frozenset({".git"}))
    for found in (*private_words(campaign), *hidden_details(campaign)):
        if isinstance(found, Problem):
            yield Doubt(found.where, found.what, "a public repository is as public as the site")


def tracked(git: Git, content: str) -> Iterator[Finding]:
    """Nothing under `private` is tracked by git: the repository is as public as the site."""
    listed = git.must("ls-files", "-z", "--", ":(top,icase,glob)**/private/**", about="git ls-files")
    for path in listed.out.decode("utf-8", "replace").split("\0"):
        if path:
            right = f'`git rm --cached "{path}"`, commit, and see docs/publishing.md if it was pushed before'
            yield Problem(Where(path), "lies under private/ and is tracked by git, which publishes it", right)
    private = private_beside(content)
    inside = private.is_dir() and private.resolve().is_relative_to(git.root.resolve())
    if inside and git.ask("check-ignore", "--quiet", str(private.resolve())).status == 1:
        what = "is not ignored by git, so that the next `git add` may track it"
        yield Doubt(Where(private.as_posix()), what, "write the line `private/` into .gitignore")


def uncommitted(git: Git, content: str) -> Iterator[Finding]:
    """What is published is what was committed."""
    folder = str(Path(content).resolve())
    status = git.must("status", "--porcelain", "-z", "--", folder, about="git status")
    changed = [entry[3:] for entry in status.out.decode("utf-8", "replace").split("\0") if entry[2:3] == " "]
    if changed:
        more = f" and {len(changed) - 1:,} more" if len(changed) > 1 else ""
        right = "commit, or leave out --committed"
        yield Problem(Where(content), f"has changes that are not committed: {changed[0]}{more}", right)
