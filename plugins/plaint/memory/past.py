"""What a build leaves for the next one, in parts: one that has not changed is not written again, and one that nobody
asks for is not taken apart."""

from __future__ import annotations

import os
import pickle
from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import field
from itertools import accumulate
from operator import sub
from typing import Any

from plaint.memory.cells import first_of
from plaint.values import dataclass

_PROTOCOL = pickle.HIGHEST_PROTOCOL

_TOKEN = 8
"""Bytes that stand before each part: others than those wanted, where another build has written it since."""


_Reads = tuple[bytes, "array[int]", "array[float]"]

Piece = tuple[Any, bytes, float]
"""What one piece of work came to, the numbers of the cells that it read, and the seconds it took."""


class Kind:
    """One kind of work: its pieces by their keys, in order; what each came to, which cells it read, by numbers, and how
    many seconds it took. Some pieces together are a block, which is taken apart only where somebody asks for one."""

    __slots__ = ("_late_blocks", "_late_reads", "_opened", "_places", "cells", "keys")

    def __init__(
        self,
        keys: list[Any],
        blocks: list[list[Any] | bytes] | memoryview,
        reads: _Reads | memoryview,
        cells: array[int],
    ) -> None:
        self.keys, self._late_blocks, self._late_reads = keys, blocks, reads
        self.cells = cells
        """The numbers of all cells that any piece read, and may be of some that one read before, in order."""
        self._places: dict[Any, int] | None = None
        self._opened: dict[int, list[Any]] = {}
        """Blocks that were taken apart, which are kept as they were packed."""

    @classmethod
    def of(cls, keys: list[Any], pieces: Iterable[Piece]) -> Kind:
        """A kind of these pieces."""
        values, reads, took = zip(*pieces, strict=True) if keys else ((), (), ())
        blocks: list[list[Any] | bytes] = [list(values[at : at + _BLOCK]) for at in range(0, len(values), _BLOCK)]
        joined = b"".join(reads)
        cells = array("I", sorted(set(array("I", joined))))
        return cls(keys, blocks, (joined, _starts(map(len, reads)), array("f", took)), cells)

    @property
    def _blocks(self) -> list[list[Any] | bytes]:
        if isinstance(self._late_blocks, memoryview):
            self._late_blocks = pickle.loads(self._late_blocks)
        return self._late_blocks  # type: ignore[return-value]  # mypy does not see that it is no view any more

    @property
    def _read_by(self) -> _Reads:
        """The numbers of all cells that were read, piece by piece; where those of each begin; the seconds each took."""
        if isinstance(self._late_reads, memoryview):
            read, starts, took = pickle.loads(self._late_reads)
            self._late_reads = read, array("q", starts), array("f", took)
        return self._late_reads

    def replaced(self, pieces: Mapping[int, Piece]) -> Kind:
        """The same kind, but for the pieces in some places."""
        every, starts, took = self._read_by
        blocks, took, cells = list(self._blocks), took[:], self.cells[:]
        for block in {place // _BLOCK for place in pieces}:
            blocks[block] = list(self._block(block))
        lengths = array("q", map(sub, starts[1:], starts))
        reads, end = list[bytes](), 0
        for place in sorted(pieces):
            value, read, took[place] = pieces[place]
            blocks[place // _BLOCK][place % _BLOCK] = value  # type: ignore[index]  # it was taken apart above
            reads += (every[end : starts[place]], read)
            end = starts[place + 1]
            lengths[place] = len(read)
            for cell in array("I", read):
                if not self._has(cell, cells):
                    insort(cells, cell)
        reads.append(every[end:])
        return Kind(self.keys, blocks, (b"".join(reads), _starts(lengths), took), cells)

    def comes_to(self, pieces: Mapping[int, Piece]) -> bool:
        """Whether the pieces in some places have these values, and read the same cells, however long each took."""
        return all(
            self.value(place) == value and {*self.reads(place)} == {*array("I", read)}
            for place, (value, read, _) in pieces.items()
        )

    def place(self, key: Any) -> int | None:
        """The place of a piece."""
        if self._places is None:
            self._places = {each: place for place, each in enumerate(self.keys)}
        return self._places.get(key)

    def value(self, place: int) -> Any:
        """What the piece in a place came to."""
        return self._block(place // _BLOCK)[place % _BLOCK]

    def values(self) -> Iterator[Any]:
        """What each piece came to, in order."""
        for block in range(len(self._blocks)):
            yield from self._block(block)

    def took(self, place: int) -> float:
        """The seconds that the piece in a place took when it was done."""
        return self._read_by[2][place]

    def seconds(self) -> float:
        """The seconds that all pieces took together."""
        return sum(self._read_by[2])

    def piece(self, place: int) -> Piece:
        """All that is known of the piece in a place."""
        return self.value(place), self._read(place), self.took(place)

    def reads(self, place: int) -> array[int]:
        """The numbers of the cells that the piece in a place read."""
        return array("I", self._read(place))

    def _read(self, place: int) -> bytes:
        reads, starts, _ = self._read_by
        return reads[starts[place] : starts[place + 1]]

    def that_read(self, changed: Collection[int], tables: Iterable[int]) -> set[int]:
        """The places of those pieces that read any of these cells, or anything of the tables with these places."""
        cells = self.cells
        asked = {cell for cell in changed if self._has(cell, cells)}
        for table in tables:
            asked.update(cells[bisect_left(cells, first_of(table)) : bisect_left(cells, first_of(table + 1))])
        if len(asked) > _SOUGHT:
            every = range(len(self.keys))
            return {place for place in every if not asked.isdisjoint(self.reads(place))}
        found = set[int]()
        if not asked:
            return found
        reads, starts, _ = self._read_by
        for cell in asked:
            wanted = array("I", [cell]).tobytes()
            at = reads.find(wanted)
            while at >= 0:
                if at % len(wanted) == 0:
                    found.add(bisect_right(starts, at) - 1)
                at = reads.find(wanted, at + 1)
        return found

    @staticmethod
    def _has(cell: int, cells: array[int]) -> bool:
        at = bisect_left(cells, cell)
        return at < len(cells) and cells[at] == cell

    def _block(self, block: int) -> list[Any]:
        content = self._blocks[block]
        if not isinstance(content, bytes):
            return content
        if block not in self._opened:
            self._opened[block] = pickle.loads(content)
        return self._opened[block]

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Its parts, by what each is called before the name of the kind."""
        blocks = [each if isinstance(each, bytes) else pickle.dumps(each, _PROTOCOL) for each in self._blocks]
        read, starts, took = self._read_by
        reads = read, starts.tobytes(), took.tobytes()
        for part, content in (("head", (self.keys, self.cells.tobytes())), ("values", blocks), ("reads", reads)):
            yield part, pickle.dumps(content, _PROTOCOL)

    @classmethod
    def from_parts(cls, head: memoryview, values: memoryview, reads: memoryview) -> Kind:
        """The kind that has these parts, of which all but the first are taken apart once they are asked for. Raises
        whatever pickle can for what is none."""
        keys, cells = pickle.loads(head)
        return cls(keys, values, reads, array("I", cells))


_BLOCK = 128
"""Pieces that are taken apart, and written anew, together."""

_SOUGHT = 200
"""Cells up to which the pieces that read them are found by looking for each among all that was read."""


def _starts(lengths: Iterable[int]) -> array[int]:
    """Where what each piece read begins among all that was read, in bytes, and where the last ends."""
    return array("q", accumulate(lengths, initial=0))


class Late(Mapping[Any, Any]):
    """The values of a kind by their keys, each taken apart once somebody asks for it."""

    __slots__ = ("_kind",)

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def __getitem__(self, key: Any) -> Any:
        place = self._kind.place(key)
        if place is None:
            raise KeyError(key)
        return self._kind.value(place)

    def get(self, key: Any, default: Any = None) -> Any:
        place = self._kind.place(key)
        return default if place is None else self._kind.value(place)

    def __contains__(self, key: object) -> bool:
        return self._kind.place(key) is not None

    def __iter__(self) -> Iterator[Any]:
        return iter(self._kind.keys)

    def __len__(self) -> int:
        return len(self._kind.keys)

    def values(self) -> Any:
        return list(self._kind.values())

    def items(self) -> Any:
        return zip(self._kind.keys, self._kind.values(), strict=True)


@dataclass(slots=True)
class Past:
    """The stamp of every cell of each table that is no kind of work, and every kind. `tables` are the names of all
    tables, by the places that are part of the numbers of their cells."""

    stamps: dict[str, Mapping[Any, Any]] = field(default_factory=dict)
    tables: list[str] = field(default_factory=list)
    kinds: dict[str, Kind] = field(default_factory=dict)
    read: dict[str, frozenset[str]] = field(default_factory=dict)
    """By a kind of work, the tables that any piece of it read."""
    whole: dict[str, array[int]] = field(default_factory=dict)
    """By a table that was worked out at once, the cells that were read for it."""
    tokens: dict[str, bytes] = field(default_factory=dict)
    """By a part that is kept as it is here, what stands before it. `packed` has it for all."""
    opening: dict[str, Any] = field(default_factory=dict)
    """What the next build begins with, by names: it knows what each of that is."""
    ended: bool = True
    """Whether the build that leaves it has ended: until then, nothing vouches for any of its parts."""


def packed(past: Past) -> Iterator[tuple[str, bytes]]:
    """Each part of a past that is not kept yet, with its name; all of them then are. The last one has none, and vouches
    for all."""
    new = os.urandom(_TOKEN)
    tokens = dict[str, bytes]()

    def part(name: str, content: Callable[[], Any]) -> Iterator[tuple[str, bytes]]:
        tokens[name] = past.tokens.get(name, new)
        if name not in past.tokens:
            yield name, new + pickle.dumps(content(), _PROTOCOL)

    for name, stamps in past.stamps.items():
        yield from part(f"stamps {name}", lambda stamps=stamps: dict(stamps))  # type: ignore[misc]
    for name, kind in past.kinds.items():
        if f"head {name}" in past.tokens:
            tokens.update((each, past.tokens[each]) for each in _parts_of(name))
        else:
            for prefix, content in kind.parts():
                tokens[f"{prefix} {name}"] = new
                yield f"{prefix} {name}", new + content
    for name, value in past.opening.items():
        yield from part(f"opening {name}", lambda value=value: value)  # type: ignore[misc]
    whole = {name: read.tobytes() for name, read in past.whole.items()}
    past.tokens = tokens
    if past.ended:
        yield "", pickle.dumps((tokens, past.tables, past.read, whole), _PROTOCOL)


def unpacked(get: Callable[[str], memoryview | None]) -> Past:
    """What a build left, its parts got by their names. Raises whatever pickle can for what is not from `packed`.

    A kind of work that is not all there is left out, as if it had never been done.
    """
    tokens, tables, read, whole = pickle.loads(get("") or b"")

    def part(name: str) -> memoryview:
        data = get(name)
        if not data or data[:_TOKEN] != tokens[name]:
            raise LookupError(name)
        return data[_TOKEN:]

    past = Past(
        stamps={name[7:]: pickle.loads(part(name)) for name in tokens if name.startswith("stamps ")},
        tables=tables,
        read=read,
        whole={name: array("I", cells) for name, cells in whole.items()},
        tokens=dict(tokens),
        opening={name[8:]: pickle.loads(part(name)) for name in tokens if name.startswith("opening ")},
    )
    for name in [name[5:] for name in tokens if name.startswith("head ")]:
        try:
            past.kinds[name] = Kind.from_parts(*(part(each) for each in _parts_of(name)))
        except LookupError:
            for each in _parts_of(name):
                past.tokens.pop(each, None)
    return past


def _parts_of(kind: str) -> tuple[str, str, str]:
    return f"head {kind}", f"values {kind}", f"reads {kind}"
