"""One thing worked out by another process while this one goes on with something else."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from plaint.memory.spread import forks

T = TypeVar("T")


class Aside(Generic[T]):
    """What some work comes to, by a copy of this process that is made at once; `close` ends that one.

    Unless this machine `forks`, and where the copy came to nothing, the work is done here as soon as somebody asks for
    its result, which must be something that can be pickled.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._process = 0
        self._pipe = -1
        if not forks():
            return
        with suppress(OSError):
            ours, theirs = os.pipe()
            self._process = os.fork()
            if not self._process:
                self._there(theirs)
            os.close(theirs)
            self._pipe = ours

    def _there(self, pipe: int) -> None:
        """In the copy: work, hand over, and end without a word."""
        status = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            with os.fdopen(pipe, "wb") as result:
                pickle.dump(self._work(), result, pickle.HIGHEST_PROTOCOL)
            status = 0
        finally:
            os._exit(status)

    def result(self) -> T:
        """What the work comes to. Raises whatever it does."""
        if self._process:
            pipe, self._pipe = self._pipe, -1
            with os.fdopen(pipe, "rb") as handed:
                given = handed.read()
            process, self._process = self._process, 0
            if os.waitpid(process, 0)[1] == 0:
                result: T = pickle.loads(given)
                return result
        return self._work()

    def close(self) -> None:
        """Nobody wants the result any more."""
        if self._process:
            process, self._process = self._process, 0
            if self._pipe >= 0:  # else somebody was stopped while waiting for the result
                os.close(self._pipe)
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
