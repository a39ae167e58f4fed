"""Pieces of work of several kinds, done in this process and, where they take long, in others that help."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from plaint.memory.past import Kind
from plaint.memory.spread import cores, forks, spread
from plaint.memory.watch import Cell

if TYPE_CHECKING:
    from plaint.memory.work import Work

_FIRST = 2
"""Pieces of a kind without a past that are done before other processes are made: they tell how long the others will
take, and make what all of them need, which other processes then have from the start."""

_FEW_TAKE = 0.05
"""Seconds that a piece is thought to take where there are but one or two of its kind, so that nobody knows."""

_WORTH_IT = 0.15
"""Seconds of work from which on another process that helps saves more time than it takes to make it."""

_SHORTEST, _LONGEST = 0.005, 0.05
"""Seconds of work that another process is handed at once: so much that handing it over does not matter, and so little
that nobody waits long for the last."""

_MOST = 64
"""Pieces that another process is handed at once."""


class Beside(Protocol):
    """What else comes of pieces of work than their values: files that were written, say."""

    def hand_over(self) -> Any:
        """What has come of the pieces since this was asked last, in the process that did them."""
        ...

    def take_over(self, handed: Any) -> None:
        """Take that in, in the process that goes on."""
        ...


class Pieces:
    """The pieces of one kind of work: those that are as they were, those to be done, and what came of them."""

    def __init__(self, work: Work, name: str, keys: Iterable[Any], do: Callable[[Any], Any]) -> None:
        self.work, self.name, self.do = work, name, do
        self.keys = list(dict.fromkeys(keys))
        self.past = work.past.kinds.get(name)
        self.tables = set(work.past.read.get(name, ()))
        self.values: dict[Any, Any] = {}
        self.reads: dict[Any, array[int]] = {}
        self.took: dict[Any, float] = {}
        self.missing: list[Any] = []
        self.as_it_was = False
        """Whether all of it is what it was."""
        changed = work.changed_for(name)
        if self.past and self.keys == self.past.keys and not self.past.read_any(changed):
            self.as_it_was = True
            return
        self._places = {key: place for place, key in enumerate(self.past.keys)} if self.past else {}
        for key in self.keys:
            place = self._places.get(key)
            if self.past is None or place is None or not changed.isdisjoint(self.past.reads[place]):
                self.missing.append(key)
            else:
                self.values[key], self.reads[key] = self.past.values[place], self.past.reads[place]
                self.took[key] = self.past.took[place]

    @property
    def was(self) -> dict[Any, Any]:
        """What each piece came to in the past."""
        return {key: self.past.values[place] for key, place in self._places.items()} if self.past else {}

    def kind(self) -> Kind:
        """What is left of all that, once every piece is done."""
        keys = self.keys
        took = array("f", [self.took[key] for key in keys])
        return Kind(keys, [self.values[key] for key in keys], [self.reads[key] for key in keys], took)

    def left(self) -> Iterator[Any]:
        """The pieces that nobody has done yet."""
        return (key for key in self.missing if key not in self.reads)

    def here(self, key: Any) -> None:
        """Do one in this process."""
        began = time.perf_counter()
        with self.work.tables.watch.noting() as seen:
            value = self.do(key)
        self.took[key] = time.perf_counter() - began
        self.values[key], self.reads[key] = value, array("I", map(self.work.number, seen))
        self.tables.update(table for table, _ in seen)

    def try_first(self) -> None:
        """Of many pieces without a past, do the first ones. Where one fails, that is told in its turn."""
        if not self.past and len(self.missing) > _FIRST:
            with suppress(Exception):
                for key in self.missing[:_FIRST]:
                    self.here(key)

    def will_take(self) -> Iterator[tuple[float, Any]]:
        """The seconds that each piece which is left will take, as far as the past or the first ones tell."""
        # The first one of a kind may also have made what the others need.
        usual = min((self.took[key] for key in self.missing if key in self.took), default=_FEW_TAKE)
        for key in self.left():
            place = self._places.get(key)
            yield self.past.took[place] if self.past and place is not None else usual, key


Chunk = list[tuple[int, Any]]
"""Pieces to be done together: each by the place of its kind among all kinds, and its key."""

_Rows = list[tuple[int, Any, Any, float, bytes]]
"""For each piece that was done its kind and key, what it came to, its seconds, and the numbers of the cells it read."""

_Given = tuple[_Rows, list[Cell], list[set[str]], Any]


def do_all(kinds: Sequence[Pieces], beside: Beside | None, *, alone: bool) -> None:
    """Do all pieces of some kinds of work: `alone`, or with other processes where that is worth it.

    What other processes do to anything but the values is lost, save what stands `beside`. What fails in any of them is
    done here once more, in order, so that of several the first failure is told.
    """
    if not alone and forks() and cores() > 1:
        for pieces in kinds:
            pieces.try_first()
        to_do = [(seconds, number, key) for number, each in enumerate(kinds) for seconds, key in each.will_take()]
        if len(to_do) > 1 and sum(seconds for seconds, _, _ in to_do) > _WORTH_IT:
            to_do.sort(key=lambda each: -each[0])
            kinds[0].work.before_spreading()
            _spread(kinds, _chunks(to_do), beside)
    for pieces in kinds:
        for key in pieces.left():
            pieces.here(key)


def _spread(kinds: Sequence[Pieces], chunks: Iterable[Chunk], beside: Beside | None) -> None:
    """Do chunks of pieces in several processes. What fails in any of them is left.

    Cells are numbered here alone. A chunk that another process did therefore comes with a list of those that had no
    number when that process was made, counted on from there.
    """
    work = kinds[0].work
    known = work.numbers
    start, failed = len(known), False

    def there(chunk: Chunk) -> _Given:
        watch, own = work.tables.watch, dict[Cell, int]()
        rows: _Rows = []
        tables = [set[str]() for _ in kinds]
        for number, key in chunk:
            began = time.perf_counter()
            try:
                with watch.noting() as seen:
                    value = kinds[number].do(key)
            except Exception:  # whatever it is, it is raised again where it can be told
                break
            took = time.perf_counter() - began
            read = (known[cell] if cell in known else own.setdefault(cell, start + len(own)) for cell in seen)
            rows.append((number, key, value, took, array("I", read).tobytes()))
            tables[number].update(table for table, _ in seen)
        return rows, list(own), tables, beside.hand_over() if beside else None

    def here(chunk: Chunk) -> None:
        nonlocal failed
        try:
            for number, key in () if failed else chunk:
                kinds[number].here(key)
        except Exception:  # there may be one before it, which is the one to be told
            failed = True

    def take(chunk: Chunk, given: _Given) -> None:
        nonlocal failed
        rows, cells, tables, handed = given
        failed |= len(rows) < len(chunk)
        if beside:
            beside.take_over(handed)
        if not set().union(*tables) <= work.tables.plain.keys():
            return  # it made a table that is not here, which no later build could compare
        numbers = [work.number(cell) for cell in cells]
        for number, key, value, took, read in rows:
            its = array("I", read)
            if cells:
                its = array("I", (each if each < start else numbers[each - start] for each in its))
            pieces = kinds[number]
            pieces.values[key], pieces.reads[key], pieces.took[key] = value, its, took
        for pieces, read_there in zip(kinds, tables, strict=True):
            pieces.tables |= read_there

    spread(chunks, there, here, take, cores() - 1)


def _chunks(to_do: Sequence[tuple[float, int, Any]]) -> Iterator[Chunk]:
    """Pieces, the longest first, in chunks of about the same length."""
    length = min(max(_SHORTEST, sum(seconds for seconds, _, _ in to_do) / (64 * cores())), _LONGEST)
    chunk, together = Chunk(), 0.0
    for seconds, number, key in to_do:
        chunk.append((number, key))
        together += seconds
        if together >= length or len(chunk) >= _MOST:
            yield chunk
            chunk, together = Chunk(), 0.0
    if chunk:
        yield chunk
