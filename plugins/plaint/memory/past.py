"""What a build leaves for the next one, in parts: one that has not changed is not written again, and one that nobody
asks for is not taken apart."""

from __future__ import annotations

import os
import pickle
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plaint.memory.watch import Cell

_TOKEN = 8
"""Bytes that stand before each part: others than those wanted, where another build has written it since."""


class Kind:
    """One kind of work: its pieces by their keys, in order; what each came to, which cells it read, by numbers, and how
    many seconds it took."""

    __slots__ = ("_reads", "_took", "_values", "bits", "keys")

    def __init__(
        self,
        keys: list[Any],
        values: list[Any] | bytes,
        reads: list[array[int]] | bytes,
        took: array[float] | None = None,
        bits: bytes | None = None,
    ) -> None:
        self.keys, self._values, self._reads = keys, values, reads
        self._took = array("f", bytes(4 * len(keys))) if took is None else took
        self.bits = _bits(self.reads) if bits is None else bits
        """A bit for each cell, set where any piece read it."""

    @property
    def values(self) -> list[Any]:
        """What each piece came to."""
        if isinstance(self._values, bytes):
            values: list[Any] = pickle.loads(self._values)
            self._values = values
        return self._values

    @property
    def reads(self) -> list[array[int]]:
        """The cells that each piece read."""
        return self._reads_and_took()[0]

    @property
    def took(self) -> array[float]:
        """The seconds that each piece took when it was done."""
        return self._reads_and_took()[1]

    def _reads_and_took(self) -> tuple[list[array[int]], array[float]]:
        if isinstance(self._reads, bytes):
            lengths, every, took = pickle.loads(self._reads)
            found: list[array[int]] = []
            start = 0
            for length in lengths:
                found.append(array("I", every[start : start + 4 * length]))
                start += 4 * length
            self._reads, self._took = found, array("f", took)
        return self._reads, self._took

    def read_any(self, cells: set[int]) -> bool:
        """Whether any piece read any of these cells."""
        bits, whole = self.bits, 8 * len(self.bits)
        return any(cell < whole and bits[cell >> 3] & (1 << (cell & 7)) for cell in cells)

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Its parts, by what each is called before the name of the kind."""
        lengths, every = [len(read) for read in self.reads], b"".join(read.tobytes() for read in self.reads)
        reads = lengths, every, self.took.tobytes()
        for part, content in (("head", (self.keys, self.bits)), ("values", self.values), ("reads", reads)):
            yield part, pickle.dumps(content, pickle.HIGHEST_PROTOCOL)


class Late(Mapping[Any, Any]):
    """The values of a kind by their keys, which are taken apart once somebody asks for one."""

    __slots__ = ("_kind", "_values")

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._values: dict[Any, Any] | None = None

    def _all(self) -> dict[Any, Any]:
        if self._values is None:
            self._values = dict(zip(self._kind.keys, self._kind.values, strict=True))
        return self._values

    def __getitem__(self, key: Any) -> Any:
        return self._all()[key]

    def get(self, key: Any, default: Any = None) -> Any:
        return self._all().get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._all()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._kind.keys)

    def __len__(self) -> int:
        return len(self._kind.keys)

    def keys(self) -> Any:
        return self._all().keys()

    def values(self) -> Any:
        return self._all().values()

    def items(self) -> Any:
        return self._all().items()


@dataclass(slots=True)
class Past:
    """The stamp of every cell of each table that is no kind of work, and every kind. Cells are numbered in order."""

    stamps: dict[str, Mapping[Any, Any]] = field(default_factory=dict)
    cells: Sequence[Cell] = ()
    kinds: dict[str, Kind] = field(default_factory=dict)
    read: dict[str, frozenset[str]] = field(default_factory=dict)
    """By a kind of work, the tables that any piece of it read."""
    whole: dict[str, array[int]] = field(default_factory=dict)
    """By a table that was worked out at once, the cells that were read for it."""
    tokens: dict[str, bytes] = field(default_factory=dict)
    """By a part that is kept as it is here, what stands before it."""


def packed(past: Past) -> Iterator[tuple[str, bytes]]:
    """Each part of a past that is not kept yet, with its name. The last one has none, and vouches for all."""
    new = os.urandom(_TOKEN)
    tokens = dict[str, bytes]()

    def part(name: str, content: Callable[[], Any]) -> Iterator[tuple[str, bytes]]:
        tokens[name] = past.tokens.get(name, new)
        if name not in past.tokens:
            yield name, new + pickle.dumps(content(), pickle.HIGHEST_PROTOCOL)

    yield from part("cells", lambda: past.cells)
    for name, stamps in past.stamps.items():
        yield from part(f"stamps {name}", lambda stamps=stamps: dict(stamps))  # type: ignore[misc]
    for name, kind in past.kinds.items():
        if f"head {name}" in past.tokens:
            tokens.update((each, past.tokens[each]) for each in _parts_of(name))
        else:
            for prefix, content in kind.parts():
                tokens[f"{prefix} {name}"] = new
                yield f"{prefix} {name}", new + content
    whole = {name: read.tobytes() for name, read in past.whole.items()}
    yield "", pickle.dumps((tokens, past.read, whole), pickle.HIGHEST_PROTOCOL)


def unpacked(get: Callable[[str], bytes | None]) -> Past:
    """What a build left, its parts got by their names. Raises whatever pickle can for what is not from `packed`.

    A kind of work that is not all there is left out, as if it had never been done.
    """
    tokens, read, whole = pickle.loads(get("") or b"")

    def part(name: str) -> bytes:
        data = get(name)
        if not data or data[:_TOKEN] != tokens[name]:
            raise LookupError(name)
        return data[_TOKEN:]

    past = Past(
        stamps={name[7:]: pickle.loads(part(name)) for name in tokens if name.startswith("stamps ")},
        cells=pickle.loads(part("cells")),
        read=read,
        whole={name: array("I", cells) for name, cells in whole.items()},
        tokens=dict(tokens),
    )
    for name in [name[5:] for name in tokens if name.startswith("head ")]:
        try:
            keys, bits = pickle.loads(part(f"head {name}"))
            past.kinds[name] = Kind(keys, part(f"values {name}"), part(f"reads {name}"), bits=bits)
        except LookupError:
            for each in _parts_of(name):
                past.tokens.pop(each, None)
    return past


def _parts_of(kind: str) -> tuple[str, str, str]:
    return f"head {kind}", f"values {kind}", f"reads {kind}"


def _bits(reads: list[array[int]]) -> bytes:
    every = set[int]().union(*reads)
    bits = bytearray(max(every, default=-1) // 8 + 1)
    for cell in every:
        bits[cell >> 3] |= 1 << (cell & 7)
    return bytes(bits)
