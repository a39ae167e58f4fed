"""Many texts at once, spread over the machine's cores where that pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress

from plaint.markup.convert import convert
from plaint.markup.model import Converted

Progress = Callable[[int, int], None]
Text = tuple[str, int]

# Starting processes costs some tenths of a second, which is what a core needs for about as many characters.
_PAYS_FROM = 400_000
_CHUNK = 60_000


def convert_many(
    texts: Sequence[Text], *, workers: int | None = None, progress: Progress | None = None
) -> list[Converted]:
    """Each (text, number of its first line) converted, in order. `workers` is the number of processes, else
    that of the cores; `progress` is told how many texts are done, of how many. Without processes the result
    is the same."""
    results: list[Converted | None] = [None] * len(texts)
    count = workers if workers is not None else _cores()
    if count > 1 and sum(len(text) for text, _ in texts) >= _PAYS_FROM:
        # Where there are no processes, or one is killed, what is missing is done below.
        with suppress(OSError, ImportError, NotImplementedError, BrokenProcessPool):
            _spread(texts, results, count, progress)
    done = sum(result is not None for result in results)
    for index, (text, first_line) in enumerate(texts):
        if results[index] is None:
            results[index] = convert(text, first_line=first_line)
            done += 1
            if progress:
                progress(done, len(texts))
    return [result for result in results if result is not None]


def _spread(texts: Sequence[Text], results: list[Converted | None], workers: int, progress: Progress | None) -> None:
    done = 0
    pool = ProcessPoolExecutor(max_workers=workers)
    try:
        waiting: dict[Future[list[Converted]], list[int]] = {
            pool.submit(_convert_all, [texts[index] for index in chunk]): chunk for chunk in _chunks(texts)
        }
        for future in as_completed(waiting):
            for index, result in zip(waiting[future], future.result(), strict=True):
                results[index] = result
            done += len(waiting[future])
            if progress:
                progress(done, len(texts))
    finally:
        pool.shutdown(cancel_futures=True)


def _convert_all(texts: list[Text]) -> list[Converted]:
    return [convert(text, first_line=first_line) for text, first_line in texts]


def _chunks(texts: Sequence[Text]) -> Iterator[list[int]]:
    """The texts' indices in groups of about `_CHUNK` characters, so that no process is left with all the
    long ones."""
    chunk, size = list[int](), 0
    for index, (text, _) in enumerate(texts):
        chunk.append(index)
        size += len(text)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
