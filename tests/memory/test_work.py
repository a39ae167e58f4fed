"""Work is taken over where nothing that it read has changed, and done again everywhere else."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from plaint.memory.past import Past, packed, unpacked
from plaint.memory.tables import Tables
from plaint.memory.watch import ALL, KEYS, Remembered, Watch, Watched
from plaint.memory.work import Work
from tests.cells import cells_of

Values = Mapping[str, int]


def kept(past: Past, store: dict[str, bytes] | None = None) -> Past:
    """What a build left, as the next one gets it: of what is kept already, nothing is written again."""
    store = {} if store is None else store
    store.update(packed(past))
    return opened(store)


def opened(store: Mapping[str, bytes]) -> Past:
    """The past in a store."""
    return unpacked(lambda name: memoryview(store[name]) if name in store else None)


class Build:
    """A build over one table: for each key something that reads other cells, and sums that read those."""

    def __init__(self, values: Values, past: Past | None = None) -> None:
        self.tables = Tables()
        self.values = self.tables.table("values", dict(values))
        self.work = Work(self.tables, past)
        self.done: list[str] = []
        self.total = self.tables.once("total", lambda: {"": sum(self.values.values())})
        self.doubled = self.work.derive("doubled", list(values), self._double)
        self.shown = self.work.derive("shown", [*values, "missing"], self._show)

    def _double(self, key: str) -> int:
        self.done.append(f"double {key}")
        # Every second value shows no change in what comes of it.
        return self.values[key] // 2

    def _show(self, key: str) -> str:
        self.done.append(f"show {key}")
        after = self.values.get(f"{key}'", 0)
        return f"{key}: {self.doubled.get(key)} {after}" + (f" of {self.total['']}" if key == "a" else "")


def results(build: Build) -> tuple[dict[str, int], dict[str, str]]:
    return dict(build.doubled), dict(build.shown)


KEYS_OF = st.dictionaries(st.sampled_from(["a", "b", "c", "a'", "b'"]), st.integers(0, 6))


@given(st.lists(KEYS_OF, min_size=2, max_size=6))
def test_whatever_changes_the_outcome_is_that_of_work_done_anew(rounds: list[dict[str, int]]):
    """Through any changes, what is taken over is what working it out would give."""
    past: Past | None = None
    store: dict[str, bytes] = {}
    for values in rounds:
        build = Build(values, past)
        assert results(build) == results(Build(values))
        past = kept(build.work.left(), store)


def test_nothing_is_done_where_nothing_has_changed():
    """The same values again: no work at all."""
    values = {"a": 4, "b": 2}
    again = Build(values, Build(values).work.left())
    assert again.done == []
    assert not again.work.differs


def test_only_what_read_a_cell_is_done_again():
    """One value changes: what read it is done again, and what read that only if it came out otherwise."""
    before = Build({"a": 4, "b": 2, "c": 8}).work.left()
    assert Build({"a": 4, "b": 3, "c": 8}, before).done == ["double b", "show a"]  # 3 // 2 is 1, as 2 // 2
    assert Build({"a": 4, "b": 6, "c": 8}, before).done == ["double b", "show a", "show b"]


def test_only_parts_that_have_changed_are_written():
    """Of what a build left, the next one writes anew what is another, and what vouches for all; not what was done again
    and came to the same."""
    store: dict[str, bytes] = {}
    past = kept(Build({"a": 4, "b": 2, "c": 8}).work.left(), store)
    assert [name for name, _ in packed(Build({"a": 4, "b": 2, "c": 8}, past).work.left())] == [""]
    written = [name for name, _ in packed(Build({"a": 4, "b": 3, "c": 8}, past).work.left())]
    parts = [f"{part} shown" for part in ("head", "values", "reads")]
    assert sorted(written) == sorted(["", "stamps values", "stamps total", *parts])


def test_what_was_kept_ahead_is_not_written_again():
    """Of what a build leaves, part may be kept before its end: nothing vouches for it until the rest is kept too."""
    values = {"a": 4, "b": 2, "c": 8}
    build, store = Build(values), dict[str, bytes]()
    store.update(packed(build.work.left_ahead()))
    assert "" not in store
    build.work.derive("later", ["a"], lambda key: build.values[key])
    build.work.opening["new"] = 1
    rest = dict(packed(build.work.left()))
    assert sorted(rest) == sorted(["", "opening new", *(f"{part} later" for part in ("head", "values", "reads"))])
    past = opened({**store, **rest})
    assert Build(values, past).done == []
    assert past.opening == {"new": 1}


@given(st.data())
def test_a_part_that_another_build_wrote_is_not_taken_for_ours(data: st.DataObject):
    """Parts of several builds, whichever of them came last, never lead to a wrong outcome."""
    mine, theirs = data.draw(KEYS_OF), data.draw(KEYS_OF)
    store: dict[str, bytes] = {}
    first = kept(Build(mine).work.left(), store)
    other = dict(packed(Build(theirs, first).work.left()))
    for name in data.draw(st.sets(st.sampled_from(sorted(other)))):
        store[name] = other[name]
    try:
        past = opened(store)
    except LookupError:
        return
    now = data.draw(KEYS_OF)
    assert results(Build(now, past)) == results(Build(now))


def test_what_was_looked_for_in_vain_counts():
    """A key that was not there and now is, is a change for whoever asked for it."""
    before = Build({"a": 4, "b": 2}).work.left()
    after = Build({"a": 4, "b": 2, "b'": 0}, before)
    assert "show b" in after.done


def test_a_table_that_is_not_there_yet_counts_as_changed():
    """What read a table that this build has not made yet is done again rather than trusted."""
    first = Tables()
    values = first.table("values", {"a": 1})
    work = Work(first)
    late = first.table("late", {"a": 1})
    work.derive("sum", ["a"], lambda key: values[key] + late[key])
    second = Tables()
    second.table("values", {"a": 1})
    done: list[str] = []
    again = Work(second, work.left())
    again.derive("sum", ["a"], lambda key: done.append(key) or 2)
    assert done == ["a"]


def test_remembered_work_tells_every_reader_what_it_read():
    """Whoever asks second has read the same cells as who asked first."""
    watch = Watch()
    values = Watched(watch, "values", {"a": 1, "b": 2})
    double = Remembered(watch, lambda key: values[key] * 2)
    for _ in range(2):
        with watch.noting() as seen:
            assert double("a") == 2
        assert cells_of(watch, seen) == {("values", "a")}


def test_reading_a_whole_table_is_noted_as_such():
    """Its keys and all of it are cells of their own; aside, nothing is noted."""
    watch = Watch()
    values = Watched(watch, "values", {"a": 1})
    with watch.noting() as seen:
        list(values)
        with watch.aside():
            list(values.values())
    assert cells_of(watch, seen) == {("values", KEYS)}
    with watch.noting() as seen:
        list(values.items())
    assert cells_of(watch, seen) == {("values", ALL)}


def test_what_depends_on_its_key_alone_is_recalled():
    """It is worked out once, and kept for the build after next as well."""
    done: list[str] = []

    def work(key: str) -> int:
        done.append(key)
        return len(key)

    first = Work(Tables())
    assert first.recall("length", "word", work) == 4
    store: dict[str, bytes] = {}
    second = Work(Tables(), kept(first.left(), store))
    third = Work(Tables(), kept(second.left(), store))
    assert third.recall("length", "word", work) == 4
    assert done == ["word"]
