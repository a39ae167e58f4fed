"""Work in many pieces, spread over the machine's cores."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import field
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Generic, TypeVar

from plaint.values import dataclass

C = TypeVar("C")
R = TypeVar("R")

_AHEAD, _FAR_AHEAD = 2, 64
"""Chunks that a process is handed at once: one at work, and one that is there when the first is done. While there is
much to do it gets more, for the first process may be busy with something long; towards the end nobody is to wait."""

_ROOM = 1 << 20
"""Bytes of a result that may wait in a pipe, so that who made it goes on before anybody takes it."""


_PAGE = 4096
"""Bytes by which a pipe's room is given out."""


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def forks() -> bool:
    """Whether other processes begin as copies of this one, and so know all that it knows, within some hundredths
    of a second. Where they start anew they know only what they are handed, and first import everything.

    None is made where threads run, one of which may hold what the copy then waits for; nor on macOS, where a copy can
    fail within the system's own libraries.
    """
    chosen = multiprocessing.get_start_method(allow_none=True)
    return sys.platform == "linux" and chosen in (None, "fork") and threading.active_count() == 1


def spread(
    chunks: Iterable[C],
    there: Callable[[C], R],
    here: Callable[[C], None],
    take: Callable[[C, R], None],
    others: int,
    first: list[Callable[[], object]] | None = None,
) -> None:
    """Hand chunks of work, in order, to `others`, that many processes; meanwhile work here on those that are left.

    What is to be done `first` is done here once other processes are at work, and taken out of that list; where there
    are none, it stays there.
    """
    work = Spread(chunks, there, here, take, others)
    try:
        work.finish(first)
    finally:
        work.end()


class Spread(Generic[C, R]):
    """Chunks of work, handed in order to `others`, that many processes, while this one works on those that are left.

    `there` does a chunk in another process, `here` does it in this one, and `take` is given what comes of one there.
    Unless this machine `forks`, `there` and the chunks must be such as can be pickled. Whatever becomes of the other
    processes, each chunk is taken, or done here, exactly once.

    Each process has pipes of its own whose other ends nobody else holds. One that is killed, even half-way through
    handing something over, is thus seen to have gone; what it had is done here. A pool cannot promise that.

    Every process knows all chunks from the start, and is handed their numbers. So many of them have room in any pipe:
    this process never waits to hand over, which one that itself waits for its results to be taken could make for ever.

    Where there is a `second` half, as long as the first, each chunk of it goes on with the one in the same place of the
    first half. It is handed out after that one, and to the process that did that as long as nobody else is idle. This
    process then does the first half from its end, so that what stands there is gone on with here.
    """

    def __init__(
        self,
        chunks: Iterable[C],
        there: Callable[[C], R],
        here: Callable[[C], None],
        take: Callable[[C, R], None],
        others: int,
        second: Iterable[C] = (),
    ) -> None:
        chunks, second = list(chunks), list(second)
        self._every, self._here, self._take = [*chunks, *second], here, take
        self._half = len(second)
        self._to_do = deque(range(len(chunks)))
        self._left = [len(chunks), len(second)]
        self._follow = deque[int]()
        """The chunks that go on with what was done here."""
        self._helpers = list(_helpers(there, self._every, min(others, len(chunks) - 1)))

    def half(self) -> None:
        """Go on until the first half is done. The others have their share of the second one then."""
        self._go_on(0, [])
        self._hand(away=True)

    def finish(self, first: list[Callable[[], object]] | None = None) -> None:
        """Go on until all is done, after what is to be done `first`, as long as there are other processes."""
        first = first if first and self._helpers else []
        self._go_on(0, first)
        self._go_on(1, first)

    def end(self) -> None:
        """End the other processes."""
        while self._helpers:
            self._helpers.pop().end()

    def _go_on(self, half: int, first: list[Callable[[], object]]) -> None:
        while first or self._left[half]:
            self._hand(away=bool(first))
            here = None if first else self._next(self._follow)
            if first:
                first.pop(0)()
            elif here is not None:
                self._here(self._every[here])
                self._is_done(here, self._follow)
            busy = [helper for helper in self._helpers if helper.handed]
            # None: until one of them has something to say, or is gone.
            at_most = None if busy and not first and here is None else 0
            for pipe in wait([helper.results for helper in busy], at_most):
                self._take_from(next(each for each in busy if each.results is pipe))

    def _hand(self, *, away: bool) -> None:
        """Hand every helper enough to do: its share of all that is left, where this process is `away` for a while."""
        helpers = len(self._helpers)
        for helper in self._helpers:
            left = len(self._to_do) + sum(map(len, self._follows()))
            handed = sum(len(each.handed) for each in self._helpers)
            enough = (left + handed) // (helpers + 1) if away else _ahead(left, helpers)
            while len(helper.handed) < enough and (number := self._next(helper.follow)) is not None:
                if not helper.hand(number):
                    self._to_do.appendleft(number)
                    break
                helper.handed.append(number)

    def _next(self, own: deque[int]) -> int | None:
        """The number of a chunk to be done next: what goes on with nothing, or else with something of one's own, or
        else with another's."""
        if self._to_do:
            return self._to_do.pop() if self._half and own is self._follow else self._to_do.popleft()
        if own:
            return own.popleft()
        longest = max(self._follows(), key=len)
        return longest.pop() if longest else None

    def _follows(self) -> list[deque[int]]:
        return [self._follow, *(helper.follow for helper in self._helpers)]

    def _take_from(self, helper: _Helper) -> None:
        """Take all that a helper has done by now, or one that is quicker than this process would wait for more to do.
        """
        while helper.handed:
            try:
                if not helper.results.poll():
                    break
                result = helper.results.recv()
            except (EOFError, OSError):
                self._helpers.remove(helper)
                helper.end()
                self._to_do.extend((*helper.handed, *helper.follow))
                break
            number = helper.handed.popleft()
            self._take(self._every[number], result)
            self._is_done(number, helper.follow)

    def _is_done(self, number: int, follow: deque[int]) -> None:
        first = len(self._every) - self._half
        self._left[number >= first] -= 1
        if number < self._half:
            follow.append(first + number)


def _ahead(left: int, helpers: int) -> int:
    """How many chunks each helper may have, where so many are left."""
    return max(_AHEAD, min(_FAR_AHEAD, left // (4 * helpers)))


@dataclass(slots=True)
class _Helper:
    """Another process, our ends of its pipes, the numbers of the chunks it was handed and has not given back, and of
    those that go on with what it did."""

    process: BaseProcess
    numbers: Connection
    results: Connection
    handed: deque[int] = field(default_factory=deque)
    follow: deque[int] = field(default_factory=deque)

    def hand(self, number: int) -> bool:
        """Hand it a chunk; False where it has gone, which the next look at its results finds."""
        try:
            self.numbers.send(number)
        except OSError:
            return False
        return True

    def end(self) -> None:
        """End the process."""
        self.numbers.close()
        self.results.close()
        self.process.terminate()
        self.process.join()


def _helpers(there: Callable[[C], R], chunks: Sequence[C], others: int) -> Iterator[_Helper]:
    """As many processes as could be started."""
    copies = forks()
    context: BaseContext = multiprocessing.get_context("fork" if copies else "spawn")
    open_here: list[Connection] = []
    for _ in range(others):
        to_do, numbers = Pipe(duplex=False)
        results, done = Pipe(duplex=False)
        _widen(done)
        ours = (numbers, results)
        # One that is forked holds all of our ends, and must not: it would not see that we are gone.
        held = (*open_here, *ours) if copies else ()
        process = context.Process(target=_help, args=(there, chunks, to_do, done, held), daemon=True)  # type: ignore[attr-defined]
        try:
            process.start()
        except (OSError, ImportError, NotImplementedError):
            for each in ours:
                each.close()
            return
        finally:
            to_do.close()
            done.close()
        open_here.extend(ours)
        yield _Helper(process, numbers, results)


def _help(
    there: Callable[[C], R], chunks: Sequence[C], to_do: Connection, done: Connection, held: Sequence[Connection]
) -> None:
    """What another process does: work on what it is handed until nobody hands it anything."""
    # Ctrl-C reaches every process of a terminal; the first one says what is to be said.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for connection in held:
        connection.close()
    waiting = deque[memoryview]()
    with suppress(EOFError, OSError):
        while True:
            # Whoever takes results may be long at something else. What has no room waits while there is more to do.
            while waiting and (_has_room(done, len(waiting[0])) or not to_do.poll()):
                done.send_bytes(waiting.popleft())
            waiting.append(ForkingPickler.dumps(there(chunks[to_do.recv()])))


def _widen(pipe: Connection) -> None:
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _ROOM)


def _has_room(pipe: Connection, size: int) -> bool:
    """Whether that many bytes can be sent without waiting, as far as the system tells; True where it does not."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl
        import termios

        there = fcntl.ioctl(pipe.fileno(), termios.FIONREAD, bytes(4))
        return int.from_bytes(there, sys.byteorder) + size < _ROOM - _PAGE * 4
    return True
