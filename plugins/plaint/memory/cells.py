"""Numbers that cells of tables are kept by: four bytes each, the same in every build."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any

from plaint.memory.watch import Cell

_KEY_BITS = 24
_TABLES = 256
_PLAIN = (str, int, bytes, type(None))


class Numbers(dict[Cell, int]):
    """The number of each cell, worked out when it is asked for: the place of its table's name, and a digest of its key.

    Where two cells share a number, each counts as changed with the other. That costs time and nothing else.
    """

    def __init__(self, tables: Iterable[str]) -> None:
        super().__init__()
        self._places = {name: place for place, name in enumerate(tables)}

    def __missing__(self, cell: Cell) -> int:
        table, key = cell
        if not _is_plain(key):
            raise TypeError(f"a key of {table} is a {type(key).__name__}, which may be written in two ways: {key!r}")
        digest = zlib.crc32(repr(key).encode("utf-8", "surrogatepass")) & ((1 << _KEY_BITS) - 1)
        number = self[cell] = (self.place(table) << _KEY_BITS) | digest
        return number

    def place(self, table: str) -> int:
        """The place of a table among all that any build has named."""
        return self._places.setdefault(table, len(self._places)) % _TABLES

    @property
    def tables(self) -> list[str]:
        """The names of all tables, by their places."""
        return list(self._places)


def places_in(numbers: Sequence[int]) -> set[int]:
    """The places of the tables that some cells belong to, whose numbers are given in order."""
    places, at = set[int](), 0
    while at < len(numbers):
        place = place_of(numbers[at])
        places.add(place)
        at = bisect_left(numbers, first_of(place + 1), at)
    return places


def first_of(place: int) -> int:
    """The least number that a cell of the table with this place may have; those of the next table come after all."""
    return place << _KEY_BITS


def place_of(number: int) -> int:
    """The place of the table that a cell with this number belongs to."""
    return number >> _KEY_BITS


def _is_plain(key: Any) -> bool:
    """Whether a key is written in one way alone, in whichever process."""
    return type(key) in _PLAIN or (type(key) is tuple and all(map(_is_plain, key)))
