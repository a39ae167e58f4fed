"""What another generator is to the benchmark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Other:
    """Another generator: what finds it, what writes the corpus for it, and what it is called with.

    `comes_as` says where it is to be had.
    """

    name: str
    called: str
    comes_as: str
    find: Callable[[], list[str] | None]
    write: Callable[[Path, int], None]
    arguments: tuple[str, ...]
    version: tuple[str, ...]
