"""What was noted, by names: a watch knows cells by their numbers alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from plaint.memory.watch import Watch


def cells_of(watch: Watch, seen: Collection[int]) -> set[tuple[str, Any]]:
    """The table and the key of each cell that was noted."""
    return {(table, key) for table, cells in watch.numbers.items() for key, number in cells.items() if number in seen}
