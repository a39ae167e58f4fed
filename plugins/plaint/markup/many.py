"""Many texts at once, spread over the machine's cores where that pays."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from plaint.markup.convert import convert
from plaint.markup.model import Converted

Progress = Callable[[int, int], None]

# A core reads some five million characters a second. A process that is forked is at work in some hundredths of a
# second; one that is started anew must import everything first, which takes about half of one.
_PAYS_FROM = {"fork": 1_000_000}
_PAYS_FROM_ANEW = 6_000_000
# Long enough that handing over costs little, short enough that nobody waits long for the last.
_CHUNK = 60_000
# A chunk at work, and one that is there when the first is done.
_AHEAD = 2


def convert_many(
    texts: Sequence[str],
    sizes: Sequence[int] | None = None,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Converted]:
    """Each text converted, in order. `workers` is the number of processes, this one among them, else that of the cores;
    `progress` is told how many texts are done, of how many. Without other processes the result is the same.

    Where `sizes` gives their lengths, each text is asked for once, by the process that converts it."""
    work = _Work(texts, progress)
    count = workers if workers is not None else _cores()
    sizes = list(map(len, texts)) if sizes is None else sizes
    if count > 1 and sum(sizes) >= _pays_from():
        _spread(work, sizes, count - 1)
    work.convert_here(index for index, result in enumerate(work.results) if result is None)
    return [result for result in work.results if result is not None]


class _Work:
    """The texts, and what has become of them so far."""

    def __init__(self, texts: Sequence[str], progress: Progress | None) -> None:
        self.texts, self.progress = texts, progress
        self.results: list[Converted | None] = [None] * len(texts)
        self.done = 0

    def convert_here(self, indices: Iterator[int] | list[int]) -> None:
        """Converts the texts of these indices in this process."""
        for index in indices:
            self._take(index, convert(self.texts[index]))

    def unpack(self, chunk: list[int], results: list[Converted]) -> None:
        """Takes in what another process made of the texts of these indices."""
        for index, result in zip(chunk, results, strict=True):
            self._take(index, result)

    def _take(self, index: int, result: Converted) -> None:
        self.results[index] = result
        self.done += 1
        if self.progress:
            self.progress(self.done, len(self.texts))


@dataclass(slots=True)
class _Helper:
    """Another process, the end of its pipe that is ours, and the chunks it was handed and has not given back."""

    process: BaseProcess
    pipe: Connection
    handed: deque[list[int]] = field(default_factory=deque)


def _spread(work: _Work, sizes: Sequence[int], others: int) -> None:
    """Hands texts to `others` from the first on, and meanwhile works here from the last on.

    Each process has a pipe of its own whose other end nobody else holds. One that is killed, even half-way through
    handing something over, is thus seen to have gone; what it had is done here. A pool cannot promise that.
    """
    chunks = deque(_chunks(sizes))
    helpers = list(_helpers(work.texts, others))
    try:
        while chunks or any(helper.handed for helper in helpers):
            for helper in helpers:
                while chunks and len(helper.handed) < _AHEAD and _hand(helper, chunks[0]):
                    helper.handed.append(chunks.popleft())
            if chunks:
                work.convert_here(chunks.pop())
            busy = [helper for helper in helpers if helper.handed]
            # None: until one of them has something to say, or is gone.
            for pipe in wait([helper.pipe for helper in busy], 0 if chunks or not busy else None):
                helper = next(each for each in busy if each.pipe is pipe)
                try:
                    results = helper.pipe.recv()
                except (EOFError, OSError):
                    helpers.remove(helper)
                    chunks.extend(helper.handed)
                else:
                    work.unpack(helper.handed.popleft(), results)
    finally:
        for helper in helpers:
            helper.pipe.close()
            helper.process.terminate()
            helper.process.join()


def _helpers(texts: Sequence[str], others: int) -> Iterator[_Helper]:
    """As many processes as could be started. One that is forked has the texts already."""
    for _ in range(others):
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=_help, args=(theirs, ours, texts), daemon=True)
        try:
            process.start()
        except (OSError, ImportError, NotImplementedError):
            ours.close()
            return
        finally:
            theirs.close()
        yield _Helper(process, ours)


def _hand(helper: _Helper, chunk: list[int]) -> bool:
    try:
        helper.pipe.send(chunk)
    except OSError:
        return False  # it has gone, which the next look at its pipe finds
    return True


def _help(pipe: Connection, other_end: Connection, texts: Sequence[str]) -> None:
    """What another process does: convert what it is handed until nobody hands it anything."""
    # Ctrl-C reaches every process of a terminal; the first one says what is to be said.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    other_end.close()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_convert_all([texts[index] for index in pipe.recv()]))


def _convert_all(texts: list[str]) -> list[Converted]:
    return [convert(text) for text in texts]


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


def _pays_from() -> int:
    # The first of those that there are is the one in use where none has been chosen.
    method = multiprocessing.get_start_method(allow_none=True) or multiprocessing.get_all_start_methods()[0]
    return _PAYS_FROM.get(method, _PAYS_FROM_ANEW)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
