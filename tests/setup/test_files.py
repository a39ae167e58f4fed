"""What the checkout itself promises: locks that lock, a whole licence, and no trace of any one machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

LOCKS = ("requirements.txt", "requirements-dev.txt")
# Written in pieces, or this file would be its own finding.
INDEX_HOSTS = (
    "py" + "pi.org",
    "py" + "pi.python.org",
    "python" + "hosted.org",
    "registry.npm" + "js",
    "deb.deb" + "ian.org",
)
MACHINE_PATHS = (
    r"(?<![\w.])/ho" + r"me/\w+",
    r"/Us" + r"ers/\w+",
    r"(?<![\w.])/ro" + r"ot/",
    r"(?<![\w.])/wo" + r"rk/",
)


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every text file that is committed or about to be, by its name."""
    root = Path(__file__).resolve().parents[2]
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    found = {}
    for name in done.stdout.decode().split("\0"):
        path = root / name
        if name and path.is_file():
            data = path.read_bytes()
            if b"\0" not in data:
                found[name] = data.decode("utf-8", errors="replace")
    assert "tasks.py" in found
    return found


def pins(lock: str) -> dict[str, str]:
    """The packages of a lock with what is locked of each: version, marker and digests."""
    entries = re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE)
    return {entry.split()[0]: entry for entry in entries if re.match(r"[\w.-]+==", entry)}


def test_no_file_names_a_package_index(texts: dict[str, str]) -> None:
    """Where packages come from is each machine's own setting."""
    found = [(name, host) for name, text in texts.items() for host in INDEX_HOSTS if host in text]
    assert found == []


def test_no_file_names_a_path_of_one_machine(texts: dict[str, str]) -> None:
    """Nothing depends on, or tells, where it was made."""
    found = [
        (name, match) for name, text in texts.items() for path in MACHINE_PATHS for match in re.findall(path, text)
    ]
    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_its_version_and_digests(lock: str, texts: dict[str, str]) -> None:
    """Each requirement is one exact version with at least one SHA-256; nothing else is in the file."""
    locked = pins(texts[lock])
    assert len(locked) > 5
    for package, entry in locked.items():
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), package
    options = [line for line in texts[lock].splitlines() if line.startswith("-")]
    assert options == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_everything_that_its_source_names(lock: str, texts: dict[str, str]) -> None:
    """What is added to requirements.in is locked in the same change."""
    source = texts[lock.replace(".txt", ".in")]
    wanted = {re.split(r" ;|[<>=~!]", line)[0].lower() for line in source.splitlines() if re.match(r"\w", line)}
    assert wanted <= {package.partition("==")[0] for package in pins(texts[lock])}


def test_both_locks_agree() -> None:
    """A package in both is locked to the same version, or installing the second would break the first."""
    root = Path(__file__).resolve().parents[2]
    first, second = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (root / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in LOCKS
    )
    shared = first.keys() & second.keys()
    assert shared
    assert {name: first[name] for name in shared} == {name: second[name] for name in shared}


def test_the_licence_is_whole(texts: dict[str, str]) -> None:
    """The Affero licence has eighteen sections, the thirteenth of them about use over a network."""
    sections = [int(number) for number in re.findall(r"^  (\d+)\. [A-Z]", texts["LICENSE"], re.MULTILINE)]
    assert sections == list(range(18))
    assert "  13. Remote Network Interaction; Use with the GNU General Public License." in texts["LICENSE"]
    assert "END OF TERMS AND CONDITIONS" in texts["LICENSE"]


@pytest.mark.parametrize(
    "name",
    [
        "private/never.yaml",
        "content/private/x.md",
        ".venv/pyvenv.cfg",
        "output/index.html",
        "output.spare/x",
        "setup.log",
    ],
)
def test_what_is_private_or_made_is_ignored(name: str, checkout: Path, texts: dict[str, str]) -> None:
    """git never offers to publish it: the repository is as public as the site."""
    done = subprocess.run(["git", "check-ignore", "--quiet", "--no-index", name], cwd=checkout, check=False)
    assert done.returncode == 0
