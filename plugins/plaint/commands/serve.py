"""`serve`: the site on this computer, drafts and all, made anew whenever something is saved, and seen at once."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from plaint.commands.day import the_day
from plaint.commands.report import tell
from plaint.commands.serve_build import (
    CODE,
    SETTINGS,
    THEME,
    Builder,
    Outcome,
    forget_compiled,
    shown,
    site_of,
    sweep,
    trial,
)
from plaint.commands.serve_http import listening
from plaint.commands.serve_page import counted
from plaint.commands.serve_preview import Preview
from plaint.commands.serve_watch import Watch
from plaint.problems import Finding, Problem, Stopped, Where

_AGAIN = "PLAINT_SERVE_AGAIN"
"""Set for the process that takes this one's place: the port that its readers know, and what this one listened with."""

_RETRY = 5.0
"""Seconds after which a site that could not be written is tried again: room on a disk is made elsewhere."""


class _NewCode(Exception):
    """Plaint's own code was changed, and can be run. `known` is what the new process is to know."""

    known = ""


def serve(content: str, port: int = 8000, today: str | None = None) -> int:
    """Build a preview and serve it on this computer alone until Ctrl-C; 1 where that cannot begin."""
    again = os.environ.pop(_AGAIN, "")
    try:
        the_day(today)
        if not Path(content).is_dir() and not again:
            raise Stopped(
                [Problem(Where(content), "there is no such folder", "name the campaign’s folder with --content")]
            )
        with stopping() as stop, suppress(KeyboardInterrupt):
            _serve(content, port, today, stop, again)
        print("\nStopped.")
    except _NewCode as new:
        return _begin_again(new.known)
    except Stopped as stopped:
        tell(stopped.problems)
        return 1
    return 0


def _serve(content: str, port: int, today: str | None, stop: threading.Event, again: str) -> None:
    """Serve until `stop` is set. Raises _NewCode, KeyboardInterrupt, and Stopped where no port is free.

    `again` is what the process in whose place this one is wanted it to know, if there was one.
    """
    known, _, handed = again.partition(" ")
    number = int(handed) if handed else None
    watch = Watch((Path(content), THEME, SETTINGS, CODE))
    try:
        with listening(lambda port: Preview(site_of(content, port)), int(known or port), number) as server:
            sweep(server.preview.site)
            session = Session(content, server.preview, stop)
            session.build(the_day(today))
            if not again:
                print(f"http://localhost:{server.port}/ shows the site, drafts among it. Ctrl-C stops it.", flush=True)
            try:
                session.follow(watch, today)
            except _NewCode as new:
                handed_on = server.hand_on()
                new.known = f"{server.port} {'' if handed_on is None else handed_on}"
                raise
    finally:
        watch.close()


class Session:
    """One preview from its first build to the end, and what was said of it."""

    def __init__(self, content: str, preview: Preview, stop: threading.Event) -> None:
        self.preview, self.stop = preview, stop
        self.builder = Builder(content, preview.site)
        self.day = date.min
        self.retry_at = 0.0
        self._code: tuple[Finding, ...] = ()
        self._told: tuple[Finding, ...] = ()
        self._builds = 0

    def follow(self, watch: Watch, today: str | None) -> None:
        """Build whenever something was saved, and on a new day."""
        rested = False
        while not self.stop.is_set():
            watch.wait(self.stop)
            saved = watch.changed()
            while saved and (more := watch.settle(self.stop)):
                saved = sorted({*saved, *more})
            day = the_day(today)
            if self.stop.is_set():
                return
            if saved or day != self.day or (self.retry_at and time.monotonic() > self.retry_at):
                self.take_up([each for each in saved if Path(each).is_relative_to(CODE)])
                self.build(day, saved)
                rested = False
            elif not rested:
                self.rest()
                rested = True

    def take_up(self, code: Collection[str]) -> None:
        """Raises _NewCode where Plaint's own code was changed and can be run; else what is wrong with it is shown."""
        if not code:
            return
        forget_compiled([Path(each) for each in code if each.endswith(".py")])
        problem = trial()
        if problem is None:
            print(f"{_named(code)} saved: starting again with it.", flush=True)
            raise _NewCode
        self._code = (problem,)

    def build(self, day: date, saved: Sequence[str] = ()) -> None:
        """Build once, show it to whoever looks on, and say so. The findings that stood already are not said again."""
        began = time.monotonic()
        self.preview.begin()
        outcome = self.builder.build(day, saved)
        findings = (*self._code, *outcome.findings)
        self.preview.tell(findings, new=outcome.stands)
        seconds = time.monotonic() - began
        retried = bool(self.retry_at) and not saved
        self.day, self.retry_at = day, time.monotonic() + _RETRY if outcome.again else 0.0
        new = [each for each in findings if each not in self._told]
        if not (retried and outcome.again and not new):
            tell(new)
            print(self._line(outcome, findings, saved, seconds), flush=True)
        self._told = findings

    def _line(self, outcome: Outcome, findings: Sequence[Finding], saved: Sequence[str], seconds: float) -> str:
        self._builds += 1
        start = f"{_named(saved)} saved: " if saved else ""
        if not outcome.stands:
            shows = "shows the last version that was right" if self.preview.stands else "says the same"
            return f"{start}{counted(findings)}. The page {shows}."
        said = f", {counted(findings)}" if findings else ""
        if self._builds == 1:
            return f"Built {outcome.pages:,} pages in {seconds:.1f} s{said}."
        made = f"{outcome.redone:,} page{'' if outcome.redone == 1 else 's'} made anew"
        return f"{start}{made} in {seconds:.2f} s{said}."

    def rest(self) -> None:
        """Nobody waits for anything: time to look for garbage, which is not looked for while a build runs."""
        gc.collect()
        if self._builds == 1:
            # What is there from the beginning will stay, and need not be looked through every time.
            gc.freeze()


def _named(files: Collection[str]) -> str:
    """The files in a few words, for a line."""
    first = shown(min(files))
    return first if len(files) == 1 else f"{first} and {len(files) - 1:,} more"


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """Meanwhile Ctrl-C, and a system that asks the process to end, interrupt it once, and set the event.

    An interruption that Python swallows, as it does within a clean-up, is seen by the event. A process that was forked
    meanwhile ends as it would without this.
    """
    stop, mine = threading.Event(), os.getpid()

    def interrupt(number: int, frame: object) -> None:
        if os.getpid() != mine:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            return
        first = not stop.is_set()
        stop.set()
        if first:
            raise KeyboardInterrupt

    names = ("SIGINT", "SIGTERM", "SIGBREAK")
    before = {}
    for each in (getattr(signal, name) for name in names if hasattr(signal, name)):
        before[each] = signal.signal(each, interrupt)
    gc.disable()
    try:
        yield stop
    finally:
        gc.enable()
        for each, handler in before.items():
            with suppress(TypeError):  # one that was not set from Python
                signal.signal(each, handler)


def _begin_again(known: str) -> int:
    """Let a new process, with the same arguments, take this one's place; returns its exit status where none can."""
    command = [sys.executable, *sys.orig_argv[1:]]
    os.environ[_AGAIN] = known
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(sys.executable, command)
    # On Windows exec returns to the prompt before the command has ended, so wait for it instead.
    with subprocess.Popen(command) as process:
        while True:
            with suppress(KeyboardInterrupt):  # the new process has had the same Ctrl-C, and says so itself
                return process.wait()
