"""fields.md says every field, kind, file and form of date, and nothing that is not so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from plaint.record.entry import Entry, fields_of
from plaint.record.folder import FOLDERS, REGISTERS
from plaint.record.loader import RESERVED, load
from plaint.record.moment import parse_moment
from tests.docs import pages, tables
from tests.docs.pages import campaign, code, page, rows, section, written

FIELDS = page("fields.md")


@pytest.mark.parametrize("heading, kind", tables.ENTRIES.items())
def test_every_field_is_in_its_table(heading: str, kind: type[Entry]) -> None:
    """A table of fields has each field of its entry, with what the model says of it, and no other."""
    expected = tables.fields_table(kind)
    there = pages.tables(section(FIELDS, heading))
    assert expected in there, f"the table under {heading!r} in fields.md is to be:\n\n{expected}"


@pytest.mark.parametrize(
    "heading, expected", [("Contacts", tables.contact_kinds()), ("Evidence", tables.evidence_kinds())]
)
def test_every_kind_is_in_its_table(heading: str, expected: str) -> None:
    """Every kind of contact and of evidence is named, with what the site calls it."""
    assert expected in pages.tables(section(FIELDS, heading)), f"under {heading!r} there is to be:\n\n{expected}"


def test_no_kind_of_entry_is_left_out() -> None:
    """Every kind of entry that has fields has a table of them."""
    with_fields = {kind for kind in _kinds(Entry) if fields_of(kind)}
    assert with_fields == set(tables.ENTRIES.values())


def _kinds(kind: type[Entry]) -> Iterator[type[Entry]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)


@pytest.mark.parametrize("heading, kind", tables.ENTRIES.items())
def test_every_field_is_in_an_example(heading: str, kind: type[Entry]) -> None:
    """A field of which there is no example is one that has to be guessed. Seals are written by a command."""
    if heading == "Seals":
        return
    shown = "".join(text for _, text in pages.examples(FIELDS))
    keys = [code(row[0]) for row in rows(tables.fields_table(kind))]
    lacking = [key for key in keys if not re.search(rf"(?:^|[\s{{-]){key}:(?:\s|$)", shown, re.MULTILINE)]
    assert lacking == []


def test_every_folder_and_register_is_named() -> None:
    """The table of files has each folder and register that a campaign may have, and each it names is taken."""
    named = [code(row[0]) for row in rows(pages.tables(FIELDS)[0])]
    tops = {name.partition("/")[0] for name in named if "/" in name}
    assert tops - {".schemas"} == set(FOLDERS)
    registers = {Path(name).stem for name in named if name.startswith("record/")}
    assert registers == set(REGISTERS)


def test_dates_are_shown_as_the_table_says() -> None:
    """Each form of date is shown as it stands beside it."""
    table = rows(pages.tables(section(FIELDS, "Dates"))[0])
    assert [parse_moment(code(written)).shown for written, _ in table] == [shown for _, shown in table]


def test_reserved_addresses_are_real() -> None:
    """The addresses that the docs call the site's own are."""
    assert {"people", "posts"} <= set(RESERVED)


def test_examples_hold_one_of_everything(tmp_path: Path) -> None:
    """The examples are one campaign with something in every register and folder of Markdown."""
    record = load(written(tmp_path, campaign(FIELDS))).record
    for group in (record.parties, record.contacts, record.letters, record.evidence, record.promises, record.rules,
                  record.posts, record.comments, record.pages):  # fmt: skip
        assert group
