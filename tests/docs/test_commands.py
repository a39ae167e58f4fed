"""commands.md says every command and option, and no page names one that does not exist."""

from __future__ import annotations

import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from invoke import Collection
from invoke.parser import Argument

from bootstrap.program import ordered, value_of
from tests.docs import pages
from tests.docs.pages import PAGES, ROOT, code, commands, headings, page, rows, section

TEXT = page("commands.md")


def namespace() -> Collection:
    """The tasks, read afresh: Invoke uses up their help texts."""
    spec = importlib.util.spec_from_file_location("tasks_for_docs", ROOT / "tasks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Collection = module.namespace
    return found


def arguments(command: str) -> list[Argument]:
    """What a command takes."""
    return list(namespace()[command].get_arguments())


def option(argument: Argument, command: str = "") -> str:
    """An option of a command as it is typed."""
    name = argument.name.strip("_").replace("_", "-")
    return f"--{name} {value_of(argument.name, command)}" if argument.takes_value else f"--{name}"


NAMES = ordered(namespace())


def test_every_command_has_a_section() -> None:
    """The page has a heading for each command, and none for anything that is no command."""
    assert {head.strip("`") for head in headings(TEXT) if head.startswith("`")} == set(NAMES)


@pytest.mark.parametrize("command", NAMES)
def test_every_option_is_in_its_table(command: str) -> None:
    """A command's table has each of its options as they are typed, and no other."""
    options = {option(each, command) for each in arguments(command) if not each.positional}
    assert {code(row[0]) for row in rows(pages.tables(section(TEXT, f"`{command}`"))[0])} == options


def shown() -> Iterator[tuple[str, str]]:
    """Every call of tasks.py in the docs, in blocks and in sentences, with the page it stands on."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for line in (*commands(text), *re.findall(r"`(?:python3|py) tasks\.py ([^`]+)`", text)):
            yield path.name, line


@pytest.mark.parametrize("name, line", [*shown()])
def test_a_command_in_the_docs_exists(name: str, line: str) -> None:
    """A command that a page shows is one, and takes the options that it is shown with."""
    words = shlex.split(line)
    assert words[0] in (*NAMES, "help"), f"{name}: {line}"
    known = {option(each).partition(" ")[0] for each in arguments(words[0])} if words[0] != "help" else set()
    assert {word for word in words if word.startswith("--")} <= known | {"--help"}, f"{name}: {line}"


def test_the_two_commands_stand_in_the_readme() -> None:
    """Whoever is new finds what to type to build and to test, on Windows too."""
    text = Path(ROOT / "README.md").read_text(encoding="utf-8")
    assert {"build", "test", "serve"} <= set(commands(text))
    assert "py tasks.py build" in text
