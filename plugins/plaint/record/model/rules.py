"""Rules: periods in law, guidance or a policy, with their sources."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from plaint.record.entry import Entry, given, part
from plaint.record.model.vocabulary import (
    CALENDARS,
)
from plaint.record.moment import Moment
from plaint.record.period import Period
from plaint.record.shapes import (
    AN_ID,
    DAY,
    LINE,
    MOMENT,
    PERIOD,
    PLAIN,
    URL,
    YES_OR_NO,
    choice,
    list_of,
)
from plaint.values import dataclass


@dataclass(frozen=True, kw_only=True, eq=False)
class Extension(Entry):
    """How much longer a rule lets the other side take, and what they must do for it."""

    NAME: ClassVar[str] = "an extension"

    period: Period = given(PERIOD, "How much longer.", required=True)
    by: str = given(choice("notice"), "What it takes: notice that they need it.", required=True)


STARTS = ("sent", "received", "ended")
LANDINGS = ("as-is", "next-working-day", "send-tribunal")
"""The last of them: past the whole of August, and past 25 December to 1 January, as the SEND Tribunal counts."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Rule(Entry):
    """A period in law, guidance or a policy, with its source."""

    NAME: ClassVar[str] = "a rule"

    id: str = given(AN_ID, "Its id; the id of a built-in rule replaces that one.", required=True)
    name: str = given(LINE, "What the period is for.", required=True)
    period: Period = given(PERIOD, "How long it is.", required=True)
    from_: str = given(choice(*STARTS), "What it runs from; received if left out.", key="from", default="received")
    counts_first_day: bool = given(YES_OR_NO, "Whether the day it runs from is day 1 and not day 0.", default=False)
    acknowledged_in: Period | None = given(
        PERIOD, "Within how long receipt is to be acknowledged; the period then runs from that acknowledgement."
    )
    or_later: Period | None = given(
        PERIOD, "How long from a later contact of the dispute that opens it again, if that ends later."
    )
    calendar: str | None = given(choice(*CALENDARS), "Whose working days; the owing body’s if left out.")
    lands: str = given(choice(*LANDINGS), "What happens where the last day is no working day.", default="as-is")
    extension: Extension | None = given(
        part(Extension, "`{period: 10 working days, by: notice}`"), "How it may be extended."
    )
    then: tuple[str, ...] = given(
        list_of(AN_ID), "What we may do once its last day has passed without an answer: rules’ ids.", default=()
    )
    then_after: Period | None = given(
        PERIOD, "How long from the start that may be done, if that is later than the last day."
    )
    law: str = given(LINE, "The law, guidance or policy, as it is cited.", required=True)
    source_url: str | None = given(URL, "Where that can be read.")
    quote: str | None = given(PLAIN, "Its words.")
    verified: bool = given(YES_OR_NO, "True only where the quote was read at that address.", default=False)
    checked_on: date | None = given(DAY, "When it was.")
    in_force: Moment | None = given(MOMENT, "The days it held on; using it outside them is a problem.")
