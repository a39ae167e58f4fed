"""What is seen of a campaign that is being worked on, with and without the system's help."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from plaint.commands.serve_watch import Notifier, Watch, notifier
from tests.campaigns import write_files

Notified = Callable[[Collection[str]], Notifier | None]


class Failing:
    """A system that takes what it is asked, and then fails."""

    def watch(self, debounce_ms: int, step_ms: int, timeout_ms: int, stop_event: threading.Event) -> object:
        raise OSError("no more events")

    def close(self) -> None:
        pass


def nobody(places: Collection[str]) -> Notifier | None:
    return None


def failing(places: Collection[str]) -> Notifier | None:
    return Failing()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "content", {"posts/a.md": "A.", "posts/b.md": "B.", "campaign.yaml": "title: C\n"})


def seen(watch: Watch, done: Callable[[], object]) -> list[str]:
    """What is told after something was done, however long the system takes to tell."""
    watch.changed()
    done()
    for _ in range(100):
        watch.wait(threading.Event())
        if found := watch.changed():
            return [Path(each).name for each in found]
    pytest.fail("nothing was told")


@pytest.mark.parametrize("notified", [notifier, nobody, failing])
def test_a_save_is_seen(root: Path, notified: Notified):
    """Where the system tells of changes, where it does not, and where it stops doing so."""
    watch = Watch([root, root / "no-such-folder"], notified)
    try:
        assert seen(watch, lambda: (root / "posts" / "a.md").write_text("Other words.")) == ["a.md"]
        assert seen(watch, lambda: (root / "posts" / "new.md").write_text("New.")) == ["new.md"]
        assert seen(watch, (root / "posts" / "b.md").unlink) == ["b.md"]
    finally:
        watch.close()


@pytest.mark.parametrize("notified", [notifier, nobody])
def test_a_folder_that_was_renamed_away_is_seen_again(root: Path, notified: Notified):
    """It is gone with all its files, is there again with all of them, and is then followed as before."""
    away = root.with_name("away")
    watch = Watch([root], notified)
    try:
        every = ["campaign.yaml", "a.md", "b.md"]
        assert seen(watch, lambda: root.rename(away)) == every
        assert seen(watch, lambda: away.rename(root)) == every
        assert seen(watch, lambda: (root / "posts" / "a.md").write_text("Other words.")) == ["a.md"]
    finally:
        watch.close()


@pytest.mark.parametrize("name", [".a.md.swp", "a.md~", "#a.md#", ".#a.md", "a.md.tmp", "__pycache__/a.pyc", ".git/index"])
def test_what_editors_make_for_a_moment_is_no_save(root: Path, name: str):
    """Nothing is built for the spare files beside a text that is being typed."""
    watch = Watch([root], nobody)
    write_files(root / "posts", {name: "?"})
    assert watch.changed() == []


def test_a_single_file_is_followed(root: Path):
    """Settings are one file, which an editor takes away and puts another in its place."""
    watch = Watch([root / "campaign.yaml"], nobody)
    write_files(root, {"spare": "title: D\n", "posts/a.md": "Other words."})
    (root / "spare").replace(root / "campaign.yaml")
    assert watch.changed() == [str(root / "campaign.yaml")]


def test_a_link_to_a_folder_above_is_not_followed_for_ever(root: Path):
    """A folder that holds a link to itself is looked through once."""
    try:
        (root / "posts" / "all").symlink_to(root, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let everybody make links")
    watch = Watch([root], nobody)
    shutil.copy(root / "posts" / "a.md", root / "posts" / "c.md")
    assert watch.changed() == [str(root / "posts" / "c.md")]


def test_who_waits_is_let_go_at_the_end(root: Path):
    """An event that is set ends the waiting, with and without the system's help."""
    stop = threading.Event()
    stop.set()
    for notified in (notifier, nobody):
        watch = Watch([root], notified)
        watch.wait(stop)
        assert watch.changed() == []
        watch.close()
