"""Many texts at once, spread over the machine's cores where that pays."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from plaint.markup.convert import with_prose
from plaint.markup.model import Converted
from plaint.memory.spread import cores, forks, spread
from plaint.values import dataclass

Progress = Callable[[int, int], None]

_Outcome = tuple[bytes, Any]
"""A converted text, pickled, and what else was asked for of it."""

# A core reads ten to thirty million characters a second. A process that is forked is at work in some hundredths of a
# second; one that is started anew must import everything first, which takes about half of one.
_PAYS_FROM = 2_000_000
_PAYS_FROM_ANEW = 20_000_000
# Long enough that handing over costs little, short enough that nobody waits long for the last.
_CHUNK = 60_000


def convert_many(
    texts: Sequence[str],
    sizes: Sequence[int] | None = None,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    take: Callable[[int, bytes, Any], None] | None = None,
    also: Callable[[Converted, str], Any] | None = None,
) -> list[Converted]:
    """Each text converted, in order. `workers` is the number of processes, this one among them, else that of the cores;
    `progress` is told how many texts are done, of how many. Without other processes the result is the same.

    Where `sizes` gives their lengths, each text is asked for once, by the process that converts it. What is to `take`
    gets each outcome as soon as it is there, by its place, pickled and with what `also` makes of it and its prose;
    the list stays empty. So many texts take much less room, and none has to be taken apart for that.
    """
    outcomes: list[bytes] = [b""] * len(texts)
    done = 0

    def taken(chunk: list[int], results: list[_Outcome]) -> None:
        nonlocal done
        for index, (outcome, more) in zip(chunk, results, strict=True):
            if take:
                take(index, outcome, more)
            else:
                outcomes[index] = outcome
            done += 1
            if progress:
                progress(done, len(texts))

    def here(chunk: list[int]) -> None:
        for index in chunk:
            taken([index], job([index]))

    job = _Converting(texts, also)
    sizes = list(map(len, texts)) if sizes is None else sizes
    count = workers if workers is not None else cores()
    pays = sum(sizes) >= (_PAYS_FROM if forks() else _PAYS_FROM_ANEW)
    spread(_chunks(sizes), job, here, taken, count - 1 if pays else 0)
    return [] if take else list(map(pickle.loads, outcomes))


@dataclass(frozen=True, slots=True)
class _Converting:
    """Converts some of the texts. A process that is forked has them already."""

    texts: Sequence[str]
    also: Callable[[Converted, str], Any] | None = None

    def __call__(self, chunk: list[int]) -> list[_Outcome]:
        return list(map(self._outcome, chunk))

    def _outcome(self, index: int) -> _Outcome:
        converted, prose = with_prose(self.texts[index])
        return pickle.dumps(converted, pickle.HIGHEST_PROTOCOL), self.also and self.also(converted, prose)


def _chunks(sizes: Sequence[int]) -> Iterator[list[int]]:
    """The texts' indices in groups of about `_CHUNK` characters, so that no process is left with all the
    long ones."""
    chunk, size = list[int](), 0
    for index, length in enumerate(sizes):
        chunk.append(index)
        size += length
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
