"""Who owes an answer: the clocks that no reply has stopped, the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaint.clocks import highest
from plaint.site.views.contacts import ClockView, Source, clock_view, source
from plaint.site.views.words import days_late

if TYPE_CHECKING:
    from plaint.site.site import Site


def waiting(site: Site) -> tuple[ClockView, ...]:
    """Every clock that runs, most days late first, then the longest silence."""
    clocks = [
        clock
        for id in site.case.record.contacts
        for clock in site.case.clocks(id)
        if clock.status in ("waiting", "overdue")
    ]
    clocks.sort(key=lambda clock: (-days_late(clock), -highest(clock.working)))
    return tuple(clock_view(site, clock) for clock in clocks)


def rules_in_use(site: Site) -> tuple[Source, ...]:
    """The rules that a clock runs by, a contact opens, a text cites or the campaign wrote, each explained."""
    used = {clock.rule for id in site.case.record.contacts for clock in site.case.clocks(id)}
    used |= {id for each in site.case.record.contacts.values() for id in each.opens}
    used |= {id for kind, id in site.case.cited_in if kind == "rule"}
    used |= set(site.case.record.rules)
    return tuple(source(site, rule) for id, rule in sorted(site.case.rules.items()) if id in used)
