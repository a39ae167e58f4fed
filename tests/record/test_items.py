"""A register of which only what has changed is read again is the register that reading all of it gives."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plaint.memory.packed import Packed
from plaint.record import loader
from plaint.record.entry import Entry
from plaint.record.items import items_in
from plaint.record.keeping import Parsed
from plaint.record.loader import read_of
from tests.campaigns import write_files

NAME = "record/contacts/2019.yaml"
PLAIN = "- {id: %s, on: 2019-08-01, kind: email, from: kb, to: officer}\n"
LONG = "- id: %s\n  on: 2019-08-01\n  kind: email\n  from: kb\n  to: officer\n"
PIECES = [
    PLAIN,
    "\n" + PLAIN,
    LONG,
    LONG + "  # a comment\n  subject: Buses\n\n",
    LONG + "  summary: >-\n    Words\n    - and more\n\n    of them\n# a comment\n",
    LONG + "  message: |+\n    Words\n\n\n",
    LONG + "  subject: plain\n    over lines\n",
    LONG + "  subject: 'quoted\n\n    over lines'\n",
    LONG + "  pauses:\n  - {from: 2019-08-02, until: 2019-08-03,\n     why: It\n      rained}\n  - from: 2019-08-05\n    until: 2019-08-06\n    why: So\n",
    LONG + "  answers:\n    ours#bus: answered\n    ours#money: {coverage: refused,\n      note: No}\n",
    LONG + "  expects: [a reply,\n\n    2 weeks]\n",
    LONG + '  subject: "quoted\n- {id: within}\n    over lines"\n',
    LONG + "  message: |\n",
    LONG + "  subject: 'open\n",
    LONG + "  subject: shut'\n",
    LONG + '  message: "\n- {id: within, on: 2019-08-01, kind: email, from: kb, to: officer}\n-\n  "\n',
    LONG + "  tags: [one,\n- two]\n",
    LONG + "  evidence: [one, two\n",
    LONG + "  tags: one]\n",
    LONG + "  on: 2019-08-02\n",
    LONG + "  no_such_field: 1\n",
    LONG + "  subject:\n",
    LONG + "  subject:\tTab\n",
    LONG + "  subject: &anchor words\n",
    "-\n  id: %s\n  on: 2019-08-01\n  kind: email\n  from: kb\n  to: officer\n",
    "-   # a comment\n    {id: %s, on: 2019-08-01, kind: email, from: kb, to: officer}\n",
    "- - {id: %s, on: 2019-08-01, kind: email, from: kb, to: officer}\n",
    "- {id: within, on: 2019-08-01, kind: email, from: kb, to: officer}\n",
    "- words, %s\n",
    "- |\n\n",
    "- ? {id: %s}\n",
    "-\n",
    "- \n",
    "  # a comment\n\n",
    "\n# - {id: of, a: comment}\n",
    "   \n",
    " stray\n",
    "stray: 1\n",
    "---\n",
    "...\n",
    "%%YAML 1.1\n",
    "-{id: %s}\n",
    "\u2028\n",
    "\x85- {id: %s}\n",
]  # fmt: skip
RIGHT = 11
"""So many of these stand in a register with which nothing is wrong."""

SIGNS = "\"'[]{}|>-:#\n ,&*!%@?\t\u2029a1"
PLACE = st.integers(0, 70)
EDIT = st.one_of(
    st.tuples(st.just("replace"), PLACE, st.sampled_from(PIECES)),
    st.tuples(st.just("insert"), PLACE, st.sampled_from(PIECES)),
    st.tuples(st.just("delete"), PLACE, st.just("")),
    st.tuples(st.just("swap"), PLACE, st.just("")),
    st.tuples(st.just("type"), st.integers(0, 10_000), st.sampled_from(SIGNS)),
    st.tuples(st.just("cut"), st.integers(0, 10_000), st.just("")),
)


def edited(pieces: list[str], edit: tuple[str, int, str], id: str) -> list[str]:
    """The pieces of a register after an edit."""
    how, place, new = edit
    new = new.replace("%s", id).replace("%%", "%")
    if how in ("type", "cut"):
        text = "".join(pieces)
        at = place % (len(text) + 1)
        return [text[:at], new, text[at + (how == "cut") :]]
    at = place % (len(pieces) + 1)
    if how == "swap":
        return [*pieces[at:], *pieces[:at]]
    return [*pieces[:at], *([new] if new else []), *pieces[at + (how != "insert") :]]


def said(value: Any) -> Any:
    """All that an entry says, with the lines it says it on."""
    if isinstance(value, Entry):
        return type(value), [(each.name, said(getattr(value, each.name))) for each in dataclasses.fields(value)]
    if isinstance(value, dict):
        return [(key, said(each)) for key, each in value.items()]
    return tuple(map(said, value)) if type(value) is tuple else value


def all_of(parsed: Parsed) -> Any:
    """All that a register was read as."""
    return [said(each) for each in parsed.entries], parsed._replace(entries=())


def kept(parsed: Parsed) -> Parsed:
    """What is kept of a register, and known again."""
    back: Parsed = pickle.loads(pickle.dumps(parsed._replace(entries=Packed.of(parsed.entries))))
    return back


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.sampled_from([1, 3, 40]), edits=st.lists(st.lists(EDIT, min_size=1, max_size=2), min_size=1, max_size=5))
def test_any_edits(tmp_path: Path, size: int, edits: list[list[tuple[str, int, str]]]):
    """Whatever is edited, entries, lines, findings and standing are those of a first reading."""
    _, _, read = read_of(tmp_path, "content", NAME)
    pieces = [PIECES[number % RIGHT].replace("%s", f"a{number}") for number in range(size)]
    before: Parsed | None = None
    for number, several in enumerate([[], *edits]):
        for which, edit in enumerate(several):
            pieces = edited(pieces, edit, f"b{number}-{which}")
        write_files(tmp_path, {NAME: "".join(pieces)})
        fresh, again = read(None), read(before)
        assert all_of(again) == all_of(fresh)
        # Where something is wrong, what was read when nothing was is still what is known best.
        before = kept(again) if number % 2 else again


@pytest.mark.parametrize("first", PIECES)
def test_whatever_an_item_was_and_is_now(tmp_path: Path, first: str):
    """From each thing that may stand in a register to each other one, between two that stay as they are."""
    _, _, read = read_of(tmp_path, "content", NAME)

    def put(piece: str) -> None:
        around = [each % f"a{number}" for number, each in enumerate(PIECES[:RIGHT])]
        text = "".join((LONG % "b", piece.replace("%s", "c").replace("%%", "%"), *around))
        write_files(tmp_path, {NAME: text})

    put(first)
    before = read(None)
    assert before.items or first not in PIECES[:RIGHT]
    for piece in PIECES:
        put(piece)
        assert all_of(read(before)) == all_of(read(None))


def test_only_items_that_have_changed_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """After an edit of one entry and one more above it, these two are taken apart, and no other."""
    composed: list[str] = []
    compose = loader.compose
    monkeypatch.setattr(loader, "compose", lambda text, *rest, **more: (composed.append(text), compose(text, *rest, **more))[1])
    _, _, read = read_of(tmp_path, "content", NAME)
    items = [PLAIN % f"a{number}" for number in range(60)]
    write_files(tmp_path, {NAME: "# ours\n\n" + "".join(items)})
    before = kept(read(None))
    composed.clear()
    items[30] = LONG % "a30"
    write_files(tmp_path, {NAME: "# ours\n\n" + LONG % "new" + "".join(items)})
    again = read(before)
    assert composed == [LONG % "new", LONG % "a30"]
    assert [entry.where.line for entry, _ in again.entries if entry][-2:] == [70, 71]


def test_entries_that_stay_where_they_are_stay_packed(tmp_path: Path):
    """Where an edit moves nothing, of what is kept only the part with the entry that has changed is taken apart."""
    _, _, read = read_of(tmp_path, "content", NAME)
    items = [PLAIN % f"a{number}" for number in range(60)]
    write_files(tmp_path, {NAME: "".join(items)})
    before = kept(read(None))
    items[30] = PLAIN % "other"
    write_files(tmp_path, {NAME: "".join(items)})
    again = read(before)
    assert isinstance(again.entries, Packed)
    assert [isinstance(part, bytes) for part in again.entries._parts] == [True, False, True, True]


def test_as_many_entries_as_before_need_not_be_in_their_places(tmp_path: Path):
    """Where two new entries take the lines of one, and the last is gone, each of the others is one further on."""
    _, _, read = read_of(tmp_path, "content", NAME)
    items = [PLAIN % f"a{number}" for number in range(60)]
    write_files(tmp_path, {NAME: "".join((PLAIN.replace("{id: %s,", "{id: long,\n"), *items))})
    before = kept(read(None))
    assert len(before.items) == 61
    write_files(tmp_path, {NAME: "".join((PLAIN % "one", PLAIN % "two", *items[:-1]))})
    assert all_of(read(before)) == all_of(read(None))


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("# ours\n\n- a\n  b\n# c\n-\n- d", [(3, "- a\n  b\n# c\n"), (6, "-\n"), (7, "- d")]),
        ("a\n- b\n", []),
        ("- a\n...\n- b\n", []),
        ("- a\n\t- b\n", []),
        ("-a\n", []),
        ("", []),
    ],
)
def test_items(text: str, items: list[tuple[int, str]]):
    """An item reaches to the next one; of what may be no list, or more than one, nothing is said."""
    assert items_in(text) == items
