"""Numbers that cells of tables are kept by: four bytes each, the same in every build."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any

_KEY_BITS = 24
_KEYS = (1 << _KEY_BITS) - 1
_TABLES = 256
_PLAIN = frozenset((str, int, bytes, type(None)))


class Cells(dict[Any, int]):
    """The number of each cell of one table, by its key, worked out when it is asked for: the place of the table, and a
    digest of the key. Raises TypeError for a key that may be written in two ways.

    Where two cells share a number, each counts as changed with the other. That costs time and nothing else.
    """

    __slots__ = ("_first", "_place", "_table")

    def __init__(self, table: str, place: Callable[[str], int]) -> None:
        super().__init__()
        self._table, self._place = table, place
        self._first: int | None = None
        """The least number that a cell of it may have, once one has a number."""

    def __missing__(self, key: Any) -> int:
        if type(key) is not str and not _is_plain(key):
            what = f"a key of {self._table} is a {type(key).__name__}"
            raise TypeError(f"{what}, which may be written in two ways: {key!r}")
        if self._first is None:
            self._first = first_of(self._place(self._table))
        number = self[key] = self._first | zlib.crc32(repr(key).encode("utf-8", "surrogatepass")) & _KEYS
        return number


class Numbers(dict[str, Cells]):
    """The cells of every table, by its name. A table has its place once one of its cells was numbered."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[str, int] = {}

    def __missing__(self, table: str) -> Cells:
        cells = self[table] = Cells(table, self.place)
        return cells

    def begin(self, tables: Iterable[str]) -> None:
        """Give these tables the places that an earlier build gave them, before any cell has a number."""
        assert not self._places
        self._places = {name: place for place, name in enumerate(tables)}

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
    if type(key) is not tuple:
        return type(key) in _PLAIN
    return _PLAIN.issuperset(map(type, key)) or all(map(_is_plain, key))
