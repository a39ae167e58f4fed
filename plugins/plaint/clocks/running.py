"""One clock worked out: from what was expected, and what was heard since, to the figures of a day."""

from __future__ import annotations

from datetime import date

from plaint.clocks.calendars import Calendar
from plaint.clocks.clock import Clock, Figure, Outcome, Status, figure
from plaint.clocks.periods import DAY, Stretch, Tally, due, stretches
from plaint.clocks.replies import NO_ANSWER, Exchange, earliest, latest
from plaint.record.model import Expectation, Rule
from plaint.record.moment import Moment
from plaint.record.period import Period
from plaint.record.relation import Relation
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Expected:
    """An answer that a contact waits for: what, and from whom.

    Where the contact answers a question of theirs, `asked` is the question and `about` what it was about,
    newest first.
    """

    what: Expectation
    owed_by: str
    side: str
    asked: Relation | None = None
    about: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Announced:
    """An extension as it was announced, the last day before and after it, and the latest the rule allows."""

    reply: Relation
    before: date | None
    after: date | None
    allowed: date | None
    too_late: bool


@dataclass(frozen=True, slots=True)
class Run:
    """All that went into a clock. `stop` is the reply that stopped it; it was between `low` and `high`."""

    contact: Relation
    expected: Expected
    law: Rule | None
    period: Period | None
    calendar: Calendar
    start: date
    origin: date  # day 0 of the count: the start, or the day before it where the rule counts the start
    period_from: date  # where the period begins: the start, or the acknowledgement where the rule waits for one
    left_out: tuple[Stretch, ...]
    first_due: date | None
    announced: tuple[Announced, ...]
    acknowledged: tuple[Relation, ...]
    stop: Relation | None
    withdrawn: date | None
    low: date
    high: date
    as_of: date

    @property
    def due(self) -> date | None:
        """The last day in time, extensions included."""
        return self.announced[-1].after if self.announced else self.first_due

    @property
    def in_working_days(self) -> bool:
        """Whether it counts in working days: silence and dates do, and periods of working days."""
        return self.period is None or self.period.unit == "working days"

    @property
    def unit(self) -> str:
        """`working days` or `days`."""
        return "working days" if self.in_working_days else "days"

    @property
    def elapsed(self) -> Figure:
        """How long it ran, in its unit."""
        return self._count(self.origin, self.in_working_days)

    @property
    def in_the_other_unit(self) -> tuple[Figure, str]:
        """The same length in calendar days where it is counted in working days, and the other way round."""
        other = not self.in_working_days
        return self._count(self.origin, other), "working days" if other else "days"

    @property
    def late(self) -> Figure | None:
        """How long it ran beyond its last day, in its unit; None where there is no such day."""
        return None if self.due is None else self._count(max(self.due, self.origin), self.in_working_days)

    @property
    def beyond_announced(self) -> bool:
        """Whether it rests on bank holidays that have not been announced, or are not known here."""
        until = self.calendar.announced_until
        by_holidays = self.in_working_days or (self.law is not None and self.law.lands != "as-is")
        reached = self.due is not None and self.due > until and by_holidays
        return reached or self.high > until or self.origin < self.calendar.known_from

    @property
    def status(self) -> Status:
        """What became of it: answered or withdrawn, or waiting until the last day has passed."""
        if self.stop:
            return "answered"
        if self.withdrawn:
            return "withdrawn"
        return "overdue" if self.due and self.as_of > self.due else "waiting"

    def _count(self, start: date, in_working_days: bool) -> Figure:
        tally = Tally(self.calendar, in_working_days, self.left_out)
        return figure(tally.count(start, self.low), tally.count(start, self.high))

    def clock(self, steps: tuple[str, ...]) -> Clock:
        """The clock, with the sentences that explain it."""
        return Clock(
            contact=self.contact.id,
            rule=self.expected.what.words,
            law=self.law,
            owed_by=self.expected.owed_by,
            start=self.start,
            due=self.due,
            unit=self.unit,
            elapsed=self.elapsed,
            working=self._count(self.origin, True),
            late=self.late,
            status=self.status,
            outcome=_outcome(self.stop),
            answered_by=self.stop.id if self.stop else None,
            steps=steps,
            beyond_announced=self.beyond_announced,
        )


def start_of(contact: Exchange, law: Rule | None) -> Moment:
    """When a clock on a contact starts: when it was received, unless the rule says sent or ended."""
    return contact.on if law and law.from_ in ("sent", "ended") else contact.started


def run(
    contact: Relation,
    expected: Expected,
    law: Rule | None,
    calendar: Calendar,
    heard: tuple[Relation, ...],
    as_of: date,
) -> Run | None:
    """The clock of one expected answer on a day; None before it starts, or where its start is not known."""
    start = start_of(contact, law).day
    if start is None or as_of < start:
        return None
    period = law.period if law else expected.what.period
    rule = law or period
    left_out = stretches(contact.pauses)
    known = tuple(reply for reply in heard if earliest(reply) <= as_of)
    answers = tuple(reply for reply in known if reply.reply not in NO_ANSWER)
    period_from = _period_from(start, law, calendar, known)
    first_due = due(period_from, rule, calendar, left_out) if rule else expected.what.by
    withdrawn = contact.withdrawn if contact.withdrawn and contact.withdrawn <= as_of else None
    stop = answers[0] if answers and (withdrawn is None or earliest(answers[0]) <= withdrawn) else None
    if stop:
        withdrawn = None
        low = earliest(stop)
        high = max(low, min(as_of, *(latest(reply) for reply in answers)))
    else:
        low = high = withdrawn or as_of
    before = tuple(reply for reply in known if earliest(reply) <= high)
    return Run(
        contact, expected, law, period, calendar, start,
        start - DAY if law and law.counts_first_day else start,
        period_from,
        left_out, first_due,
        _announced(before, period_from, law, calendar, left_out, first_due),
        tuple(reply for reply in before if reply.reply == "acknowledgement"),
        stop, withdrawn, low, high, as_of,
    )  # fmt: skip


def _period_from(start: date, law: Rule | None, calendar: Calendar, known: tuple[Relation, ...]) -> date:
    """Where the period begins. Under a rule that waits for an acknowledgement, that is the day of the first one, or
    the last day for one where none came: nobody gains time by not acknowledging."""
    if law is None or law.acknowledged_in is None:
        return start
    first = next((reply for reply in known if reply.reply == "acknowledgement"), None)
    return latest(first) if first else due(start, law.acknowledged_in, calendar)


def _announced(
    replies: tuple[Relation, ...],
    start: date,
    law: Rule | None,
    calendar: Calendar,
    left_out: tuple[Stretch, ...],
    day: date | None,
) -> tuple[Announced, ...]:
    """The extensions among replies, in turn, and what each did to the day to answer by.

    Notice has to be given in time: EIR reg 7(3) and UK GDPR art 12(3) want it within the first period.
    """
    found: list[Announced] = []
    allowed = due(start, law, calendar, left_out, extended=True) if law and law.extension else None
    for reply in replies:
        if reply.reply != "extension":
            continue
        before, too_late = day, day is not None and earliest(reply) > day
        if day and allowed and not too_late:
            day = max(day, min(reply.until or allowed, allowed))
        found.append(Announced(reply, before, day, allowed, too_late))
    return tuple(found)


def _outcome(stop: Relation | None) -> Outcome | None:
    match stop.reply if stop else "clarification":
        case "partial":
            return "partial"
        case "refusal":
            return "refusal"
        case None | "full":
            return "full"
        case _:
            return None
