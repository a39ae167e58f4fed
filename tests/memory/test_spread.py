"""Work in pieces gives the same in one process and in several, whatever becomes of any of them."""

from __future__ import annotations

import mmap
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from plaint.memory.cells import first_of, place_of
from plaint.memory.past import Past
from plaint.memory.spread import Spread, spread
from plaint.memory.tables import Tables
from plaint.memory.work import Job, Work

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


@pytest.fixture(autouse=True)
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are copies here, although whoever runs these tests may have threads."""
    for module in ("spread", "pieces"):
        monkeypatch.setattr(f"plaint.memory.{module}.forks", lambda: True)
    monkeypatch.setattr("plaint.memory.pieces.cores", lambda: 3)


def squares(count: int, others: int, there: Any = None) -> tuple[dict[int, int], list[int]]:
    """What comes of the squares of as many numbers, and those that were worked out by other processes."""
    done, elsewhere = dict[int, int](), list[int]()

    def take(chunk: int, result: int) -> None:
        assert chunk not in done
        done[chunk] = result
        elsewhere.append(chunk)

    def here(chunk: int) -> None:
        assert chunk not in done
        time.sleep(0.001)
        done[chunk] = chunk**2

    spread(range(count), there or (lambda chunk: chunk**2), here, take, others)
    return done, elsewhere


@pytest.mark.parametrize(("count", "others"), [(0, 2), (1, 2), (2, 2), (3, 1), (200, 0), (200, 1), (200, 4)])
def test_each_chunk_is_done_once(count: int, others: int) -> None:
    """However many chunks and processes there are, each chunk comes to what it is."""
    done, elsewhere = squares(count, others)
    assert done == {number: number**2 for number in range(count)}
    assert bool(elsewhere) == (count > 1 and others > 0)


def die(_chunk: int) -> int:
    """Ends the process that it is called in."""
    os._exit(1)


def fail(_chunk: int) -> int:
    """Fails in the process that it is called in."""
    raise ValueError


@pytest.mark.parametrize("there", [die, fail])
def test_what_another_process_does_not_bring_to_an_end_is_done_here(there: Any, capfd: pytest.CaptureFixture[str]):
    """Where other processes die or fail, their chunks are done in this one."""
    assert squares(100, 2, there) == ({number: number**2 for number in range(100)}, [])


@pytest.mark.parametrize("after", [0.0001, 0.005, 0.02, 0.05])
def test_a_process_that_is_killed_at_any_moment_is_not_waited_for(after: float) -> None:
    """Killed before it began, at work, or half-way through handing over: every chunk is done, and nothing hangs."""

    def kill(_number: int, _frame: object) -> None:
        for child in multiprocessing.active_children():
            child.kill()

    before = signal.signal(signal.SIGALRM, kill)
    signal.setitimer(signal.ITIMER_REAL, after)
    try:
        done = dict[int, int]()
        large = list(range(100_000))
        spread(
            range(150),
            lambda chunk: [chunk, *large],
            lambda chunk: done.update({chunk: chunk}),
            lambda chunk, result: done.update({chunk: result[0]}),
            2,
        )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert done == {number: number for number in range(150)}


def test_a_process_that_is_quicker_does_more() -> None:
    """All that it has done is taken at once, so that it never waits for a slower one to hand it more."""
    here, there = list[int](), list[int]()
    spread(
        range(120),
        lambda chunk: chunk,
        lambda chunk: time.sleep(0.01) or here.append(chunk),  # type: ignore[func-returns-value]
        lambda chunk, _: there.append(chunk),
        1,
    )
    assert sorted(here + there) == list(range(120))
    assert len(there) > 80


def halves(kill_after: float = 0.0) -> tuple[dict[int, int], list[int]]:
    """Forty chunks in two halves: the process that did each, and those of the first half that were done half-way."""
    done = dict[int, int]()

    def work(chunk: int) -> int:
        time.sleep(0.004)
        return os.getpid()

    def take(chunk: int, process: int) -> None:
        assert chunk not in done
        done[chunk] = process

    def kill(_number: int, _frame: object) -> None:
        for child in multiprocessing.active_children():
            child.kill()

    before = signal.signal(signal.SIGALRM, kill)
    signal.setitimer(signal.ITIMER_REAL, kill_after)
    both = Spread(range(20), work, lambda chunk: take(chunk, work(chunk)), take, 2, range(20, 40))
    try:
        both.half()
        half = sorted(chunk for chunk in done if chunk < 20)
        both.finish()
    finally:
        both.end()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return done, half


def test_who_did_a_chunk_goes_on_with_it() -> None:
    """The first half is done half-way, and most of the second is done by who did the same of the first."""
    done, half = halves()
    assert half == list(range(20))
    assert sorted(done) == list(range(40))
    assert len(set(done.values())) == 3
    assert sum(done[chunk] == done[chunk + 20] for chunk in range(20)) >= 10


@pytest.mark.parametrize("after", [0.0001, 0.02, 0.04, 0.06])
def test_what_a_process_that_was_killed_would_have_gone_on_with_is_done_too(after: float) -> None:
    """Killed in either half, or between them: every chunk of both is done once."""
    done, half = halves(after)
    assert half == list(range(20))
    assert sorted(done) == list(range(40))


def test_a_process_whose_results_have_no_room_goes_on() -> None:
    """While nobody takes what it has done, another process does what else it was handed, however large that is."""
    done, away, large = mmap.mmap(-1, 1), list[int](), bytes(300_000)

    def there(_chunk: int) -> bytes:
        done[0] += 1
        return large

    def first() -> None:
        time.sleep(0.5)
        away.append(done[0])

    taken = list[int]()
    spread(range(40), there, taken.append, lambda chunk, _: taken.append(chunk), 1, [first])
    assert away == [20]
    assert sorted(taken) == list(range(40))


def test_what_is_done_first_leaves_the_others_their_share() -> None:
    """While the first process is away, each other one has as much to do as it could do of all by then."""
    away, there = list[int](), list[int]()

    def first() -> None:
        time.sleep(0.3)
        away.append(len(there))

    to_do: list[Any] = [first, lambda: away.append(len(there))]
    spread(range(100), lambda chunk: chunk, lambda chunk: None, lambda chunk, _: there.append(chunk), 1, to_do)
    assert to_do == []
    assert away[0] == 0
    assert away[1] == 50


def test_large_chunks_with_large_results_never_wait_for_each_other() -> None:
    """Chunks and results for which no pipe has room: whoever hands over is not waited for by whom it waits for."""

    def too_long(_number: int, _frame: object) -> None:
        pytest.fail("they wait for each other")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, 30)
    done = dict[str, int]()
    try:
        spread(
            [f"{number} " * 20_000 for number in range(100)],
            lambda chunk: chunk * 20,
            lambda chunk: done.update({chunk: time.sleep(0.01) or len(chunk) * 20}),
            lambda chunk, result: done.update({chunk: len(result)}),
            1,
        )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(done) == 100
    assert all(length == 20 * len(chunk) for chunk, length in done.items())


# --- pieces of work ---


class Beside:
    """Notes, for each piece, the process that did it."""

    def __init__(self) -> None:
        self.new: list[tuple[str, int]] = []
        self.all: list[tuple[str, int]] = []

    def note(self, key: str) -> None:
        self.new.append((key, os.getpid()))

    def hand_over(self) -> list[tuple[str, int]]:
        handed, self.new = self.new, []
        return handed

    def take_over(self, handed: list[tuple[str, int]]) -> None:
        self.all += handed


class Build:
    """A build over a table of numbers: for each, the sum of it and of the one that it names, by several processes."""

    def __init__(self, values: Mapping[str, int], past: Past | None = None, worth_it: float = 0) -> None:
        self.tables = Tables()
        self.values = self.tables.table("values", dict(values))
        self.work = Work(self.tables, past)
        self.beside = Beside()
        if past:
            self.late()
        jobs = [Job("sums", list(values), self.sum), Job("few", list(values)[:3], self.sum)]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("plaint.memory.pieces._WORTH_IT", worth_it)
            patch.setattr("plaint.memory.pieces._MOST", 8)
            self.sums, self.few = self.work.derive_all(jobs, self.beside)

    def sum(self, key: str) -> int:
        self.beside.note(key)
        value = self.values[key]
        if value > 900:  # something that few pieces ask for, so that other processes are the first to make it
            value += self.late()[""]
        return value + self.values.get(str(value % 7), 0)

    def late(self) -> Mapping[str, int]:
        return self.tables.once("late", lambda: {"": len(self.values)})

    @property
    def elsewhere(self) -> bool:
        return any(process != os.getpid() for _, process in self.beside.all)

    def cells(self) -> dict[Any, set[Any]]:
        left = self.work.left()
        kind = left.kinds["sums"]
        return {
            key: {(left.tables[place_of(number)], number - first_of(place_of(number))) for number in kind.reads(place)}
            for place, key in enumerate(kind.keys)
        }


NUMBERS = {str(number): number for number in range(1_000)}


def test_several_processes_come_to_what_one_comes_to() -> None:
    """Values, their order, and the cells that each piece read are the same as where one process does all."""
    alone, together = Build(NUMBERS, worth_it=60), Build(NUMBERS)
    assert together.elsewhere
    assert not alone.elsewhere
    assert list(together.sums.items()) == list(alone.sums.items())
    assert list(together.few.items()) == list(alone.few.items())
    assert together.cells() == alone.cells()


def test_what_several_processes_did_is_taken_over() -> None:
    """A build after one in several processes does only what rests on something that has changed."""
    past = Build(NUMBERS).work.left()
    same = Build(NUMBERS, past)
    assert same.work.redone["sums"] == 0
    changed = Build({**NUMBERS, "30": 37}, past)
    assert changed.work.redone["sums"] == 1
    assert changed.sums == Build({**NUMBERS, "30": 37}, worth_it=60).sums


def test_a_table_that_only_another_process_made_is_made_here_too() -> None:
    """A later build can compare everything that any piece read."""
    left = Build(NUMBERS).work.left()
    assert "late" in left.read["sums"]
    assert left.read["sums"] <= left.stamps.keys() | left.kinds.keys()


@pytest.mark.parametrize("first", [51, 999], ids=["one kind", "a later kind alone has failed by then"])
def test_the_first_piece_that_fails_is_the_one_that_is_told(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the order in which processes come to them, the failure is that of the first piece of the first kind."""
    monkeypatch.setattr("plaint.memory.pieces._WORTH_IT", 0)

    def work(key: int) -> int:
        if key >= first:
            raise ValueError(key)
        return key

    jobs = [Job("numbers", range(1_000), work), Job("more", range(2_000, 2_100), work)]
    with pytest.raises(ValueError, match=f"^{first}$"):
        Work(Tables()).derive_all(jobs)


@pytest.mark.parametrize("worth_it", [0, 60], ids=["several processes", "one process"])
def test_what_nobody_waits_for_is_done_while_others_are_at_work(
    worth_it: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is done once, in the first process, and more work may be in it; where that works alone, it stays to be done."""
    monkeypatch.setattr("plaint.memory.pieces._WORTH_IT", worth_it)
    work, done = Work(Tables()), list[int]()

    def meanwhile() -> None:
        done.append(os.getpid())
        assert list(work.derive("more", range(3), lambda key: -key).values()) == [0, -1, -2]

    work.meanwhile.append(meanwhile)
    numbers = work.derive("numbers", range(200), lambda key: time.sleep(0.001) or key)
    assert list(numbers) == list(numbers.values()) == list(range(200))
    assert done == ([] if worth_it else [os.getpid()])
    assert len(work.meanwhile) == (1 if worth_it else 0)


def test_what_is_done_soon_is_done_by_one_process() -> None:
    """What is done sooner than a process is made is done in this one."""
    assert not Build(NUMBERS, worth_it=10).elsewhere


def test_what_took_long_last_time_is_begun_first() -> None:
    """Nobody is left with a long piece when all the others have ended."""

    def built(value: int, past: Past | None) -> tuple[Work, Beside]:
        tables, beside = Tables(), Beside()
        numbers = tables.table("numbers", dict.fromkeys(range(9), value))
        work = Work(tables, past)

        def do(key: int) -> int:
            beside.note(str(key))
            time.sleep(0.3 if key == 6 else 0.002)
            return numbers[key]

        work.derive_all([Job("shown", range(9), do)], beside)
        return work, beside

    first, _ = built(1, None)
    second, beside = built(2, first.left())
    assert second.redone["shown"] == 9
    begun = {process: key for key, process in reversed(beside.all)}
    assert "6" in begun.values()


@pytest.fixture(autouse=True)
def no_child_is_left() -> Iterator[None]:
    """Every process that was made has ended."""
    yield
    assert not multiprocessing.active_children()
