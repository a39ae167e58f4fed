"""The public record and the table: what machines read says what the pages say."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from plaint.export.table import COLUMNS
from tests.campaigns import BASE, write_files
from tests.sites import built

VAGUE = {
    "campaign.yaml": "title: Us\nurl: https://example.org/project\n",
    "record/people.yaml": "organisations:\n  us: {name: Us, us: true}\n  council: {name: Council}\n",
    "record/contacts.yaml": """\
        - {id: asked, on: 2026-03-02, kind: email, from: us, to: council, subject: "=1+1", expects: 20 working days}
        - {id: answered, on: 2026-04, kind: letter, from: council, to: us, replies_to: asked}
        - {id: talk, on: 2025, kind: meeting, from: us, to: council}
        """,
}


@pytest.fixture(scope="module")
def vague(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vague")
    return built(write_files(folder / "content", VAGUE), folder / "site", "2026-05-20")


def record(site: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((site / "record.json").read_text(encoding="utf-8"))
    return loaded


def rows(site: Path) -> list[dict[str, str]]:
    with (site / "chronology.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_demos_record_keeps_to_its_schema(demo: Path):
    """record.json is valid by the schema that is built with it, and the schema lets no other key through."""
    schema = json.loads((demo / "record.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(record(demo))
    broken = record(demo)
    next(iter(broken["contacts"].values()))["secret"] = "x"
    assert not jsonschema.Draft202012Validator(schema).is_valid(broken)


def test_a_figure_on_a_vague_date_is_from_to_everywhere(vague: Path):
    """Asked on 2 March, answered in April: from 22 to 42 working days, in data, table and page alike."""
    (clock,) = record(vague)["contacts"]["asked"]["clocks"]
    assert clock["elapsed"] == {"from": 22, "to": 41}
    assert clock["status"] == "answered"
    asked = next(row for row in rows(vague) if row["id"] == "asked")
    assert asked["waited"] == "22–41 working days"
    assert "22–41 working days" in (vague / "contacts" / "asked" / "index.html").read_text(encoding="utf-8")


def test_vague_dates_stay_vague_in_the_data(vague: Path):
    """A year is a year, and a month a month."""
    assert record(vague)["contacts"]["talk"]["on"] == "2025"
    assert [row["on"] for row in rows(vague)] == ["2025", "2026-03-02", "2026-04"]


def test_a_cell_cannot_run_as_a_formula(vague: Path):
    """A subject that begins with = is text to a spreadsheet."""
    assert next(row for row in rows(vague) if row["id"] == "asked")["subject"] == "'=1+1"


def test_the_table_has_a_row_a_contact(demo: Path):
    """Every contact and letter, in time's order, under the documented columns."""
    table = rows(demo)
    data = record(demo)
    assert {row["id"] for row in table} == {*data["contacts"], *data["letters"]}
    assert tuple(table[0]) == COLUMNS
    assert [row["row"] for row in table] == [str(n) for n in range(1, len(table) + 1)]


def test_addresses_begin_with_the_sites_own(vague: Path):
    """Where campaign.yaml names an address below a domain, the data, the table and the site map use it."""
    assert record(vague)["contacts"]["asked"]["address"] == "https://example.org/project/contacts/asked/"
    assert rows(vague)[0]["address"] == "https://example.org/project/contacts/talk/"
    assert "https://example.org/project/chronology/" in (vague / "sitemap.xml").read_text(encoding="utf-8")
    assert '="/project/theme/' in (vague / "404.html").read_text(encoding="utf-8")


def test_the_base_campaign_reads_back_from_its_record(tmp_path: Path):
    """What was written in the registers is what record.json says, field by field."""
    data = record(built(BASE, tmp_path / "site", "2019-10-01"))
    assert data["as_of"] == "2019-10-01"
    for register in ("organisations", "people", "contacts", "letters", "evidence", "promises", "posts", "pages"):
        assert data[register], register
