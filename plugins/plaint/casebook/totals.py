"""What all clocks come to: how many answers came in time, how long they took, and the longest silence."""

from __future__ import annotations

from datetime import date
from statistics import median

from plaint.casebook.casebook import Casebook
from plaint.clocks import Clock, Figure, highest, lowest
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Totals:
    """The clocks that others owe us answers by, sorted into what became of them on the casebook's day.

    `on_time`, `late` and `overdue` are those with a day to answer by: answered by it, after it, or not yet although it
    has passed. `answered` are all that were answered, with a limit or without. A question in return is no answer, and
    what was withdrawn is not counted.
    """

    on_time: tuple[Clock, ...]
    late: tuple[Clock, ...]
    overdue: tuple[Clock, ...]
    answered: tuple[Clock, ...]
    waiting: tuple[Clock, ...]

    @property
    def due(self) -> int:
        """How many answers were due: those that came although a limit ran, and those whose day has passed."""
        return len(self.on_time) + len(self.late) + len(self.overdue)

    @property
    def typical(self) -> tuple[float, float] | None:
        """The median of what answers took, in working days; its least and most where dates are vague."""
        if not self.answered:
            return None
        low = median(lowest(clock.working) for clock in self.answered)
        return low, median(highest(clock.working) for clock in self.answered)

    @property
    def longest(self) -> Clock | None:
        """The longest silence, in working days: the wait that took or has taken most, answered or not."""
        return max((*self.answered, *self.waiting), key=lambda clock: highest(clock.working), default=None)


def totals(case: Casebook) -> Totals:
    """The totals of a casebook. Clocks that we owe answers by are left out: they are not held against anybody."""
    ours = case.names.ours
    clocks = [clock for clock in case.every_clock() if not ours(clock.owed_by) and clock.status != "withdrawn"]
    answered = [clock for clock in clocks if clock.status == "answered" and clock.outcome is not None]
    limited = [clock for clock in answered if clock.late is not None]
    return Totals(
        on_time=tuple(clock for clock in limited if not _over(clock.late)),
        late=tuple(sorted((clock for clock in limited if _over(clock.late)), key=lambda clock: -_over(clock.late))),
        overdue=tuple(clock for clock in clocks if clock.status == "overdue"),
        answered=tuple(answered),
        waiting=tuple(clock for clock in clocks if clock.status in ("waiting", "overdue")),
    )


def _over(late: Figure | None) -> int:
    """By how much an answer was late for certain: where its date is vague, the benefit of the doubt is theirs."""
    return 0 if late is None else lowest(late)


def ended(clock: Clock, case: Casebook) -> date:
    """The last day a clock has run for, as far as it is known: of its answer, of its being taken back, or today."""
    if clock.answered_by:
        return case.relations[clock.answered_by].on.end_between[0]
    withdrawn = case.relations[clock.contact].withdrawn
    return withdrawn if clock.status == "withdrawn" and withdrawn else case.as_of
