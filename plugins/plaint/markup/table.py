"""Plain tables, told from their blocks."""

from __future__ import annotations

from typing import NamedTuple

from plaint.markup.blocks import first_of_all

_RULE = frozenset("|:- ")


class Table(NamedTuple):
    """How each column is aligned, if it is, and the cells of each row; the first row is the head."""

    aligned: list[str]
    rows: list[list[str]]


def table_in(block: str) -> Table | None:
    """The table that a block is, of two columns or more; None where it may be anything else. What is code in it may
    hold a bar that divides nothing, and so may a backslash make one."""
    if "|" not in block or "`" in block or "\\" in block or not first_of_all(block):
        return None
    head, *lines = [line.strip(" ") for line in block.split("\n")]
    # Bars at the ends of lines are left out where the head has one at either end.
    bare = not (head.startswith("|") or head.endswith("|"))
    names, (rule, *rows) = _cells(head, bare), [_cells(line, bare) for line in lines] or [[]]
    if len(names) < 2 or len(rule) != len(names) or not {*"".join(rule)} <= _RULE:
        return None
    return Table([_aligned(cell.strip(" ")) for cell in rule], [_fitted(row, len(names)) for row in (names, *rows)])


def _cells(line: str, bare: bool) -> list[str]:
    return (line if bare else line.removeprefix("|").removesuffix("|")).split("|")


def _fitted(row: list[str], columns: int) -> list[str]:
    """As many cells as there are columns: what is too much goes, what is missing is empty."""
    return [cell.strip(" ") for cell in row[:columns]] + [""] * (columns - len(row))


def _aligned(rule: str) -> str:
    if rule.startswith(":"):
        return "center" if rule.endswith(":") else "left"
    return "right" if rule.endswith(":") else ""
