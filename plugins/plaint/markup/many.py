"""Many texts at once, spread over the machine's cores where that pays."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence

from plaint.markup.convert import convert
from plaint.markup.model import Converted
from plaint.memory.spread import cores, forks, spread
from plaint.values import dataclass

Progress = Callable[[int, int], None]

# A core reads some five million characters a second. A process that is forked is at work in some hundredths of a
# second; one that is started anew must import everything first, which takes about half of one.
_PAYS_FROM = 1_000_000
_PAYS_FROM_ANEW = 6_000_000
# Long enough that handing over costs little, short enough that nobody waits long for the last.
_CHUNK = 60_000


def convert_many(
    texts: Sequence[str],
    sizes: Sequence[int] | None = None,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    take: Callable[[int, bytes], None] | None = None,
) -> list[Converted]:
    """Each text converted, in order. `workers` is the number of processes, this one among them, else that of the cores;
    `progress` is told how many texts are done, of how many. Without other processes the result is the same.

    Where `sizes` gives their lengths, each text is asked for once, by the process that converts it. What is to `take`
    gets each outcome as soon as it is there, by its place and pickled, and the list stays empty: so many texts take
    much less room.
    """
    outcomes: list[bytes] = [b""] * len(texts)
    give = take or outcomes.__setitem__
    done = 0

    def taken(chunk: list[int], results: list[bytes]) -> None:
        nonlocal done
        for index, result in zip(chunk, results, strict=True):
            give(index, result)
            done += 1
            if progress:
                progress(done, len(texts))

    def here(chunk: list[int]) -> None:
        for index in chunk:
            taken([index], job([index]))

    job = _Converting(texts)
    sizes = list(map(len, texts)) if sizes is None else sizes
    count = workers if workers is not None else cores()
    pays = sum(sizes) >= (_PAYS_FROM if forks() else _PAYS_FROM_ANEW)
    spread(_chunks(sizes), job, here, taken, count - 1 if pays else 0)
    return [] if take else list(map(pickle.loads, outcomes))


@dataclass(frozen=True, slots=True)
class _Converting:
    """Converts some of the texts. A process that is forked has them already."""

    texts: Sequence[str]

    def __call__(self, chunk: list[int]) -> list[bytes]:
        return [pickle.dumps(convert(self.texts[index]), pickle.HIGHEST_PROTOCOL) for index in chunk]


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
