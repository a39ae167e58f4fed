"""The index of the search, which Pagefind makes of the finished pages: of those parts that say they may be found."""

from __future__ import annotations

import json
import pickle
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from plaint.casebook import addresses
from plaint.memory.store import key_of
from plaint.problems import Doubt, Problem, Stopped, Where
from plaint.site.output import SpareTree
from plaint.site.search_order import in_order

INDEX = f"{addresses.SEARCH}pagefind/"
"""Where the index stands on the site, with the program that searches it."""

MOST = 1_000
"""So many pages are indexed with every build, in about two seconds; more of them only where the settings say so."""

_PROGRAM = f"{INDEX}pagefind.js"
"""What the page of the search loads. Where there is no index, it says why."""
_NOTHING = "There is nothing to search yet."
_LEFT_OUT = "This copy of the site was made without its search."

_PACKAGE = "pagefind_bin"
_FOLDERS = "posts", "letters", "contacts", "evidence"
_SEARCHED = re.compile(rf"(?:(?:{'|'.join(_FOLDERS)})/)?[^/]+/index\.html")
_BODY = b" data-pagefind-body"
# The rest of what it writes are ways to show results that are not ours, and the same program for a worker.
_NEEDED = re.compile(r"pagefind\.js|pagefind-entry\.json|.*\.pf_\w+|wasm\..*\.pagefind")


def add_index(tree: SpareTree, wanted: bool | None = None) -> Doubt | None:
    """Add the index to the site in a tree, or take it over where no page that is searched has changed.

    Without being told whether it is `wanted`, it is left out where there are more than `MOST` pages. A doubt says so.
    Raises Stopped where it cannot be made.
    """
    if f"{addresses.SEARCH}index.html" not in tree.written:
        return None
    names = searched(tree.written)
    if not _any(tree.spare, names):
        _without(tree, _NOTHING)
        return None
    if wanted is False:
        _without(tree, _LEFT_OUT)
        return None
    if wanted is None and len(names) > MOST:
        _without(tree, _LEFT_OUT)
        what = f"is not searched in this build, for it has {len(names):,} pages, and more than {MOST:,} take long"
        return Doubt(Where(tree.output.name), what, "`publish` makes the search; or say PLAINT_SEARCH = True")
    try:
        key = key_of(version(_PACKAGE), *(part for name in names for part in (name, tree.digest(name))))
    except PackageNotFoundError:
        _without(tree, _LEFT_OUT)
        hint = "install what requirements.txt names, or delete plaint.site.search from PLUGINS in pelicanconf.py"
        return Doubt(Where(tree.output.name), "cannot be searched, because Pagefind is not installed", hint)
    kept = _known(tree, key)
    if kept and all(tree.has(name, digest) for name, digest in kept.items()):
        tree.written |= dict.fromkeys(kept, "the search")
        return None
    made = {}
    for name, content in index_of(tree.spare, names).items():
        made[name] = tree.write(name, content)
        tree.written[name] = "the search"
    if tree.store:
        tree.store.put(_place(tree), pickle.dumps((key, made), pickle.HIGHEST_PROTOCOL))
    return None


def _without(tree: SpareTree, why: str) -> None:
    """Have the page of the search say why there is no index, where it would ask for one that is missing."""
    tree.write(_PROGRAM, _saying(why))
    tree.written[_PROGRAM] = "the search"


def _saying(why: str) -> bytes:
    return f"export const why = {json.dumps(why)};\n".encode()


def searched(names: Iterable[str]) -> list[str]:
    """The files that may hold pages which are searched, in order."""
    lists = {f"{each}index.html" for each in addresses.SECTIONS}
    return sorted(name for name in names if name not in lists and _SEARCHED.fullmatch(name))


def index_of(site: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The files of the index of some pages of the site in a folder, by their addresses. Raises Stopped."""
    from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it has no types

    with tempfile.TemporaryDirectory(prefix="plaint-") as folder:
        pages, made = Path(folder) / "pages", Path(folder) / "made"
        # Those and no others: what a tree still holds of the site before may have been taken back.
        for name in names:
            (pages / name).parent.mkdir(parents=True)
            _same_file(site / name, pages / name)
        call = [str(get_executable()), "--silent", "--site", str(pages), "--output-path", str(made)]
        # It would take settings from a file of its own in the folder that it is called in.
        done = subprocess.run(call, cwd=folder, capture_output=True, text=True, errors="replace", check=False)
        if done.returncode or not (made / "pagefind-entry.json").is_file():
            said = " ".join((done.stderr or done.stdout).split()) or f"it ended with {done.returncode}"
            hint = "delete plaint.site.search from PLUGINS in pelicanconf.py to build without a search"
            raise Stopped([Problem(Where(site.name), f"Pagefind could not make the search: {said}", hint)])
        entry = json.loads((made / "pagefind-entry.json").read_bytes())
        programs = {f"wasm.{each['wasm']}.pagefind" for each in entry["languages"].values() if each["wasm"]}
        programs = programs or {"wasm.unknown.pagefind"}
        files = {
            path.relative_to(made).as_posix(): path.read_bytes()
            for path in made.rglob("*")
            if path.is_file()
            and _NEEDED.fullmatch(path.name)
            and (path.name in programs or not path.name.startswith("wasm."))
        }
    with suppress(ValueError, LookupError, OSError):  # another version's files are as right in any order
        files = in_order(files)
    return {f"{INDEX}{name}": files[name] for name in sorted(files)}


def _same_file(there: Path, here: Path) -> None:
    """Another name for a file; a copy of it where its disk knows no second name, or is another one."""
    try:
        here.hardlink_to(there)
    except OSError:
        shutil.copyfile(there, here)


class Served:
    """The index of a site that is served, made when somebody first asks for it, and again once the site is new."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._of: tuple[int, int] | None = None
        self._files: dict[str, bytes] = {}
        self._making = threading.Lock()

    def file(self, name: str) -> bytes | None:
        """A file of the index by its address; None where there is none. Raises Stopped where it cannot be made."""
        if not name.startswith(INDEX):
            return None
        with self._making:  # a page asks for several files at once
            now = self.site.stat()
            if self._of != (now.st_ino, now.st_mtime_ns):
                names = searched(path.relative_to(self.site).as_posix() for path in self.site.rglob("index.html"))
                self._files = index_of(self.site, names) if _any(self.site, names) else {_PROGRAM: _saying(_NOTHING)}
                self._of = now.st_ino, now.st_mtime_ns
            return self._files.get(name)


def _any(site: Path, names: Iterable[str]) -> bool:
    """Whether any page may be found. Where none says so, Pagefind would take all of all of them."""
    return any(_BODY in (site / name).read_bytes() for name in names)


def _place(tree: SpareTree) -> bytes:
    return key_of("search", str(tree.output))


def _known(tree: SpareTree, key: bytes) -> dict[str, bytes]:
    """The files of the index that was made of the same pages, with their digests; nothing where there was none."""
    kept = tree.store.get(_place(tree)) if tree.store else None
    with suppress(Exception):  # whatever pickle can say of what another version kept
        known, made = pickle.loads(kept) if kept else (b"", {})
        return dict(made) if known == key else {}
    return {}
