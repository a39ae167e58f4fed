"""Texts and what they become, as written down in tests/golden/markup: a name, a text and the result, between dots."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from plaint.markup import convert

HERE = Path(__file__).resolve().parent
_spec = importlib.util.spec_from_file_location("markup_shown", HERE / "shown.py")
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
shown = _module.shown

CASE = re.compile(r"(?P<name>[^\n]+)\n\.\n(?P<text>.*?)\n\.\n(?P<result>.*?)\n\.(?:\n+|\Z)", re.DOTALL)
CASES = [
    pytest.param(case["text"], case["result"], id=f"{path.stem}: {case['name']}")
    for path in sorted((HERE.parent / "golden" / "markup").glob("*.md"))
    for case in CASE.finditer(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("text", "result"), CASES)
def test_text_becomes_what_is_written_down(text: str, result: str) -> None:
    """Each text of the golden files gives the HTML, points and faults that stand under it."""
    assert shown(convert(text)) == result


def test_golden_files_are_read_whole() -> None:
    """Nothing in a golden file is left over when its cases are taken out, so that no case is passed by."""
    for path in (HERE.parent / "golden" / "markup").glob("*.md"):
        assert CASE.sub("", path.read_text(encoding="utf-8")) == ""
