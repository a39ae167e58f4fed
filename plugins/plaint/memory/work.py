"""Work that is done again only where what it read has changed since the last build."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from plaint.memory.past import Kind, Late, Past
from plaint.memory.spread import cores, forks, spread
from plaint.memory.tables import Tables
from plaint.memory.watch import ALL, KEYS, Cell

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_NEVER = object()
_WHOLE = "whole tables"
_RECALLED = "recalled "


class Beside(Protocol):
    """What else comes of pieces of work than their values: files that were written, say."""

    def hand_over(self) -> Any:
        """What has come of the pieces since this was asked last, in the process that did them."""
        ...

    def take_over(self, handed: Any) -> None:
        """Take that in, in the process that goes on."""
        ...


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

    def derive(
        self,
        name: str,
        keys: Iterable[K],
        work: Callable[[K], V],
        *,
        spread_from: int | None = None,
        beside: Beside | None = None,
    ) -> Mapping[K, V]:
        """The value of each key, worked out now or taken over; a table of that name from now on.

        Values are plain ones that can be compared and pickled. A table that is not there yet counts as changed.
        Where at least `spread_from` pieces are to be done, other processes help; what they do to anything but the
        values is lost, save what stands `beside`.
        """
        self._compare()
        past, keys = self.past.kinds.get(name), list(dict.fromkeys(keys))
        changed = self._changed | self._not_compared(name) if past else self._changed
        if past and keys == past.keys and not past.read_any(changed):
            self._kinds[name], self.redone[name] = past, 0
            self._read[name] = self.past.read[name]
            self._compared.add(name)
            self._same.add(name)
            return self.tables.table(name, Late(past))
        pieces = _Pieces(self, work, set(self.past.read.get(name, ())))
        before = {key: place for place, key in enumerate(past.keys)} if past else {}
        missing = list[K]()
        for key in keys:
            place = before.get(key)
            if past is None or place is None or not changed.isdisjoint(past.reads[place]):
                missing.append(key)
            else:
                pieces.values[key], pieces.reads[key] = past.values[place], past.reads[place]
        if spread_from is not None and len(missing) >= spread_from and self.tables.watch.seen is None and forks():
            # The first few make what all need and what nobody has made yet, which the others then have from the start.
            pieces.here(missing[:_FIRST])
            self.before_spreading()
            pieces.spread(missing[_FIRST:], beside)
        pieces.here(key for key in missing if key not in pieces.reads)
        values = {key: pieces.values[key] for key in keys}
        self._kinds[name] = Kind(keys, list(values.values()), [pieces.reads[key] for key in keys])
        self._read[name], self.redone[name] = frozenset(pieces.tables), len(missing)
        table = self.tables.table(name, values)
        was = {key: past.values[place] for key, place in before.items()} if past else {}
        self._compare_one(name, values, was, missing)
        self.differs |= bool(missing)
        return table

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


class _Pieces:
    """The pieces of one kind of work: what has been done of them, and the tables that any of them read."""

    def __init__(self, work: Work, do: Callable[[Any], Any], tables: set[str]) -> None:
        self.work, self.do, self.tables = work, do, tables
        self.values: dict[Any, Any] = {}
        self.reads: dict[Any, array[int]] = {}

    def here(self, keys: Iterable[Any]) -> None:
        """Do some in this process."""
        watch, number = self.work.tables.watch, self.work.number
        for key in keys:
            with watch.noting() as seen:
                value = self.do(key)
            self.values[key], self.reads[key] = value, array("I", map(number, seen))
            self.tables.update(table for table, _ in seen)

    def spread(self, keys: Sequence[Any], beside: Beside | None) -> None:
        """Do some in several processes. What fails in any of them is left, to be done here, and to fail here.

        Cells are numbered here alone. A chunk that another process did therefore comes with a list of those that had
        no number when that process was made, counted on from there.
        """
        known = self.work.numbers
        start, failed = len(known), False

        def there(chunk: list[Any]) -> tuple[list[tuple[Any, Any, bytes]], list[Cell], set[str], Any]:
            watch, own = self.work.tables.watch, dict[Cell, int]()
            rows, tables = list[tuple[Any, Any, bytes]](), set[str]()
            for key in chunk:
                try:
                    with watch.noting() as seen:
                        value = self.do(key)
                except Exception:  # whatever it is, it is raised again where it can be told
                    break
                numbers = (known[cell] if cell in known else own.setdefault(cell, start + len(own)) for cell in seen)
                rows.append((key, value, array("I", numbers).tobytes()))
                tables.update(table for table, _ in seen)
            return rows, list(own), tables, beside.hand_over() if beside else None

        def here(chunk: list[Any]) -> None:
            nonlocal failed
            try:
                self.here(() if failed else chunk)
            except Exception:  # there may be one before it, which is the one to be told
                failed = True

        def take(chunk: list[Any], result: tuple[list[tuple[Any, Any, bytes]], list[Cell], set[str], Any]) -> None:
            nonlocal failed
            rows, cells, tables, handed = result
            failed |= len(rows) < len(chunk)
            if beside:
                beside.take_over(handed)
            if not tables <= self.work.tables.plain.keys():
                return  # it made a table that is not here, which no later build could compare
            numbers = [self.work.number(cell) for cell in cells]
            for key, value, read in rows:
                its = array("I", read)
                if cells:
                    its = array("I", (each if each < start else numbers[each - start] for each in its))
                self.values[key], self.reads[key] = value, its
            self.tables |= tables

        spread(_chunks(keys), there, here, take, cores() - 1)


_FIRST = 2
"""Pieces that are done before other processes are made."""


def _chunks(keys: Sequence[Any]) -> Iterator[list[Any]]:
    """Keys by some dozens: few enough that nobody waits long for the last."""
    size = max(4, min(64, len(keys) // (16 * cores())))
    yield from (list(keys[start : start + size]) for start in range(0, len(keys), size))
