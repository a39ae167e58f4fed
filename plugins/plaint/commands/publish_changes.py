"""What a publication changes for readers: the site that was built, held against the one that is published."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from plaint.commands.publish_git import Git
from plaint.commands.published import OWN, address_of
from plaint.values import dataclass

Files = dict[str, str]
"""The files of a site by their paths, with the id that git gives to what stands in each."""

_Read = Callable[[str], bytes]

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Changes:
    """Addresses of pages that readers will find new, changed or gone, files likewise, and titles of new feed entries.

    `any` says whether one byte differs. `first` is true where nothing was published before.
    """

    first: bool
    any: bool
    pages: dict[str, list[str]]
    files: dict[str, list[str]]
    entries: list[str]


def changes(new: Files, old: Files, entries: list[str]) -> Changes:
    """What differs between two sites."""
    kinds = {
        "new": sorted(new.keys() - old.keys()),
        "changed": sorted(path for path in new.keys() & old.keys() if new[path] != old[path]),
        "gone": sorted(old.keys() - new.keys()),
    }
    return Changes(
        first=not old,
        any=new != old,
        pages={kind: [f"/{address_of(path)}" for path in paths if _is_page(path)] for kind, paths in kinds.items()},
        files={
            kind: [f"/{path}" for path in paths if not _is_page(path) and path not in OWN]
            for kind, paths in kinds.items()
        },
        entries=entries,
    )


def told(found: Changes) -> Iterator[str]:
    """The changes in lines for people."""
    if found.first:
        pages, files = len(found.pages["new"]), len(found.files["new"])
        yield f"Nothing is published yet: readers will find {pages:,} pages, and {files:,} files."
        return
    if not found.any:
        yield "Nothing changes: this is what is published already."
        return
    yield "What changes for readers:"
    for things, kinds in (("pages", found.pages), ("files", found.files)):
        for kind, addresses in kinds.items():
            if addresses:
                noun = things if len(addresses) > 1 else things.removesuffix("s")
                yield f"  {len(addresses):,} {noun} {kind}: {_listed(addresses)}"
    for title in found.entries[:_SHOWN]:
        yield f"  new in the feed: {title}"
    if len(found.entries) > _SHOWN:
        yield f"  and {len(found.entries) - _SHOWN:,} more in the feed"


def files_of(output: Path, paths: Iterable[str], git: Git, cname: str) -> Files:
    """The files that will be published: those of the output folder, and what GitHub wants beside them."""
    new_digest = _digest_of(git)
    found = {path: _id((output / path).read_bytes(), new_digest) for path in paths}
    found[".nojekyll"] = _id(b"", new_digest)
    if cname:
        found["CNAME"] = _id(cname.encode(), new_digest)
    return found


def new_entries(new: Files, old: Files, read_new: _Read, read_old: _Read) -> list[str]:
    """The titles of entries that are in a feed now and were in none before. Only feeds that differ are read."""
    changed = [path for path in new if _is_feed(path) and new[path] != old.get(path)]
    if not changed or not old:
        return []
    before = {id for path in old if _is_feed(path) for id, _ in _entries(read_old(path))}
    found = {id: title for path in sorted(changed) for id, title in _entries(read_new(path)) if id not in before}
    return list(found.values())


def _entries(feed: bytes) -> Iterator[tuple[str, str]]:
    """The id and title of each entry of an RSS feed; none of what cannot be read."""
    try:
        items = ElementTree.fromstring(feed).iter("item")
    except ElementTree.ParseError:
        return
    for item in items:
        title = " ".join((item.findtext("title") or "").split())
        yield item.findtext("guid") or item.findtext("link") or title, title


def _is_feed(path: str) -> bool:
    return path.startswith("feeds/") and path.endswith(".rss.xml")


def _is_page(path: str) -> bool:
    return path.endswith(".html") and path != "404.html"


def _listed(addresses: list[str]) -> str:
    more = len(addresses) - _SHOWN
    return ", ".join(addresses[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _digest_of(git: Git) -> Callable[[bytes], str]:
    """How this repository makes ids: SHA-1, or SHA-256 where it was begun so."""
    name = git.ask("rev-parse", "--show-object-format").text
    begun = name if name in ("sha1", "sha256") else "sha1"
    return lambda data: hashlib.new(begun, data, usedforsecurity=False).hexdigest()


def _id(data: bytes, digest: Callable[[bytes], str]) -> str:
    return digest(b"blob %d\0" % len(data) + data)
