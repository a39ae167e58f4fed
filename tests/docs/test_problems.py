"""The lines that the docs show are the lines that are printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plaint.commands.report import tell
from plaint.site.reading import read
from tests.docs.pages import ROOT, campaign, examples, fences, headings, page, section, written

TEXT = page("problems.md")
EXAMPLES = [head for head in headings(TEXT) if examples(section(TEXT, head))]


def printed(text: str) -> list[str]:
    """The lines in a text's blocks of output."""
    return [line for language, block in fences(text) if language == "text" for line in block.splitlines()]


@pytest.mark.parametrize("heading", EXAMPLES)
def test_a_broken_example_prints_what_stands_below_it(
    heading: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the people of fields.md, an example prints the lines below it and no others."""
    base = campaign(page("fields.md"))
    kept = {name: base[name] for name in ("campaign.yaml", "record/people.yaml")}
    own = campaign(section(TEXT, heading))
    reading = read(written(tmp_path / "content", {**kept, **own}), "content", date(2019, 10, 1))
    tell((*reading.problems, *reading.doubts))
    assert capsys.readouterr().err.splitlines() == printed(section(TEXT, heading))


def test_every_other_line_is_that_of_an_example() -> None:
    """What the README and the top of the page show is one of the lines that the examples print."""
    lines = {line for head in EXAMPLES for line in printed(section(TEXT, head))}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    elsewhere = [*printed(TEXT), *printed(readme)]
    assert len(EXAMPLES) >= 10
    assert set(elsewhere) == lines
