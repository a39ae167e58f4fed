"""Posts and pages."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from plaint.record.entry import Entry, given, part
from plaint.record.model.body import Body
from plaint.record.model.vocabulary import (
    STATUSES,
)
from plaint.record.moment import Moment
from plaint.record.shapes import (
    AN_ID,
    INSTANT,
    LINE,
    MARKDOWN,
    NAMED,
    choice,
    list_of,
)
from plaint.values import dataclass

_IDS = list_of(AN_ID)
_LINES = list_of(LINE)
_NAMES = list_of(NAMED)


@dataclass(frozen=True, kw_only=True, eq=False)
class Correction(Entry):
    """Something that was put right in a post after it was published."""

    NAME: ClassVar[str] = "a correction"

    on: Moment = given(INSTANT, "The day it was put right.", required=True)
    what: str = given(MARKDOWN, "What was put right.", required=True)


@dataclass(frozen=True, kw_only=True, eq=False)
class Post(Body):
    """An article of the blog."""

    NAME: ClassVar[str] = "a post"

    id: str
    title: str = given(LINE, "What it is called.", required=True)
    date: Moment = given(INSTANT, "The day it was published.", required=True)
    updated: Moment | None = given(INSTANT, "The day it was last changed.")
    author: str | None = given(LINE, "Who wrote it; the campaign’s author if left out.")
    category: str | None = given(NAMED, "The one heading it is filed under.")
    tags: tuple[str, ...] = given(_NAMES, "Words it can be found under.", default=())
    summary: str | None = given(MARKDOWN, "A sentence or two for lists and feeds.")
    image: str | None = given(LINE, "A picture for lists, under content/images/.")
    status: str = given(choice(*STATUSES), "published, or draft while it is not to be.", default="published")
    was: tuple[str, ...] = given(_LINES, "Addresses it had before.", default=())
    corrected: tuple[Correction, ...] = given(
        list_of(part(Correction, "`{on: 2019-06-01, what: The date was wrong.}`")), "What was put right, and when.",
        default=(),
    )  # fmt: skip

    @property
    def day(self) -> dt.date:
        """The day it was published."""
        return self.date.first


@dataclass(frozen=True, kw_only=True, eq=False)
class Page(Body):
    """A page that stays, such as the one about the campaign."""

    NAME: ClassVar[str] = "a page"

    id: str
    title: str = given(LINE, "What it is called.", required=True)
    updated: Moment | None = given(INSTANT, "The day it was last changed.")
    summary: str | None = given(MARKDOWN, "A sentence about it.")
    status: str = given(choice(*STATUSES), "published, or draft while it is not to be.", default="published")
    was: tuple[str, ...] = given(_LINES, "Addresses it had before.", default=())
