"""Small Plaints for tests of `update`: folders, archives and git repositories of two versions, and campaigns of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, str | None]

BASE_HTML = "".join(f"<p>{line}</p>\n" for line in ("one", "two", "three", "four", "five", "six", "seven"))
OLD: dict[str, str] = {
    "tasks.py": "# tasks of 0.1.0\n",
    "requirements.txt": "pelican==1\n",
    "pelicanconf.py": 'PLUGINS = ["a"]\n',
    "plugins/plaint/__init__.py": '__version__ = "0.1.0"\n',
    "plugins/plaint/old/gone.py": "GONE = 1\n",
    "theme/templates/base.html": BASE_HTML,
    "theme/templates/post.html": "<article>\n",
    "docs/guide.md": "A guide.\n",
    ".github/workflows/publish.yml": "on: push\n",
    "README.md": "# Plaint\n",
    "CHANGELOG.md": "# What has changed\n\n## 0.1.0\n\n- The first of all.\n",
    "content/campaign.yaml": "title: The demo\n",
    ".gitignore": "/.plaint/\n.venv/\n",
    ".gitattributes": "* text=auto eol=lf\n",
}
"""What the first version ships, the demo campaign among it."""

NEW: dict[str, str | None] = {
    "tasks.py": "# tasks of 0.2.0\n",
    "requirements.txt": "pelican==2\n",
    "pelicanconf.py": 'PLUGINS = ["a", "b"]\n',
    "plugins/plaint/__init__.py": '__version__ = "0.2.0"\n',
    "plugins/plaint/old/gone.py": None,
    "plugins/plaint/fresh.py": "FRESH = 1\n",
    "theme/templates/base.html": BASE_HTML.replace("two", "TWO"),
    "theme/templates/post.html": "<article class=new>\n",
    "docs/guide.md": "A better guide.\n",
    ".github/workflows/publish.yml": "on: [push, pull_request]\n",
    "CHANGELOG.md": "# What has changed\n\n## 0.2.0 – soon\n\n### Added\n\n- A fresh thing, which\n  takes two lines.\n\n## 0.1.0\n\n- The first of all.\n",
    "content/campaign.yaml": "title: A newer demo\n",
    "run.sh": "echo\n",
}
"""What the second version changes, adds and (None) takes away."""


def written(root: Path, files: Files) -> Path:
    """The folder with the files in it; those that are None are gone."""
    for name, text in files.items():
        path = root / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    if "run.sh" in files and os.name != "nt":
        (root / "run.sh").chmod(0o755)
    return root


def git(folder: Path, *words: str) -> str:
    """What git prints in a folder."""
    own = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(["git", *own, *words], cwd=folder, env=clean, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def committed(folder: Path, files: Files, words: str) -> Path:
    """The repository with one more commit, which changes these files."""
    written(folder, files)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", words)
    return folder


def upstream(folder: Path) -> Path:
    """Plaint's own repository: both versions, each with its tag."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    committed(folder, OLD, "The first version")
    git(folder, "tag", "v0.1.0")
    committed(folder, NEW, "The second version")
    git(folder, "tag", "v0.2.0")
    return folder


def cloned(repository: Path, folder: Path, tag: str = "v0.1.0") -> Path:
    """A campaign that began as a clone of a version, and has its own content."""
    git(repository, "clone", "-q", str(repository), str(folder))
    git(folder, "reset", "-q", "--hard", tag)
    git(folder, "remote", "rename", "origin", "plaint")
    return committed(folder, {"content/campaign.yaml": "title: Ours\n"}, "Our own campaign")


def template(folder: Path) -> Path:
    """A campaign that began as a copy of the first version, with a history of its own."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    committed(folder, OLD, "Initial commit")
    return committed(folder, {"content/campaign.yaml": "title: Ours\n"}, "Our own campaign")


def downloaded(folder: Path) -> Path:
    """A campaign that began as an archive of the first version, without git."""
    return written(folder, {**OLD, "content/campaign.yaml": "title: Ours\n"})


def zipped(folder: Path, archive: Path, top: str = "plaint-main/") -> Path:
    """An archive of a folder, as a host of repositories makes it."""
    with zipfile.ZipFile(archive, "w") as opened:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and ".git" not in path.relative_to(folder).parts:
                opened.write(path, f"{top}{path.relative_to(folder).as_posix()}")
    return archive


def tarred(folder: Path, archive: Path) -> Path:
    """The same as a .tar.gz."""
    with tarfile.open(archive, "w:gz") as opened:
        opened.add(folder, "plaint-0.2.0", filter=lambda each: None if "/.git/" in f"{each.name}/" else each)
    return archive


def copied(folder: Path, to: Path) -> Path:
    """A folder of Plaint without its git."""
    return Path(shutil.copytree(folder, to, ignore=shutil.ignore_patterns(".git")))


def held(folder: Path) -> dict[str, str]:
    """Every file of a checkout with what it holds, git's own and what `update` keeps for itself left out."""
    return {
        name: path.read_bytes().decode("utf-8", "replace")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (name := path.relative_to(folder).as_posix()).startswith((".git/", ".plaint/"))
    }
