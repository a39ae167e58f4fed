"""Ask the package index whether every locked package is published ready-made for every system promised.

Run with the environment's Python, in which uv is installed (requirements-dev.txt). Prints a line for each
system and Python, and exits with 1 if for any of them a package has no wheel whose digest is in the lock.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bootstrap.versions import NEWEST, OLDEST  # noqa: E402  (the checkout is put on the path first)

LOCKS = ("requirements.txt", "requirements-dev.txt")


class System(NamedTuple):
    """A kind of machine: its name, the tags of the wheels it takes, and what markers see of it."""

    name: str
    tags: tuple[str, ...]
    markers: dict[str, str]


def linux(machine: str) -> System:
    """A Linux with a C library of 2018 or later (2.28): Debian 10, Ubuntu 20.04, Fedora 29 and what came after."""
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(28, 4, -1)]
    older = [f"{name}_{machine}" for name in ("manylinux2014", "manylinux2010", "manylinux1", "linux")]
    seen = {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "platform_machine": machine,
    }
    return System(f"Linux {machine}", (*tags, *older), seen)


def mac(machine: str) -> System:
    """A Mac with macOS 12 or later."""
    seen = {
        "sys_platform": "darwin",
        "platform_system": "Darwin",
        "os_name": "posix",
        "platform_machine": machine,
    }
    return System(f"macOS {machine}", tuple(mac_platforms((12, 0), machine)), seen)


WINDOWS = System(
    "Windows amd64",
    ("win_amd64",),
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
)
SYSTEMS = (linux("x86_64"), linux("aarch64"), mac("arm64"), mac("x86_64"), WINDOWS)


class Wheel(NamedTuple):
    """A wheel that the index has: what it fits, and its SHA-256."""

    tags: frozenset[Tag]
    digest: str


class Locked(NamedTuple):
    """A package of a lock: which version, where it is wanted, and the wheels whose digests are locked."""

    name: str
    marker: Marker | None
    wheels: tuple[Wheel, ...]


def locked(lock: Path) -> Iterator[Locked]:
    """Every package of the lock, with what the index has of it now."""
    digests = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "pylock.toml"
        oldest = f"{OLDEST[0]}.{OLDEST[1]}"
        command = [
            *(
                sys.executable,
                "-m",
                "uv",
                "pip",
                "compile",
                "--quiet",
                "--no-config",
                "--universal",
                "--no-deps",
            ),
            *(
                "--python-version",
                oldest,
                "--format",
                "pylock.toml",
                "--output-file",
                str(listing),
                str(lock),
            ),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        packages = tomllib.loads(listing.read_text(encoding="utf-8"))["packages"]
    for package in packages:
        wheels = []
        for wheel in package.get("wheels", []):
            name = wheel.get("name") or wheel["url"].rpartition("/")[2]
            if wheel["hashes"]["sha256"] in digests:
                wheels.append(Wheel(parse_wheel_filename(name)[3], wheel["hashes"]["sha256"]))
        marker = Marker(package["marker"]) if "marker" in package else None
        yield Locked(f"{package['name']} {package['version']}", marker, tuple(wheels))


def lacking(packages: list[Locked], system: System, python: tuple[int, int]) -> Iterator[str]:
    """Those of the packages that have no wheel for that system and Python."""
    fitting = frozenset(cpython_tags(python, platforms=system.tags)) | frozenset(
        compatible_tags(python, f"cp{python[0]}{python[1]}", system.tags)
    )
    for package in packages:
        if not any(wheel.tags & fitting for wheel in package.wheels):
            yield package.name


def wanted(package: Locked, system: System, python: tuple[int, int]) -> bool:
    """Whether the package is installed there, on the first or on a late release of that Python."""
    if package.marker is None:
        return True
    short = f"{python[0]}.{python[1]}"
    seen = {**system.markers, "python_version": short, "platform_python_implementation": "CPython"}
    return any(
        package.marker.evaluate({**seen, "python_full_version": f"{short}.{last}"}) for last in (0, 99)
    )


def main() -> int:
    """Check every combination; returns the exit status."""
    packages = [package for lock in LOCKS for package in locked(ROOT / lock)]
    failed = passed = 0
    for system in SYSTEMS:
        for minor in range(OLDEST[1], NEWEST[1] + 1):
            python = (OLDEST[0], minor)
            needed = [package for package in packages if wanted(package, system, python)]
            missing = list(lacking(needed, system, python))
            said = f"no wheel of {', '.join(missing)}" if missing else f"wheels of all {len(needed)} packages"
            print(f"{system.name}, Python {python[0]}.{minor}: {said}", flush=True)
            passed, failed = passed + (not missing), failed + bool(missing)
    print(f"Systems and Pythons: {passed} with every wheel, {failed} without.")
    return 1 if failed or not packages else 0


if __name__ == "__main__":
    sys.exit(main())
