"""Adding an entry to a register: everything above it stays as it was, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.problems import Stopped
from plaint.record.adding import added, head_of, register_file, register_text
from plaint.record.model import Rule
from plaint.record.nodes import Sequence, compose

ENTRY = "- id: new\n  name: A new rule\n  period: 2 weeks\n  law: Policy\n  # quote: Its words.\n"
OLD = "- id: old\n  name: An old rule # why\n  period: 1 month\n  law: Policy\n"


def ids(text: str) -> list[str]:
    """The ids in a register, read as the loader reads it."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    node, problems = compose(plain, "rules.yaml")
    assert isinstance(node, Sequence)
    assert problems == []
    return [item.values["id"].text for item in node.items]  # type: ignore[union-attr]


def refused(text: str, entry: str = ENTRY) -> str:
    """The one line that says why nothing was added."""
    with pytest.raises(Stopped) as stopped:
        added(text, entry, Rule, "rules.yaml")
    (problem,) = stopped.value.problems
    return str(problem)


def test_adds_below() -> None:
    """The entry stands below the others, after an empty line, and its line is known."""
    assert added(OLD, ENTRY, Rule, "rules.yaml") == (f"{OLD}\n{ENTRY}", 6)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Only a comment\n",
        "---\n",
        f"# Head\n\n\n{OLD}\n\n# Tail\n",
        f"{OLD}\n",
        f"{OLD}   \n",
        OLD.rstrip("\n"),
        OLD.replace("\n", "\r\n"),
        OLD.replace("\n", "\r\n").rstrip(),
        OLD.replace("\n", "\r"),
        f"\ufeff{OLD}",
        "\ufeff",
        f"{OLD}  quote: |\n    The last\n    words\n\n",
        f"{OLD}  quote: |+\n    The last\n\n\n",
        f"{OLD}  quote: >-\n    The last\n    words",
        "".join(f"  {line}\n" for line in OLD.splitlines()),
    ],
)
def test_leaves_what_is_there(text: str) -> None:
    """Whatever stood in the register still begins it, and one entry more can be read."""
    before = ids(text) if "old" in text else []
    whole, _ = added(text, ENTRY, Rule, "rules.yaml")
    assert whole.startswith(text)
    assert ids(whole) == [*before, "new"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_keeps_the_line_ends(end: str) -> None:
    """A file from Windows keeps its line ends, in the new lines too."""
    whole, _ = added(OLD.replace("\n", end), ENTRY, Rule, "rules.yaml")
    assert whole == f"{OLD}\n{ENTRY}".replace("\n", end)


def test_keeps_the_indent() -> None:
    """Where the entries are indented, the new one is lined up with them."""
    whole, _ = added("  - {id: old, name: A, period: 1 month, law: B}\n", ENTRY, Rule, "rules.yaml")
    assert "\n  - id: new\n    name: A new rule\n" in whole


def test_keeps_the_words_above() -> None:
    """The last value above reads as it did: an empty line is no part of it."""
    whole, _ = added(f"{OLD}  quote: |\n    Its words", ENTRY, Rule, "rules.yaml")
    node, _ = compose(whole, "rules.yaml")
    assert isinstance(node, Sequence)
    assert node.items[0].values["quote"].text.strip() == "Its words"  # type: ignore[union-attr]


@given(
    lines=st.lists(st.sampled_from(["# A comment", "", "  # Another", "   ", "  quote: Its words"]), max_size=5).filter(
        lambda lines: lines.count("  quote: Its words") <= 1
    ),
    end=st.sampled_from(["\n", "\r\n"]),
    closed=st.booleans(),
)
def test_leaves_any_lines_above(lines: list[str], end: str, closed: bool) -> None:
    """Comments and empty lines of every kind stay, and the entry can be read below them."""
    text = end.join([*OLD.splitlines(), *lines]) + (end if closed else "")
    whole, number = added(text, ENTRY, Rule, "rules.yaml")
    assert whole.startswith(text)
    assert ids(whole) == ["old", "new"]
    assert whole.split(end)[number - 1] == "- id: new"


@pytest.mark.parametrize(
    "text, said",
    [
        ("[]\n", "rules.yaml:1: is a list in square brackets, to which nothing can be added here; "),
        ("# Rules\n[{id: old, name: A, period: 1 month, law: B}]\n", "rules.yaml:2: is a list in square "),
        ("old: {name: A}\n", "rules.yaml:1: is no list; begin each entry with `- id: …`"),
        ("Just words\n", "rules.yaml:1: is no list; begin each entry with `- id: …`"),
        ('- id: old\n  name: "A\n', "rules.yaml:2: a quotation mark that opens here is never closed"),
        ("- id: old\n\tname: A\n", "rules.yaml:2: a tab stands here; indent with spaces"),
        ("- id: old\n  id: older\n", "rules.yaml:2: 'id' stands here a second time (first on line 1)"),
        (f"{OLD}...\n", "rules.yaml:6: nothing can be added below the end of this file; delete a line `...`"),
    ],
)
def test_refuses(text: str, said: str) -> None:
    """A register that cannot simply be written on is left to its owner, with one line that says why."""
    assert refused(text).startswith(said)


def test_refuses_what_is_not_valid() -> None:
    """An entry that a build would complain of is not added."""
    said = refused(OLD, ENTRY.replace("2 weeks", "a while"))
    assert said.startswith("rules.yaml:8: period: 'a while' is no period; write ")


def test_adds_to_the_file_there_is(tmp_path: Path) -> None:
    """A register that is one file stays one."""
    (tmp_path / "record").mkdir()
    (tmp_path / "record/rules.yaml").write_text(OLD)
    assert register_file(tmp_path, "rules", 2019) == "record/rules.yaml"


def test_adds_to_the_file_of_the_year(tmp_path: Path) -> None:
    """A register that is a folder has a file for each year."""
    (tmp_path / "record/contacts").mkdir(parents=True)
    assert register_file(tmp_path, "contacts", 2019) == "record/contacts/2019.yaml"


def test_begins_a_register_with_its_schema(tmp_path: Path) -> None:
    """A register that was not there begins with the line that tells editors its schema."""
    assert register_file(tmp_path, "rules", 2019) == "record/rules.yaml"
    text = register_text(tmp_path / "record/rules.yaml", "rules.yaml", head_of("rules", "../", "Our periods."))
    assert text == "# yaml-language-server: $schema=../.schemas/rules.schema.json\n# Our periods.\n"


def test_reads_a_register_byte_for_byte(tmp_path: Path) -> None:
    """Byte-order mark and line ends are there as they are in the file."""
    path = tmp_path / "rules.yaml"
    path.write_bytes(b"\xef\xbb\xbf# Rules\r\n")
    assert register_text(path, "rules.yaml", "") == "\ufeff# Rules\r\n"


def test_refuses_what_is_no_utf8(tmp_path: Path) -> None:
    """A register in another encoding is named, not rewritten."""
    path = tmp_path / "rules.yaml"
    path.write_bytes("# Café\n".encode("latin-1"))
    with pytest.raises(Stopped, match="has a byte that is not UTF-8"):
        register_text(path, "rules.yaml", "")
