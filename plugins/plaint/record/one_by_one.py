"""Checks that look at contacts one by one, of which each is looked at again only where that can matter to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plaint.problems import Finding
from plaint.record.loader import Loaded
from plaint.record.model import Contact


class OneByOne:
    """A check of the whole record that looks at each contact by itself, in their order. `one` looks at one of them.

    What it reads of anything but that contact are single entries, so that a change of another leaves what it found.
    """

    def __init__(self, one: Callable[[Loaded, Contact], Iterator[Finding]]) -> None:
        self.one = one
        self.__name__, self.__doc__ = one.__name__, one.__doc__

    def __call__(self, loaded: Loaded) -> Iterator[Finding]:
        for contact in loaded.record.contacts.values():
            yield from self.one(loaded, contact)
