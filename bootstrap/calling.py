"""From a command's words to the function that does it, and from that to the end of this process."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from contextlib import suppress
from typing import Any, NoReturn

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  # pathlib comes later

INTERRUPTED = 130
PIPE_CLOSED = 141

_OF_BUILD = ("--content", "--output", "--today")


def place(folder: str | None, usual: str) -> str:
    """The folder asked for, or the usual one beside tasks.py, as it is written from where we stand."""
    if folder is not None:
        return folder
    try:
        return os.path.relpath(os.path.join(ROOT, usual))  # noqa: PTH118
    except ValueError:  # on another drive, on Windows
        return os.path.join(ROOT, usual)  # noqa: PTH118


def build_plainly(words: list[str]) -> None:
    """Build, and end this process, where these words ask for that and nothing is odd about them; else return.

    Invoke takes a tenth of a short build to import, and what it would read in such words is known without it. All
    others are for Invoke to read, and to explain.
    """
    options = plain_build(words)
    if options is not None:
        try:
            build(**options)
        except SystemExit as end:
            leave(end)


def plain_build(words: list[str]) -> dict[str, Any] | None:
    """The options of `build` as Invoke would read them; None where something else is asked for, or in another way."""
    if words[:1] != ["build"]:
        return None
    options: dict[str, Any] = {"content": None, "output": None, "today": None, "quiet": False}
    rest = iter(words[1:])
    for word in rest:
        name, value = word[2:], next(rest, "") if word in _OF_BUILD else word == "--quiet"
        if not value or options.get(name, "unknown") or str(value).startswith("-"):
            return None
        options[name] = value
    return options


def build(content: str | None, output: str | None, today: str | None, quiet: bool) -> NoReturn:
    """Build, and end with the status of that."""
    content, output = place(content, "content"), place(output, "output")
    finish("again.build", content=content, output=output, today=today, quiet=quiet)


def finish(function: str, **options: object) -> NoReturn:
    """Call a function of plaint.commands, named `module.function`, and end with the status it returns."""
    # Invoke switches this off; with it off, every start would compile the whole package again.
    sys.dont_write_bytecode = bool(os.environ.get("PYTHONDONTWRITEBYTECODE"))
    module, _, name = function.rpartition(".")
    try:
        command = getattr(importlib.import_module(f"plaint.commands.{module}"), name)
        gc.freeze()
        gc.enable()
        status = command(**options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        quietly_leave()
    sys.exit(status)


def leave(end: SystemExit) -> NoReturn:
    """End this process as `end` says, at once.

    Everything is written and closed by then. Python would first take apart all that a large build has made, which
    takes half a second.
    """
    if end.code is not None and not isinstance(end.code, int):
        raise end  # a message, which Python prints
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(end.code or 0)


def quietly_leave() -> NoReturn:
    """End without a word: whoever read our output (`| head`, say) has read enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(PIPE_CLOSED)
