"""rules.md lists the built-in rules as they are."""

from __future__ import annotations

from tests.docs import pages, tables
from tests.docs.pages import page, section


def test_every_built_in_rule_is_listed() -> None:
    """The table has each built-in rule with its period, source, and whether its words were read there."""
    expected = tables.rules_table()
    there = pages.tables(section(page("rules.md"), "Built-in rules"))
    assert there == [expected], f"the table in rules.md is to be:\n\n{expected}"
