"""Pieces of work of several kinds, done in this process and, where they take long, in others that help."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from plaint.memory.cells import first_of
from plaint.memory.past import Kind, Piece
from plaint.memory.spread import cores, forks, spread

if TYPE_CHECKING:
    from plaint.memory.work import Work

_SOME = 3
"""Pieces of a kind without a past that are done before other processes are made: they tell how long the others will
take, and make what all of them need, which other processes then have from the start."""

_FEW = 300
"""Pieces of a kind below which, once one took long, no more are tried: they are handed over one or two at a time."""

_FEW_TAKE = 0.01
"""Seconds that a piece is thought to take where there are so few of its kind that none was done before."""

_WORTH_IT = 0.3
"""Seconds of work from which on another process that helps saves more time than it takes to make it."""

_SHORTEST, _LONGEST = 0.004, 0.03
"""Seconds of work that another process is handed at once: so much that handing it over does not matter, and so little
that nobody waits long for the last."""

_MOST = 500
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
        self.done: dict[Any, Piece] = {}
        self.same_keys = self.past is not None and self.keys == self.past.keys
        if self.past is None:
            self.missing = self.keys
            return
        again = self.past.that_read(*work.changed_for(name))
        if self.same_keys:
            self.missing = [self.keys[place] for place in sorted(again)]
        else:
            to_do = {None, *again}
            places = map(self.past.place, self.keys)
            self.missing = [key for key, place in zip(self.keys, places, strict=True) if place in to_do]

    def kind(self) -> Kind:
        """What is left of all that, once every piece is done."""
        past = self.past
        if past is None:
            return Kind.of(self.keys, map(self.done.__getitem__, self.keys))
        if self.same_keys and len(self.done) < len(self.keys) / 2:
            places = {place: piece for key, piece in self.done.items() if (place := past.place(key)) is not None}
            # What is as it was need not be kept anew.
            return past if past.comes_to(places) else past.replaced(places)
        return Kind.of(self.keys, (self.done[key] if key in self.done else self._as_it_was(key) for key in self.keys))

    def _as_it_was(self, key: Any) -> Piece:
        place = self.past.place(key) if self.past else None
        assert self.past is not None
        assert place is not None
        return self.past.piece(place)

    def left(self) -> Iterator[Any]:
        """The pieces that nobody has done yet."""
        done = self.done
        if not done:
            return iter(self.missing)
        return (key for key in self.missing if key not in done) if len(done) < len(self.missing) else iter(())

    def here(self, key: Any) -> None:
        """Do one in this process."""
        self.done[key] = self.worked_out(key)

    def worked_out(self, key: Any) -> Piece:
        """What comes of one."""
        began = time.perf_counter()
        with self.work.tables.watch.noting() as seen:
            value = self.do(key)
        took = time.perf_counter() - began
        return value, array("I", seen).tobytes(), took

    def try_some(self) -> None:
        """Of many pieces without a past, do a few from all over: the first may be a list of everything, and one kind of
        them may be short. Where one fails, that is told in its turn."""
        few = len(self.missing) < _FEW
        if not self.past and len(self.missing) > _SOME:
            with suppress(Exception):
                for number in range(_SOME):
                    key = self.missing[(2 * number + 1) * len(self.missing) // (2 * _SOME)]
                    self.here(key)
                    if few and self.done[key][2] > _SHORTEST:
                        return

    def will_take(self) -> Iterator[tuple[float, Any]]:
        """The seconds that each piece which is left will take, as far as the past or those that were tried tell."""
        # The first that was done may also have made what the others need.
        _, *some = [piece[2] for piece in self.done.values()] or [0.0]
        usual = sum(some) / len(some) if some else _FEW_TAKE
        for key in self.left():
            place = self.past.place(key) if self.past else None
            yield self.past.took(place) if self.past and place is not None else usual, key


Chunk = list[tuple[int, Any]]
"""Pieces to be done together: each by the place of its kind among all kinds, and its key."""

_Given = tuple[list[tuple[int, Any, Piece]], bool, Any]
"""The pieces that were done, whether none of them failed, and what stands beside."""


def do_all(kinds: Sequence[Pieces], beside: Beside | None, *, alone: bool) -> None:
    """Do all pieces of some kinds of work: `alone`, or with other processes where that is worth it.

    What other processes do to anything but the values is lost, save what stands `beside`. What fails in any of them is
    done here once more, in order, so that of several the first failure is told.
    """
    if not alone and forks() and cores() > 1:
        for pieces in kinds:
            pieces.try_some()
        to_do = [(seconds, number, key) for number, each in enumerate(kinds) for seconds, key in each.will_take()]
        if len(to_do) > 1 and sum(seconds for seconds, _, _ in to_do) > _WORTH_IT:
            to_do.sort(key=lambda each: -each[0])
            kinds[0].work.before_spreading()
            _spread(kinds, _chunks(to_do), beside)
    for pieces in kinds:
        for key in pieces.left():
            pieces.here(key)


def _spread(kinds: Sequence[Pieces], chunks: Iterable[Chunk], beside: Beside | None) -> None:
    """Do chunks of pieces in several processes. What fails in any of them is left."""
    work, failed = kinds[0].work, False
    # Every process is to give the same numbers to the cells of tables that no build has named before.
    unknown = first_of(work.number_tables())

    def there(chunk: Chunk) -> _Given:
        rows, whole = list[tuple[int, Any, Piece]](), False
        with suppress(Exception):  # whatever it is, it is raised again where it can be told
            for number, key in chunk:
                piece = kinds[number].worked_out(key)
                # What made a table that no build has named before is done again in the first process.
                if max(array("I", piece[1]), default=0) < unknown:
                    rows.append((number, key, piece))
            whole = True
        return rows, whole, beside.hand_over() if beside else None

    def here(chunk: Chunk) -> None:
        nonlocal failed
        try:
            for number, key in () if failed else chunk:
                kinds[number].here(key)
        except Exception:  # there may be one before it, which is the one to be told
            failed = True

    def take(chunk: Chunk, given: _Given) -> None:
        nonlocal failed
        rows, whole, handed = given
        failed |= not whole
        if beside:
            beside.take_over(handed)
        for number, key, piece in rows:
            kinds[number].done[key] = piece

    # The other processes are at work then; no more of them are made for what is done here meanwhile.
    work.alone = True
    try:
        spread(chunks, there, here, take, cores() - 1, work.meanwhile)
    finally:
        work.alone = False


def _chunks(to_do: Sequence[tuple[float, int, Any]]) -> Iterator[Chunk]:
    """Pieces, the longest first, in chunks of about the same length."""
    length = min(max(_SHORTEST, sum(seconds for seconds, _, _ in to_do) / (96 * cores())), _LONGEST)
    chunk, together = Chunk(), 0.0
    for seconds, number, key in to_do:
        chunk.append((number, key))
        together += seconds
        if together >= length or len(chunk) >= _MOST:
            yield chunk
            chunk, together = Chunk(), 0.0
    if chunk:
        yield chunk
