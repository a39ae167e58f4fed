"""Entries that are taken from where they are kept once somebody asks for them, and not before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Reversible
from typing import Any, TypeVar

from plaint.record.entry import Entry

E = TypeVar("E", bound=Entry)

Place = tuple[str, int]
"""Where an entry stands: its file in the campaign's folder, and its number among the entries of that, from 0."""


class Shelf(Mapping[str, E], Reversible[str]):
    """The entries of one kind by their ids, in order, each got from its place when it is asked for."""

    __slots__ = ("_get", "_known", "_whole", "places")

    def __init__(self, places: Mapping[str, Place], get: Callable[[str, Place], E]) -> None:
        self.places, self._get = places, get
        self._known: dict[str, E] = {}
        self._whole = False

    def __getitem__(self, id: str) -> E:
        found = self._known.get(id)
        if found is None:
            found = self._known[id] = self._get(id, self.places[id])
        return found

    def get(self, id: str, default: Any = None) -> Any:
        found = self._known.get(id)
        return found if found is not None else self[id] if id in self.places else default

    def __contains__(self, id: object) -> bool:
        return id in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __reversed__(self) -> Iterator[str]:
        return reversed(list(self.places))

    def __len__(self) -> int:
        return len(self.places)

    def values(self) -> Any:
        return self._every().values()

    def items(self) -> Any:
        return self._every().items()

    def _every(self) -> dict[str, E]:
        """All of them, in order, loaded now if not before."""
        if not self._whole:
            self._known, self._whole = {id: self[id] for id in self.places}, True
        return self._known
