"""Silence as news: an entry for every answer that was not there by its last day, dated the day after.

An entry says what was so at the end of that last day, and has no figure in it that goes on running. It is worked out
from what was known then: an acknowledgement or a reply that came later takes nothing back, and is told of below.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape

from plaint.casebook import addresses
from plaint.casebook.casebook import Casebook
from plaint.casebook.figures import in_words
from plaint.clocks import Clock, highest, long_date
from plaint.export.deadline import exchange, expected, published, source, what
from plaint.export.feed import Entry, categories, midnight
from plaint.export.feed_entries import Entries
from plaint.export.feed_html import line
from plaint.record.model import Contact
from plaint.record.moment import shown_date
from plaint.values import dataclass

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RunOut:
    """A clock that ran out: how it stood at the end of its last day, how it stands now, and the first late `day`.

    `known_by` tells it from the contact's other clocks, and stays when a day or a period is put right.
    """

    contact: Contact
    then: Clock
    now: Clock
    day: date
    known_by: tuple[str, ...]


def run_out(case: Casebook, newest: int) -> list[RunOut]:
    """The newest clocks that others let run out, the latest first."""
    latest_first = sorted(_candidates(case), key=lambda each: each[0], reverse=True)
    found: list[RunOut] = []
    for at_the_latest, clock, known_by in latest_first:
        # None of those that follow can have run out later than this.
        if len(found) >= newest and sorted((each.day for each in found), reverse=True)[newest - 1] > at_the_latest:
            break
        if late := _first_late(case, clock):
            found.append(RunOut(case.record.contacts[clock.contact], late[1], clock, late[0], known_by))
    found.sort(key=lambda each: each.day, reverse=True)
    return found[:newest]


def _candidates(case: Casebook) -> Iterator[tuple[date, Clock, tuple[str, ...]]]:
    """Clocks that may have run out, with the last day on which they can have done so."""
    for id, _ in published(case):
        seen: dict[tuple[str, str], int] = {}
        for clock in case.clocks(id):
            if clock.due is None:
                continue
            side = case.names.side(clock.owed_by)
            known_by = expected(clock), case.names.public_id(side)
            seen[known_by] = number = seen.get(known_by, 0) + 1
            # A last day that waits for an acknowledgement can have moved after it had passed; no other can.
            moves = clock.law is not None and clock.law.acknowledged_in is not None
            late = clock.status == "overdue" or (clock.late is not None and _answered_after(case, clock, clock.due))
            if (late or moves) and not case.names.ours(clock.owed_by):
                at_the_latest = min(clock.due + _DAY, case.as_of)
                yield at_the_latest, clock, (*known_by, *([str(number)] if number > 1 else []))


def _answered_after(case: Casebook, clock: Clock, due: date) -> bool:
    """Whether it ended, by an answer or by being taken back, when its last day may have passed."""
    if clock.answered_by:
        return case.relations[clock.answered_by].on.end_between[0] > due
    back = case.relations[clock.contact].withdrawn
    return clock.status == "withdrawn" and back is not None and back > due


def _first_late(case: Casebook, clock: Clock) -> tuple[date, Clock] | None:
    """The first late day by what was known at the end of the last one in time, and how the clock stood then.

    None where it never ran out.
    """
    day = clock.start
    while day <= case.as_of:
        then = next((each for each in case.clocks(clock.contact, day) if _same(each, clock)), None)
        if then is None or then.due is None or then.status in ("answered", "withdrawn"):
            return None
        if then.due <= day:
            late = day if then.due < day else day + _DAY
            return (late, then) if late <= case.as_of else None
        day = then.due
    return None


def _same(one: Clock, other: Clock) -> bool:
    return (one.rule, one.owed_by, one.start) == (other.rule, other.owed_by, other.start)


def waiting_entry(entries: Entries, each: RunOut) -> Entry:
    """The entry of a clock that ran out."""
    case, contact, then = entries.case, each.contact, each.then
    assert then.due is not None
    who = case.names.with_body(then.owed_by, contact.on.first)
    path = addresses.contact(contact)
    address = entries.address(path if entries.around.has(path) else addresses.WAITING)
    took = in_words(then.elapsed, then.unit)
    title = f"No answer by {shown_date(then.due)}: {what(contact)}"
    said = f"An answer from {who} was due by {long_date(then.due)}. None had come when that day ended, after {took}."
    steps = "".join(f"<li>{escape(step, quote=False)}</li>\n" for step in then.steps)
    rule = "".join(f"<p>{escape(text, quote=False)}</p>\n" for text in source(case, then.law))
    since = list(_since(case, each))
    told = [f"Since then: {text}" for _, text in since]
    day = midnight(each.day)
    return Entry(
        id=entries.ids.contact(contact, "waiting", *each.known_by),
        title=line(title),
        address=address,
        published=day,
        updated=max((day, *(midnight(on) for on, _ in since))),
        dated="",
        html=entries.html(
            f"<p>{escape(said, quote=False)}</p>\n"
            + "".join(f"<p>{escape(text, quote=False)}</p>\n" for text in told)
            + f"<p>{entries.link(path, exchange(case, contact))}</p>\n"
            + f"<p>How the day was worked out, and how things stood at its end:</p>\n<ol>\n{steps}</ol>\n{rule}",
            address,
        ),
        summary=line(" ".join((said, *told))),
        author=entries.author,
        categories=categories(*contact.tags),
    )


def _since(case: Casebook, each: RunOut) -> Iterator[tuple[date, str]]:
    """What has become of it since, each with its day: nothing that goes on changing."""
    now, then = each.now, each.then
    if now.due is not None and now.due != then.due:
        moved = [day for day in _acknowledged(case, each) if day >= each.day]
        words = f"an acknowledgement came, from which the time is counted; the last day is now {long_date(now.due)}."
        yield min(moved, default=each.day), words
    took = f"after {in_words(now.elapsed, now.unit)}"
    late = f", {in_words(now.late, now.unit)} late" if now.late is not None and highest(now.late) else ""
    if now.answered_by:
        reply = case.relations[now.answered_by]
        when = f"on {long_date(reply.on.day)}, {took}{late}" if reply.on.day else f"in {reply.on.shown_day}"
        yield reply.on.end_between[0], f"{_ENDED[now.outcome]} {when}."
    elif now.status == "withdrawn" and each.contact.withdrawn:
        yield each.contact.withdrawn, f"withdrawn on {long_date(each.contact.withdrawn)}, {took}."


_ENDED = {"full": "answered", "partial": "answered in part", "refusal": "refused", None: "they asked what was meant"}


def _acknowledged(case: Casebook, each: RunOut) -> Iterator[date]:
    """The days on which an acknowledgement of the contact, or of a reminder of it, arrived."""
    for id in case.disputes.dispute(each.contact.id):
        reply = case.relations[id]
        if reply.reply == "acknowledgement" and reply.on.end_between[0] <= case.as_of:
            yield reply.on.end_between[0]
