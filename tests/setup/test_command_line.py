"""What is said about commands: help for each, and one line for each way to mistype one."""

from __future__ import annotations

import importlib.util
import inspect
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import plaint
from bootstrap import calling, program
from bootstrap.environment import INSIDE

Say = Callable[..., tuple[int, str, str]]

COMMANDS = (
    "build", "serve", "check", "status", "publish", "seal", "schemas", "update", "test", "bench", "manifest",
    "new.post", "new.letter", "new.contact", "new.evidence",
)  # fmt: skip


@pytest.fixture
def tasks(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """tasks.py, read afresh: Invoke uses up the help texts of a task as it reads them."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", sys.dont_write_bytecode)
    spec = importlib.util.spec_from_file_location("tasks", checkout / "tasks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def say(tasks: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Types a command; gives its exit status, output and errors."""
    monkeypatch.setenv("COLUMNS", "100")

    def typed(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            program.run(tasks.namespace, ["tasks.py", *words])
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return typed


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, object]]]:
    """Stands in for the commands themselves: what was called, with what. Each returns 3."""
    made: list[tuple[str, dict[str, object]]] = []

    def command(name: str) -> Callable[..., int]:
        def called(**options: object) -> int:
            made.append((name, options))
            return 3

        return called

    for name in COMMANDS:
        module, _, function = name.rpartition(".")
        if name == "build":
            module = "again"  # it begins by asking whether there is anything to do
        stand_in = sys.modules.get(f"plaint.commands.{module or name}")
        if not isinstance(stand_in, SimpleNamespace):
            stand_in = SimpleNamespace()
            monkeypatch.setitem(sys.modules, f"plaint.commands.{module or name}", stand_in)  # type: ignore[arg-type]
        setattr(stand_in, function, command(name))
    return made


@pytest.mark.parametrize("words", [(), ("help",), ("--help",), ("-h",), ("--list",)])
def test_help_lists_every_command_with_what_it_does(words: tuple[str, ...], say: Say) -> None:
    """Each way to ask for help gives a line for each command, and an example."""
    status, out, err = say(*words)
    assert (status, err) == (0, "")
    listed = dict(line.split(None, 1) for line in out.splitlines() if line.startswith("  ") and "tasks.py" not in line)
    assert tuple(listed) == COMMANDS
    assert all(listed.values())
    assert "tasks.py build" in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_explained(name: str, say: Say, tasks: ModuleType) -> None:
    """A command's help names each word and option that it takes, with what it means beside it."""
    taken = list(inspect.signature(tasks.namespace[name].body).parameters)[1:]
    status, out, _ = say("help", name)
    assert status == 0
    explained = {
        line.split()[0].lstrip("-").lower()
        for line in out.splitlines()
        if re.match(r"  (--[a-z0-9-]+|[A-Z]+)( [A-Z]+)?  +\w", line)
    }
    assert explained == {option.strip("_").replace("_", "-") for option in taken}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("biuld",), "There is no command 'biuld'. Did you mean build?"),
        (
            ("new",),
            "There is no command 'new'. Did you mean new.post or new.letter or new.contact or new.evidence?",
        ),
        (("help", "chek"), "There is no command 'chek'. Did you mean check?"),
        (("--today", "build"), "The command comes first, and then --today."),
        (("build", "--contnet", "x"), "build has no option --contnet. Did you mean --content?"),
        (("build", "-o", "x"), "build has no option -o. It has --content, --output, --today, --quiet."),
        (("build", "--content"), "--content needs a value: --content FOLDER"),
        (("build", "--content", "--today", "x"), "--content needs a value: --content FOLDER"),
        (("build", "x"), "build cannot use 'x'."),
        (("serve", "--port", "http"), "serve: 'http' is no number."),
        (("new.post",), "new.post needs a title: "),
        (("new.letter", "--chase", "transport-foi"), "new.letter needs a title: "),
        (("new.letter", "A title", "--stage-2"), "--stage-2 needs a value: --stage-2 ID"),
        (("new.post", "--titel", "x"), "new.post has no option --titel."),
        (("new.post", "My", "title"), "new.post cannot use 'title'. Put several words in quotation marks: "),
        (
            ("new.post", "Please", "build"),
            "One command at a time, please: new.post and build were both given.",
        ),
        (("new.contact", "A call", "--form", "x"), "new.contact has no option --form. Did you mean --from?"),
    ],
)
def test_a_mistyped_command_is_answered_in_one_line(
    words: tuple[str, ...], line: str, say: Say, calls: list[tuple[str, dict[str, object]]]
) -> None:
    """Nothing runs, the exit status is 2, and the line says what would be right."""
    status, out, err = say(*words)
    assert (status, out) == (2, "")
    assert err.startswith(line)
    assert err.count("\n") == 1
    assert calls == []


def test_a_request_for_help_is_never_taken_for_a_title(say: Say, calls: list[tuple[str, dict[str, object]]]) -> None:
    """`new.post --help` explains new.post and begins no post called --help."""
    status, out, _ = say("new.post", "--help")
    assert status == 0
    assert out.startswith("Usage: ")
    assert "TITLE" in out
    assert calls == []


def test_a_command_ends_with_the_status_that_it_returns(say: Say, calls: list[tuple[str, dict[str, object]]]) -> None:
    """What check returns is what the shell sees."""
    assert say("check", "--strict")[0] == 3
    assert calls[0][1]["strict"] is True


def test_options_reach_the_command_under_their_own_names(
    say: Say, calls: list[tuple[str, dict[str, object]]], tmp_path: Path
) -> None:
    """`--from`, a word that Python keeps for itself, arrives as from_; a folder named is left as it is."""
    say(
        "new.contact",
        "A call",
        "--from",
        "council",
        "--to",
        "parents",
        "--on",
        "2024-05-31",
        "--content",
        str(tmp_path),
    )
    assert calls == [
        (
            "new.contact",
            {
                "subject": "A call",
                "kind": "email",
                "from_": "council",
                "to": "parents",
                "on": "2024-05-31",
                "content": str(tmp_path),
                "today": None,
            },
        )
    ]


def test_usual_folders_are_those_beside_tasks_py(
    say: Say,
    calls: list[tuple[str, dict[str, object]]],
    checkout: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the checkout they go by their short names; from elsewhere they are still the checkout's own."""
    monkeypatch.chdir(checkout)
    say("build")
    monkeypatch.chdir(tmp_path)
    say("build")
    assert (calls[0][1]["content"], calls[0][1]["output"]) == ("content", "output")
    assert (tmp_path / str(calls[1][1]["content"])).resolve() == checkout / "content"
    assert (tmp_path / str(calls[1][1]["output"])).resolve() == checkout / "output"


def test_ctrl_c_is_answered_with_one_word(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopping a command gives no traceback and the status that shells expect, 130."""

    def interrupted(**options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "plaint.commands.serve", SimpleNamespace(serve=interrupted))  # type: ignore[arg-type]
    assert say("serve") == (130, "", "Stopped.\n")


def test_a_reader_that_has_read_enough_is_no_error(checkout: Path) -> None:
    """`python3 tasks.py help | head -1` says nothing about broken pipes."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-X", INSIDE, "tasks.py", "help"],
            cwd=checkout, stdout=writing, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (calling.PIPE_CLOSED, "")


def test_version_is_the_packages_own(say: Say, checkout: Path) -> None:
    """`--version` says what plaint.__version__ says, and so does pyproject.toml."""
    assert say("--version")[1] == f"Plaint {plaint.__version__}\n"
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == plaint.__version__


@pytest.mark.parametrize(
    "line",
    [
        "build",
        "build --quiet",
        "build --content elsewhere",
        "build --today 2024-05-31 --output out --content c",
        "build --quiet --content build --output 'two words'",
    ],
)
def test_a_plain_build_is_read_as_invoke_reads_it(say: Say, calls: list[tuple[str, dict[str, object]]], line: str):
    """The short way into a build, without Invoke, leads to the same call."""
    words = shlex.split(line)
    say(*words)
    assert calling.plain_build(words) is not None
    with pytest.raises(SystemExit):
        calling.build(**calling.plain_build(words) or {})
    assert calls[0] == calls[1]


@pytest.mark.parametrize(
    "line",
    [
        "", "help", "check", "build --help", "build -h", "--help build", "build check", "build --content", "build --content=x",
        "build --output ''", "build --today --quiet", "build --content a --content b", "build --quiet --quiet", "build x",
        "build --quite", "build --open", "build --no-quiet",
    ],
)  # fmt: skip
def test_whatever_else_is_said_is_for_invoke_to_read(line: str):
    """Help, another command, and everything that is mistyped."""
    assert calling.plain_build(shlex.split(line)) is None
