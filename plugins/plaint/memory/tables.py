"""The tables that everything is worked out from, each watched."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from plaint.memory.watch import Watch, Watched

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Tables:
    """Tables by name, and the watch that is told what is looked up in them."""

    def __init__(self) -> None:
        self.watch = Watch()
        self.whole: Callable[[str, Callable[[], Any]], Any] = lambda name, work: work()
        """What gives the whole of a table, by working it out or from what is known of the last build."""
        self.plain: dict[str, Mapping[Any, Any]] = {}
        self._watched: dict[str, Watched[Any, Any]] = {}
        self._stamped: dict[str, Callable[[Any], Any] | None] = {}
        self._stamps: dict[str, Mapping[Any, Any]] = {}

    def stamps(self, name: str) -> Mapping[Any, Any]:
        """The stamp of each key of a table."""
        if name not in self._stamps:
            stamp, values = self._stamped[name], self.plain[name]
            self._stamps[name] = {key: stamp(value) for key, value in values.items()} if stamp else values
        return self._stamps[name]

    def table(
        self,
        name: str,
        values: Mapping[K, V],
        stamp: Callable[[V], Any] | None = None,
        stamps: Mapping[K, Any] | None = None,
    ) -> Mapping[K, V]:
        """The values under a name, watched.

        `stamp` gives what differs wherever a value does, can be compared, and can be pickled; without it, that is the
        value itself. `stamps` has them all, where they are known.
        """
        self.plain[name] = values
        self._stamps.pop(name, None)
        if stamps is not None:
            self._stamps[name] = stamps
        self._stamped[name] = stamp
        self._watched[name] = Watched(self.watch, name, values)
        return self._watched[name]

    def once(self, name: str, work: Callable[[], Mapping[K, V]]) -> Mapping[K, V]:
        """The table of a name, which is worked out if it is not there yet; whoever asks is not noted to read the rest.

        Its values can be compared and pickled. Where what it was worked out from is as it was, so is the table.
        """
        if name not in self._watched:
            with self.watch.aside():
                self.table(name, self.whole(name, work))
        return self._watched[name]
