"""The output folder, which is replaced whole: a build that fails or is killed leaves the old site as it was.

A second tree is kept between builds. It is brought up to date, file by file, and exchanged with the one that stands,
which is then the second one: making ten thousand files anew and deleting as many would take seconds.
"""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from plaint.memory.aside import Aside
from plaint.memory.store import Store, key_of
from plaint.problems import Problem, Stopped, Where
from plaint.site.exchange import exchange
from plaint.site.written import Written, believed, files_in, folders_of, page_digest, write_file
from plaint.values import dataclass

MARK = ".plaint"
"""A file that says a folder was made by a build and may be replaced by the next one."""

_WORDS = "This folder is made anew by every build. Whatever else is put here is deleted.\n"


def _packed(files: Mapping[str, Written]) -> bytes:
    return pickle.dumps({name: tuple(written) for name, written in files.items()}, pickle.HIGHEST_PROTOCOL)


def _unpacked(kept: bytes) -> dict[str, Written]:
    with suppress(Exception):  # whatever pickle can say of what another version kept
        return {str(name): Written(*written) for name, written in pickle.loads(kept).items()} if kept else {}
    return {}


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a tree has found, told by how it differs from what is known of it.

    `missing` are files that are not there, or not what they were; `otherwise` those that are what they were though
    their times are not; `strange` those that nobody knows, `own` those that no other tree has too, and `empty` the
    folders that hold none that is known.
    """

    known: bytes
    folder: int
    missing: list[str]
    otherwise: dict[str, Written]
    strange: list[str]
    own: set[str]
    empty: set[str]

    def is_of(self, folder: str, kept: bytes) -> bool:
        """Whether this is what that folder and what is known of it now would tell: it may have been moved since."""
        return self.known == key_of(kept) and self.folder == os.stat(folder).st_ino  # noqa: PTH116


def look_at(folder: str, kept: bytes) -> Looked:
    """Look at every file of a tree of which that is kept. Raises OSError."""
    known, folders = _unpacked(kept), set[str]()
    found = Looked(key_of(kept), os.stat(folder).st_ino, [], {}, [], set(), set())  # noqa: PTH116
    here = set[str]()
    for name, entry in files_in(folder, "", folders):
        if written := believed(entry, known.get(name)):
            here.add(name)
            if written != known[name]:
                found.otherwise[name] = written
            if entry.stat().st_nlink == 1:
                found.own.add(name)
        else:
            found.strange.append(name)
    found.missing.extend(name for name in known if name not in here)
    found.empty.update(folders - folders_of(here))
    return found


class SpareTree:
    """A tree beside the output folder that is written first and then takes its place.

    The spare tree is named after the process, so that two builds at once do not write into each other's. What a
    killed build left behind is cleared away by the next one. Between builds it stands in `trees`, if that is given and
    on the same disk; what is in it is known from `store`, and believed only as far as each file is still what it was.
    `ahead` is a `look` at it that another process takes.
    """

    def __init__(
        self,
        output: Path,
        trees: Path | None = None,
        store: Store | None = None,
        ahead: Aside[Looked | None] | None = None,
    ) -> None:
        self.output = output.absolute()
        self.spare = self.output.with_name(f"{self.output.name}.spare-{os.getpid()}")
        self.old = self.output.with_name(f"{self.output.name}.old-{os.getpid()}")
        name = key_of(str(self.output)).hex()
        self.second = trees / name if trees and store else None
        self.store = store
        self._ahead = ahead
        self.written: dict[str, str] = {}
        """The names of all files of the site to be, with what each is called."""
        self._keys = {each: key_of("tree", each, name) for each in ("output", "second")}
        self.fresh: dict[str, Written] = {}
        """What was written since whoever asks last cleared this."""
        self._mark = Written(0, 0, 0, b"")
        self._here: dict[str, Written] = {}
        self._live: dict[str, Written] = {}
        self._folders: set[str] = set()
        self._own: set[str] = set()
        """Files of the spare tree that no other tree has."""
        self._more: tempfile.TemporaryDirectory[str] | None = None

    def begin(self) -> None:
        """Get the spare tree. Raises Stopped where the output folder is somebody else's, or cannot be written."""
        self._refuse_what_is_not_ours()
        try:
            self._put_back()
            self._clear_away()
            self._live = _unpacked(self._kept("output"))
            if not self._take_second():
                self.spare.mkdir(parents=True)
                self._link_live()
            self._mark = self._written(MARK, _WORDS.encode(), b"")
        except OSError as error:
            raise Stopped([self._cannot(error)]) from error

    @property
    def more(self) -> Path:
        """A folder for what other plugins write, which `take_in` makes part of the site."""
        if self._more is None:
            self._more = tempfile.TemporaryDirectory(prefix="plaint-")
        return Path(self._more.name)

    # --- one file ---

    def has(self, name: str, digest: bytes) -> bool:
        """Whether a file is there as it is to be: in the spare tree, or in the site that stands, to be copied."""
        here = self._here.get(name)
        if here and here.digest == digest:
            return True
        live = self._live.get(name)
        if live is None or live.digest != digest:
            return False
        try:
            content = (self.output / name).read_bytes()
        except OSError:
            return False
        if page_digest(content) != digest:
            return False
        self.write(name, content)
        return True

    def write(self, name: str, content: bytes) -> bytes:
        """Write a file, unless it is there with that content; the digest of it. Raises OSError."""
        digest, here = page_digest(content), self._here.get(name)
        if here and here.digest == digest:
            return digest
        self._hold(name.rpartition("/")[0])
        self._here[name] = self.fresh[name] = self._written(name, content, digest)
        return digest

    def wrote(self, files: dict[str, Written]) -> None:
        """Take note of files that another process wrote into the spare tree."""
        self._here.update(files)
        self._folders |= folders_of(files)

    def _written(self, name: str, content: bytes, digest: bytes) -> Written:
        """Write a file: into the one that is there, if no other tree has it too, else into a new one."""
        path = f"{self.spare}/{name}"
        if name in self._own:
            return write_file(path, content, digest)
        if name in self._here:
            with suppress(FileNotFoundError):
                os.unlink(path)  # noqa: PTH108
        # Whatever else may stand there is not written into either.
        with suppress(FileExistsError):
            return write_file(path, content, digest, anew=True)
        os.unlink(path)  # noqa: PTH108
        return write_file(path, content, digest, anew=True)

    def _hold(self, folder: str) -> None:
        """Make a folder of the spare tree, unless it is there."""
        if folder and folder not in self._folders:
            self._hold(folder.rpartition("/")[0])
            with suppress(FileExistsError):
                os.mkdir(f"{self.spare}/{folder}")  # noqa: PTH102  # a Path for each of thousands takes its time
            self._folders.add(folder)

    @property
    def files(self) -> dict[str, Written]:
        """Every file of the tree by its name, the mark of a build among them."""
        return {**self._here, MARK: self._mark}

    def digest(self, name: str) -> bytes:
        """The digest of a file that was written, or was there as it is to be."""
        return self._here[name][3]

    def take_in(self) -> Iterator[tuple[str, bytes]]:
        """What other plugins have written, each file with its name."""
        if self._more is not None:
            for path in sorted(self.more.rglob("*")):
                if path.is_file():
                    yield path.relative_to(self.more).as_posix(), path.read_bytes()

    # --- all of it ---

    def exchange(self) -> None:
        """Let the spare tree take the output's place. What was there is the second tree from now on. Raises Stopped."""
        try:
            self._delete_the_rest()
            if not self.output.exists():
                self.spare.rename(self.output)
            elif exchange(self.spare, self.output):
                self.spare.rename(self.old)
            else:
                self.output.rename(self.old)
                self.spare.rename(self.output)
        except OSError as error:
            with suppress(OSError):
                self._put_back()
            raise Stopped([self._cannot(error)]) from error
        self._keep_old()

    def give_up(self) -> None:
        """Delete the spare tree; the old site stays as it was."""
        shutil.rmtree(self.spare, ignore_errors=True)
        if self._more is not None:
            self._more.cleanup()
            self._more = None

    def _delete_the_rest(self) -> None:
        """Delete what the new site has no more, and whatever else lies about in the tree."""
        kept = {MARK, *self.written}
        for name in [each for each in self._here if each not in kept]:
            (self.spare / name).unlink(missing_ok=True)
            del self._here[name]
        needed = {""}
        for name in kept:
            folder = name.rpartition("/")[0]
            while folder and folder not in needed:
                needed.add(folder)
                folder = folder.rpartition("/")[0]
        for folder in sorted(self._folders - needed, key=len, reverse=True):
            (self.spare / folder).rmdir()

    def _keep_old(self) -> None:
        """The site that stood before is kept as the second tree."""
        if self.second is None or self.store is None:
            shutil.rmtree(self.old, ignore_errors=True)
            return
        self._remember("output", self._here)
        with suppress(OSError):
            self.second.parent.mkdir(parents=True, exist_ok=True)
            if self.old.exists():
                shutil.rmtree(self.second, ignore_errors=True)
                self.old.rename(self.second)
                self._remember("second", self._live)
        shutil.rmtree(self.old, ignore_errors=True)
        self.store.commit()

    def _remember(self, tree: str, files: dict[str, Written]) -> None:
        if self.store:
            self.store.put(self._keys[tree], _packed(files))

    def _kept(self, tree: str) -> bytes:
        return (self.store.get(self._keys[tree]) if self.store else None) or b""

    def look(self) -> Looked | None:
        """A look at the second tree, None where there is none."""
        try:
            return look_at(str(self.second), self._kept("second")) if self.second else None
        except OSError:
            return None

    def _take_second(self) -> bool:
        """Let the second tree become the spare one, where it can. What is not known of it is deleted from it."""
        looked = self._ahead.result() if self._ahead else None
        if self.second is None:
            return False
        try:
            self.second.rename(self.spare)
        except OSError:  # there is none, or another build has it, or it is on another disk
            return False
        kept = self._kept("second")
        if looked is None or not looked.is_of(str(self.spare), kept):
            looked = look_at(str(self.spare), kept)
        self._here = {**_unpacked(kept), **looked.otherwise}
        for name in looked.missing:
            del self._here[name]
        self._folders = folders_of(self._here) | looked.empty
        self._own = looked.own
        for name in looked.strange:
            if name != MARK:
                os.unlink(f"{self.spare}/{name}")  # noqa: PTH108
        return True

    def _link_live(self) -> None:
        """Where there is no second tree yet, begin it with the files of the site that stands: the very same ones.

        No file that both have is ever written into: one that changes is deleted from one of them, and made.
        """
        if self.second is None or not self._live or not self.output.is_dir():
            return
        found = [
            (name, written)
            for name, entry in files_in(str(self.output), "", self._folders)
            if (written := believed(entry, self._live.get(name)))
        ]
        for folder in sorted(self._folders, key=len):
            os.mkdir(f"{self.spare}/{folder}")  # noqa: PTH102
        with suppress(OSError):  # not every disk can do this: there, each file is copied when it is asked for
            for name, written in found:
                os.link(f"{self.output}/{name}", f"{self.spare}/{name}")
                self._here[name] = written

    def _refuse_what_is_not_ours(self) -> None:
        shown = Where(self.output.name)
        if self.output.is_symlink() or (self.output.exists() and not self.output.is_dir()):
            raise Stopped([Problem(shown, "is no folder, so no site can be built there", "name another --output")])
        if self.output.is_dir() and any(self.output.iterdir()) and not (self.output / MARK).is_file():
            what = "holds files that no build made, and a build replaces the whole folder"
            raise Stopped([Problem(shown, what, "name an empty or new folder with --output, or move the files away")])

    def _put_back(self) -> None:
        """Where a build was killed between its two renames, the old site is put back."""
        if self.output.exists():
            return
        for old in self._left_behind("old"):
            old.rename(self.output)
            return

    def _clear_away(self) -> None:
        for left in (*self._left_behind("spare"), *self._left_behind("old")):
            shutil.rmtree(left, ignore_errors=True)

    def _left_behind(self, kind: str) -> list[Path]:
        """Trees of builds that are no longer running."""
        found = []
        for path in self.output.parent.glob(f"{self.output.name}.{kind}-*"):
            process = path.name.rpartition("-")[2]
            if process.isdigit() and (path / MARK).is_file() and not _running(int(process)):
                found.append(path)
        return found

    def _cannot(self, error: OSError) -> Problem:
        reason = error.strerror or str(error)
        return Problem(
            Where(self.output.name),
            f"the site cannot be written ({reason})",
            "free some space, or name another --output",
        )


def _running(process: int) -> bool:
    """Whether a process of that number is running; this one is not counted."""
    if process == os.getpid():
        return False
    if os.name == "nt":  # there, signal 0 would end it; a tree that is in use cannot be deleted anyway
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
