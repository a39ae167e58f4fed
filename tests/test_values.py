"""Classes of values are what Python's own dataclasses are, but for how they come to be."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint import values

KINDS: list[dict[str, bool]] = [
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "order": True},
    {"frozen": True, "kw_only": True},
    {"frozen": True, "eq": False},
    {"slots": True},
]
ANY = st.integers(0, 2)


def made(by: Callable[..., Any], options: dict[str, bool]) -> type:
    """A class with a default, and fields that are not compared or not shown."""

    class Value:
        one: int
        two: int = 2
        quiet: int = field(default=0, repr=False)
        aside: int = field(default=0, compare=False)

    return by(**options)(Value)  # type: ignore[no-any-return]


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """Python's."""

    one: int
    two: tuple[int, ...] = ()


Pythons = Pair


@values.dataclass(frozen=True, slots=True)
class Pair:  # type: ignore[no-redef]
    """Ours, of the same name."""

    one: int
    two: tuple[int, ...] = ()


@pytest.mark.parametrize("options", KINDS, ids=lambda each: " ".join(each))
@given(ANY, ANY, ANY, ANY, ANY)
def test_it_compares_hashes_and_shows_as_pythons_own(
    options: dict[str, bool], one: int, two: int, other: int, quiet: int, aside: int
):
    """Of any two values, ours are equal, in order, of one hash and shown where and as Python's own are."""
    ours, theirs = made(values.dataclass, options), made(dataclasses.dataclass, options)
    a, b = (kind(one=one, two=two) for kind in (ours, theirs))
    c, d = (kind(one=one, two=other, quiet=quiet, aside=aside) for kind in (ours, theirs))
    assert (a == c) == (b == d)
    assert a != b
    assert repr(c) == repr(d)
    assert (ours.__hash__ is None) == (theirs.__hash__ is None)
    if options.get("frozen") and options.get("eq", True):
        assert hash(c) == hash(d)
    if options.get("order"):
        assert (a < c, a <= c) == (b < d, b <= d)


@given(ANY, st.lists(ANY).map(tuple))
def test_it_is_copied_replaced_and_kept_as_pythons_own(one: int, two: tuple[int, ...]):
    """A value survives pickling and copying, can be taken apart by a pattern, and one of its fields replaced."""
    value = Pair(one, two)
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value
    assert replace(value, one=7) == Pair(7, two)
    assert [each.name for each in fields(value)] == [each.name for each in fields(Pythons)]
    match value:
        case Pair(first, second):
            assert (first, second) == (one, two)


def test_what_a_class_says_itself_stands():
    """A class that has its own way of comparing or showing keeps it."""

    @values.dataclass(frozen=True)
    class Odd:
        one: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 3

        def __repr__(self) -> str:
            return "odd"

    assert (Odd(1) == Odd(2), hash(Odd(1)), repr(Odd(1))) == (True, 3, "odd")


def test_a_value_of_another_class_is_another_value():
    """What belongs to another class, be it one made from this, is never equal."""

    @values.dataclass(frozen=True)
    class Base:
        one: int

    @values.dataclass(frozen=True)
    class Further(Base):
        pass

    assert Base(1) != Further(1)
    assert Base(1) == Base(1)
