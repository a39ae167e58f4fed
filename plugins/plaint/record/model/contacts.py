"""Contacts, and the letters among them."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from datetime import date
from typing import ClassVar

from plaint.record.entry import Entry, given, part
from plaint.record.model.body import Body
from plaint.record.model.expectations import EXPECTATION, Expectation
from plaint.record.model.replies import POINT, Coverage, Pause, an_answer
from plaint.record.model.vocabulary import (
    CONTACT_KINDS,
    REPLIES,
)
from plaint.record.moment import Moment
from plaint.record.shapes import (
    AN_ID,
    DAY,
    INSTANT,
    LINE,
    MARKDOWN,
    MOMENT,
    NAMED,
    PLAIN,
    URL,
    YES_OR_NO,
    choice,
    list_of,
    map_of,
)
from plaint.values import dataclass

_IDS = list_of(AN_ID)
_NAMES = list_of(NAMED)


@dataclass(frozen=True, kw_only=True, eq=False)
class Contact(Entry):
    """One dated exchange with anybody."""

    NAME: ClassVar[str] = "a contact"

    id: str = given(AN_ID, "Its id, which is its address and never changes.", required=True)
    on: Moment = given(MOMENT, "When it was.", required=True)
    received: Moment | None = given(INSTANT, "The day it reached them, if later; clocks start here.")
    ends: Moment | None = given(INSTANT, "The hour a meeting ended.")
    kind: str = given(choice(*CONTACT_KINDS), "What it is.", required=True)
    via: str | None = given(LINE, "How it went, where the kind does not say.")
    from_: str = given(AN_ID, "Who it came from, by id.", key="from", required=True)
    to: tuple[str, ...] = given(_IDS, "Who it went to; required unless it is an event.", default=())
    cc: tuple[str, ...] = given(_IDS, "Who it was copied to.", default=())
    reference: str | None = given(LINE, "The reference it was given: FOI/2019/114.")
    subject: str | None = given(LINE, "Its subject.")
    summary: str | None = given(MARKDOWN, "What it was about, in our words.")
    message: str | None = given(PLAIN, "Its words as they were sent.")
    message_file: str | None = given(LINE, "A file under content/ with its words.")
    paraphrase: bool = given(YES_OR_NO, "True where the message is only our note of it.", default=False)
    place: str | None = given(LINE, "Where it was.")
    source_url: str | None = given(URL, "Where it can be read.")
    replies_to: tuple[str, ...] = given(_IDS, "The contacts it answers.", default=())
    reply: str | None = given(choice(*REPLIES), "What kind of answer it is; full if left out.")
    until: date | None = given(DAY, "The day an extension runs to.")
    answers: ReadOnly[str, Coverage] = given(
        map_of(POINT, an_answer(), "`letter#point: answered`"),
        "What it did about each point of a letter.",
        default={},
    )
    expects: tuple[Expectation, ...] = given(list_of(EXPECTATION), "What they owe us, and by when.", default=())
    owed_by: str | None = given(AN_ID, "Who owes the answer: to (if left out), from, or an id.")
    opens: tuple[str, ...] = given(_IDS, "What we may do next, and by when: rules’ ids.", default=())
    pauses: tuple[Pause, ...] = given(
        list_of(part(Pause, "`{from: 2019-07-01, until: 2019-07-05, why: They asked what we meant}`")),
        "Days left out of the count.", default=(),
    )  # fmt: skip
    reply_by: Moment | None = given(INSTANT, "What they asked of us: the day or minute to answer by.")
    withdrawn: date | None = given(DAY, "The day it was taken back.")
    cancelled: bool = given(YES_OR_NO, "True where it was arranged and did not happen.", default=False)
    evidence: tuple[str, ...] = given(_IDS, "What shows it, by id.", default=())
    tags: tuple[str, ...] = given(_NAMES, "Words it can be found under.", default=())
    draft: bool = given(YES_OR_NO, "True while it is not to be published.", default=False)

    @property
    def words(self) -> str | None:
        """The message, wherever it was written."""
        return self.message

    @property
    def people(self) -> tuple[str, ...]:
        """Those it is from, to and copied to, in that order."""
        return (self.from_, *self.to, *self.cc)

    @property
    def started(self) -> Moment:
        """When it reached those it was for."""
        return self.received or self.on


@dataclass(frozen=True, kw_only=True, eq=False)
class Letter(Contact, Body):
    """A contact that we sent, with numbered points. `on` and `subject` are its `date` and `title`."""

    NAME: ClassVar[str] = "a letter"

    id: str
    on: Moment = given(INSTANT, "The day it was sent.", key="date", required=True)
    subject: str = given(LINE, "What it is called.", key="title", required=True)
    appendices: tuple[str, ...] = given(_IDS, "Evidence, in the order it is numbered in.", default=())
    thread: tuple[str, ...] = given(_IDS, "Contacts whose messages stand under it.", default=())

    @property
    def day(self) -> date:
        """The day it was sent."""
        return self.on.first
