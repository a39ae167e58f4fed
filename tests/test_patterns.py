"""Regular expressions that every supported Python reads in the same way."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]  # the only place where an expression is taken apart
from typing import Any

import pytest

PLUGINS = Path(__file__).resolve().parents[1] / "plugins"

# Prints every expression that importing the package compiles, with its flags.
IMPORT_ALL = """
import importlib, json, pkgutil, re
found, compile = [], re.compile
def noting(pattern, flags=0):
    if isinstance(pattern, str):
        found.append((pattern, int(flags)))
    return compile(pattern, flags)
re.compile = noting
import plaint
for each in pkgutil.walk_packages(plaint.__path__, "plaint."):
    importlib.import_module(each.name)
print(json.dumps(found))
"""

ONE_CHARACTER = {_constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY, _constants.IN}


def patterns() -> list[tuple[str, int]]:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], cwd=PLUGINS, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return [(pattern, flags) for pattern, flags in json.loads(done.stdout.splitlines()[-1])]


def possessive_groups(parsed: Any) -> Iterator[Any]:
    """The parts of an expression that repeat more than a character and give nothing back."""
    for code, argument in parsed:
        inner = argument if isinstance(argument, tuple) else (argument,)
        if code is _constants.POSSESSIVE_REPEAT and (len(inner[2]) != 1 or inner[2][0][0] not in ONE_CHARACTER):
            yield inner[2]
        for each in inner:
            branches = each if isinstance(each, list) else [each]
            for branch in branches:
                if isinstance(branch, _parser.SubPattern):
                    yield from possessive_groups(branch)


def wrong(pattern: str, flags: int = 0) -> bool:
    return any(True for _ in possessive_groups(_parser.parse(pattern, flags)))


def test_no_expression_repeats_a_group_possessively():
    """Python 3.11.0 to 3.11.4 give such a repeat up too soon (gh-106052); an atomic group around it says the same."""
    found = patterns()
    assert len(found) > 100
    assert [pattern for pattern, flags in found if wrong(pattern, flags)] == []


@pytest.mark.parametrize("pattern", ["(?:ab)*+", "x(?:a|b+)++y", "(a{2})?+", "(?=(?:ab)*+)", "(?>(?:(?:ab){1,2}+)*)|c"])
def test_a_possessive_group_is_seen_wherever_it_stands(pattern: str):
    """Each of some expressions with one in it is found, beside another that says the same and is not."""
    assert wrong(pattern)
    assert not wrong("(?>(?:ab)*)[^x]*+(?:a++|b)*")
