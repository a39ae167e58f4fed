"""output.md says every address, column and key of the site, and none that it does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from plaint.casebook import addresses
from plaint.commands.build import build
from plaint.export.feed import NEWEST
from plaint.export.schema import record_schema
from plaint.export.table import COLUMNS
from plaint.record.entry import fields_of
from plaint.site.chronology import LONG
from tests.docs import pages, tables
from tests.docs.pages import ROOT, campaign, code, page, rows, section, written

TEXT = page("output.md")
PAGES = [code(row[0]) for row in rows(pages.tables(section(TEXT, "Pages"))[0])]
FILES = [code(row[0]) for row in rows(pages.tables(section(TEXT, "Files"))[0])]


def pattern(address: str) -> re.Pattern[str]:
    """What fits an address with ID, NAME or YEAR in it."""
    whole = f"{address}index.html" if address.endswith("/") else address
    fitting = re.escape(whole).replace("YEAR", r"\d{4}").replace("ID", r"[a-z0-9-]+")
    return re.compile(fitting.replace("NAME", r"[^/]+"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every address of the site of the examples."""
    folder = tmp_path_factory.mktemp("output")
    files = campaign(page("fields.md"))
    root = written(folder / "content", files)
    published = ROOT / "publishconf.py"
    assert build(str(root), str(folder / "site"), "2019-10-01", quiet=True, settings=published) == 0
    site = folder / "site"
    return [f"/{path.relative_to(site).as_posix()}" for path in site.rglob("*") if path.is_file()]


def test_every_file_of_a_site_is_documented(built: list[str]) -> None:
    """Whatever a build writes has an address that one of the two tables gives, old addresses apart."""
    patterns = [pattern(address) for address in (*PAGES, *FILES)]
    others = [each for each in built if not any(one.fullmatch(each) for one in patterns)]
    assert others == ["/2019/06/four-lines/index.html"]


def test_every_documented_address_is_built(built: list[str]) -> None:
    """Each address of the two tables is that of something in the site of the examples."""
    assert [each for each in (*PAGES, *FILES) if not any(pattern(each).fullmatch(one) for one in built)] == []


def test_every_section_is_documented() -> None:
    """Each list of the site and each file for machines has a row with its very address."""
    fixed = {f"/{each}" for each in (*addresses.SECTIONS, *addresses.MACHINES)}
    assert fixed - {*PAGES, *FILES} == set()


def test_every_column_is_documented() -> None:
    """The table of columns has those of chronology.csv, in their order."""
    assert tuple(code(row[0]) for row in rows(pages.tables(section(TEXT, "chronology.csv"))[0])) == COLUMNS


def keys(schema: Any) -> Iterator[str]:
    """The keys of everything in a schema, however deep."""
    if isinstance(schema, list):
        for each in schema:
            yield from keys(each)
    elif isinstance(schema, dict):
        for name, value in schema.items():
            if name == "properties":
                yield from value
                yield from keys(list(value.values()))
            else:
                yield from keys(value)


_REGISTERS = ("contacts", "letters", "evidence", "promises", "rules", "posts", "pages")


def _documented(number: int) -> list[str]:
    return [code(row[0]) for row in rows(pages.tables(section(TEXT, "record.json"))[number])]


def test_every_key_of_the_record_is_documented() -> None:
    """record.json has the keys of the first table, and whatever is worked out stands in the second or the third."""
    schema = record_schema()
    assert _documented(0) == list(schema["properties"])
    given = {each.key for kind in tables.ENTRIES.values() for each in fields_of(kind)}
    named = set(re.findall(r"`([a-z_0-9]+)`", section(TEXT, "record.json")))
    assert set(keys(schema)) - given - named == set()


def test_the_keys_of_a_clock_are_documented() -> None:
    """The third table has every key of a clock, and no other."""
    contacts = record_schema()["properties"]["contacts"]["additionalProperties"]["properties"]
    assert _documented(2) == list(contacts["clocks"]["items"]["properties"])


def test_what_is_added_is_where_the_table_says() -> None:
    """A key of the second table belongs to the registers that stand beside it, and to no other."""
    registers = {name: each for name, each in record_schema()["properties"].items() if name in _REGISTERS}
    for key, where, _ in rows(pages.tables(section(TEXT, "record.json"))[1]):
        if where != "points":
            has = {name for name, each in registers.items() if code(key) in each["additionalProperties"]["properties"]}
            assert set(where.split(", ")) == has, key


def test_numbers_are_those_of_the_code() -> None:
    """The length of the feed, and that from which the chronology is divided, are what the page says."""
    assert f"the newest {NEWEST} posts" in section(TEXT, "Files")
    assert f"above {LONG} of them" in section(TEXT, "Pages")
