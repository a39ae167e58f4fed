"""What another process works out is the same as what this one would, whatever becomes of that process."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator

import pytest

from plaint.memory.aside import Aside


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Processes are copied here, although whoever runs these tests may have threads; afterwards none of them is left."""
    made = list[int]()
    fork = os.fork

    def forked() -> int:
        made.append(fork())
        return made[-1]

    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "fork", forked)
    yield
    for process in made:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_another_process_works_it_out() -> None:
    """However large the result is, it comes from a process of its own."""
    process, large = Aside(lambda: (os.getpid(), b"x" * 1_000_000)).result()
    assert process != os.getpid()
    assert large == b"x" * 1_000_000


def test_beside_threads_it_is_worked_out_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread may hold what a copy of the process would wait for."""
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert Aside(os.getpid).result() == os.getpid()


@pytest.mark.parametrize("how", ["killed", "failed", "not to be pickled"])
def test_what_comes_to_nothing_there_is_worked_out_here(how: str) -> None:
    """Where the other process dies, fails, or cannot hand over what it has, this one does the work."""
    here = os.getpid()

    def work() -> object:
        if os.getpid() == here:
            return "here"
        if how == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if how == "failed":
            raise ValueError
        return lambda: None

    assert Aside(work).result() == "here"


def test_what_fails_in_both_fails_here() -> None:
    """Whoever asks for the result gets the error."""

    def work() -> None:
        raise ValueError("a reason")

    with pytest.raises(ValueError, match="a reason"):
        Aside(work).result()


def test_what_nobody_wants_any_more_is_ended() -> None:
    """A process that would take for ever is gone at once."""
    Aside(lambda: signal.pause()).close()


def test_to_close_what_has_ended_is_nothing() -> None:
    """After its result, there is nothing left to end."""
    aside = Aside(lambda: 1)
    assert aside.result() == 1
    aside.close()


def test_whoever_is_stopped_while_waiting_ends_it_too() -> None:
    """Ctrl-C in the midst of a result leaves no process behind, and is what is told."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    aside = Aside(lambda: signal.pause())
    before = signal.signal(signal.SIGALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with pytest.raises(KeyboardInterrupt):
            aside.result()
    finally:
        signal.signal(signal.SIGALRM, before)
    aside.close()
