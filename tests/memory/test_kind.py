"""What is kept of a kind of work can be changed piece by piece, and told apart by what each piece read."""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.memory import past
from plaint.memory.cells import Numbers, first_of, place_of
from plaint.memory.past import Kind, Late, Piece


@pytest.fixture(autouse=True, scope="module")
def small() -> Iterator[None]:
    """Blocks and searches so small that a few pieces have several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(past, "_BLOCK", 3)
        patch.setattr(past, "_SOUGHT", 2)
        yield


CELL = st.one_of(st.integers(0, 6), st.integers(first_of(1), first_of(1) + 4), st.integers(0, 2**32 - 1))


def piece(value: str, cells: list[int], seconds: int) -> Piece:
    return value, array("I", cells).tobytes(), float(seconds)


PIECE = st.builds(piece, st.text(max_size=2), st.lists(CELL, max_size=4, unique=True), st.integers(0, 9))


def told(kind: Kind) -> list[tuple[Any, ...]]:
    return [(key, kind.piece(place), kind.took(place), kind.place(key)) for place, key in enumerate(kind.keys)]


def read_again(kind: Kind) -> Kind:
    return Kind.from_parts(*(memoryview(content) for _, content in kind.parts()))


@given(st.lists(PIECE, max_size=10), st.data())
def test_pieces_that_are_replaced_leave_the_others_as_they_are(pieces: list[Piece], data: st.DataObject):
    """Whichever are replaced, kept, and replaced again, the kind is that of all pieces as they are in the end."""
    keys = [f"piece {number}" for number in range(len(pieces))]
    kind, now = Kind.of(keys, pieces), list(pieces)
    for _ in range(3):
        new = data.draw(st.dictionaries(st.integers(0, len(pieces) - 1), PIECE)) if pieces else {}
        assert kind.comes_to(new) == all(
            (value, {*array("I", cells)}) == (now[place][0], {*array("I", now[place][1])})
            for place, (value, cells, _) in new.items()
        )
        kind = kind.replaced(new)
        now = [new.get(place, each) for place, each in enumerate(now)]
        if data.draw(st.booleans()):
            kind = read_again(kind)
        assert told(kind) == told(Kind.of(keys, now))
        assert list(kind.values()) == [value for value, _, _ in now]
        assert dict(Late(kind)) == dict(zip(keys, kind.values(), strict=True))


def test_a_block_that_was_only_looked_into_is_kept_as_it_was_packed() -> None:
    """To ask for a value takes its block apart, and nobody has to pack it again for that."""
    kind = read_again(Kind.of(["a", "b", "c", "d"], [(["value"], b"", 0.0)] * 4))
    before = dict(kind.parts())
    assert kind.value(0) is kind.value(0)
    with pytest.MonkeyPatch.context() as patch:
        packed = list[Any]()
        dumps = past.pickle.dumps
        patch.setattr(past.pickle, "dumps", lambda value, protocol: (packed.append(value), dumps(value, protocol))[1])
        assert dict(kind.replaced({3: (["other"], b"", 0.0)}).parts()).keys() == before.keys()
    assert [["other"]] in packed
    assert [["value"]] * 3 not in packed


@given(st.lists(PIECE, max_size=10), st.sets(CELL, max_size=6), st.sets(st.integers(0, 3), max_size=2), st.data())
def test_those_that_read_a_cell_are_found(
    pieces: list[Piece], changed: set[int], tables: set[int], data: st.DataObject
):
    """They are those whose cells are among the changed ones, or belong to a table nobody can say anything of."""
    keys = list(range(len(pieces)))
    new = data.draw(st.dictionaries(st.integers(0, len(pieces) - 1), PIECE)) if pieces else {}
    kind = read_again(Kind.of(keys, pieces).replaced(new))
    wanted = {
        place
        for place in keys
        if any(cell in changed or place_of(cell) in tables for cell in kind.reads(place))
    }
    assert kind.that_read(changed, tables) == wanted


def test_what_is_not_there_is_not_found() -> None:
    """A key that no piece has is none of the mapping's."""
    late = Late(Kind.of(["a"], [("value", b"", 0.0)]))
    assert ("a" in late, "b" in late, late.get("b", "none"), len(late)) == (True, False, "none", 1)
    with pytest.raises(KeyError):
        late["b"]


KEY = st.recursive(
    st.one_of(st.text(max_size=4), st.integers(), st.none(), st.binary(max_size=3)),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), KEY)))
def test_a_cell_has_the_same_number_in_every_build(cells: list[tuple[str, Any]]):
    """Whatever was asked before, by whichever process, as long as tables have the places they had."""
    first = Numbers()
    numbers = [first[table][key] for table, key in cells]
    second = Numbers()
    second.begin(first.tables)
    assert [second[table][key] for table, key in reversed(cells)] == numbers[::-1]
    assert all(first.tables[place_of(number)] == table for number, (table, _) in zip(numbers, cells, strict=True))


@pytest.mark.parametrize("key", [object(), ("a", datetime.date(2024, 5, 31)), 0.5, frozenset("ab"), True])
def test_a_key_that_may_be_written_in_two_ways_has_no_number(key: object) -> None:
    """Rather than a change that nobody sees, it is an error that everybody sees."""
    with pytest.raises(TypeError, match="a key of things is a"):
        Numbers()["things"][key]
