"""Lengths of time as rules write them: `20 working days`, `2 weeks`, `1 month`."""

from __future__ import annotations

import re
from typing import Literal, cast

from plaint.values import dataclass

Unit = Literal["working days", "days", "weeks", "months"]
UNITS: tuple[Unit, ...] = ("working days", "days", "weeks", "months")
FORMS = "20 working days, 14 days, 2 weeks or 1 month"
_PERIOD = re.compile(r"([1-9][0-9]{0,3}) (working day|day|week|month)s?")


@dataclass(frozen=True, slots=True)
class Period:
    """A number of working days, calendar days, weeks or months."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        """`20 working days`, `1 month`."""
        return counted(self.number, self.unit)


def parse_period(text: str) -> Period | None:
    """The period that `text` writes down; None where it is none."""
    match = _PERIOD.fullmatch(" ".join(text.split()))
    return Period(int(match[1]), cast(Unit, match[2] + "s")) if match else None


def counted(number: int, unit: str) -> str:
    """A number with its unit in the right form: `1 working day`, `2 working days`."""
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"
