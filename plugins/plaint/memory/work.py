"""Work that is done again only where what it read has changed since the last build."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from plaint.memory.tables import Tables
from plaint.memory.watch import ALL, KEYS, Cell

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_NEVER = object()
_WHOLE = "whole tables"
_RECALLED = "recalled "


@dataclass(slots=True)
class Done:
    """What a past build worked out, and from which cells (their numbers in `Past.cells`)."""

    value: Any
    read: array[int]


@dataclass(slots=True)
class Past:
    """What a past build left: the stamp of every cell, and the work done from them. Cells are numbered in order."""

    stamps: dict[str, dict[Any, Any]] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    done: dict[str, dict[Any, Done]] = field(default_factory=dict)
    read: dict[str, frozenset[str]] = field(default_factory=dict)
    """By a kind of work, the tables that any piece of it read."""


class Work:
    """One build's work over its tables, given what the past build left.

    First every table is compared with the past one: a cell whose stamp differs has changed. Then each piece of work
    that read none of those is taken over as it was. What a piece of work comes to is a cell in turn, for later ones.
    """

    def __init__(self, tables: Tables, past: Past | None = None) -> None:
        self.tables = tables
        tables.whole = self._whole
        self.past = past or Past()
        self._numbers = {cell: number for number, cell in enumerate(self.past.cells)}
        self._changed: set[int] = set()
        self._compared: set[str] = set()
        self._of_table: dict[str, set[int]] = {}
        self._read: dict[str, frozenset[str]] = {}
        self.differs = past is None
        """Whether anything at all is not as it was."""
        self._done: dict[str, dict[Any, Done]] = {}
        self.redone: dict[str, int] = {}
        """How many pieces of each kind of work were done, and not taken over."""

    def derive(self, name: str, keys: Iterable[K], work: Callable[[K], V]) -> Mapping[K, V]:
        """The value of each key, worked out now or taken over; a table of that name from now on.

        Values are plain ones that can be compared and pickled. A table that is not there yet counts as changed.
        """
        self._compare()
        past, done = self.past.done.get(name, {}), dict[Any, Done]()
        watch, redone = self.tables.watch, 0
        changed = self._changed | self._not_compared(name) if past else self._changed
        tables = set(self.past.read.get(name, ()))
        for key in keys:
            known = past.get(key)
            if known is None or not changed.isdisjoint(known.read):
                with watch.noting() as seen:
                    value = work(key)
                known = Done(value, array("I", map(self._number, seen)))
                tables.update(table for table, _ in seen)
                redone += 1
            done[key] = known
        self._done[name], self.redone[name] = done, redone
        self._read[name] = frozenset(tables)
        self.differs |= redone > 0
        return self.tables.table(name, {key: each.value for key, each in done.items()})

    def _whole(self, name: str, work: Callable[[], Mapping[K, V]]) -> Mapping[K, V]:
        """A whole table, worked out at once from others. One that is taken over needs no comparing."""
        self._compare()
        known = self.past.done.get(_WHOLE, {}).get(name)
        done = self._done.setdefault(_WHOLE, {})
        kind = f"{_WHOLE} {name}"
        if known and (self._changed | self._not_compared(kind)).isdisjoint(known.read):
            done[name], self._read[kind] = known, self.past.read[kind]
            self._compared.add(name)
            return self.past.stamps[name]
        with self.tables.watch.noting() as seen:
            values = work()
        done[name] = Done(None, array("I", map(self._number, seen)))
        self._read[kind] = frozenset(table for table, _ in seen)
        return values

    def _not_compared(self, kind: str) -> set[int]:
        """The cells of tables that are not there yet, of which nobody can say whether they have changed."""
        missing = self.past.read.get(kind, self.past.stamps.keys()) - self._compared
        if missing and not self._of_table:
            for number, cell in enumerate(self.past.cells):
                self._of_table.setdefault(cell[0], set()).add(number)
        return set().union(*(self._of_table.get(name, ()) for name in missing))

    def recall(self, name: str, key: K, work: Callable[[K], V]) -> V:
        """What depends on its key and the ground alone, worked out now or remembered; what is not asked for is dropped
        as soon as anything else of that name is asked for."""
        name = f"{_RECALLED}{name}"
        done = self._done.setdefault(name, {})
        known = done.get(key) or self.past.done.get(name, {}).get(key)
        done[key] = known or Done(work(key), array("I"))
        self.differs |= known is None
        value: V = done[key].value
        return value

    def _number(self, cell: Cell) -> int:
        number = self._numbers.get(cell)
        if number is None:
            number = self._numbers[cell] = len(self._numbers)
        return number

    def _compare(self) -> None:
        """Find the cells that have changed in the tables that were not compared yet."""
        for name in self.tables.plain.keys() - self._compared:
            self._compared.add(name)
            now, before = self.tables.stamps(name), self.past.stamps.get(name, {})
            if now is before:
                continue
            differ = [key for key, stamp in now.items() if before.get(key, _NEVER) != stamp]
            gone = [key for key in before if key not in now]
            for key in (*differ, *gone):
                self._change((name, key))
            if differ or gone:
                self._change((name, ALL))
            if list(now) != list(before):
                self._change((name, KEYS))
                self._change((name, ALL))
                self.differs = True
            self.differs |= bool(differ or gone)

    def _change(self, cell: Cell) -> None:
        number = self._numbers.get(cell)
        if number is not None:
            self._changed.add(number)

    def left(self) -> Past:
        """What this build leaves for the next one."""
        self._compare()
        stamps = {name: dict(self.tables.stamps(name)) for name in self.tables.plain}
        recalled = {name: done for name, done in self.past.done.items() if name.startswith(_RECALLED)}
        return Past(stamps, list(self._numbers), {**recalled, **self._done}, self._read)


def packed(past: Past) -> bytes:
    """What a build left, as bytes."""
    done = {
        name: (list(each), [one.value for one in each.values()], [one.read.tobytes() for one in each.values()])
        for name, each in past.done.items()
    }
    return pickle.dumps((past.stamps, past.cells, done, past.read), pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> Past:
    """What a build left. Raises whatever pickle can for what is not from `packed`."""
    stamps, cells, done, tables = pickle.loads(data)
    return Past(
        stamps,
        cells,
        {
            name: {key: Done(value, array("I", read)) for key, value, read in zip(*each, strict=True)}
            for name, each in done.items()
        },
        tables,
    )
