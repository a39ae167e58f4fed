"""Routes: which doors stand open to us in a dispute, since when, and by which day they close."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from plaint.casebook.casebook import Casebook
from plaint.casebook.openings import Opening, opened_by
from plaint.clocks import Clock, calendar, due
from plaint.memory.watch import Remembered
from plaint.record.model import Rule
from plaint.values import dataclass

Status = Literal["open", "taken", "closed"]
_ORDER: tuple[Status, ...] = ("open", "taken", "closed")


@dataclass(frozen=True, slots=True)
class Door:
    """Something we may do, under a rule.

    `contact` opened it on `opened_on`: by what it says (`opens`), or because no answer to it came by that day.
    `closes_on` is the last day; None where a silence opened it, from which no last day is counted. `taken_in` is the
    step we took through it, if any.
    """

    rule: Rule
    contact: str
    opened_on: date
    closes_on: date | None
    taken_in: str | None
    steps: tuple[str, ...]
    status: Status

    @property
    def by_silence(self) -> bool:
        """Whether it is open because an answer did not come."""
        return self.closes_on is None


class Routes:
    """The doors of every dispute of a casebook, as of its day."""

    def __init__(self, case: Casebook) -> None:
        self.case = case
        self._found: Remembered[tuple[str, ...], tuple[Door, ...]] = Remembered(case.watch, self._doors)

    def of(self, contact: str) -> tuple[Door, ...]:
        """The doors of the dispute that a contact is part of: open ones first, each sort by the day it closes."""
        return self._found(self.case.disputes.dispute(contact))

    def rules_in_use(self) -> dict[str, Rule]:
        """By id, the rules that a clock or a door goes by, a contact opens, a text cites, or the campaign wrote."""
        record = self.case.record
        used = set(record.rules) | {id for kind, id in self.case.cited_in if kind == "rule"}
        for clock in self.case.every_clock():
            used.add(clock.rule)
            used.update(door.rule.id for door in self._by_silence(clock))
        # What a contact opens has a door at the most under the rules that it names.
        for contact in self.case.relations.values():
            used.update(contact.opens)
        return {id: rule for id, rule in sorted(self.case.rules.items()) if id in used}

    def _doors(self, together: tuple[str, ...]) -> tuple[Door, ...]:
        doors: dict[str, Door] = {}
        for id in together:
            says = self.case.relations[id].opens
            opened = opened_by(self.case, self.case.record.contacts[id]) if says else ()
            silent = (door for clock in self.case.clocks(id) for door in self._by_silence(clock))
            for door in (*silent, *(self._by_word(each) for each in opened)):
                before = doors.get(door.rule.id)
                # The same door again: what names a last day says more than a silence, and a later day opens it anew.
                if before is None or (door.closes_on or date.min) >= (before.closes_on or date.min):
                    doors[door.rule.id] = door
        return tuple(sorted(doors.values(), key=lambda door: (_ORDER.index(door.status), door.closes_on or date.max)))

    def _by_word(self, opening: Opening) -> Door:
        taken = opening.taken_in[0].id if opening.taken_in else None
        closed = opening.due < self.case.as_of
        return Door(
            rule=opening.law,
            contact=opening.contact.id,
            opened_on=opening.start,
            closes_on=opening.due,
            taken_in=taken,
            steps=opening.steps,
            status="taken" if taken else "closed" if closed else "open",
        )

    def _by_silence(self, clock: Clock) -> Iterator[Door]:
        law = clock.law
        if clock.status != "overdue" or clock.due is None or law is None or self.case.names.ours(clock.owed_by):
            return
        opened = self._silent_since(clock, law)
        for rule in law.then if opened and opened <= self.case.as_of else ():
            yield Door(self.case.rules[rule], clock.contact, opened or clock.due, None, None, clock.steps, "open")

    def _silent_since(self, clock: Clock, law: Rule) -> date | None:
        """The day from which a silence counts: the last day to answer, or a later one that the rule names.

        The Commissioner takes a complaint about a review that has gone 40 working days unanswered, not 20.
        """
        if clock.due is None or law.then_after is None:
            return clock.due
        days = calendar(law.calendar or self.case.record.campaign.calendar)
        return max(clock.due, due(clock.start, law.then_after, days))
