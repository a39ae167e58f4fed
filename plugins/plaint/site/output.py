"""The output folder, which is replaced whole: a build that fails or is killed leaves the old site as it was."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from plaint.problems import Problem, Stopped, Where

MARK = ".plaint"
"""A file that says a folder was made by a build and may be replaced by the next one."""

_WORDS = "This folder is made anew by every build. Whatever else is put here is deleted.\n"


class SpareTree:
    """A tree beside the output folder that is written first and then takes its place.

    The spare tree is named after the process, so that two builds at once do not write into each other's. What a
    killed build left behind is cleared away by the next one.
    """

    def __init__(self, output: Path) -> None:
        self.output = output.absolute()
        self.spare = self.output.with_name(f"{self.output.name}.spare-{os.getpid()}")
        self.old = self.output.with_name(f"{self.output.name}.old-{os.getpid()}")
        self.written: dict[str, str] = {}

    def begin(self) -> None:
        """Make the spare tree. Raises Stopped where the output folder is somebody else's, or cannot be written."""
        self._refuse_what_is_not_ours()
        try:
            self._put_back()
            self._clear_away()
            self.spare.mkdir(parents=True)
            (self.spare / MARK).write_text(_WORDS, encoding="utf-8")
        except OSError as error:
            raise Stopped([self._cannot(error)]) from error

    def exchange(self) -> None:
        """Let the spare tree take the output's place, and delete what was there. Raises Stopped."""
        try:
            if self.output.exists():
                self.output.rename(self.old)
            self.spare.rename(self.output)
        except OSError as error:
            with suppress(OSError):
                self._put_back()
            raise Stopped([self._cannot(error)]) from error
        shutil.rmtree(self.old, ignore_errors=True)

    def give_up(self) -> None:
        """Delete the spare tree; the old site stays as it was."""
        shutil.rmtree(self.spare, ignore_errors=True)

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
