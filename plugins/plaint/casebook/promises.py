"""What became of each promise."""

from __future__ import annotations

from datetime import date
from typing import Literal

from plaint.record.model import Promise, Record
from plaint.record.moment import Moment

Status = Literal["due", "kept", "late", "broken", "overdue"]


def status_of(promise: Promise, record: Record, as_of: date) -> Status:
    """What the outcome says, once it has come about by `as_of`; else due, or overdue once the day has passed."""
    if promise.outcome:
        when = outcome_on(promise, record)
        if when is None or when.first <= as_of:
            return promise.outcome.verdict  # type: ignore[return-value]  # the loader lets only the three through
    if promise.due and promise.due.last is not None and promise.due.last < as_of:
        return "overdue"
    return "due"


def outcome_on(promise: Promise, record: Record) -> Moment | None:
    """When a promise was kept or broken, where that is known."""
    if promise.outcome is None:
        return None
    if promise.outcome.contact:
        return record.contacts[promise.outcome.contact].on
    return promise.outcome.when
