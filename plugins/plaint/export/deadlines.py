"""What stands in the calendar: what is owed to us, what we must do by when, and where we have to be.

Each is a day or an hour that is known. What is due in a month or a year makes no entry: any one day of it would be a
day that nobody has named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from textwrap import shorten

from plaint.casebook import addresses
from plaint.casebook.casebook import Casebook
from plaint.casebook.figures import in_words
from plaint.casebook.fill import Filler
from plaint.casebook.kinds import CONTACTS, capital
from plaint.casebook.openings import openings
from plaint.casebook.promises import status_of
from plaint.casebook.references import contact_words
from plaint.clocks import Clock, highest, long_date
from plaint.export.deadline import (
    DAY,
    DAY_BEFORE,
    MEETING,
    ON_THE_DAY,
    OURS,
    OWED,
    PROMISED,
    Deadline,
    exchange,
    expected,
    published,
    reminder,
    source,
    what,
)
from plaint.record.model import Contact
from plaint.record.moment import UK_TIME

_TODAY = ("phone", "meeting", "visit", "hearing", "inspection", "event")
"""Kinds of contact that are still to come on their own day. What was sent today has been sent."""
_LONGEST = 80
"""Characters of a promise that stand in a title; the whole of it stands below."""

Find = Callable[[Casebook, Filler], Iterator[Deadline]]


def deadlines(case: Casebook, filler: Filler) -> list[Deadline]:
    """Everything that stands in the calendar, in the order of its days."""
    return sorted((each for find in FIND for each in find(case, filler)), key=lambda each: (each.day, each.key))


def answers(case: Casebook, filler: Filler) -> Iterator[Deadline]:
    """The last day of every clock that waits or is overdue; ours to keep where the answer is owed by us."""
    for id, _ in published(case):
        seen: Counter[tuple[str, str]] = Counter()
        for clock in case.clocks(id):
            if clock.due is None:
                continue
            known_by = expected(clock), case.names.public_id(case.names.side(clock.owed_by))
            seen[known_by] += 1
            if clock.status in ("waiting", "overdue"):
                number = (str(seen[known_by]),) if seen[known_by] > 1 else ()
                contact = case.record.contacts[id]
                yield _answer(case, contact, clock, clock.due, ("answer", id, *known_by, *number))


def _answer(case: Casebook, contact: Contact, clock: Clock, day: date, key: tuple[str, ...]) -> Deadline:
    ours = case.names.ours(clock.owed_by)
    who = "Our answer" if ours else "Answer"
    state = "due"
    if clock.status == "overdue":
        # Due on a Friday and looked at on the Saturday: over, by no working day yet.
        late = f"{in_words(clock.late, clock.unit)} late" if clock.late is not None and highest(clock.late) else ""
        state = f"overdue, {late}" if late else "overdue"
    owing = "" if ours else f" ({case.names.with_body(clock.owed_by, contact.on.first)})"
    alarm = reminder(clock.start, day) if ours else ON_THE_DAY
    return Deadline(
        key=key,
        start=day,
        end=day + DAY,
        title=f"{who} {state}: {what(contact)}{owing}",
        about=(exchange(case, contact), "\n".join(clock.steps), *source(case, clock.law)),
        address=addresses.contact(contact),
        category=OURS if ours else OWED,
        alarm=alarm if day >= case.as_of else None,
    )


def steps_of_ours(case: Casebook, filler: Filler) -> Iterator[Deadline]:
    """The last day for what an answer lets us do next, until it has passed."""
    for each in openings(case):
        if each.due < case.as_of:
            continue
        taken = [
            f"We have sent our {contact_words(reply)}. If that was this step, there is nothing left to do."
            for reply in each.taken_in
        ]
        yield Deadline(
            key=("act", each.contact.id, each.law.id),
            start=each.due,
            end=each.due + DAY,
            title=f"Last day: {each.law.name} ({what(each.contact)})",
            about=(
                *taken,
                exchange(case, each.contact),
                "\n".join(each.steps),
                "Where the law counts from an earlier day than this contact’s, the last day is earlier too.",
                *source(case, each.law),
            ),
            address=addresses.contact(each.contact),
            category=OURS,
            alarm=None if taken else reminder(each.start, each.due),
        )


def promises(case: Casebook, filler: Filler) -> Iterator[Deadline]:
    """The day of every promise that is due or overdue."""
    for promise in case.record.promises.values():
        status = status_of(promise, case.record, case.as_of)
        day = promise.due.day if promise.due else None
        if day is None or status not in ("due", "overdue") or case.marked("promise", promise.id):
            continue
        made = case.relations[promise.made_in]
        words = " ".join((promise.quote or "").split())
        marks = "“{}”" if words else "{}"
        words = words or filler.words(("promise", promise.id, "summary"))
        by = case.names.with_body(promise.by, made.on.first)
        said = f"Overdue on {long_date(case.as_of)}, when this was worked out." if status == "overdue" else ""
        yield Deadline(
            key=("promise", promise.id),
            start=day,
            end=day + DAY,
            title=f"Promise {status}: {marks.format(shorten(words, _LONGEST, placeholder=' …'))} ({by})",
            about=(said, marks.format(words), f"Promised by {by}, in the {contact_words(made)}."),
            address=addresses.promise(promise),
            category=PROMISED,
            alarm=ON_THE_DAY if day >= case.as_of else None,
        )


def appointments(case: Casebook, filler: Filler) -> Iterator[Deadline]:
    """What is still to come. One that was cancelled stays, marked so, until its day has passed."""
    for id, each in published(case):
        last = each.on.day
        if last is None or last < case.as_of or (each.on.first <= case.as_of and each.kind not in _TODAY):
            continue
        contact = case.record.contacts[id]
        start, end = _hours(contact) if contact.on.at else (contact.on.first, last + DAY)
        off = contact.cancelled or (contact.withdrawn is not None and contact.withdrawn <= case.as_of)
        title = contact.subject or f"{capital(CONTACTS[contact.kind])}: {case.names.row((contact.from_, *contact.to))}"
        yield Deadline(
            key=("appointment", contact.id),
            start=start,
            end=end,
            title=f"Cancelled: {title}" if off else title,
            about=(exchange(case, contact), filler.words(("contact", contact.id, "summary"))),
            address=addresses.contact(contact),
            category=MEETING,
            alarm=None if off else -DAY if contact.on.at else DAY_BEFORE,
            place=contact.place or "",
            cancelled=off,
        )


def _hours(contact: Contact) -> tuple[datetime, datetime | None]:
    """When an appointment begins and ends; how long it takes is not made up where nobody has said."""
    assert contact.on.at is not None
    start = datetime.combine(contact.on.first, contact.on.at, UK_TIME)
    if contact.ends is None or contact.ends.at is None:
        return start, None
    end = datetime.combine(contact.ends.first, contact.ends.at, UK_TIME)
    return start, end if end > start else None


def replies_asked(case: Casebook, filler: Filler) -> Iterator[Deadline]:
    """By when they asked us to reply, until that has passed or we have replied."""
    names = case.names
    for id, each in published(case):
        day = each.reply_by.day if each.reply_by else None
        if day is None or day < case.as_of:
            continue
        contact = case.record.contacts[id]
        assert contact.reply_by is not None
        to_us = not names.ours(contact.from_) and any(map(names.ours, (*contact.to, *contact.cc)))
        taken_back = contact.cancelled or (contact.withdrawn is not None and contact.withdrawn <= case.as_of)
        if not to_us or taken_back or _we_replied(case, contact):
            continue
        # A whole day with the hour in its title: an hour without a length is easily overlooked on a phone.
        by = f"by {contact.reply_by.at:%H:%M}" if contact.reply_by.at else "due"
        sender = names.with_body(contact.from_, contact.on.first)
        yield Deadline(
            key=("reply", contact.id),
            start=day,
            end=day + DAY,
            title=f"Reply {by}: {what(contact)} ({sender})",
            about=(f"{sender} asked us to reply by {contact.reply_by.shown}.", exchange(case, contact)),
            address=addresses.contact(contact),
            category=OURS,
            alarm=reminder(contact.started.day or case.as_of, day),
        )


def _we_replied(case: Casebook, contact: Contact) -> bool:
    replies = (case.record.contacts[id] for id in case.disputes.replies[contact.id])
    return any(
        case.names.ours(reply.from_)
        and reply.on.first <= case.as_of
        and reply.reply not in ("acknowledgement", "extension")
        and not reply.cancelled
        and not case.marked("contact", reply.id)
        for reply in replies
    )


FIND: tuple[Find, ...] = (answers, steps_of_ours, promises, appointments, replies_asked)
