"""Puts the filters of a search index in order: Pagefind writes their values in another one each time.

What is known of a filter is an array of CBOR (RFC 8949) behind a few letters, zipped; the file of all pages names the
files of the filters by digests of their content, and the entry names that file in turn.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterator

_LETTERS = b"pagefind_dcd"
_FILTER, _PAGES = ".pf_filter", ".pf_meta"
_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4
_FILTERS = 3
"""Which part of the file of all pages names the filters."""


def in_order(index: dict[str, bytes]) -> dict[str, bytes]:
    """The files of an index, by their names, as they are whenever it is made of the same pages.

    Raises ValueError, LookupError or OSError where they are not as this knows them.
    """
    found = {name: content for name, content in index.items() if not name.endswith((_FILTER, _PAGES))}
    names: dict[bytes, bytes] = {}
    for name, content in index.items():
        if name.endswith(_FILTER):
            data = _opened(content)
            called, values = _parts(data, 0, 2)
            data = b"\x82" + called + _head(values) + b"".join(sorted(_items(values)))
            folder, _, old = name.removesuffix(_FILTER).rpartition("/")
            new = _named(old, data)
            names[old.encode()] = new.encode()
            found[f"{folder}/{new}{_FILTER}"] = _closed(data)
    entry = json.loads(found["pagefind-entry.json"])
    for language in entry["languages"].values():
        old = language["hash"]
        data = _opened(index[f"pagefind.{old}{_PAGES}"])
        parts = list(_parts(data, 0, 6))
        filters = sorted(_renamed(each, names) for each in _items(parts[_FILTERS]))
        parts[_FILTERS] = _head(parts[_FILTERS]) + b"".join(filters)
        data = data[:1] + b"".join(parts)
        language["hash"] = _named(old, data)
        found[f"pagefind.{language['hash']}{_PAGES}"] = _closed(data)
    found["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return found


def _named(old: str, data: bytes) -> str:
    """A name like the old one, of the same length, that the content gives: `en_1a2b3c4`."""
    language, _, digest = old.rpartition("_")
    return f"{language}_{hashlib.sha256(data).hexdigest()[: len(digest)]}"


def _renamed(pair: bytes, names: dict[bytes, bytes]) -> bytes:
    called, name = _parts(pair, 0, 2)
    head, old = _head(name), name[len(_head(name)) :]
    return b"\x82" + called + head + names[old]


def _opened(content: bytes) -> bytes:
    data = gzip.decompress(content)
    if not data.startswith(_LETTERS):
        raise ValueError("these are not Pagefind’s files")
    return data.removeprefix(_LETTERS)


def _closed(data: bytes) -> bytes:
    """Zipped without a time and a system's name, so that it is the same everywhere."""
    out = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, out, mtime=0) as file:
        file.write(_LETTERS + data)
    return out.getvalue()


def _parts(data: bytes, at: int, count: int) -> list[bytes]:
    """The parts of an array that is all of the data and has so many."""
    found = list(_items(data[at:]))
    if len(found) != count:
        raise ValueError(f"an array has {len(found)} parts, not {count}")
    return found


def _items(array: bytes) -> Iterator[bytes]:
    """Each part of an array, as it is written."""
    kind, count, at = _read(array, 0)
    if kind != _ARRAY:
        raise ValueError("this is no array")
    for _ in range(count):
        end = _end(array, at)
        yield array[at:end]
        at = end


def _head(item: bytes) -> bytes:
    """What stands before the content of an item: its kind, and its length or number."""
    return item[: _read(item, 0)[2]]


def _end(data: bytes, at: int) -> int:
    """Where the item ends that begins there."""
    kind, number, at = _read(data, at)
    if kind == _TEXT:
        return at + number
    for _ in range(number if kind == _ARRAY else 0):
        at = _end(data, at)
    return at


def _read(data: bytes, at: int) -> tuple[int, int, int]:
    """The kind of the item that begins there, its number or length, and where what follows that begins."""
    kind, short = data[at] >> 5, data[at] & 31
    if kind not in (_UNSIGNED, _TEXT, _ARRAY) or short > 27:
        raise ValueError(f"this kind of item is not known: {data[at]:#x}")
    if short < 24:
        return kind, short, at + 1
    size = 1 << short - 24
    return kind, int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size
