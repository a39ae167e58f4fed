"""The tests tell behaviour: each says in a sentence which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent


@pytest.mark.parametrize("path", sorted(TESTS.rglob("test_*.py")), ids=lambda path: path.relative_to(TESTS).as_posix())
def test_every_test_states_a_behaviour(path: Path):
    """A test function has a docstring of at least four words."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert len((ast.get_docstring(node) or "").split()) >= 4, f"{path.name}:{node.lineno} {node.name}"
