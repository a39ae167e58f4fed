"""How a clock was worked out, in sentences that can be followed with a calendar on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plaint.clocks.bank_holidays import PARTS
from plaint.clocks.clock import Figure, highest
from plaint.clocks.periods import DAY, due, last_day, same_date
from plaint.clocks.readings import other_readings
from plaint.clocks.replies import earliest
from plaint.clocks.running import Announced, Run, start_of
from plaint.record.moment import shown_date
from plaint.record.period import counted
from plaint.record.relation import Relation

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HAPPENED = "phone meeting visit hearing inspection event press publication decision".split()
_NAMED = 6
"""The most bank holidays that are named one by one; of more, one fewer are, and the others counted."""


def steps(run: Run) -> tuple[str, ...]:
    """The derivation of a clock: its start, what was left out, the last day, and what became of it."""
    parts = (_start, _days_off, _pauses, _due, _meanwhile, _end, _unsure)
    return tuple(sentence for part in parts for sentence in part(run))


def long_date(day: date) -> str:
    """A day with its weekday: `Monday 15 July 2019`."""
    return f"{_WEEKDAYS[day.weekday()]} {shown_date(day)}"


def figure_in_words(value: Figure, unit: str) -> str:
    """`1 working day`, `52 working days`, `3 to 20 working days`."""
    return counted(value, unit) if isinstance(value, int) else f"{value[0]} to {counted(value[1], unit)}"


def _start(run: Run) -> Iterator[str]:
    if run.expected.asked:
        yield f"A question came back {_when(run.expected.asked)}, and this answer to it starts a new count."
    moment, contact = start_of(run.contact, run.law), run.contact
    if moment is contact.received:
        verb = "Received on"
    elif moment.lasted:
        verb = "It ended on"
    else:
        verb = "It was on" if contact.kind in _HAPPENED else "Sent on"
    yield f"{verb} {long_date(run.start)}, which is day {0 if run.origin == run.start else 1}."


def _days_off(run: Run) -> Iterator[str]:
    if not run.in_working_days:
        if run.period and run.period.unit != "months":
            yield "Every day counts, weekends and holidays too."
        return
    yield "Saturdays and Sundays do not count."
    where = PARTS.get(run.calendar.name)
    yield (
        f"Bank holidays are those of {where}." if where else "Nor do bank holidays in any part of the United Kingdom."
    )
    last = max(run.high, run.due or run.high)
    days = [
        day
        for day in run.calendar.off_between(run.origin, last)
        if not any(first <= day <= until for first, until in run.left_out)
    ]
    named = days if len(days) <= _NAMED else days[: _NAMED - 1]
    for day in named:
        yield f"{long_date(day)} ({_bracketed(run.calendar.days_off[day])}) does not count."
    if more := len(days) - len(named):
        yield f"Nor do {more} more such days up to {long_date(last)}."


def _bracketed(why: str) -> str:
    """A reason that can stand in brackets, with none of its own at its end."""
    return why[:-1].replace(" (", ", ") if why.endswith(")") else why


def _pauses(run: Run) -> Iterator[str]:
    for pause in sorted(run.contact.pauses, key=lambda each: each.since):
        if run.start <= pause.until and pause.since <= max(run.high, run.due or run.high):
            why = pause.why.rstrip(".")
            if pause.since == pause.until:
                yield f"{long_date(pause.since)} does not count, because the clock stood still: {why}."
            else:
                days = f"{long_date(pause.since)} to {long_date(pause.until)}"
                yield f"{days} do not count, because the clock stood still: {why}."


def _due(run: Run) -> Iterator[str]:
    if run.expected.what.by:
        yield f"An answer was expected by {long_date(run.expected.what.by)}."
        return
    if run.period is None or run.first_due is None:
        yield "No rule sets a day to answer by, so the silence itself is counted."
        return
    plain = last_day(run.period_from, run.law or run.period, run.calendar, run.left_out)
    if run.law and run.law.acknowledged_in:
        yield from _from_the_acknowledgement(run)
        yield f"{run.period} from there end on {long_date(plain)}."
    elif run.period.unit in ("working days", "days"):
        yield f"Day {run.period.number} is {long_date(plain)}."
    else:
        begins = "with that day" if run.origin != run.start else "after day 0"
        yield f"A period of {run.period} that begins {begins} ends on {long_date(plain)}."
    if run.period.unit == "months" and same_date(run.period_from, run.period.number)[1]:
        number = f"{run.start.day}{'st' if run.start.day == 31 else 'th'}"
        yield f"That month has no {number}, so its last day stands."
    if plain != run.first_due:
        yield _moved(run, plain, run.first_due)
    for other, why in other_readings(run):
        yield f"{why}; by that count the last day would be {long_date(other)}."


def _from_the_acknowledgement(run: Run) -> Iterator[str]:
    assert run.law
    assert run.law.acknowledged_in
    last = due(run.start, run.law.acknowledged_in, run.calendar)
    yield f"Receipt is to be acknowledged within {run.law.acknowledged_in}, by {long_date(last)}."
    if any(reply.reply == "acknowledgement" for reply in run.acknowledged):
        yield f"The period runs from the acknowledgement, {long_date(run.period_from)}."
    else:
        yield "No acknowledgement is on the record, so the period runs from that day."


def _moved(run: Run, plain: date, moved: date) -> str:
    """Why a last day is not where the period ends."""
    if run.law and run.law.lands == "send-tribunal":
        why = "in August" if plain.month == 8 else "between Christmas and the new year"
        return f"That is {why}, so the last day is {long_date(moved)}, the first working day after that."
    why = run.calendar.off(plain) or "no working day"
    return f"That is {why}, so the last day is {long_date(moved)}, the next working day."


def _meanwhile(run: Run) -> Iterator[str]:
    for reply in run.acknowledged:
        yield f"Acknowledged {_when(reply)}, which does not stop the clock."
    for announced in run.announced:
        yield _extension(run, announced)


def _extension(run: Run, announced: Announced) -> str:
    until = announced.reply.until
    said = f"More time was announced {_when(announced.reply)}{f', until {long_date(until)}' if until else ''}"
    if announced.before is None:
        return f"{said}; no day was set, so none moves."
    if announced.allowed is None:
        rule = "the rule allows no extension" if run.law else "no rule allows that"
        return f"{said}, but {rule}: {long_date(announced.before)} stands."
    if announced.too_late:
        return f"{said}, which was after the day to answer by had passed: {long_date(announced.before)} stands."
    if announced.after == announced.before or announced.after is None:
        return f"{said}, which moves nothing: {long_date(announced.before)} stands."
    if until and until > announced.allowed:
        allowed = long_date(announced.allowed)
        return f"{said}, but the rule allows no more than until {allowed}, which is now the last day."
    return f"{said}; the rule allows it, and the last day is now {long_date(announced.after)}."


def _end(run: Run) -> Iterator[str]:
    elapsed = figure_in_words(run.elapsed, run.unit)
    if run.stop:
        verb = {"partial": "Answered in part", "refusal": "Refused"}.get(run.stop.reply or "", "Answered")
        if run.stop.reply == "clarification":
            verb = "A question came back"
        yield f"{verb} {_when(run.stop)}, after {elapsed}."
        if run.stop.reply == "clarification":
            yield "A question stops this clock, and the answer to it starts another."
    elif run.withdrawn:
        yield f"Withdrawn on {long_date(run.withdrawn)}, after {elapsed}; the count ends there."
    else:
        other = figure_in_words(*run.in_the_other_unit)
        yield f"By {long_date(run.as_of)} there was no answer: {elapsed}, which is {other}."
    yield from _lateness(run)


def _lateness(run: Run) -> Iterator[str]:
    late, unit = run.late, run.unit
    if late is None or run.due is None:
        return
    if run.low <= run.due < run.high:
        yield f"That is in time or up to {counted(highest(late), unit)} late, as the day is not known."
    elif run.high > run.due and highest(late):
        yield f"That is {figure_in_words(late, unit)} late."
    elif run.high > run.due:
        yield f"That is after the last day in time, with no {unit.removesuffix('s')} in between."
    elif run.stop:
        yield "That is in time."
    elif not run.withdrawn:
        yield ("That is the last day in time." if run.as_of == run.due else "The last day in time is still to come.")


def _when(reply: Relation) -> str:
    """`on Monday 15 July 2019`; `in August 2019`, where the day is not known."""
    day = reply.on.day
    return f"in {reply.on.shown_day}, on a day not known" if day is None else f"on {long_date(day)}"


def _unsure(run: Run) -> Iterator[str]:
    if run.stop and run.stop.on.day is None and earliest(run.stop) < run.start:
        yield "The answer is taken to have come after day 0."
    if not run.beyond_announced:
        return
    if run.origin < run.calendar.known_from:
        before = long_date(run.calendar.known_from - DAY)
        yield f"Bank holidays up to {before} are not known here, and were counted as working days."
    if max(run.high, run.due or run.high) > run.calendar.announced_until:
        until = long_date(run.calendar.announced_until)
        usual = "later ones are taken where they usually fall, and may change"
        yield f"Bank holidays are announced up to {until}; {usual}."
