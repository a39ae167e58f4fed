"""What is done to make an environment, what is left alone, and what is said when it fails."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from bootstrap import preparing
from bootstrap.installing import SetupFailed, explain, how_many, install
from bootstrap.stamp import stamp_in


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with a lock and nothing else."""
    (tmp_path / "requirements.txt").write_text("a==1\n", encoding="utf-8")
    return tmp_path


def test_the_stamp_is_written_after_everything_is_installed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While packages are being installed there is no stamp; once they are there is."""
    seen: list[str | None] = []
    monkeypatch.setattr(preparing, "make_empty", lambda venv, lock: None)
    monkeypatch.setattr(preparing, "install", lambda *given, **options: seen.append(stamp_in(root / ".venv")))
    preparing.prepare(root, root / ".venv", "wanted\n")
    assert seen == [None]
    assert stamp_in(root / ".venv") == "wanted\n"


def test_a_failure_leaves_no_stamp(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next call starts again, even where an old stamp stood."""

    def fail(*given: object, **options: object) -> None:
        raise SetupFailed("no")

    monkeypatch.setattr(preparing, "make_empty", lambda venv, lock: None)
    monkeypatch.setattr(preparing, "install", fail)
    (root / ".venv").mkdir()
    (root / ".venv" / "pyvenv.cfg").write_text("", encoding="utf-8")
    (root / ".venv" / "plaint-stamp.txt").write_text("old\n", encoding="utf-8")
    with pytest.raises(SetupFailed):
        preparing.prepare(root, root / ".venv", "wanted\n")
    assert stamp_in(root / ".venv") is None


def test_a_folder_with_somebodys_files_is_not_touched(root: Path) -> None:
    """A .venv that is no environment is not emptied, whatever it is."""
    theirs = root / ".venv" / "letter.txt"
    theirs.parent.mkdir()
    theirs.write_text("mine", encoding="utf-8")
    with pytest.raises(SetupFailed, match="Move it away"):
        preparing.prepare(root, root / ".venv", "wanted\n")
    assert theirs.read_text(encoding="utf-8") == "mine"


def test_a_python_without_venv_is_told_what_to_install() -> None:
    """Debian's Python comes without the part that makes environments; the line names its package."""
    line = preparing.missing_part(find=lambda name: None if name == "ensurepip" else object())
    assert line is not None
    assert "sudo apt install python3." in line
    assert "-venv" in line
    assert preparing.missing_part(find=lambda name: object()) is None


def test_a_full_disk_is_said_so(tmp_path: Path) -> None:
    """ENOSPC from the file system becomes a line that says what to do."""
    assert "Free about 200 MB" in preparing.plain(OSError(errno.ENOSPC, "No space left"), tmp_path)


@pytest.mark.parametrize(
    ("log", "says"),
    [
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "do not trust this network",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "the disk is full",
        ),
        (
            "WARNING: Retrying (Retry(total=2)) after connection broken by 'NewConnectionError'\n"
            "ERROR: No matching distribution found for anyio==4.16.0",
            "is online",
        ),
        ("ERROR: No matching distribution found for pyyaml==6.0.3", "Try another Python"),
        ("Collecting a\nERROR: something unheard of\n\n", "ERROR: something unheard of"),
    ],
)
def test_pips_words_become_one_line_that_says_what_to_do(log: str, says: str) -> None:
    """The commonest failures are told apart; any other is quoted."""
    assert says in explain(log)
    assert "\n" not in explain(log)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for pip is a shell script")
def test_a_failed_install_names_the_log_that_holds_pips_own_words(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What pip prints goes to the log; a person is shown the count and, in the error, where the log is."""
    pip = root / "pip.sh"
    pip.write_text(
        "#!/bin/sh\nfor n in 1 2 3 4 5 6 7 8 9 10; do echo Collecting $n; done\n"
        "echo 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES'\nexit 1\n",
        encoding="utf-8",
    )
    pip.chmod(0o755)
    lock = os.open(root / "lock", os.O_CREAT | os.O_RDWR)
    try:
        with pytest.raises(SetupFailed, match=r"setup\.log"):
            install(root / "requirements.txt", root, pip, lock, again=False)
    finally:
        os.close(lock)
    assert "Collecting 7" in (root / "setup.log").read_text(encoding="utf-8")
    assert capsys.readouterr().err == "  10 of 1 packages\n"


def test_packages_for_windows_alone_are_not_counted_elsewhere() -> None:
    """The count that a person watches ends at the number installed here; two versions of one are one."""
    lock = (
        "a==1 \\\n    --hash=sha256:00\n"
        "b==1 ; python_full_version < '3.11.5' \\\nb==2 ; python_full_version >= '3.11.5' \\\n"
        "c==1 ; sys_platform == 'win32' \\\n"
    )
    assert how_many(lock, windows=False) == 2
    assert how_many(lock, windows=True) == 3
