"""Where a newer Plaint comes from: a git repository, a folder, or an archive that somebody downloaded."""

from __future__ import annotations

import re
import stat
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from plaint.commands.update_files import SHORT, is_plaints, read_history, shipped_in, version_in
from plaint.commands.update_git import NoGit, Past, answer, git, newest_tag
from plaint.problems import Problem, Stopped, Where
from plaint.values import dataclass

LARGEST = 300_000_000
MOST = 20_000
"""Bytes and files of an archive. Plaint has a hundredth of that; what has more is something else."""

_REMOTE = re.compile(r"[a-z][a-z0-9+.-]+://|[\w.-]+@[\w.-]+:", re.IGNORECASE)
_KEYS = ("repository", "source", "source code", "homepage")


@dataclass(frozen=True, slots=True)
class Source:
    """A Plaint in a folder: where it came from, its version, and its past where that is known.

    `executable` are the paths of files that can be run.
    """

    shown: str
    folder: Path
    version: str
    executable: frozenset[str]
    past: Past | None

    def ever(self) -> dict[str, frozenset[str]]:
        """By path, shortened digests of what was ever shipped: by git where there is one, else as Plaint lists it."""
        found = read_history(self.folder)
        for path, names in (self.past.ever() if self.past else {}).items():
            found[path] = found.get(path, frozenset()) | {name[:SHORT] for name in names}
        return found


def usual_source(root: Path) -> str:
    """Where Plaint comes from if nobody says: the remote `plaint`, or the address in pyproject.toml. Raises Stopped."""
    remote = answer("remote", "get-url", "plaint", into=root) if (root / ".git").exists() else None
    if remote:
        return remote
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8")).get("project", {})
        urls = {str(name).lower(): str(url) for name, url in project.get("urls", {}).items()}
    except (OSError, ValueError, AttributeError):
        urls = {}
    for key in _KEYS:
        if key in urls:
            return urls[key]
    hint = "say where: --from a folder, a .zip or .tar.gz that you downloaded, or a git address"
    raise Stopped([Problem(Where("update"), "nothing here says where a newer Plaint comes from", hint)])


def open_source(where: str, scratch: Path) -> Source:
    """The Plaint at an address or path, unpacked in `scratch` where need be. Raises Stopped.

    Behind a `#` after a repository stands the tag or branch that is wanted.
    """
    address, _, wanted = (where, "", "") if Path(where).exists() else where.partition("#")
    path = Path(address)
    if _REMOTE.match(address) or _is_repository(path):
        try:
            return _cloned(address, where, wanted, scratch)
        except NoGit as error:
            hint = "download Plaint as a ZIP file, and give that with --from"
            raise Stopped([Problem(Where(where), "cannot be fetched, as git is not installed", hint)]) from error
    if path.is_dir():
        return _checked(where, path, _runnable(path), None)
    if not path.is_file():
        hint = "--from takes a folder, a .zip or .tar.gz, or a git address"
        raise Stopped([Problem(Where(where), "there is no such file or folder", hint)])
    return _unpacked(where, path, scratch / "tree")


def _is_repository(path: Path) -> bool:
    return (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir())


def _checked(shown: str, folder: Path, executable: frozenset[str], past: Past | None) -> Source:
    version = version_in(folder)
    if version is None:
        hint = "give the folder with tasks.py in it, or an archive of that"
        raise Stopped([Problem(Where(shown), "holds no Plaint", hint)])
    return Source(shown, folder, version, executable, past)


def _runnable(folder: Path) -> frozenset[str]:
    return frozenset(path for path in shipped_in(folder) if (folder / path).stat().st_mode & 0o100)


def _cloned(address: str, shown: str, wanted: str, scratch: Path) -> Source:
    """A repository: the tag or branch that is wanted; of a remote one the newest version; else what is checked out."""
    repository = scratch / "git"
    git("clone", "--quiet", "--bare", "--", address, str(repository))
    tag = wanted or (newest_tag(repository) if _REMOTE.match(address) else None) or "HEAD"
    commit = answer("rev-parse", "--verify", "--quiet", f"{tag}^{{commit}}", into=repository)
    if commit is None:
        raise Stopped([Problem(Where(shown), f"has no commit called {tag!r}", "name a tag or a branch after the #")])
    archive = scratch / "plaint.tar"
    archive.write_bytes(git("archive", "--format=tar", commit, into=repository))
    source = _unpacked(shown, archive, scratch / "tree")
    return Source(shown, source.folder, source.version, source.executable, Past(repository, commit))


def _unpacked(shown: str, archive: Path, into: Path) -> Source:
    """The Plaint in an archive. Nothing of it is written outside `into`, and no link is followed or made."""
    try:
        members = _zipped(archive) if zipfile.is_zipfile(archive) else _tarred(archive)
        executable, top = _write_out(members, into)
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError) as error:
        hint = "download it again; --from takes a .zip or .tar.gz of Plaint"
        raise Stopped([Problem(Where(shown), f"cannot be unpacked ({error})", hint)]) from error
    return _checked(shown, into / top, executable, None)


Member = tuple[str, int, bytes]
"""A file in an archive: its path, its mode, its bytes."""


def _zipped(archive: Path) -> Iterator[Member]:
    with zipfile.ZipFile(archive) as opened:
        _bounded([each.file_size for each in opened.infolist()])
        for each in opened.infolist():
            mode = each.external_attr >> 16
            if not each.is_dir() and not stat.S_ISLNK(mode):
                yield each.filename, mode, opened.read(each)


def _tarred(archive: Path) -> Iterator[Member]:
    with tarfile.open(archive) as opened:
        sizes: list[int] = []
        for each in opened:
            sizes.append(each.size)
            _bounded(sizes)
            file = opened.extractfile(each) if each.isfile() else None
            if file:
                yield each.name, each.mode, file.read()


def _bounded(sizes: list[int]) -> None:
    if sum(sizes) > LARGEST or len(sizes) > MOST:
        raise ValueError("it is far too large to be Plaint")


def _write_out(members: Iterator[Member], into: Path) -> tuple[frozenset[str], str]:
    """Write the files of an archive that are Plaint's; which can be run, and the folder around all of them, if any."""
    held = {name.removeprefix("./"): (mode, data) for name, mode, data in members}
    tops = {name.partition("/")[0] for name in held}
    top = next(iter(tops)) if len(tops) == 1 and "tasks.py" not in held else ""
    executable: set[str] = set()
    for name, (mode, data) in held.items():
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
            raise ValueError(f"{name!r} leads out of it")
        path = "/".join(parts[1:] if top else parts)
        if not path or not is_plaints(path):
            continue
        target = into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        if mode & 0o100:
            executable.add(path)
    into.mkdir(parents=True, exist_ok=True)
    return frozenset(executable), top
