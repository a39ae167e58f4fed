"""Dates, messages and clocks as pages show them."""

from __future__ import annotations

from markupsafe import Markup

from plaint.casebook import verbatim as casebook_verbatim
from plaint.casebook.figures import in_words
from plaint.clocks import Clock, highest
from plaint.record.moment import Moment, shown_date

_ANSWERED = {"full": "Answered", "partial": "Answered in part", "refusal": "Refused"}


def time(moment: Moment) -> Markup:
    """A moment as HTML `time` elements, each as exact as it is known and no more. Nothing of it has to be escaped."""
    if not moment.lasted:
        return Markup(f'<time datetime="{moment.iso}">{moment.shown}</time>')
    start, _, end = moment.text.partition("..")
    if not end:
        inner = moment.shown_day.removeprefix("from ").removesuffix(" on")
        return Markup(f'from <time datetime="{start}">{inner}</time> on')
    shown_start, _, shown_end = moment.shown_day.partition(" to ")
    return Markup(f'<time datetime="{start}">{shown_start}</time> to <time datetime="{end}">{shown_end}</time>')


def verbatim(message: str) -> Markup:
    """A message as paragraphs. Lines that a mail program wrapped run on; those that were broken on purpose stay so."""
    return Markup(casebook_verbatim.verbatim(message))


def days_late(clock: Clock) -> int:
    """By how much a clock ran over, at the most; 0 where it did not, or has no end."""
    return highest(clock.late) if clock.late is not None else 0


def wait(clock: Clock) -> str:
    """What a clock says, in a sentence for a list."""
    took = in_words(clock.elapsed, clock.unit)
    late = in_words(clock.late, clock.unit) if clock.late is not None else ""
    due = shown_date(clock.due) if clock.due else ""
    match clock.status:
        case "withdrawn":
            return f"Withdrawn after {took}"
        case "answered" if clock.outcome is None:
            return f"They asked what was meant, after {took}"
        case "answered":
            how = _ANSWERED[clock.outcome or "full"]
            return f"{how} after {took}, {late} late" if days_late(clock) else f"{how} after {took}"
        case "overdue":
            # Due on a Friday and looked at on the Saturday: over, by no working day yet.
            return f"No answer after {took}: due on {due}" + (f", {late} late" if days_late(clock) else "")
    if clock.due:
        return f"Waiting for an answer, due on {due}; {took} so far"
    return f"No answer after {took}" if highest(clock.elapsed) else "Waiting for an answer"
