"""`build`, which begins by asking whether anything has changed since the last one."""

from __future__ import annotations

import time
from pathlib import Path

from plaint.commands.day import the_day
from plaint.commands.places import CACHE, HERE
from plaint.commands.report import summed, tell
from plaint.memory.settled import Settled, database, digest, installed, looks, reliable, settle, still
from plaint.memory.store import Store, key_of
from plaint.problems import Doubt, Stopped

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
    # Imported only now: this is most of what a short build takes.
    from plaint.commands import build as building

    doubts: list[Doubt] = []
    # A time is relied on only where the file has been left alone for a while, as seen before the build began.
    sure = reliable(before)
    status = building.build(content, output, day.isoformat(), quiet, told=doubts)
    if status == 0 and sure:
        store = Store(database(CACHE / "campaigns", Path(content)))
        settled = Settled(asked, digest(before), digest(looks([Path(output)])), tuple(doubts))
        settle(store, settled, Path(output))
        store.commit()
        store.close()
    return status
