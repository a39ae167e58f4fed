"""A list that is kept in parts is the list it was made of, and is taken apart as far as it is asked for."""

from __future__ import annotations

import pickle
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plaint.memory.packed import Packed


@given(st.lists(st.integers(), max_size=70), st.data())
def test_it_is_the_list_it_was_made_of(items: list[int], data: st.DataObject):
    """Kept and read again, once or twice, it gives the same items by number, by slice and in order."""
    packed: Packed[int] = Packed.of(items)
    for _ in range(data.draw(st.integers(0, 2))):
        packed = pickle.loads(pickle.dumps(packed))
        if items and data.draw(st.booleans()):
            at = data.draw(st.integers(-len(items), len(items) - 1))
            assert packed[at] == items[at]
    assert list(packed) == items
    assert (len(packed), packed[1:20:3]) == (len(items), items[1:20:3])


@given(st.integers(0, 70), st.integers(-200, 200))
def test_what_is_not_in_it_is_no_item(length: int, at: int):
    """A number beyond either end raises what a list raises."""
    raised: list[type[Exception]] = []
    kinds: list[Any] = [list(range(length)), Packed.of(list(range(length)))]
    for each in kinds:
        try:
            each[at]
        except IndexError as error:
            raised.append(type(error))
    assert len(raised) in (0, 2)


class Counted:
    """An item that tells when it is taken apart."""

    taken = 0

    def __reduce__(self) -> tuple[Any, tuple[()]]:
        return counted, ()


def counted() -> Counted:
    Counted.taken += 1
    return Counted()


def test_only_what_is_asked_for_is_taken_apart():
    """Of a long list that was kept, one item that is asked for does not cost all others."""
    Counted.taken = 0
    packed = pickle.loads(pickle.dumps(Packed.of([Counted() for _ in range(500)])))
    assert Counted.taken == 0
    packed[250]
    assert 0 < Counted.taken < 50
