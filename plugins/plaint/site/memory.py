"""What is kept of a campaign from one build to the next: what its files were read and converted as, and the work done.

No page is kept here, and nothing that is kept reaches one unless the record of the day calls for it.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

from plaint.casebook.gists import InShort
from plaint.casebook.texts import Key
from plaint.markup import Converted
from plaint.memory.digests import Digests, Sign, digest_of
from plaint.memory.packed import Packed
from plaint.memory.past import Past, packed, unpacked
from plaint.memory.settled import Look, database, installed
from plaint.memory.spread import cores, forks
from plaint.memory.store import Store, key_of
from plaint.record.folder import dated_name
from plaint.record.keeping import Parsed, Read, Reader
from plaint.record.text_file import LARGEST
from plaint.site.converting import Converting
from plaint.values import dataclass

T = TypeVar("T")

PACKAGE = Path(__file__).resolve().parents[1]
_MONTH = len("2019-07")
_GROUND = len(key_of())
"""Bytes of a digest of the code, and of one of what else all work rests on."""
_SPARED = 500
_FEW = 50
"""Texts up to which each is asked for by itself, and not looked for among all that are kept."""
_UNUSED = 60 * 24 * 3600
"""Seconds by which another campaign was built later, after which what is kept of one is deleted."""


@dataclass(frozen=True, slots=True)
class _Bucket:
    """What some files were read as, each with the digest of its content, and by which code."""

    reader: bytes
    files: dict[str, tuple[bytes, Parsed]]


class Memory:
    """What is kept of the campaign in a folder, whose files are shown under `shown`. Kept below `folder`.

    Builds of different sorts (`serve` shows drafts) share what was read and converted, and not the work.
    """

    def __init__(
        self, folder: Path, content: Path, shown: str, sort: str = "build", seen: Mapping[str, Look] | None = None
    ) -> None:
        _sweep(folder)
        self.store = Store(database(folder, content))
        self.shown = shown
        self._signs_key, self._sort = key_of("signs"), sort
        self._signs: dict[str, Sign] = self._get(self._signs_key, dict) or {}
        self.digests = Digests(content, self._signs, seen)
        self._reader = code("values.py", "problems.py", "record")
        self._buckets: dict[str, dict[str, tuple[bytes, Parsed]]] = {}
        self._read_anew: set[str] = set()
        self._kept_outlines: set[bytes] | None = None
        self._content: tuple[str, bytes] | None = None
        """The file that is being read by its name, and what stands in it."""
        self._words = ""
        self.converting: Converting | None = None
        """The files that were read ahead, whose texts are being converted."""

    # --- files as they were read ---

    def ahead(self, files: Iterable[Read]) -> None:
        """Where nothing is kept of a large campaign yet, read its files by several processes, which then go on with the
        texts in them, until they are `converted`, or `let_go`."""
        if self.digests.past or not forks() or cores() == 1:
            return
        # This process reads the registers, whose texts are short: it is busy with something else when long ones are
        # converted. It takes what stands last.
        every = list(files)[::-1]
        try:
            sizes = [self.digests.size(name) for name, _, _ in every]
        except OSError:
            return
        if sum(sizes) >= _AHEAD_FROM:
            start = len(self._outline_key(b""))
            known = {key[start:] for key in self._outlines()}
            self.store.rest()
            self.converting = Converting(every, sizes, self, known)
            self.converting.half()

    def let_go(self) -> None:
        """End the processes that work ahead, where there are any."""
        if self.converting:
            self.converting.end()
            self.converting = None

    def read_now(self, file: Read) -> tuple[Sign, Parsed, str]:
        """What a file is read as, with its sign, and the words of a post. Raises what that raises."""
        name, _, read = file
        known = self.digests.signs.get(name)
        # Most are small. Whether one is too large to be read is for whoever reads it to say.
        if self.digests.size(name) <= LARGEST:
            self._content = name, self.digests.read(name)
        try:
            sign, parsed = self.digests.sign(name), read(None)
        finally:
            self._content, words, self._words = None, self._words, ""
            # What was read of it first stands, and its digest with that.
            if known:
                self.digests.signs[name] = known
        return sign, parsed, words

    def take(self, file: Read, sign: Sign, parsed: Parsed) -> None:
        """Know what a file was read as."""
        name, kind, _ = file
        self.digests.signs[name] = sign
        self._keep(name, kind, sign[3], parsed)

    def content(self, name: str) -> bytes | None:
        """What stands in a file, where that has just been read to take its digest."""
        return self._content[1] if self._content and self._content[0] == name else None

    def words(self, words: str) -> None:
        """Hold the words of a post until its texts are told apart."""
        self._words = words

    def _keep(self, name: str, kind: str, digest: bytes, parsed: Parsed) -> None:
        bucket = self._bucket(name)
        self._buckets[bucket][f"{kind} {name}"] = digest, parsed
        self._read_anew.add(bucket)

    def parsed(self, name: str, kind: str, read: Reader) -> Parsed:
        """What a file of the campaign was read as, from what is kept or by reading it."""
        try:
            digest = self.digests.of(name)
        except OSError:
            return read(None)
        bucket = self._bucket(name)
        known = self._buckets[bucket].get(f"{kind} {name}")
        if known and known[0] == digest:
            return known[1]
        parsed = read(known[1] if known else None)
        self._keep(name, kind, digest, parsed)
        return parsed

    def _bucket(self, name: str) -> str:
        """Where a file is kept: those of Markdown of one month together, so that few are opened and few are written."""
        bucket = name
        if name.endswith(".md"):
            folder, _, own = name.rpartition("/")
            bucket = f"{folder}/{own[:_MONTH]}" if dated_name(name) else folder
        if bucket not in self._buckets:
            kept = self._get(self._bucket_key(bucket), _Bucket)
            self._buckets[bucket] = kept.files if kept and kept.reader == self._reader else {}
        return bucket

    def _bucket_key(self, bucket: str) -> bytes:
        return key_of("parsed", self.shown, bucket)

    # --- texts as they were converted ---

    def outline(self, digest: bytes) -> Converted | None:
        """What a text was converted to, by its digest."""
        return self._get(self._outline_key(digest), Converted)

    def known_outlines(self, digests: Iterable[bytes]) -> frozenset[bytes]:
        """Those of some texts, by their digests, of which there is something kept."""
        digests = list(digests)
        if len(digests) < _FEW:
            return frozenset(digest for digest in digests if self.outline(digest))
        keys, start = self._outlines(), self._outline_key(b"")
        return frozenset(digest for digest in digests if start + digest in keys)

    def _outlines(self) -> set[bytes]:
        """The keys of all texts that are kept."""
        if self._kept_outlines is None:
            self._kept_outlines = {key for key in self.store.kept() if key.startswith(b"outline")}
        return self._kept_outlines

    def keep_outline(self, digest: bytes, outline: bytes) -> None:
        """Keep what a text was converted to, pickled."""
        self.store.put(self._outline_key(digest), outline)
        self._kept_outlines = None  # whether it is kept, only the store can tell

    @staticmethod
    def _outline_key(digest: bytes) -> bytes:
        return b"outline" + code("values.py", "markup") + digest

    # --- work ---

    def past(self) -> tuple[bytes, Past]:
        """The work of the last build of this sort, and the ground that it rested on."""
        kept = self.store.view(self._past_key(""))
        with suppress(Exception):  # whatever pickle can say of what it was not made for
            # What another version kept may have another shape.
            if kept and kept[:_GROUND] == code(""):
                ground, main = bytes(kept[_GROUND : 2 * _GROUND]), kept[2 * _GROUND :]
                return ground, unpacked(lambda name: self.store.view(self._past_key(name)) if name else main)
        return b"", Past()

    def keep(self, ground: bytes, past: Past) -> None:
        """Keep the work of this build."""
        for name, part in packed(past):
            self.store.put(self._past_key(name), part if name else code("") + ground + part)

    def _past_key(self, part: str) -> bytes:
        return key_of("past", self._sort, self.shown, part)

    def keep_reading(self, texts: Collection[bytes]) -> None:
        """Keep what was read: this is right whether or not a site comes of it. `texts` are the digests of all."""
        for bucket in self._read_anew:
            files = {name: (digest, _packed(parsed)) for name, (digest, parsed) in self._buckets[bucket].items()}
            kept = _Bucket(self._reader, files)
            self.store.put(self._bucket_key(bucket), pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
        self._read_anew.clear()
        if (settled := self.digests.settled()) != self._signs:
            self.store.put(self._signs_key, pickle.dumps(settled, pickle.HIGHEST_PROTOCOL))
            self._signs = settled
        self.store.commit()
        self._forget_old_outlines(texts)

    def _forget_old_outlines(self, texts: Collection[bytes]) -> None:
        """Delete converted texts that nothing has any more, once there are more of those than of others."""
        enough = 2 * len(texts) + _SPARED
        if len(self.store) <= enough:
            return
        outlines = self._outlines()
        if len(outlines) > enough:
            self.store.forget(outlines - {self._outline_key(digest) for digest in texts})

    def _get(self, key: bytes, kind: type[T]) -> T | None:
        kept = self.store.view(key)
        with suppress(Exception):  # whatever pickle can say of what another version kept
            found = pickle.loads(kept) if kept else None
            return found if isinstance(found, kind) else None
        return None


class Outlines(Mapping[Key, Converted]):
    """The converted texts of a campaign, as they are asked for. `fresh` are those converted now, pickled."""

    def __init__(self, digests: Mapping[Key, bytes], fresh: Mapping[bytes, bytes]) -> None:
        self.digests, self._fresh = digests, fresh
        self.again: Callable[[bytes], Converted] | None = None
        """What gives a text, by its digest, that was not converted now."""
        self.in_short: dict[bytes, InShort] = {}
        """Those converted now in short, by their digests."""
        self._last: dict[bytes, Converted] = {}

    def __getitem__(self, key: Key) -> Converted:
        digest = self.digests[key]
        found = self._last.get(digest)
        if found is None:
            if len(self._last) > _AT_HAND:
                self._last.clear()
            found = self._last[digest] = self._get(digest)
        return found

    def _get(self, digest: bytes) -> Converted:
        if self.again is None or digest in self._fresh:
            fresh: Converted = pickle.loads(self._fresh[digest])
            return fresh
        return self.again(digest)

    def __iter__(self) -> Iterator[Key]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)


def _packed(parsed: Parsed) -> Parsed:
    """The same, as it is kept: of a large register, few entries are wanted at once."""
    large = isinstance(parsed.entries, tuple) and len(parsed.entries) > _LARGE
    return parsed._replace(entries=Packed.of(parsed.entries)) if large else parsed


_LARGE = 50
"""Entries from which on those of one file are taken apart a few at a time."""

_AT_HAND = 500
"""Texts that are held at once of those that were kept: enough for a page and all that it shows."""


_AHEAD_FROM = 2_000_000
"""Bytes of a campaign from which on other processes that read some of it save more time than it takes to make them."""


@cache
def code(*parts: str) -> bytes:
    """A digest of Plaint's own code below these names, and of everything it runs on."""
    files: list[Path] = []
    for part in parts:
        path = PACKAGE / part
        files.extend(path.rglob("*") if path.is_dir() else [path])
    wanted = (each for each in files if each.suffix in (".py", ".yaml", ".json", ".ttf"))
    return hashlib.blake2b(digest_of(wanted, PACKAGE) + installed(), digest_size=16).digest()


def _sweep(folder: Path) -> None:
    """Delete what is kept of campaigns that were last built long before the latest one."""
    with suppress(OSError):
        changed = {path: path.stat().st_mtime for path in folder.glob("*.db*")}
        for path, when in changed.items():
            if max(changed.values()) - when > _UNUSED:
                path.unlink()
