"""`build`, which begins by asking whether anything has changed since the last one."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from plaint.commands.day import the_day
from plaint.commands.places import CACHE, HERE
from plaint.commands.report import summed, tell
from plaint.memory.settled import Settled, database, digest, installed, looks, reliable, settle, still
from plaint.memory.store import Store, key_of
from plaint.problems import Stopped

if TYPE_CHECKING:
    from plaint.site.output import Looked

SOURCES = ("plugins", "theme", "pelicanconf.py", "publishconf.py")
"""What a site is made from besides its campaign, beside tasks.py."""


def build(content: str, output: str, today: str | None = None, quiet: bool = False) -> int:
    """Build the site of a campaign; 0 where it stands, 1 where a problem kept the old one there."""
    began = time.monotonic()
    try:
        day = the_day(today)
    except Stopped as stopped:
        tell(stopped.problems)
        print("Nothing was written.")
        return 1
    asked = key_of(content, str(Path(content).resolve()), day.isoformat(), installed())
    places = [Path(content), *(HERE / name for name in SOURCES)]
    store = Store(database(CACHE / "campaigns", Path(content)))
    try:
        before = looks(places)
        if settled := still(store, asked, before, Path(output)):
            tell(settled.doubts)
            if not quiet:
                said = f", {summed((), settled.doubts).partition(', ')[2]}" if settled.doubts else ""
                seconds = time.monotonic() - began
                print(f"{output}: nothing has changed as of {day.isoformat()}, seen in {seconds:.1f} s{said}.")
            return 0
    finally:
        store.close()
    # What is made now lives until the process ends: to look for garbage in it would take as long as an edit.
    gc.disable()
    # A time is relied on only where the file has been left alone for a while, as seen before the build began.
    sure = reliable(before)
    # Imported only now, as is what builds: this is most of what a short build takes.
    from plaint.memory.aside import Aside

    second = Aside(lambda: _look_at_second(content, output))
    try:
        from plaint.commands import build as building

        outcome = building.built(content, output, day.isoformat(), quiet, second=second, seen=before)
    finally:
        second.close()
    _HELD.append(outcome)
    if outcome.reading and outcome.made and sure and outcome.made.sure:
        store = Store(database(CACHE / "campaigns", Path(content)))
        # As a look names them.
        start = os.path.join(os.path.abspath(output), "")  # noqa: PTH100, PTH118
        made = {start + name.replace("/", os.sep): each[:3] for name, each in outcome.made.files.items()}
        named = tuple(str(place.absolute()) for place in outcome.made.places)
        sources = digest({**outcome.made.seen, **before})
        settle(store, Settled(asked, named, sources, digest(made), outcome.reading.doubts), Path(output))
        store.commit()
        store.close()
    return 0 if outcome.made else 1


def _look_at_second(content: str, output: str) -> Looked | None:
    """A look at the tree that is to become the site: half of the calls of the system that a short build makes."""
    from plaint.site.output import SpareTree

    store = Store(database(CACHE / "campaigns", Path(content)))
    return SpareTree(Path(output), CACHE / "trees", store).look()


_HELD: list[object] = []
"""What was built is held to the end: to take it apart, object by object, would take as long too."""
