"""The corpus as a campaign of ours, in a folder with a copy of Plaint, and the edits that are built again."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from plaint.commands.bench_build import MEASURED
from plaint.commands.bench_corpus import TODAY, day_of, write_ours
from plaint.commands.bench_record import cited
from plaint.commands.bench_run import Used, put_aside, run
from plaint.commands.places import HERE
from plaint.problems import Problem, Stopped, Where
from plaint.values import dataclass

COPIED = ("tasks.py", "bootstrap", "plugins", "theme", "pelicanconf.py", "publishconf.py")
"""What a build takes from the checkout. An edit of a template is made in the copy."""

WARM_UP = 20
"""Posts of the build that nobody counts."""

_NOT_COPIED = shutil.ignore_patterns(".*")
CALLED = "Plaint"


@dataclass(frozen=True, slots=True)
class Seen:
    """Words that stand in a page of the site once a job is done."""

    page: str
    words: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign of `count` posts in a folder, beside a copy of Plaint with a cache of its own."""

    folder: Path
    count: int

    @property
    def content(self) -> Path:
        """The campaign's own folder."""
        return self.folder / "content"

    @property
    def plaint(self) -> Path:
        """The copy of Plaint."""
        return self.folder / "plaint"

    @property
    def output(self) -> Path:
        """The site."""
        return self.folder / "output"

    @property
    def around(self) -> dict[str, str]:
        """What the environment says to a build besides."""
        path = os.pathsep.join(filter(None, (str(self.plaint / "plugins"), os.environ.get("PYTHONPATH"))))
        # Somebody's shell may tell Python to keep no compiled modules: then every build would compile all of Plaint.
        return {"PLAINT_CACHE": str(self.folder / "cache"), "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": ""}

    def write(self, corpus: Callable[[Path, int], None] = write_ours) -> None:
        """Write the campaign, and copy Plaint."""
        corpus(self.content, self.count)
        self.plaint.mkdir()
        for name in COPIED:
            if (HERE / name).is_dir():
                shutil.copytree(HERE / name, self.plaint / name, ignore=_NOT_COPIED)
            else:
                shutil.copy2(HERE / name, self.plaint / name)

    def forget(self) -> None:
        """Put the site and all that was kept aside, so that the next build is cold."""
        for name in ("output", "cache"):
            put_aside(self.folder / name)

    def warm_up(self) -> None:
        """Build a few posts that nobody counts, in which Python compiles the modules. Raises Stopped."""
        few = Campaign(self.folder / "few", WARM_UP)
        write_ours(few.content, few.count)
        self._build(few.content, few.output)
        put_aside(few.folder)
        self.forget()

    def build(self) -> Used:
        """Build the site, as `tasks.py build` does in the environment that is running. Raises Stopped."""
        return self._build(self.content, self.output)

    def _build(self, content: Path, output: Path) -> Used:
        arguments = ("--content", str(content), "--output", str(output), "--today", TODAY.isoformat())
        command = [sys.executable, "-X", "plaint-inside", "tasks.py", "build", *arguments]
        return run(command, self.plaint, CALLED, self.around)

    def stages(self) -> dict[str, float]:
        """The seconds that each stage of a cold build takes, by its name. Raises Stopped."""
        self.forget()
        used = run(
            [sys.executable, "-m", "plaint.commands.bench_build", str(self.folder)], self.plaint, CALLED, self.around
        )
        stages: dict[str, float] = json.loads((self.folder / MEASURED).read_text(encoding="utf-8"))
        return {**stages, "starting and ending": used.seconds - sum(stages.values())}


def edit_post(campaign: Campaign, time: int) -> Seen:
    """Add a sentence to the post in the middle."""
    return _add_to(campaign, campaign.count // 2, time)


def _add_to(campaign: Campaign, number: int, time: int) -> Seen:
    name = f"{day_of(number, campaign.count).isoformat()}-post-{number}.md"
    words = f"This sentence was added by the edit of number {time}."
    with (campaign.content / "posts" / name).open("a", encoding="utf-8", newline="\n") as post:
        post.write(f"\n{words}\n")
    return Seen(f"posts/post-{number}/index.html", words)


def edit_contact(campaign: Campaign, time: int) -> Seen:
    """Change what a contact was about that a letter and ten posts cite."""
    id = cited(campaign.count)
    words = f"Question {id.rpartition('-')[2]}, put in the words of number {time}"
    for path in sorted((campaign.content / "record" / "contacts").iterdir()):
        before, entry, after = path.read_text(encoding="utf-8").partition(f"- id: {id}\n")
        if entry:
            head, key, rest = after.partition("  subject: ")
            rest = rest.partition("\n")[2]
            path.write_bytes(f"{before}{entry}{head}{key}{words}\n{rest}".encode())
    return Seen(f"contacts/{id}/index.html", words)


def edit_template(campaign: Campaign, time: int) -> Seen:
    """Add a comment to the template that all pages are made by."""
    words = f"<!-- the edit of number {time} -->"
    with (campaign.plaint / "theme" / "templates" / "base.html").open("a", encoding="utf-8", newline="\n") as base:
        base.write(f"{words}\n")
    return Seen("archives/index.html", words)


def edit_nothing(campaign: Campaign, time: int) -> Seen:
    """Leave all as it is."""
    return Seen("index.html", "<html")


def edit_first(campaign: Campaign, time: int) -> Seen:
    """Add a sentence to the first post, which is the first edit since nothing was there."""
    return _add_to(campaign, 0, time)


EDITS: dict[str, Callable[[Campaign, int], Seen]] = {
    "nothing": edit_nothing,
    "first": edit_first,
    "post": edit_post,
    "contact": edit_contact,
    "template": edit_template,
}
"""What is edited, by its name in `--edits`, in the order in which it is. Each is built on what the last one left."""


def build_edited(campaign: Campaign, edit: str, time: int) -> Used:
    """Make an edit and build; `time` is different every time. Raises Stopped where the site does not show it."""
    seen = EDITS[edit](campaign, time)
    used = campaign.build()
    if seen.words not in (campaign.output / seen.page).read_text(encoding="utf-8"):
        raise Stopped([Problem(Where(seen.page), f"the edit called {edit!r} does not show in it")])
    return used
