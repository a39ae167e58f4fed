"""Notes what is read while something is worked out, so that it is worked out again only where that has changed.

What is read are the cells of tables: a post, a contact, the text of one. Nobody has to declare what a page depends on,
which could be forgotten: the tables tell.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Reversible
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from plaint.memory.cells import Numbers

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

KEYS = ("keys of a table",)
ALL = ("all of a table",)
"""What is read as if it were a key: all keys of a table and their order, and everything in it."""


class Noting:
    """What `Watch.noting` gives: a context in which the numbers of the cells that are read are noted."""

    # It is entered for every piece of work; a generator made into a context would take five times as long.
    __slots__ = ("_inner", "_outer", "_watch")

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def __enter__(self) -> set[int]:
        self._outer = self._watch.seen
        self._inner = self._watch.seen = set[int]()
        return self._inner

    def __exit__(self, *raised: object) -> None:
        self._watch.seen = self._outer
        if self._outer is not None:
            self._outer |= self._inner


class Watch:
    """Told of every look-up, which it notes by the number of the cell. `seen` is None while nobody wants to know."""

    __slots__ = ("numbers", "seen")

    def __init__(self) -> None:
        self.numbers = Numbers()
        self.seen: set[int] | None = None

    def noting(self) -> Noting:
        """The numbers of the cells that are read meanwhile; whoever was noting before notes them too."""
        return Noting(self)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Meanwhile, nothing is noted: for what is shared by all, and is a table of its own once it is there."""
        outer, self.seen = self.seen, None
        try:
            yield
        finally:
            self.seen = outer

    def read(self, table: str, key: Any) -> None:
        """Note a cell."""
        if self.seen is not None:
            self.seen.add(self.numbers[table][key])


class Watched(Mapping[K, V], Reversible[K]):
    """A mapping that tells a watch what is looked up in it."""

    __slots__ = ("_cells", "_values", "_watch")

    def __init__(self, watch: Watch, table: str, values: Mapping[K, V]) -> None:
        self._watch, self._cells, self._values = watch, watch.numbers[table], values

    def __getitem__(self, key: K) -> V:
        seen = self._watch.seen
        if seen is not None:
            seen.add(self._cells[key])
        return self._values[key]

    def get(self, key: K, default: Any = None) -> Any:
        seen = self._watch.seen
        if seen is not None:
            seen.add(self._cells[key])
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        seen = self._watch.seen
        if seen is not None:
            seen.add(self._cells[key])
        return key in self._values

    def __iter__(self) -> Iterator[K]:
        self._read(KEYS)
        return iter(self._values)

    def __reversed__(self) -> Iterator[K]:
        self._read(KEYS)
        return reversed(list(self._values))

    def __len__(self) -> int:
        self._read(KEYS)
        return len(self._values)

    def _read(self, what: tuple[str]) -> None:
        seen = self._watch.seen
        if seen is not None:
            seen.add(self._cells[what])

    def keys(self) -> Any:
        self._read(KEYS)
        return self._values.keys()

    def values(self) -> Any:
        self._read(ALL)
        return self._values.values()

    def items(self) -> Any:
        self._read(ALL)
        return self._values.items()


class Remembered(Generic[K, V]):
    """A function that works each thing out once. Who asks again is noted to have read the same cells."""

    __slots__ = ("_known", "_watch", "_work")

    def __init__(self, watch: Watch, work: Callable[[K], V]) -> None:
        self._watch, self._work = watch, work
        self._known: dict[K, tuple[V, set[int]]] = {}

    def __call__(self, key: K) -> V:
        known = self._known.get(key)
        if known is None:
            with self._watch.noting() as seen:
                value = self._work(key)
            self._known[key] = value, seen
            return value
        noted = self._watch.seen
        if noted is not None:
            noted.update(known[1])
        return known[0]
