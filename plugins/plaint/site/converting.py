"""Files read, and the texts in them converted, by several processes, each of which goes on with what it has read."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Protocol

from plaint.casebook.fill import opening
from plaint.casebook.gists import InShort, gist
from plaint.casebook.texts import texts_in
from plaint.markup import Converted, with_prose
from plaint.memory.digests import Sign
from plaint.memory.spread import Spread, cores
from plaint.record.keeping import Parsed, Read
from plaint.record.model import Post

Progress = Callable[[int, int], None]
"""Told how many files are done, and how many there are."""

_READ, _CONVERT = "read", "convert"

_CHUNK = 100_000
"""Bytes of files that are read at once: so many that handing them over costs little, and so few that nobody waits."""

_Chunk = tuple[str, range]
"""What is to be done with the files in these places."""

_Text = tuple[bytes, str]
"""A text's digest and its words."""

_Outcome = tuple[bytes, bytes, InShort]
"""A text's digest, what it was converted to, pickled, and that in short."""


def in_short(outline: Converted, prose: str) -> InShort:
    """What most is asked of a text, given what it was converted to and its prose."""
    return InShort(gist(outline, prose), opening(outline), outline.holes)


class Taking(Protocol):
    """Who wants the files read and the texts converted."""

    def read_now(self, file: Read) -> tuple[Sign, Parsed, str]:
        """What a file is read as, with its sign, and the words of a post, which the record does not hold."""
        ...

    def take(self, file: Read, sign: Sign, parsed: Parsed) -> None:
        """What a file was read as."""
        ...

    def keep_outline(self, digest: bytes, outline: bytes) -> None:
        """What a text was converted to."""
        ...


class Converting:
    """The files of a large campaign, and of the texts in them those that nobody `knows` by their digests.

    Once it is `half` done, all files are read; `finish` has their texts converted.
    """

    def __init__(self, files: Sequence[Read], sizes: Sequence[int], taking: Taking, known: Collection[bytes]) -> None:
        self.outlines: dict[bytes, bytes] = {}
        self.in_short: dict[bytes, InShort] = {}
        self._files, self._taking, self._known = files, taking, set(known)
        self._held: dict[int, list[_Text]] = {}
        """The texts of what this process has read and not converted yet, by the place of their file."""
        self._done = 0
        self._progress: Progress = lambda done, whole: None
        chunks = list(_chunks(sizes))
        to_read, to_convert = [(_READ, chunk) for chunk in chunks], [(_CONVERT, chunk) for chunk in chunks]
        self._spread = Spread(to_read, self._there, self._here, self._take, cores() - 1, to_convert)

    def half(self) -> None:
        """Go on until every file is read; other processes then go on with their texts."""
        self._spread.half()

    def finish(self, first: list[Callable[[], object]], progress: Progress) -> None:
        """Go on until every text is converted, after what is to be done `first`."""
        self._progress = progress
        self._spread.finish(first)

    def end(self) -> None:
        """End the other processes."""
        self._spread.end()

    def _there(self, chunk: _Chunk) -> Any:
        what, places = chunk
        return list(self._read(places)) if what == _READ else list(self._convert(places))

    def _here(self, chunk: _Chunk) -> None:
        self._take(chunk, self._there(chunk))

    def _take(self, chunk: _Chunk, came: Any) -> None:
        what, places = chunk
        if what == _READ:
            # Of one that fails and those after it there is nothing: they are read where that is told.
            for place, (sign, parsed) in zip(places, came, strict=False):
                self._taking.take(self._files[place], sign, parsed)
            return
        for digest, outline, short in came:
            self._taking.keep_outline(digest, outline)
            self.outlines[digest], self.in_short[digest] = outline, short
        self._done += len(places)
        self._progress(self._done, len(self._files))

    def _read(self, places: Iterable[int]) -> Iterator[tuple[Sign, Parsed]]:
        with suppress(Exception):
            for place in places:
                sign, parsed, words = self._taking.read_now(self._files[place])
                self._held[place] = list(_texts(parsed, words))
                yield sign, parsed

    def _convert(self, places: Iterable[int]) -> Iterator[_Outcome]:
        for place in places:
            if place not in self._held:
                # Another process has read it. What it is read as now is of no use: it may have changed meanwhile.
                list(self._read([place]))
            for digest, words in self._held.pop(place, ()):
                if digest not in self._known:
                    self._known.add(digest)
                    outline, prose = with_prose(words)
                    yield digest, pickle.dumps(outline, pickle.HIGHEST_PROTOCOL), in_short(outline, prose)


def _texts(parsed: Parsed, words: str) -> Iterator[_Text]:
    """The texts in a file, the `words` of a post among them."""
    for entry, _ in parsed.entries:
        if entry:
            for text in texts_in(entry):
                is_body = isinstance(entry, Post) and not text.path
                yield text.digest, words if is_body else text.markdown


def _chunks(sizes: Iterable[int]) -> Iterator[range]:
    """Places in a row, of files that have some `_CHUNK` bytes together."""
    start, together, end = 0, 0, 0
    for end, size in enumerate(sizes, 1):
        together += size
        if together >= _CHUNK:
            yield range(start, end)
            start, together = end, 0
    if start < end:
        yield range(start, end)
