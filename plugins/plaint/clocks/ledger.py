"""The ledger: from the record and a day, every clock that runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from plaint.clocks.calendars import Calendar, calendar
from plaint.clocks.clock import Clock
from plaint.clocks.replies import Replies, earliest, latest
from plaint.clocks.rules import rules_of
from plaint.clocks.running import Expected, run
from plaint.clocks.steps import steps
from plaint.memory.tables import Tables
from plaint.memory.watch import Remembered
from plaint.record.model import Organisation, Record, Rule
from plaint.record.relation import Relation, relations_of


class Ledger:
    """The clocks of a record, under its rules: its own and the built-in ones, unless others are given.

    The watch of `tables` is told of what each clock is worked out from, where somebody wants to know.
    """

    def __init__(self, record: Record, rules: Mapping[str, Rule] | None = None, tables: Tables | None = None) -> None:
        self.record = record
        self.rules: Mapping[str, Rule] = rules_of(record) if rules is None else rules
        tables = tables or Tables()
        watch = tables.watch
        self._contacts = relations_of(record.contacts, tables)
        self._replies = Replies(record, self._contacts, tables)
        self._expected: Remembered[str, tuple[Expected, ...]] = Remembered(watch, self._find_expected)
        self._finding: set[str] = set()
        self._settled: dict[str, tuple[date, date]] = {}
        self._on_day: Remembered[tuple[str, date, bool], tuple[Clock, ...]] = Remembered(watch, self._work_out)
        self._known_on: date | None = None
        self._known: Mapping[str, tuple[Clock, ...]] = {}
        self._with_laws: dict[str, tuple[Clock, ...]] = {}

    def clocks(self, contact_id: str, as_of: date, *, explained: bool = True) -> tuple[Clock, ...]:
        """The clocks on a contact as they stand at the end of a day, one for each side that owes each answer.

        None run on a contact that is not on the record, is a draft, was cancelled, or was still to come. Unless they
        are to be `explained`, they may be without their steps, which take as long as all the rest.
        """
        if as_of == self._known_on:
            return self._whole(contact_id, self._known.get(contact_id, ()))
        settled = self._settled.get(contact_id)
        return self._on_day((contact_id, settled[1] if settled and settled[0] <= as_of else as_of, explained))

    def every(self, as_of: date) -> Iterator[Clock]:
        """The clocks on all contacts, in their order. Whoever asks is noted to have looked at all of them at once."""
        if as_of == self._known_on:
            for contact_id, bare in self._known.items():
                yield from self._whole(contact_id, bare)
        else:
            for contact_id in self.record.contacts:
                yield from self.clocks(contact_id, as_of)

    def bare(self, contact_id: str, as_of: date) -> tuple[Clock, ...]:
        """The same without the rules themselves, which their ids stand for: what can be kept, to be known again."""
        return tuple(replace(clock, law=None) if clock.law else clock for clock in self.clocks(contact_id, as_of))

    def know(self, bare: Mapping[str, tuple[Clock, ...]], as_of: date) -> None:
        """Take the clocks of every contact on a day from here."""
        self._known, self._known_on = bare, as_of

    def _whole(self, contact_id: str, bare: tuple[Clock, ...]) -> tuple[Clock, ...]:
        """Clocks that are known, with their rules, which whoever asks is noted to have looked up too."""
        if not bare:
            return ()
        laws = [self.rules.get(clock.rule) for clock in bare]
        found = self._with_laws.get(contact_id)
        if found is None:
            clocks = (replace(clock, law=law) if law else clock for clock, law in zip(bare, laws, strict=True))
            found = self._with_laws[contact_id] = tuple(clocks)
        return found

    def days(self, start: date, end: date, calendar_name: str | None = None) -> tuple[int, str]:
        """The working days after `start`, up to and including `end`, and their unit.

        They are those of the campaign's calendar, less its closed days; or of the calendar named, as it is.
        Raises ValueError where there is none of that name.
        """
        ours = self.record.campaign
        days = calendar(calendar_name) if calendar_name else calendar(ours.calendar, ours.closed_days)
        return days.between(start, end), "working days"

    def _work_out(self, asked: tuple[str, date, bool]) -> tuple[Clock, ...]:
        contact_id, as_of, explained = asked
        contact = self._contacts.get(contact_id)
        if contact is None:
            return ()
        clocks: list[Clock] = []
        settled_on = date.min
        for each in self._expects(contact):
            law = self.rules.get(each.what.rule) if each.what.rule else None
            if each.what.rule and law is None:
                continue  # the checks say so
            heard = self._replies.heard(contact, each.side, each.about)
            worked = run(contact, each, law, self._calendar(each, law), heard, as_of)
            if worked is None:
                settled_on = date.max
                continue
            clocks.append(worked.clock(steps(worked) if explained else ()))
            settled_on = max(settled_on, latest(worked.stop) if worked.stop else worked.withdrawn or date.max)
        found = tuple(clocks)
        if settled_on <= as_of:
            # The last day on which any of them can have ended has passed, so no later reply changes them.
            self._settled[contact_id] = settled_on, as_of
        return found

    def _calendar(self, expected: Expected, law: Rule | None) -> Calendar:
        """A statute's own calendar as it is; else that of the body that owes, less its closed days."""
        if law and law.calendar:
            return calendar(law.calendar)
        body, campaign = self.record.parties.get(expected.side), self.record.campaign
        own = body.calendar if isinstance(body, Organisation) else None
        closed = {} if self._replies.is_us(expected.side) else campaign.closed_days
        return calendar(own or campaign.calendar, closed)

    def _expects(self, contact: Relation) -> tuple[Expected, ...]:
        """The answers a contact waits for: those it names, and those that a question of theirs put off."""
        if contact.id in self._finding:
            return ()  # so that a circle of replies ends here
        return self._expected(contact.id)

    def _find_expected(self, id: str) -> tuple[Expected, ...]:
        self._finding.add(id)
        try:
            return tuple(self._all_expected(self._contacts[id]))
        finally:
            self._finding.discard(id)

    def _all_expected(self, contact: Relation) -> Iterator[Expected]:
        if contact.draft or contact.cancelled:
            return
        found: set[tuple[str, str]] = set()
        for what in contact.expects:
            for id in self._replies.owing(contact):
                side = self._replies.side(id)
                if (what.words, side) not in found:
                    found.add((what.words, side))
                    yield Expected(what, id, side)
        for stopped, asked_about, question in self._stopped_by_questions(contact):
            if (stopped.what.words, stopped.side) not in found:
                found.add((stopped.what.words, stopped.side))
                about = (asked_about, *stopped.about)
                yield Expected(stopped.what, stopped.owed_by, stopped.side, question, about)

    def _stopped_by_questions(self, answer: Relation) -> Iterator[tuple[Expected, Relation, Relation]]:
        """The clocks stopped by a question that this contact answers, what they ran on, and the question.

        A day that was named is not put off by a question, so only rules, periods and silence start anew.
        """
        for id in answer.replies_to:
            question = self._contacts.get(id)
            if question is None or question.reply != "clarification" or question.draft or question.cancelled:
                continue
            for asked_about in self._replies.asked_about(question):
                if asked_about.withdrawn and asked_about.withdrawn < earliest(question):
                    continue
                for expected in self._expects(asked_about):
                    asked_by_side = expected.side == self._replies.side(question.from_)
                    answered_by_other = expected.side != self._replies.side(answer.from_)
                    first = self._replies.answer(asked_about, expected.side, expected.about)
                    by_it = first is not None and first.id == question.id
                    if asked_by_side and answered_by_other and by_it and expected.what.by is None:
                        yield expected, asked_about, question
