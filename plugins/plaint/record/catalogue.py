"""What was on the record when it was last found right, so that it need not all be loaded to learn that it still is.

Most builds come after a small edit: of a post's words, or of what a contact was about. What is on the record, in which
order, and what of it may be published is then as it was, and an entry is loaded only if somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from plaint.problems import Finding, Problem, Stopped, Where
from plaint.record.files import worded
from plaint.record.folder import Name
from plaint.record.keeping import Keeper
from plaint.record.loader import Loaded, read_of
from plaint.record.model import Contact, Record
from plaint.record.shelf import Place, Shelf
from plaint.record.text_file import read_text


class Catalogue(NamedTuple):
    """A record that was read and found right, as it may be published, without its posts and contacts.

    `names` are all files of its folder, `digests` those of what stood in them, and `standings` how their posts and
    contacts did; `posts` and `contacts` say where each of those is. `findings` is what was found in reading all that.
    """

    names: list[Name]
    digests: dict[str, bytes]
    standings: dict[str, bytes]
    record: Record
    posts: dict[str, Place]
    contacts: dict[str, Place]
    findings: tuple[Finding, ...]


def catalogue_of(
    names: list[Name], digests: Mapping[str, bytes], loaded: Loaded, findings: Iterable[Finding]
) -> Catalogue | None:
    """The catalogue of a record; None where anything is wrong, could not be read, or is a link, which can be led
    elsewhere."""
    findings = tuple(findings)
    wrong = loaded.unread or any(loaded.broken.values()) or any(isinstance(each, Problem) for each in findings)
    if wrong or any(link for _, link in names):
        return None
    record = loaded.record
    return Catalogue(
        names,
        dict(digests),
        {name: each for name, each in loaded.standings.items() if each},
        replace(record, posts={}, contacts={}),
        {id: loaded.places["post", id] for id in record.posts},
        {id: loaded.places["contact", id] for id in record.contacts},
        findings,
    )


def recalled(
    catalogue: Catalogue, root: Path, shown: str, changed: Collection[str], keeper: Keeper
) -> Loaded | None:
    """The record of the folder `root`, by a catalogue of what it was before some of its files were `changed`; None
    where that does not hold any more.

    An entry is loaded when it is asked for. That raises Stopped where its file was changed in the meantime.
    """
    told_of = {each.where.file for each in catalogue.findings}
    for name in changed:
        if name not in catalogue.standings or f"{shown}/{name}" in told_of:
            return None
        now = keeper.parsed(*read_of(root, shown, name))
        if now.findings or now.unread or now.standing != catalogue.standings[name]:
            return None
    get = _getting(root, shown, keeper)
    record = replace(catalogue.record, posts=Shelf(catalogue.posts, get), contacts=Shelf(catalogue.contacts, get))
    return Loaded(record, list(catalogue.findings))


def _getting(root: Path, shown: str, keeper: Keeper) -> Callable[[str, Place], Any]:
    def get(id: str, place: Place) -> Any:
        name, number = place
        entries = keeper.parsed(*read_of(root, shown, name)).entries
        entry = entries[number][0] if number < len(entries) else None
        if entry is None:
            raise Stopped([Problem(Where(f"{shown}/{name}"), "was changed while it was read", "do it again")])
        if isinstance(entry, Contact) and entry.message_file is not None:
            path = PurePosixPath(entry.message_file)
            return worded(entry, read_text(root / path, f"{shown}/{path}"))
        return entry

    return get
