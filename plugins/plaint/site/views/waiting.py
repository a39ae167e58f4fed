"""Who owes an answer, what was answered late, and what it all comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaint.casebook.figures import in_words
from plaint.casebook.totals import Totals, ended, totals
from plaint.clocks import Clock, highest
from plaint.record.moment import shown_date
from plaint.record.period import counted
from plaint.site.views.contacts import ClockView, Source, clock_view
from plaint.site.views.words import days_late
from plaint.values import dataclass

if TYPE_CHECKING:
    from plaint.site.site import Site


@dataclass(frozen=True, slots=True)
class Bar:
    """A wait as a bar against its limit. Widths are hundredths of the longest; `limit` is None where there is none."""

    clock: ClockView
    limit_words: str
    answered: str
    in_time: float
    over: float
    limit: float | None


@dataclass(frozen=True, slots=True)
class Sums:
    """What a journalist could quote: of how many answers that were due how many came in time, and how long it took."""

    due: int
    on_time: tuple[ClockView, ...]
    late: tuple[ClockView, ...]
    overdue: int
    answered: int
    typical: str
    longest: ClockView | None
    longest_took: str
    longest_answered: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers were due, and how many of those came in time, came late and have not come."""

    due: int
    on_time: int
    late: int
    overdue: int


def tally(site: Site) -> Tally:
    """The totals as numbers alone."""
    found = totals(site.case)
    return Tally(found.due, len(found.on_time), len(found.late), len(found.overdue))


def waiting(site: Site) -> tuple[ClockView, ...]:
    """Every clock that runs, most days late first, then the longest silence."""
    clocks = [clock for clock in site.case.every_clock() if clock.status in ("waiting", "overdue")]
    clocks.sort(key=lambda clock: (-days_late(clock), -highest(clock.working)))
    return tuple(clock_view(site, clock) for clock in clocks)


def rules_in_use(site: Site) -> tuple[Source, ...]:
    """The rules in use, each explained."""
    return tuple(map(site.source, site.routes.rules_in_use()))


def sums(site: Site) -> Sums:
    """The totals as the page shows them."""
    found = totals(site.case)
    longest = found.longest
    return Sums(
        due=found.due,
        on_time=tuple(clock_view(site, clock) for clock in found.on_time),
        late=tuple(clock_view(site, clock) for clock in found.late),
        overdue=len(found.overdue),
        answered=len(found.answered),
        typical=_typical(found),
        longest=clock_view(site, longest) if longest else None,
        longest_took=in_words(longest.working, "working days") if longest else "",
        longest_answered=bool(longest and longest.status == "answered"),
    )


def _typical(found: Totals) -> str:
    """The median in words: `14.5 working days`, `12–13 working days`."""
    if found.typical is None:
        return ""
    low, high = found.typical
    if low == high == 1:
        return counted(1, "working days")
    return f"{low:g} working days" if low == high else f"{low:g}–{high:g} working days"


def bars(site: Site) -> tuple[Bar, ...]:
    """Every wait for others' answers as a bar, in the order they began. Bars are of calendar days, which compare."""
    case = site.case
    clocks = [clock for clock in case.every_clock() if not case.names.ours(clock.owed_by)]
    clocks.sort(key=lambda clock: clock.start)
    whole = max((_days(clock, site) for clock in clocks), default=0)
    limits = [(clock.due - clock.start).days for clock in clocks if clock.due]
    scale = 100 / max((whole, *limits, 1))
    return tuple(_bar(site, clock, scale) for clock in clocks)


def _days(clock: Clock, site: Site) -> int:
    return max((ended(clock, site.case) - clock.start).days, 0)


def _bar(site: Site, clock: Clock, scale: float) -> Bar:
    took = _days(clock, site)
    limit = (clock.due - clock.start).days if clock.due else None
    in_time = took if limit is None else min(took, limit)
    return Bar(
        clock=clock_view(site, clock),
        limit_words=_limit(clock),
        answered=shown_date(ended(clock, site.case)) if clock.status == "answered" else "",
        in_time=round(in_time * scale, 2),
        over=round((took - in_time) * scale, 2),
        limit=None if limit is None else round(limit * scale, 2),
    )


def _limit(clock: Clock) -> str:
    """The limit in words: the rule's period, and whether it was read; or the day."""
    if clock.due is None:
        return "none set"
    if clock.law:
        return str(clock.law.period) if clock.law.verified else f"{clock.law.period} (not verified)"
    by_a_day = clock.rule.startswith(clock.due.isoformat())
    return f"by {shown_date(clock.due)}" if by_a_day else clock.rule
