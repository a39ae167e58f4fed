"""A cold build of the benchmark by stages, in a process of its own: `python -m plaint.commands.bench_build FOLDER`.

FOLDER has `content`; the site goes to `output` in it, and the seconds of each stage to `stages.json`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from plaint.commands.bench_corpus import TODAY
from plaint.commands.report import Progress, tell
from plaint.problems import Stopped

MEASURED = "stages.json"

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


def build(folder: Path) -> dict[str, float]:
    """Build, and keep for the next build what a build keeps; the seconds of each stage. Raises Stopped."""
    from plaint.commands.ahead import Ahead
    from plaint.commands.build import COMPILED, TEMPLATES, make, read_folder, uncollected

    clock = _Clock()
    content = folder / "content"
    clock.enter("reading")
    ahead = Ahead(TEMPLATES, COMPILED)
    with uncollected():
        reading = read_folder(str(content), TODAY, progress=clock, ahead=ahead, remember=True)
        if reading.problems:
            raise Stopped(list(reading.problems))
        clock.enter("writing")
        make(reading, content, folder / "output", progress=clock, ahead=ahead)
    clock.enter("")
    stages = clock.stages
    # Pages are made side by side. What feeds take of that is known from how long each page took.
    took = {name: seconds for name, seconds in reading.work.seconds().items() if name.startswith("made by ")}
    feeds = sum(seconds for name, seconds in took.items() if ".feeds." in name)
    stages["feeds"] = stages["writing"] * feeds / sum(took.values())
    stages["writing"] -= stages["feeds"]
    return stages


def main(folder: Path) -> int:
    """Build, and write down what it took; 1 where it cannot be built."""
    try:
        stages = build(folder)
    except Stopped as stopped:
        tell(stopped.problems)
        return 1
    (folder / MEASURED).write_text(json.dumps(stages), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
