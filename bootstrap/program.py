"""Invoke, with a line of plain English wherever a command is mistyped, and help in this project's words."""

from __future__ import annotations

import importlib
import inspect
import os
import re
import shutil
import sys
import textwrap
from difflib import get_close_matches
from typing import Any, NoReturn

from invoke import Argument, Collection, Exit, ParseError, ParserContext, Program
from invoke.util import helpline

from bootstrap.calling import quietly_leave

USAGE = 2  # the exit status of a command that was mistyped

# The rest of Invoke's own options are about running shell commands, which no command here does.
KEPT_OPTIONS = {
    "complete",
    "debug",
    "help",
    "list",
    "list-depth",
    "list-format",
    "print-completion-script",
    "version",
    "write-pyc",
}
# What stands for an option's value; with a command's name before it, in that command alone.
VALUES = {
    "args": "WORDS", "chase": "ID", "content": "FOLDER", "file": "FILE", "from": "ID", "on": "DATE",
    "output": "FOLDER", "port": "NUMBER", "posts": "NUMBER", "growth": "NUMBERS", "repeat": "NUMBER", "others": "NAMES",
    "edits": "NAMES", "stage-2": "ID", "to": "ID", "today": "DATE",
    "update from": "PLACE",
}  # fmt: skip
EXAMPLES = {"title": '"A title"', "subject": '"A phone call"', "file": "photo.jpg", "id": "transport-letter"}


def run(namespace: Collection, argv: list[str]) -> NoReturn:
    """Run the command that `argv` names (its first word is the script) and exit."""
    try:
        try:
            CommandLine(namespace=namespace, name="Plaint").run(as_invoke_has_it(argv))
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        quietly_leave()
    sys.exit(0)


def as_invoke_has_it(argv: list[str]) -> list[str]:
    """The same words, with any request for help first: behind a task Invoke would take it for a title."""
    script, words = argv[0], argv[1:]
    asks = [word for word in words if word in ("--help", "-h")] or words[:1] == ["help"]
    if not asks:
        return argv
    names = [word for word in words if word not in ("--help", "-h")]
    names = names[1:] if names[:1] == ["help"] else names
    return [script, f"--help={names[0]}"] if names else [script, "--help"]


class CommandLine(Program):
    """The commands of `tasks.py`, one at a time."""

    def core_args(self) -> list[Argument]:
        """Invoke's options that are kept, by their long names only: no letter means anything by accident."""
        kept = [argument for argument in super().core_args() if argument.names[0] in KEPT_OPTIONS]
        for argument in kept:
            argument.names = argument.names[:1]
        return kept

    def update_config(self, merge: bool = True) -> None:
        """Nothing on the command line changes Invoke's settings here."""

    def parse_core(self, argv: list[str] | None) -> None:
        """Read what stands before the command."""
        try:
            super().parse_core(argv)
        except ParseError as error:
            raise Exit(f"{error} `{self.spelling} help` lists the commands.", code=USAGE) from error

    def parse_tasks(self) -> None:
        """Read the command and its options; whatever does not fit raises Exit with one line."""
        words = self.core.unparsed
        names = list(self.collection.task_names)
        if words and words[0] not in names:
            raise Exit(self.no_such_command(words[0], names), code=USAGE)
        try:
            super().parse_tasks()
        except ParseError as error:
            raise Exit(self.misfit(error, words), code=USAGE) from error
        except ValueError as error:  # Invoke lets int() fail as it may
            shown = re.sub(r".*: ", "", str(error))
            raise Exit(f"{words[0]}: {shown} is no number.", code=USAGE) from error
        if len(self.tasks) > 1:
            given = " and ".join(str(task.name) for task in self.tasks)
            line = f"One command at a time, please: {given} were both given.{self.quoting(self.tasks[0])}"
            raise Exit(line, code=USAGE)
        for task in self.tasks:
            stray = [argument for argument in task.positional_args if str(argument.value).startswith("-")]
            if stray:
                raise Exit(self.no_such_option(task, str(stray[0].value)), code=USAGE)

    def parse_cleanup(self) -> None:
        """Answer --help and the like."""
        asked = self.args.help.value
        names = list(self.collection.task_names)
        if isinstance(asked, str) and asked not in names:
            raise Exit(self.no_such_command(asked, names), code=USAGE)
        super().parse_cleanup()

    @property
    def spelling(self) -> str:
        """How a command is typed on this system."""
        return "py tasks.py" if os.name == "nt" else "python3 tasks.py"

    def no_such_command(self, word: str, names: list[str]) -> str:
        """The line for a first word that is no command."""
        if word.startswith("-"):
            return f"The command comes first, and then {word}. `{self.spelling} help` lists the commands."
        close = [name for name in names if name.startswith(f"{word}.")] or get_close_matches(word, names, n=1)
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        return f"There is no command {word!r}.{hint} `{self.spelling} help` lists them all."

    def no_such_option(self, task: ParserContext, word: str) -> str:
        """The line for an option that the command does not have."""
        options = [flag for flag in task.flags if flag not in self.positional_flags(task)]
        close = get_close_matches(word, options, n=1, cutoff=0.7)
        has = f"Did you mean {close[0]}?" if close else f"It has {', '.join(options)}."
        return f"{task.name} has no option {word}. {has}"

    def misfit(self, error: ParseError, words: list[str]) -> str:
        """The line for what Invoke could not read."""
        task, said = error.context, str(error)
        if task is None or not task.name:
            return f"{said} `{self.spelling} help` lists the commands."
        for argument in task.positional_args:
            if str(argument.value or "").startswith("-"):
                return self.no_such_option(task, str(argument.value))
        if missing := task.missing_positional_args:
            return f"{task.name} needs {article(missing[0].names[0])}: {self.example(task)}"
        if lacking := re.match(r"Flag <Argument: ([\w-]+)", said):
            name = lacking[1].strip("_").replace("_", "-")
            return f"--{name} needs a value: --{name} {value_of(name, task.name)}"
        left_over = re.match(r"No idea what (.*) is!$", said, re.DOTALL)
        word = left_over[1].strip("'\"") if left_over else words[-1]
        if word.startswith("-"):
            return self.no_such_option(task, word)
        return f"{task.name} cannot use {word!r}.{self.quoting(task)}"

    def quoting(self, task: ParserContext) -> str:
        """A reminder for a command that takes words: several of them need quotation marks."""
        return f" Put several words in quotation marks: {self.example(task)}" if task.positional_args else ""

    def example(self, task: ParserContext) -> str:
        """The command as it is typed."""
        words = [EXAMPLES.get(argument.names[0], argument.names[0]) for argument in task.positional_args]
        return " ".join([self.spelling, str(task.name), *words])

    def positional_flags(self, task: ParserContext) -> set[str]:
        """The options that are typed without their names."""
        return {f"--{argument.names[0]}" for argument in task.positional_args}

    def print_version(self) -> None:
        """Print which Plaint this is."""
        print("Plaint", importlib.import_module("plaint").__version__)

    def print_help(self) -> None:
        """Print every command with what it does."""
        print(f"Usage: {self.spelling} COMMAND [OPTIONS]\n\nCommands:")
        columns([(name, helpline(self.collection[name]) or "") for name in ordered(self.collection)])
        print(f"\nFor example:\n  {self.spelling} build")
        print(f"\nWhat a command can do:\n  {self.spelling} build --help")

    def list_tasks(self) -> None:
        """Answer --list as help is answered."""
        self.print_help()

    def print_task_help(self, name: str) -> None:
        """Print one command, its options and an example."""
        task = self.parser.contexts[name]
        print(f"Usage: {self.example(task)} [OPTIONS]\n")
        print(textwrap.fill(inspect.getdoc(self.collection[name]) or "", width()))
        options = [argument for argument in task.args.values() if not argument.positional]
        words = [(argument.names[0].upper(), argument.help or "") for argument in task.positional_args]
        columns_of_options = [(flag(argument, name), argument.help or "") for argument in options]
        if words + columns_of_options:
            print()
        columns(words + columns_of_options)


def ordered(collection: Collection, prefix: str = "") -> list[str]:
    """The names of a collection's tasks in the order in which they were added."""
    names = [f"{prefix}{name}" for name in collection.tasks]
    for name, inner in collection.collections.items():
        names += ordered(inner, f"{prefix}{name}.")
    return names


def flag(argument: Argument, command: str = "") -> str:
    """An option of a command as help shows it."""
    name = argument.names[0]
    return f"--{name} {value_of(name, command)}" if argument.takes_value else f"--{name}"


def value_of(option: str, command: str = "") -> str:
    """The word that stands for the value of a command's option."""
    name = option.strip("_").replace("_", "-")
    return VALUES.get(f"{command} {name}") or VALUES.get(name, name.upper())


def article(noun: str) -> str:
    """The noun with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def width() -> int:
    """Columns to write in, at most 100."""
    return min(max(shutil.get_terminal_size().columns, 40), 100)


def columns(rows: list[tuple[str, str]]) -> None:
    """Print pairs side by side, the second wrapped."""
    edge = max((len(left) for left, _ in rows), default=0) + 4
    for left, right in rows:
        lines: list[Any] = textwrap.wrap(right, max(width() - edge, 20)) or [""]
        print(f"  {left:<{edge - 4}}  {lines[0]}".rstrip())
        for line in lines[1:]:
            print(" " * edge + line)
