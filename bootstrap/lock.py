"""One set-up at a time.

The operating system drops the lock when its last holder ends, however it ends, so there are no stale ones. On
POSIX pip holds it too: if we are killed and pip goes on alone, the next call waits for it.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# A file system without locks (some network drives): better to go on than never to start.
NO_LOCKS_HERE = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}


@contextmanager
def held(path: Path, *, waiting: Callable[[], None], pause: float = 0.2) -> Iterator[int]:
    """Yield the lock's file descriptor once it is ours; `waiting` is called once if it is not so at first."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        told = False
        while not taken(descriptor):
            if not told:
                waiting()
                told = True
            time.sleep(pause)  # seconds
        yield descriptor
    finally:
        os.close(descriptor)


def taken(descriptor: int) -> bool:
    """Whether the lock is ours now; does not wait."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in NO_LOCKS_HERE:
            return True
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True
