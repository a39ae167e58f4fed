"""Work that is done again only where what it read has changed since the last build."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from plaint.memory.past import Kind, Late, Past
from plaint.memory.pieces import Beside, Pieces, do_all
from plaint.memory.tables import Tables
from plaint.memory.watch import ALL, KEYS, Cell

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_NEVER = object()
_WHOLE = "whole tables"
_RECALLED = "recalled "


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of work: its name, the keys of its pieces in order, and what does one of them."""

    name: str
    keys: Iterable[Any]
    do: Callable[[Any], Any]


class Work:
    """One build's work over its tables, given what the past build left.

    First every table is compared with the past one: a cell whose stamp differs has changed. Then each piece of work
    that read none of those is taken over as it was. What a piece of work comes to is a cell in turn, for later ones.
    """

    def __init__(self, tables: Tables, past: Past | None = None) -> None:
        self.tables = tables
        tables.whole = self._whole
        self.past = past or Past()
        self.numbers = {cell: number for number, cell in enumerate(self.past.cells)}
        """The number of each cell that has one."""
        self._changed: set[int] = set()
        self._compared: set[str] = set()
        self._same: set[str] = set()
        """Tables that are as they were, and kinds of work of which no piece was done."""
        self._of_table: dict[str, set[int]] = {}
        self._read: dict[str, frozenset[str]] = {}
        self.differs = past is None
        """Whether anything at all is not as it was."""
        self._kinds: dict[str, Kind] = {}
        self._wholes: dict[str, array[int]] = {}
        self._recalled: dict[str, tuple[dict[Any, Any], dict[Any, Any]]] = {}
        """By name, what was recalled in this build, and what is remembered of the last one."""
        self.redone: dict[str, int] = {}
        """How many pieces of each kind of work were done, and not taken over."""
        self.before_spreading: Callable[[], None] = lambda: None
        """Called before other processes are made, in which nothing may be open that two cannot use at once."""

    def derive(self, name: str, keys: Iterable[K], work: Callable[[K], V]) -> Mapping[K, V]:
        """The value of each key, worked out now or taken over; a table of that name from now on.

        Values are plain ones that can be compared and pickled. A table that is not there yet counts as changed.
        """
        return self.derive_all([Job(name, keys, work)])[0]

    def derive_all(self, jobs: Iterable[Job], beside: Beside | None = None) -> list[Mapping[Any, Any]]:
        """The same of several kinds of work, none of which reads what comes of another.

        Where it takes long enough, other processes help. What they do to anything but the values is lost, save what
        stands `beside`.
        """
        self._compare()
        every = [Pieces(self, job.name, job.keys, job.do) for job in jobs]
        missing = [pieces for pieces in every if pieces.missing]
        do_all(missing, beside, alone=self.tables.watch.seen is not None)
        return [self._derived(pieces) for pieces in every]

    def _derived(self, pieces: Pieces) -> Mapping[Any, Any]:
        """The table of a kind of work of which all pieces are done."""
        name, past = pieces.name, pieces.past
        self.redone[name] = len(pieces.missing)
        if past and pieces.as_it_was:
            self._kinds[name] = past
            self._read[name] = self.past.read[name]
            self._compared.add(name)
            self._same.add(name)
            return self.tables.table(name, Late(past))
        self._kinds[name], self._read[name] = pieces.kind(), frozenset(pieces.tables)
        values = {key: pieces.values[key] for key in pieces.keys}
        table = self.tables.table(name, values)
        self._compare_one(name, values, pieces.was, pieces.missing)
        self.differs |= bool(pieces.missing)
        return table

    def changed_for(self, kind: str) -> set[int]:
        """The cells that have changed for whatever read them: those of a table that is not there yet among them."""
        return self._changed | self._not_compared(kind) if kind in self.past.kinds else self._changed

    def _whole(self, name: str, work: Callable[[], Mapping[K, V]]) -> Mapping[K, V]:
        """A whole table, worked out at once from others. One that is taken over needs no comparing."""
        self._compare()
        known, kind = self.past.whole.get(name), f"{_WHOLE} {name}"
        if known is not None and (self._changed | self._not_compared(kind)).isdisjoint(known):
            self._wholes[name], self._read[kind] = known, self.past.read[kind]
            self._compared.add(name)
            self._same.add(name)
            return self.past.stamps[name]
        with self.tables.watch.noting() as seen:
            values = work()
        self._wholes[name] = array("I", map(self.number, seen))
        self._read[kind] = frozenset(table for table, _ in seen)
        return values

    def _not_compared(self, kind: str) -> set[int]:
        """The cells of tables that are not there yet, of which nobody can say whether they have changed."""
        missing = self.past.read.get(kind, self.past.stamps.keys() | self.past.kinds.keys()) - self._compared
        if missing and not self._of_table:
            for number, cell in enumerate(self.past.cells):
                self._of_table.setdefault(cell[0], set()).add(number)
        return set().union(*(self._of_table.get(name, ()) for name in missing))

    def seconds(self) -> dict[str, float]:
        """How long the pieces of each kind of work took together, in whatever build each was done."""
        return {name: sum(kind.took) for name, kind in self._kinds.items()}

    def recall(self, name: str, key: K, work: Callable[[K], V]) -> V:
        """What depends on its key and the ground alone, worked out now or remembered; what is not asked for is dropped
        as soon as anything else of that name is asked for."""
        name = f"{_RECALLED}{name}"
        if name not in self._recalled:
            past = self.past.kinds.get(name)
            self._recalled[name] = {}, dict(zip(past.keys, past.values, strict=True)) if past else {}
        done, known = self._recalled[name]
        if key not in done:
            self.differs |= key not in known
            done[key] = known[key] if key in known else work(key)
        value: V = done[key]
        return value

    def number(self, cell: Cell) -> int:
        """The number of a cell."""
        number = self.numbers.get(cell)
        if number is None:
            number = self.numbers[cell] = len(self.numbers)
        return number

    def _compare(self) -> None:
        """Find the cells that have changed in the tables that were not compared yet."""
        for name in self.tables.plain.keys() - self._compared:
            now, before = self.tables.stamps(name), self.past.stamps.get(name, {})
            if now is before:
                self._compared.add(name)
                self._same.add(name)
            else:
                self._compare_one(name, now, before, now)

    def _compare_one(self, name: str, now: Mapping[Any, Any], before: Mapping[Any, Any], keys: Iterable[Any]) -> None:
        """Find what has changed in one table, of which only these keys may have other values."""
        self._compared.add(name)
        differ = [key for key in keys if before.get(key, _NEVER) != now[key]]
        gone = [key for key in before if key not in now]
        for key in (*differ, *gone):
            self._change((name, key))
        moved = list(now) != list(before)
        if moved:
            self._change((name, KEYS))
        if differ or gone or moved:
            self._change((name, ALL))
            self.differs = True
        else:
            self._same.add(name)

    def _change(self, cell: Cell) -> None:
        number = self.numbers.get(cell)
        if number is not None:
            self._changed.add(number)

    def left(self) -> Past:
        """What this build leaves for the next one."""
        self._compare()
        stamps = {name: self.tables.stamps(name) for name in self.tables.plain if name not in self._kinds}
        recalled = {name: kind for name, kind in self.past.kinds.items() if name.startswith(_RECALLED)}
        for name, (done, known) in self._recalled.items():
            if done.keys() != known.keys():
                recalled[name] = Kind(list(done), list(done.values()), [array("I")] * len(done))
        past = Past(stamps, list(self.numbers), {**recalled, **self._kinds}, self._read, self._wholes)
        # What is kept already as it is here need not be kept anew.
        kept = {f"stamps {name}" for name in self._same}
        for name, kind in past.kinds.items():
            if kind is self.past.kinds.get(name):
                kept.update(f"{part} {name}" for part in ("head", "values", "reads"))
        if len(past.cells) == len(self.past.cells):
            kept.add("cells")
        past.tokens.update((part, token) for part, token in self.past.tokens.items() if part in kept)
        return past
