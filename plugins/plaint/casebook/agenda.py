"""The agenda: what of a casebook wants attention on its day, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from plaint.casebook.casebook import Casebook
from plaint.casebook.openings import openings
from plaint.casebook.promises import status_of
from plaint.casebook.routes import Door, Routes
from plaint.clocks import Clock, highest
from plaint.record.model import Contact, Evidence, Promise
from plaint.values import dataclass

WEEK = 7
AHEAD = 28
"""Days that count as soon, and as to come, the day itself included."""

Kind = Literal["answer", "our-answer", "our-step", "reply", "promise", "appointment"]
ON_THEIR_DAY = ("phone", "meeting", "visit", "hearing", "inspection", "event")
"""Kinds of contact that are still to come on their own day. What was sent today has been sent."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """An answer that did not come by its day: every clock of one side on a contact, the latest first.

    `days` are calendar days since the first of those days; `doors` is what we may do about it.
    """

    contact: Contact
    owed_by: str
    ours: bool
    clocks: tuple[Clock, ...]
    days: int
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day that is still to come. `who` is the party it is expected of, None where that is us.

    `rule` is the rule's id, the words of `expects`, or nothing; `promise` is there where it is one.
    """

    day: date
    kind: Kind
    contact: Contact
    who: str | None
    rule: str = ""
    promise: Promise | None = None


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A draft, or what is dated in the future. `day` is the day it bears, None where it bears none."""

    kind: str
    id: str
    title: str
    file: str
    day: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """What wants attention. Every list has what presses most at its start.

    `week` and `later` are what is due in seven days, and in the three weeks after; `waiting` are the clocks with a day
    further off or with none; `unkept` the promises whose day has passed, and `no_copy` the evidence of which the
    record holds nothing: no file and no archived copy.
    """

    overdue: tuple[Overdue, ...]
    week: tuple[Due, ...]
    later: tuple[Due, ...]
    waiting: tuple[Clock, ...]
    unkept: tuple[Promise, ...]
    unpublished: tuple[Unpublished, ...]
    no_copy: tuple[Evidence, ...]


def agenda(case: Casebook) -> Agenda:
    """The agenda of a casebook's day. Drafts start no clock and promise nothing; they are listed as what they are."""
    soon, last = case.as_of + timedelta(days=WEEK - 1), case.as_of + timedelta(days=AHEAD - 1)
    due = sorted(
        (each for each in _due(case) if case.as_of <= each.day <= last),
        key=lambda each: (each.day, each.kind, each.contact.id),
    )
    waiting = [
        clock for clock in _running(case) if clock.status == "waiting" and (clock.due is None or clock.due > last)
    ]
    unkept = [
        each
        for each in case.record.promises.values()
        if status_of(each, case.record, case.as_of) == "overdue" and not case.marked("promise", each.id)
    ]
    return Agenda(
        overdue=tuple(_overdue(case)),
        week=tuple(each for each in due if each.day <= soon),
        later=tuple(each for each in due if each.day > soon),
        waiting=tuple(sorted(waiting, key=lambda clock: (-highest(clock.working), clock.contact))),
        unkept=tuple(sorted(unkept, key=lambda each: (_last(each) or date.max, each.id))),
        unpublished=tuple(_unpublished(case)),
        no_copy=tuple(
            each
            for each in case.record.evidence.values()
            if not each.names and not each.archived_url and not case.marked("evidence", each.id)
        ),
    )


def _published(case: Casebook) -> Iterator[Contact]:
    return (each for each in case.record.contacts.values() if not case.marked("contact", each.id))


def _running(case: Casebook) -> Iterator[Clock]:
    return (
        clock
        for contact in _published(case)
        for clock in case.clocks(contact.id)
        if clock.status in ("waiting", "overdue")
    )


def _overdue(case: Casebook) -> list[Overdue]:
    """The answers that are overdue, those that press most first."""
    together: dict[tuple[str, str], list[Clock]] = {}
    for clock in _running(case):
        if clock.status == "overdue" and clock.due:
            together.setdefault((clock.contact, case.names.side(clock.owed_by)), []).append(clock)
    routes = Routes(case)
    found = [_late(case, routes, tuple(sorted(clocks, key=_late_since))) for clocks in together.values()]
    return sorted(found, key=lambda each: (-each.days, each.contact.id))


def _late_since(clock: Clock) -> date:
    return clock.due or date.max


def _late(case: Casebook, routes: Routes, clocks: tuple[Clock, ...]) -> Overdue:
    first = clocks[0]
    then = {id for clock in clocks if clock.law for id in clock.law.then}
    # Of a dispute with many turns, only what this silence leads to, or what closes on a day.
    doors = tuple(
        door
        for door in routes.of(first.contact)
        if door.status == "open" and (door.rule.id in then or not door.by_silence)
    )
    ours = case.names.ours(first.owed_by)
    days = (case.as_of - _late_since(first)).days
    return Overdue(
        case.record.contacts[first.contact],
        first.owed_by,
        ours,
        clocks,
        days,
        () if ours else doors,
    )


def _due(case: Casebook) -> Iterator[Due]:
    """Everything with one known day, passed or not."""
    for clock in _running(case):
        if clock.due and clock.status == "waiting":
            ours = case.names.ours(clock.owed_by)
            contact = case.record.contacts[clock.contact]
            who = None if ours else clock.owed_by
            yield Due(clock.due, "our-answer" if ours else "answer", contact, who, clock.rule)
    for opening in openings(case):
        if not opening.taken_in:
            yield Due(opening.due, "our-step", opening.contact, None, opening.law.id)
    for promise in case.record.promises.values():
        day = _last(promise)
        open_still = status_of(promise, case.record, case.as_of) == "due"
        if day and open_still and not case.marked("promise", promise.id):
            made = case.record.contacts[promise.made_in]
            yield Due(day, "promise", made, promise.by, promise=promise)
    for contact in _published(case):
        if day := _to_come(case, contact):
            yield Due(day, "appointment", contact, contact.from_)
        if day := _to_reply(case, contact):
            yield Due(day, "reply", contact, None)


def _last(promise: Promise) -> date | None:
    """The last day on which a promise is kept in time."""
    return promise.due.last if promise.due else None


def _to_come(case: Casebook, contact: Contact) -> date | None:
    """The first day of an appointment that has not begun; None for anything else."""
    day = contact.on.first
    if contact.on.vague or contact.cancelled or contact.withdrawn:
        return None
    return day if day > case.as_of or (day == case.as_of and contact.kind in ON_THEIR_DAY) else None


def _to_reply(case: Casebook, contact: Contact) -> date | None:
    """By when they asked us to reply, where we have not done so."""
    names = case.names
    to_us = not names.ours(contact.from_) and any(names.ours(id) for id in (*contact.to, *contact.cc))
    if contact.reply_by is None or not to_us or contact.cancelled or contact.withdrawn:
        return None
    replies = (case.record.contacts[id] for id in case.disputes.replies[contact.id])
    done = any(
        names.ours(reply.from_)
        and reply.on.first <= case.as_of
        and reply.reply not in ("acknowledgement", "extension")
        and not reply.cancelled
        and not case.marked("contact", reply.id)
        for reply in replies
    )
    return None if done else contact.reply_by.day


def _unpublished(case: Casebook) -> list[Unpublished]:
    """What is on the record and would not be published, that with the nearest day first."""
    record, found = case.record, []
    for kind, id in record.hidden:
        why = record.hidden[kind, id]
        if kind == "contact" and (contact := record.contacts.get(id)):
            title = contact.subject or id
            found.append(Unpublished(kind, id, title, contact.where.file, contact.on.first, why))
        elif kind == "post" and (post := record.posts.get(id)):
            found.append(Unpublished(kind, id, post.title, post.where.file, post.day, why))
        elif kind == "page" and (page := record.pages.get(id)):
            found.append(Unpublished(kind, id, page.title, page.where.file, None, why))
    return sorted(found, key=lambda each: (each.day or date.max, each.kind, each.id))
