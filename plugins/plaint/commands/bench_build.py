"""One build of the benchmark, in a process of its own: `python -m plaint.commands.bench_build ours|alone|stock FOLDER`.

FOLDER has `content`; the site goes to `output` in it, and what was measured to `measured.json`.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from pathlib import Path
from typing import Any

from plaint.commands.bench_corpus import TODAY
from plaint.commands.report import Progress, tell
from plaint.problems import Stopped

MEASURED = "measured.json"

_STAGES = {"Reading the record": "reading", "Converting": "converting", "Checking": "checking"}


class _Clock(Progress):
    """Notes when each stage of a build begins, and shows nothing."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self.stages: dict[str, float] = {}
        self.stage = ""
        self.since = 0.0

    def __call__(self, what: str, done: int, whole: int) -> None:
        if what in _STAGES:
            self.enter(_STAGES[what])

    def enter(self, stage: str) -> None:
        """End the stage that runs and begin another."""
        now = time.perf_counter()
        if stage != self.stage:
            if self.stage:
                self.stages[self.stage] = self.stages.get(self.stage, 0.0) + now - self.since
            self.stage, self.since = stage, now


def build_ours(folder: Path) -> dict[str, Any]:
    """Build with Plaint; the seconds of each stage. Raises Stopped."""
    from plaint.commands.ahead import Ahead
    from plaint.commands.build import COMPILED, TEMPLATES, make, read_folder, uncollected

    clock = _Clock()
    content = folder / "content"
    clock.enter("reading")
    ahead = Ahead(TEMPLATES, COMPILED)
    with uncollected():
        reading = read_folder(str(content), TODAY, progress=clock, ahead=ahead)
        if reading.problems:
            raise Stopped(list(reading.problems))
        clock.enter("writing")
        make(reading, content, folder / "output", progress=clock, ahead=ahead)
    clock.enter("")
    return {"stages": clock.stages}


def build_stock(folder: Path) -> dict[str, Any]:
    """Build with Pelican and its `simple` theme: articles, index, archives, tags, categories and one full feed."""
    import pelican
    from pelican.settings import read_settings

    overrides = {
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / "output"),
        "THEME": "simple",
        "SITENAME": "The Ashcombe Papers",
        "SITEURL": "https://example.org",
        "AUTHOR": "KB",
        "TIMEZONE": "Europe/London",
        "DEFAULT_LANG": "en",
        "PLUGINS": [],
        "ARTICLE_URL": "posts/{slug}/",
        "ARTICLE_SAVE_AS": "posts/{slug}/index.html",
        "CATEGORY_URL": "categories/{slug}/",
        "CATEGORY_SAVE_AS": "categories/{slug}/index.html",
        "TAG_URL": "tags/{slug}/",
        "TAG_SAVE_AS": "tags/{slug}/index.html",
        "AUTHOR_SAVE_AS": "",
        "DIRECT_TEMPLATES": ["index", "archives", "tags", "categories"],
        "DEFAULT_PAGINATION": False,
        "FEED_RSS": None,
        "FEED_ATOM": None,
        "FEED_ALL_ATOM": None,
        "FEED_ALL_RSS": "feeds/posts.rss.xml",
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "RSS_FEED_SUMMARY_ONLY": False,
        "FEED_MAX_ITEMS": 20,
    }
    said = _Said()
    logging.getLogger().addHandler(said)
    pelican.Pelican(read_settings(override=overrides)).run()
    if said.lines:
        sys.exit(said.lines[0])
    return {"stages": {}}


class _Said(logging.Handler):
    """Keeps Pelican's warnings and errors: it goes on without the article that was at fault."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(" ".join(record.getMessage().split()))


def used() -> dict[str, float]:
    """Seconds of processors that all processes used, and the peak memory in bytes of this one and of the largest other.

    Nothing where the system does not say.
    """
    try:
        import resource
    except ImportError:  # Windows
        return {}
    unit = 1 if sys.platform == "darwin" else 1024
    own, started = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    processors = own.ru_utime + own.ru_stime + started.ru_utime + started.ru_stime
    return {"processors": processors, "own": own.ru_maxrss * unit, "worker": started.ru_maxrss * unit}


def main(generator: str, folder: Path) -> int:
    """Build, and write down what it took; 1 where it cannot be built."""
    try:
        measured = build_stock(folder) if generator == "stock" else build_ours(folder)
    except Stopped as stopped:
        tell(stopped.problems)
        return 1
    (folder / MEASURED).write_text(json.dumps({**measured, "used": used()}), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
