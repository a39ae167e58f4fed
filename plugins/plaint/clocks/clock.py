"""A clock as it stands on a day: who owes an answer, since when, by when, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from plaint.record.model import Rule
from plaint.values import dataclass

Figure = int | tuple[int, int]
"""A number; or the lowest and the highest it can be, where it rests on a day that is not known."""

Status = Literal["waiting", "overdue", "answered", "withdrawn"]
Outcome = Literal["full", "partial", "refusal"]


def figure(low: int, high: int) -> Figure:
    """The figure that lies between two numbers: one number where they are the same."""
    return low if low == high else (low, high)


def lowest(value: Figure) -> int:
    """The least a figure can be."""
    return value if isinstance(value, int) else value[0]


def highest(value: Figure) -> int:
    """The most a figure can be."""
    return value if isinstance(value, int) else value[1]


@dataclass(frozen=True, slots=True)
class Clock:
    """A rule, or what was asked for, running on a contact, as it stands on a day.

    `rule` is the rule's id, or the words of `expects`; `law` is the rule, where it is one. `owed_by` is an id
    of people.yaml. `start` is day 0 (day 1, where the rule counts it) and `due` the last day in time, which
    `a reply` has none of. `elapsed` and `late` are in `unit`, up to the answer or to the day asked about;
    `working` is `elapsed` in working days. `steps` says in sentences how it was worked out;
    `beyond_announced` is true where it rests on bank holidays that have not been announced.
    """

    contact: str
    rule: str
    law: Rule | None
    owed_by: str
    start: date
    due: date | None
    unit: str
    elapsed: Figure
    working: Figure
    late: Figure | None
    status: Status
    outcome: Outcome | None
    answered_by: str | None
    steps: tuple[str, ...]
    beyond_announced: bool
