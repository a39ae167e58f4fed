"""references.md says every reference and embed, with the words that it really gives."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from plaint.casebook.casebook import Casebook
from plaint.casebook.embeds import EMBEDS, find_embed
from plaint.casebook.references import REFERENCES, resolve
from plaint.markup import Hole, convert
from plaint.site.reading import read
from tests.campaigns import opened
from tests.docs import pages
from tests.docs.pages import campaign, code, page, rows, section, written

TEXT = page("references.md")
POST = ("post", "four-lines", "body")
LETTER = ("contact", "therapy-complaint", "body")
_TABLES = {
    heading: rows(pages.tables(section(TEXT, heading))[0])
    for heading in ("Anywhere", "In a letter", "The thing itself, in place")
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    """The campaign of fields.md, opened."""
    root = written(tmp_path_factory.mktemp("docs") / "content", campaign(page("fields.md")))
    return opened(read(Path(root), "content", date(2019, 10, 1)))


@cache
def hole(written: str) -> Hole:
    """The reference that a cell of a table holds."""
    (found,) = convert(f"{code(written)}\n").holes
    return found


@pytest.mark.parametrize("cells", _TABLES["Anywhere"], ids=lambda cells: cells[0])
def test_a_reference_reads_in_a_post_as_the_table_says(cells: list[str], case: Casebook) -> None:
    """What a reference gives in a post is what stands beside it, and it is a link where the table says where to."""
    link = resolve(hole(cells[0]), case.context(POST), case)
    assert (link.text, bool(link.address)) == (cells[1], bool(cells[2]))


@pytest.mark.parametrize("cells", _TABLES["In a letter"], ids=lambda cells: cells[0])
def test_a_reference_reads_in_a_letter_as_the_table_says(cells: list[str], case: Casebook) -> None:
    """What a reference gives in the letter is what stands beside it."""
    link = resolve(hole(cells[0]), case.context(LETTER), case)
    assert (link.text, bool(link.address)) == (cells[1], bool(cells[2]))


@pytest.mark.parametrize("cells", _TABLES["The thing itself, in place"], ids=lambda cells: cells[0])
def test_an_embed_of_the_table_sets_something_in(cells: list[str], case: Casebook) -> None:
    """Each embed of the table finds the thing that it sets in."""
    assert find_embed(hole(cells[0]), case.context(POST), case).kind == hole(cells[0]).kind


def test_every_kind_of_reference_is_documented() -> None:
    """The tables have every kind of reference and of embed, and no other."""
    plain = {hole(cells[0]).kind for heading in ("Anywhere", "In a letter") for cells in _TABLES[heading]}
    assert plain == set(REFERENCES)
    assert {hole(cells[0]).kind for cells in _TABLES["The thing itself, in place"]} == set(EMBEDS)
