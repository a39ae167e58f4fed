"""Reading private/never.yaml, and the variable that holds the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaint.guard.never import read_never, terms_in
from plaint.problems import Stopped


def problems(text: str) -> list[str]:
    with pytest.raises(Stopped) as stopped:
        terms_in(text, "private/never.yaml")
    return [str(each) for each in stopped.value.problems]


def test_each_entry_keeps_its_line():
    """Comments and empty lines count; an entry is known by the line that it stands on."""
    terms = terms_in("# names\n- Ellie Green\n\n- Al   # her brother\n", "private/never.yaml")
    assert [str(each.where) for each in terms.all] == ["private/never.yaml:2", "private/never.yaml:4"]


@pytest.mark.parametrize("text, many", [("", 0), ("# nothing yet\n", 0), ("Ellie", 1), ("[Ellie, Al]", 2), ("- a\r\n- b\r\n", 2), ("\ufeff- Ellie\n", 1)])  # fmt: skip
def test_lists_of_every_form_are_read(text: str, many: int):
    """One word alone, a list in brackets, lines from Windows, and nothing at all."""
    assert len(terms_in(text, "never").all) == many


def test_a_file_that_is_not_there_lists_nothing(tmp_path: Path):
    """Nobody need have a list."""
    assert not read_never(tmp_path / "never.yaml", "never.yaml")


@pytest.mark.parametrize("text", ["Ellie\nGreen Al\n", "- Ellie\n  Al\n- Zoë\n", "- |\n  Ellie\n"])
def test_lines_without_their_dash_are_refused(text: str):
    """YAML would join them to one name, which occurs nowhere, and neither would be found."""
    assert problems(text)[0].startswith("private/never.yaml:2: this line belongs to")


@pytest.mark.parametrize("text", [
    "- *secretname*\n", "- secretname: x\n", "secretname: x\n", "- &secretname x\n", "- [secretname]\n", "- !secretname x\n",
    "- 'secretname\n", "- secretname: a: b\n", "- ok\n\t- secretname\n", "- ok\nsecretname: 1\n", "a: secretname\na: secretname\n",
])  # fmt: skip
def test_no_message_repeats_what_is_listed(text: str):
    """Whatever is wrong with the list, the line that says so has its place and nothing of its words."""
    found = problems(text)
    assert all(each.startswith("private/never.yaml:") for each in found)
    assert not any("secretname" in each for each in found)


@pytest.mark.parametrize("text", ['- ""\n', '- "*"\n', "- '#'\n", "-\n- x\n"])
def test_an_entry_without_a_word_is_refused(text: str):
    """An entry in which nothing could be looked for is a slip."""
    assert "neither a letter nor a digit" in problems(text)[0]
