"""The campaign's files as they are published: pictures without hidden details, and in the sizes that pages ask for.

What is made of a file is kept by its content. The first thing that is not there yet has the others made too, ahead of
those who will ask for them and on every core.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from plaint.memory.watch import Remembered, Watch
from plaint.pictures.cache import Cache
from plaint.pictures.facts import Facts, Size, facts_from
from plaint.pictures.formats import READ, format_of
from plaint.site.files import Files

if TYPE_CHECKING:
    from plaint.pictures.made import Made

_LOOKED_INTO = frozenset((*(each.lower() for each in READ), "svg", "pdf"))


class Pictures:
    """What is published of the files below a campaign's folder, by their names with forward slashes.

    `every` gives all the names that will be asked for. `cache` is where things are kept, and `say` is told how many
    are made; both are set once they are known.
    """

    def __init__(self, files: Files, watch: Watch, every: Callable[[], Iterable[str]]) -> None:
        self.files, self._watch, self._every = files, watch, every
        self.cache = Cache(None)
        self.say: Callable[[str, int, int], None] = lambda what, done, whole: None
        self.facts = Remembered(watch, self._facts)
        """What the site has to know of a file."""
        self._ahead: _Ahead | None = None

    def digest(self, name: str) -> str:
        """The SHA-256 of what is published of a file, in hexadecimal digits."""
        return self.facts(name).sha256

    def content(self, name: str) -> bytes:
        """What is published of a file."""
        facts, path = self.facts(name), self.files.path(name)
        if facts.sha256 == self.files.digest(name):
            return path.read_bytes()
        return self.cache.kept(self._key(name, "content"), lambda: self._made(name).content)

    def form(self, name: str, size: Size) -> bytes:
        """A picture in one of its sizes, or a PDF's first page."""
        return self.cache.kept(self._key(name, size), lambda: self._made(name).forms[size])

    def _facts(self, name: str) -> Facts:
        digest = self.files.digest(name)
        with self.files.path(name).open("rb") as file:
            format = format_of(file.read(4096))
        if format not in _LOOKED_INTO:  # a recording may be larger than this computer's memory
            return Facts(format, digest, self.files.size(name))
        kept = self.cache.get(self._key(name, "facts"))
        return facts_from(kept) if kept else self._made(name).facts

    def _made(self, name: str) -> Made:
        """What is made of a file, made now or a moment ago, and kept."""
        if self._ahead is None:
            with self._watch.aside():
                names = [each for each in self._every() if self.cache.get(self._key(each, "facts")) is None]
                self._ahead = _Ahead(self.files.root, names, self.say)
            self.cache.sweep()  # something will be added
        found = self._ahead.made(name)
        if found.facts.sha256 != self.files.digest(name):
            self.cache.put(self._key(name, "content"), found.content)
        for size, content in found.forms.items():
            self.cache.put(self._key(name, size), content)
        self.cache.put(self._key(name, "facts"), found.facts.written())  # last: the others are there if it is
        return found

    def _key(self, name: str, what: str | Size) -> str:
        if isinstance(what, Size):
            what = f"{what.width} {what.height} {what.format}"
        return f"{self.files.digest(name)} {what}"


class _Ahead:
    """Makes what will be asked for a little ahead, in the order of the names, and remembers the last it gave."""

    def __init__(self, root: Path, names: list[str], say: Callable[[str, int, int], None]) -> None:
        self._root, self._say = root, say
        self._names, self._done = names, 0
        self._next = 0
        cores = os.cpu_count() or 1
        self._room = 2 * cores  # so many are in memory at a time, and no more
        self._pool = ThreadPoolExecutor(cores, thread_name_prefix="pictures")
        self._begun: dict[str, Future[Made]] = {}
        self._last: tuple[str, Made] | None = None

    def made(self, name: str) -> Made:
        if self._last and self._last[0] == name:
            return self._last[1]
        future = self._begun.pop(name, None) or self._pool.submit(self._work, name)
        while self._next < len(self._names) and len(self._begun) < self._room:
            each = self._names[self._next]
            self._next += 1
            if each != name and each not in self._begun:
                self._begun[each] = self._pool.submit(self._work, each)
        self._last = name, future.result()
        self._done += 1
        self._say("Making pictures", min(self._done, len(self._names)), len(self._names))
        return self._last[1]

    def _work(self, name: str) -> Made:
        # Not through the files, which note who reads: this is nobody's reading yet.
        from plaint.pictures.made import made

        return made((self._root / name).read_bytes())
