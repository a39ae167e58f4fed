"""Opens the casebook once for all plugins, builds into a spare tree, and puts that in the place of the old site.

This comes first among the plugins. A campaign with a problem stops here, before anything is written.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pelican import signals

from plaint.record.moment import UK_TIME
from plaint.site.output import SpareTree
from plaint.site.reading import read
from plaint.site.search_index import add_index
from plaint.site.site import Site
from plaint.site.writer import SiteWriter


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.initialized.connect(begin)
    signals.get_writer.connect(writer)
    signals.finalized.connect(finish)


def begin(pelican: Any) -> None:
    """Read and check the campaign, unless that was done already, and send the output to a spare tree."""
    settings = pelican.settings
    content = Path(settings["PATH"])
    if "PLAINT_SITE" not in settings:
        day = settings.get("PLAINT_DAY") or datetime.now(UK_TIME).date().isoformat()
        reading = read(content, content.name, date.fromisoformat(day), drafts=settings.get("PLAINT_DRAFTS", False))
        for finding in (*reading.problems, *reading.doubts):
            print(finding, file=sys.stderr)
        if reading.casebook is None:
            raise SystemExit(1)
        settings["PLAINT_SITE"] = Site(
            reading.casebook,
            content,
            Path(settings["THEME"]) / "templates",
            plugins=settings["PLUGINS"],
            work=reading.work,
        )
    tree = settings.setdefault("PLAINT_TREE", SpareTree(Path(pelican.output_path)))
    tree.begin()
    # What comes from other plugins is written there, and taken into the tree at the end.
    pelican.output_path = str(tree.more)


def writer(pelican: Any) -> type[SiteWriter]:
    """The writer that Pelican is to use."""
    return SiteWriter


def finish(pelican: Any) -> None:
    """Everything is written: let the new site take the old one's place."""
    tree: SpareTree = pelican.settings["PLAINT_TREE"]
    for name, content in tree.take_in():
        if name not in tree.written:
            tree.write(name, content)
            tree.written[name] = name
    # A preview's is made when somebody searches it.
    wanted, preview = pelican.settings.get("PLAINT_SEARCH"), pelican.settings["PLAINT_SITE"].preview
    if not preview and (doubt := add_index(tree, wanted)):
        print(doubt, file=sys.stderr)
    tree.exchange()
