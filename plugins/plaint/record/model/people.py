"""The campaign, and everybody who appears on its record."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from datetime import date
from typing import ClassVar

from plaint.record.entry import Entry, given, part
from plaint.record.model.vocabulary import (
    CALENDARS,
)
from plaint.record.moment import Moment
from plaint.record.shapes import (
    AN_ID,
    DAY,
    EMAIL,
    LANGUAGE,
    LINE,
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


@dataclass(frozen=True, kw_only=True, eq=False)
class Campaign(Entry):
    """What is said once for the whole site."""

    NAME: ClassVar[str] = "campaign.yaml"

    title: str | None = given(LINE, "The name of the site; the name of the organisation that is `us` if left out.")
    tagline: str | None = given(LINE, "A line under the title.")
    notice: str | None = given(PLAIN, "A notice that stands on every page.")
    url: str | None = given(URL, "The address the site is published at.")
    email: str | None = given(EMAIL, "Where corrections and the right of reply are asked for.")
    language: str = given(LANGUAGE, "The language of the site, as a tag; en if left out.", default="en")
    author: str | None = given(LINE, "Who writes the posts, where a post does not say.")
    comments: bool = given(
        YES_OR_NO, "False if nobody is to be asked to comment; comments on file stay.", default=True
    )
    calendar: str = given(choice(*CALENDARS), "Whose working days are counted.", default="england-and-wales")
    closed_days: ReadOnly[date, str] = given(
        map_of(DAY, LINE, "days and what they are called"),
        "Days on which the body is closed, each with its name; left out of counts in that body’s calendar.",
        default={},
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class Role(Entry):
    """An office somebody held for a time."""

    NAME: ClassVar[str] = "a role"

    role: str = given(LINE, "The office.", required=True)
    since: Moment | None = given(MOMENT, "The first day of it.", key="from")
    until: Moment | None = given(MOMENT, "The day the next holder took over.")

    def held_on(self, day: date) -> bool:
        """Whether it was held on that day. The day it ended belongs to whoever came next."""
        begun = self.since is None or self.since.first <= day
        ended = self.until is not None and self.until.first <= day
        return begun and not ended


@dataclass(frozen=True, kw_only=True, eq=False)
class Organisation(Entry):
    """A body, a company, or the group that campaigns."""

    NAME: ClassVar[str] = "an organisation"

    id: str
    name: str = given(LINE, "What it is called.", required=True)
    us: bool = given(YES_OR_NO, "True of the one that campaigns.", default=False)
    kind: str | None = given(LINE, "What it is: council, inspectorate, press …")
    calendar: str | None = given(choice(*CALENDARS), "Whose working days it keeps; the campaign’s if left out.")
    email: str | None = given(EMAIL, "Where it is written to; published.")
    url: str | None = given(URL, "Its web site.")


@dataclass(frozen=True, kw_only=True, eq=False)
class Person(Entry):
    """Somebody: a public figure by name, an officer by role, or a private person by what `shown_as` says."""

    NAME: ClassVar[str] = "a person"

    id: str
    name: str | None = given(LINE, "The name of a public figure; published.")
    shown_as: str | None = given(NAMED, "All that is published of a private person: initials, usually.")
    of: str | None = given(AN_ID, "The organisation they belong to, by its id.")
    role: str | None = given(LINE, "The office they hold, where it never changed.")
    roles: tuple[Role, ...] = given(
        list_of(part(Role, "`{role: Leader, from: 2019-05-20}`")),
        "The offices they held, in turn.",
        default=(),
    )
    email: str | None = given(EMAIL, "Where they are written to; published.")
    url: str | None = given(URL, "A page about them.")

    @property
    def private(self) -> bool:
        """Whether only `shown_as` may be published."""
        return self.shown_as is not None

    def office(self, day: date) -> str | None:
        """The office held on that day; None where none is known."""
        held = [each.role for each in self.roles if each.held_on(day)]
        return self.role or (held[-1] if held else None)


Party = Organisation | Person
