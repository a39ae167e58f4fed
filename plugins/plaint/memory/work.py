"""Work that is done again only where what it read has changed since the last build."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from plaint.memory.cells import place_of, places_in
from plaint.memory.past import Kind, Late, Past
from plaint.memory.pieces import Beside, Pieces, do_all
from plaint.memory.tables import Tables
from plaint.memory.watch import ALL, KEYS
from plaint.values import dataclass

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_NEVER = object()
_WHOLE = "whole tables"
_RECALLED = "recalled "


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of work: its name, the keys of its pieces in order, and what does one of them."""

    name: str
    keys: Iterable[Any]
    do: Callable[[Any], Any]


class Work:
    """One build's work over its tables, given what the past build left.

    First every table is compared with the past one: a cell whose stamp differs has changed. Then each piece of work
    that read none of those is taken over as it was. What a piece of work comes to is a cell in turn, for later ones.
    """

    def __init__(self, tables: Tables, past: Past | None = None) -> None:
        self.tables = tables
        tables.whole = self._whole
        self.past = past or Past()
        self.kept = self.past
        """What is kept already, as the last build left it, or as this one is known to leave it."""
        self._anew = not (self.past.stamps or self.past.kinds or self.past.whole)
        """Whether nothing is known of a last build."""
        self.numbers = tables.watch.numbers
        if self.past.tables:
            self.numbers.begin(self.past.tables)
        self._changed: set[int] = set()
        self._compared: set[str] = set()
        self._same: set[str] = set()
        """Tables that are as they were, and kinds of work of which no piece was done."""
        self._read: dict[str, frozenset[str]] = {}
        self.differs = self._anew
        """Whether anything at all is not as it was."""
        self._kinds: dict[str, Kind] = {}
        self._wholes: dict[str, array[int]] = {}
        self._recalled: dict[str, tuple[dict[Any, Any], dict[Any, Any]]] = {}
        """By name, what was recalled in this build, and what is remembered of the last one."""
        self.opening = dict(self.past.opening)
        """What the next build is to begin with, by names."""
        self.redone: dict[str, int] = {}
        """How many pieces of each kind of work were done, and not taken over."""
        self.before_spreading: Callable[[], None] = lambda: None
        """Called before other processes are made, in which nothing may be open that two cannot use at once."""
        self.meanwhile: list[Callable[[], object]] = []
        """What nobody waits for, to be done in this process as soon as others are at work; until then it stays here."""
        self.keep_ahead: Callable[[], object] = lambda: None
        """Called while other processes do the last of the work, to keep what is left by then."""
        self.alone = False
        """Whether no other processes are to help."""

    def derive(self, name: str, keys: Iterable[K], work: Callable[[K], V]) -> Mapping[K, V]:
        """The value of each key, worked out now or taken over; a table of that name from now on.

        Values are plain ones that can be compared and pickled. A table that is not there yet counts as changed.
        """
        return self.derive_all([Job(name, keys, work)])[0]

    def derive_all(self, jobs: Iterable[Job], beside: Beside | None = None) -> list[Mapping[Any, Any]]:
        """The same of several kinds of work, none of which reads what comes of another.

        Where it takes long enough, other processes help. What they do to anything but the values is lost, save what
        stands `beside`.
        """
        self._compare()
        every = [Pieces(self, job.name, job.keys, job.do) for job in jobs]
        missing = [pieces for pieces in every if pieces.missing]
        do_all(missing, beside, alone=self.alone or self.tables.watch.seen is not None)
        return [self._derived(pieces) for pieces in every]

    def _derived(self, pieces: Pieces) -> Mapping[Any, Any]:
        """The table of a kind of work of which all pieces are done."""
        name, past, kind = pieces.name, pieces.past, pieces.kind()
        self._kinds[name], self.redone[name] = kind, len(pieces.missing)
        self._read[name] = self._tables_of(kind.cells)
        self._compared.add(name)
        # Of what is new, nothing has to be taken apart.
        now = Late(kind) if past else dict(zip(kind.keys, kind.values(), strict=True))
        if kind is past:
            self._same.add(name)
        elif not self._anew:
            self.differs |= bool(pieces.missing)
            self._note(name, Late(past) if past else {}, now, pieces.missing, same_keys=pieces.same_keys)
        return self.tables.table(name, now)

    def number_tables(self) -> int:
        """Give every table that is there its place among all; how many tables have one."""
        for name in self.tables.plain:
            self.numbers.place(name)
        return len(self.numbers.tables)

    def changed_for(self, kind: str) -> tuple[set[int], set[int]]:
        """The cells that have changed, and the places of those tables that the kind read and that are not there yet, of
        whose cells nobody can say whether they have changed."""
        return self._changed, set(map(self.numbers.place, self.past.read[kind] - self._compared))

    def _whole(self, name: str, work: Callable[[], Mapping[K, V]]) -> Mapping[K, V]:
        """A whole table, worked out at once from others. One that is taken over needs no comparing."""
        self._compare()
        known, kind = self.past.whole.get(name), f"{_WHOLE} {name}"
        if known is not None:
            changed, unknown = self.changed_for(kind)
            if changed.isdisjoint(known) and unknown.isdisjoint(map(place_of, known)):
                self._wholes[name], self._read[kind] = known, self.past.read[kind]
                self._compared.add(name)
                self._same.add(name)
                return self.past.stamps[name]
        with self.tables.watch.noting() as seen:
            values = work()
        self._wholes[name] = array("I", sorted(seen))
        self._read[kind] = self._tables_of(self._wholes[name])
        return values

    def _tables_of(self, cells: Sequence[int]) -> frozenset[str]:
        """The names of the tables that some cells belong to, whose numbers are given in order."""
        return frozenset(map(self.numbers.tables.__getitem__, places_in(cells)))

    def seconds(self) -> dict[str, float]:
        """How long the pieces of each kind of work took together, in whatever build each was done."""
        return {name: kind.seconds() for name, kind in self._kinds.items()}

    def recall(self, name: str, key: K, work: Callable[[K], V]) -> V:
        """What depends on its key and the ground alone, worked out now or remembered; what is not asked for is dropped
        as soon as anything else of that name is asked for."""
        name = f"{_RECALLED}{name}"
        if name not in self._recalled:
            past = self.past.kinds.get(name)
            self._recalled[name] = {}, dict(Late(past)) if past else {}
        done, known = self._recalled[name]
        if key not in done:
            self.differs |= key not in known
            done[key] = known[key] if key in known else work(key)
        value: V = done[key]
        return value

    def _compare(self) -> None:
        """Find the cells that have changed in the tables that were not compared yet."""
        new = self.tables.plain.keys() - self._compared
        if self._anew:
            self._compared |= new
            return
        for name in new:
            now, before = self.tables.stamps(name), self.past.stamps.get(name, {})
            self._compared.add(name)
            if now is before or (now == before and list(now) == list(before)):
                self._same.add(name)
            else:
                self._note(name, before, now, now)

    def _note(
        self,
        name: str,
        before: Mapping[Any, Any],
        now: Mapping[Any, Any],
        keys: Iterable[Any],
        *,
        same_keys: bool = False,
    ) -> None:
        """Note what has changed in one table, of which only these keys may have other values."""
        differ = [key for key in keys if before.get(key, _NEVER) != now[key]]
        gone = [] if same_keys else [key for key in before if key not in now]
        moved = not same_keys and list(now) != list(before)
        if not (differ or gone or moved):
            self._same.add(name)
            return
        self.differs = True
        # Without a past there is nobody who has read anything.
        if self.past.kinds or self.past.whole:
            changed = {*differ, *gone, ALL, *((KEYS,) if moved else ())}
            self._changed.update(self.numbers[name][key] for key in changed)

    def left_ahead(self) -> Past:
        """What this build leaves by now, which is to be kept at once and not again at its end."""
        self.kept = self.left()
        self.kept.ended = False
        return self.kept

    def left(self) -> Past:
        """What this build leaves for the next one."""
        self._compare()
        stamps = {name: self.tables.stamps(name) for name in self.tables.plain if name not in self._kinds}
        recalled = {name: kind for name, kind in self.past.kinds.items() if name.startswith(_RECALLED)}
        for name, (done, known) in self._recalled.items():
            if done.keys() != known.keys():
                recalled[name] = Kind.of(list(done), ((value, b"", 0.0) for value in done.values()))
        kinds = {**recalled, **self._kinds}
        past = Past(stamps, self.numbers.tables, kinds, self._read, self._wholes, opening=dict(self.opening))
        # What is kept already as it is here need not be kept anew.
        before = self.kept
        kept = {f"stamps {name}" for name in self._same}
        for what, now, then in (("stamps", stamps, before.stamps), ("opening", self.opening, before.opening)):
            kept.update(f"{what} {name}" for name, each in now.items() if name in then and each is then[name])
        for name, kind in past.kinds.items():
            if kind is before.kinds.get(name):
                kept.update(f"{part} {name}" for part in ("head", "values", "reads"))
        past.tokens.update((part, token) for part, token in before.tokens.items() if part in kept)
        return past
