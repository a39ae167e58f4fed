"""A list that is kept in parts, of which only those are taken apart that somebody asks for."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as ReadOnly
from typing import Any, TypeVar

T = TypeVar("T")

_PROTOCOL = pickle.HIGHEST_PROTOCOL

_TOGETHER = 16
"""Items that are taken apart together."""


class Packed(Sequence[T]):
    """The items of a list, in order, some of them pickled together."""

    __slots__ = ("_length", "_parts")

    def __init__(self, parts: list[tuple[T, ...] | bytes], length: int) -> None:
        self._parts, self._length = parts, length

    @classmethod
    def of(cls, items: Sequence[T]) -> Packed[T]:
        """A list of these items."""
        starts = range(0, len(items), _TOGETHER)
        return cls([tuple(items[start : start + _TOGETHER]) for start in starts], len(items))

    def replaced(self, items: ReadOnly[int, T]) -> Packed[T]:
        """The same list, but for the items in some places."""
        parts = list(self._parts)
        for place, item in items.items():
            number, at = divmod(place, _TOGETHER)
            part = parts[number]
            known = list(self._part(number) if isinstance(part, bytes) else part)
            known[at] = item
            parts[number] = tuple(known)
        return Packed(parts, self._length)

    def __reduce__(self) -> tuple[type[Packed[T]], tuple[list[bytes], int]]:
        parts = (each if isinstance(each, bytes) else pickle.dumps(each, _PROTOCOL) for each in self._parts)
        return type(self), (list(parts), self._length)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(self._length))]
        place = index + self._length if index < 0 else index
        if not 0 <= place < self._length:
            raise IndexError(index)
        return self._part(place // _TOGETHER)[place % _TOGETHER]

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self._parts)):
            yield from self._part(number)

    def __len__(self) -> int:
        return self._length

    def _part(self, number: int) -> tuple[T, ...]:
        part = self._parts[number]
        if isinstance(part, bytes):
            part = self._parts[number] = pickle.loads(part)
        return part
