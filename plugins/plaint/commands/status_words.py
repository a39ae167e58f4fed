"""The agenda in words: sections of lines that are aligned, never wider than a terminal's usual hundred columns."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TextIO

from plaint.casebook.agenda import AHEAD, WEEK, Agenda, Due, Overdue, Unpublished
from plaint.casebook.casebook import Casebook
from plaint.casebook.figures import in_words
from plaint.casebook.fill import Filler
from plaint.casebook.kinds import CONTACTS, capital
from plaint.casebook.references import contact_words
from plaint.casebook.routes import Door
from plaint.clocks import Clock, highest, long_date
from plaint.problems import Doubt
from plaint.record.model import Contact, Promise
from plaint.record.moment import shown_date
from plaint.record.period import counted
from plaint.values import dataclass

WIDTH = 100
_FEW = 5
"""Lines of a list that is only worth a glance; the rest is counted."""
_LABEL = 24
"""Columns of what stands on the left, at most."""

_NARROW = 60
"""Columns below which two columns of words would both be too thin to read."""

Row = tuple[str, Sequence[str]]
"""What stands on the left of an entry, and the paragraphs on its right."""

NOTHING = "Nothing is overdue, and nothing is due in the next four weeks. Have a quiet week."


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours of a terminal, or none. They repeat what the words say and never stand for it."""

    shows: bool = False

    def bold(self, words: str) -> str:
        """The words as a heading."""
        return self._in("1", words)

    def red(self, words: str) -> str:
        """The words as something that has gone wrong."""
        return self._in("31", words)

    def _in(self, code: str, words: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if self.shows and words.strip() else words


def ink_for(stream: TextIO, environment: Mapping[str, str], system: str = os.name) -> Ink:
    """Colours where the stream is a terminal that has some, and nobody has asked for none (NO_COLOR)."""
    dumb = environment.get("TERM") == "dumb" or (system == "nt" and "WT_SESSION" not in environment)
    return Ink(stream.isatty() and not environment.get("NO_COLOR") and not dumb)


def status_text(
    case: Casebook, found: Agenda, doubts: Sequence[Doubt], unready: Sequence[str], ink: Ink, width: int = WIDTH
) -> str:
    """The whole of what `status` prints."""
    words = Words(case)
    soon = long_date(case.as_of + timedelta(days=WEEK - 1))
    last = long_date(case.as_of + timedelta(days=AHEAD - 1))
    nothing_due = not (found.overdue or found.week or found.later or found.unkept)
    sections: list[tuple[str, list[Row]]] = [
        (f"Overdue: {len(found.overdue)}", [words.overdue(each) for each in found.overdue]),
        (f"Promises that were not kept in time: {len(found.unkept)}", [words.unkept(each) for each in found.unkept]),
        (f"In the next seven days, to {soon}", [words.due(each) for each in found.week]),
        (f"After that, to {last}", [words.due(each) for each in found.later]),
        ("Waiting, with no day or one further off", _few([words.waiting(each) for each in found.waiting])),
        ("Not published", [words.unpublished(each) for each in found.unpublished]),
        (
            "Evidence of which nothing is kept here: no file, and no archived copy",
            _few([(each.id, [each.title]) for each in found.no_copy]),
        ),
        ("Not ready to be published", _few([("", [each]) for each in unready])),
        (
            f"Doubts: {len(doubts)}",
            _few([("", [str(each)]) for each in doubts], 3, "`check` prints them all"),
        ),
    ]
    title = case.record.campaign.title or (case.names.short(case.names.us) if case.names.us else "The campaign")
    lines = textwrap.wrap(f"{title}, {long_date(case.as_of)}", width)
    blocks = ["\n".join(ink.bold(line) for line in lines)]
    blocks += [NOTHING] if nothing_due else []
    for heading, rows in sections:
        if rows:
            red = heading.startswith(("Overdue", "Promises"))
            blocks.append("\n".join((ink.bold(heading), *_aligned(rows, ink, red, width))))
    return "\n\n".join(blocks) + "\n"


class Words:
    """What each thing of the agenda is called."""

    def __init__(self, case: Casebook) -> None:
        self.case = case
        self._filler = Filler(case, lambda embed, inside: "")

    def title(self, contact: Contact) -> str:
        """A contact's subject, or what it was; and its id, by which commands know it."""
        return f"{contact.subject or capital(contact_words(contact))} ({contact.id})"

    def who(self, id: str) -> str:
        """A party, as they are called today."""
        return self.case.names.with_body(id, self.case.as_of)

    def rule(self, id: str) -> str:
        """What a rule is for, with its id; the words of `expects`, where they are no day."""
        law = self.case.rules.get(id)
        return f"{law.name} ({id})" if law else "by the day that was named" if _is_day(id) else id

    def promised(self, promise: Promise) -> str:
        """The words of a promise, in quotation marks where they are theirs."""
        if promise.quote:
            return f"“{' '.join(promise.quote.split())}”"
        return self._filler.words(("promise", promise.id, "summary"))

    def overdue(self, each: Overdue) -> Row:
        """An answer that is overdue, why it is, and what can be done."""
        who = "You" if each.ours else self.who(each.owed_by)
        lines = [f"{who}: {self.title(each.contact)}"]
        for clock in each.clocks:
            assert clock.due
            since = f"since {long_date(clock.start)}"
            ago = counted((self.case.as_of - clock.due).days, "days")
            lines.append(f"{self._expected(clock)}: running {since}; due {long_date(clock.due)}, {ago} ago")
        lines += [self._door(door) for door in each.doors]
        if not each.ours and not each.doors:
            lines.append(f'Next: remind them, with new.letter "A reminder" --chase {each.contact.id}')
        return lateness(each.clocks[0]), lines

    def _expected(self, clock: Clock) -> str:
        if clock.law:
            return f"{self.rule(clock.law.id)}, {clock.law.period}"
        return capital(self.rule(clock.rule))

    def _door(self, door: Door) -> str:
        words = f"Next: {self.rule(door.rule.id)}"
        if door.closes_on is None:
            return f"{words}, open to you since {shown_date(door.opened_on)}"
        left = (door.closes_on - self.case.as_of).days
        days = "which is today" if left == 0 else f"{counted(left, 'days')} from now"
        return f"{words}, open until {long_date(door.closes_on)}, {days}"

    def unkept(self, promise: Promise) -> Row:
        """A promise whose day has passed without word of it."""
        assert promise.due
        assert promise.due.last
        made = self.case.record.contacts[promise.made_in]
        late = (self.case.as_of - promise.due.last).days
        words = f"{self.who(promise.by)}: {self.promised(promise)}"
        when = f"Promised in the {contact_words(made)} for {promise.due.shown_day} ({promise.id})"
        return f"{counted(late, 'days')} late", [words, when]

    def due(self, each: Due) -> Row:
        """Something to come, with its day."""
        title = self.title(each.contact)
        match each.kind:
            case "answer":
                assert each.who
                line = f"{self.who(each.who)} to answer: {title}; {self.rule(each.rule)}"
            case "our-answer":
                line = f"You are to answer: {title}; {self.rule(each.rule)}"
            case "our-step":
                line = f"Last day for you: {self.rule(each.rule)}; opened by {title}"
            case "reply":
                line = f"They asked you to reply: {title}"
            case "promise":
                assert each.promise
                line = f"Promised by {self.who(each.promise.by)}: {self.promised(each.promise)} ({each.promise.id})"
            case "appointment":
                at = f", {each.contact.on.at:%H:%M}" if each.contact.on.at else ""
                line = f"{capital(CONTACTS[each.contact.kind])}{at}: {title}"
        return _short_day(each), [line]

    def waiting(self, clock: Clock) -> Row:
        """A clock that runs without anything being late."""
        contact = self.case.record.contacts[clock.contact]
        due = f"; due {long_date(clock.due)}" if clock.due else ""
        return in_words(clock.elapsed, clock.unit), [f"{self.who(clock.owed_by)}: {self.title(contact)}{due}"]

    def unpublished(self, each: Unpublished) -> Row:
        """A draft, or something that waits for its day."""
        if each.why == "is a draft":
            day = f", dated {shown_date(each.day)}" if each.day else ""
            return f"draft {each.kind}", [f"{each.title}{day}: {each.file}"]
        return f"scheduled {each.kind}", [f"{each.title}, {each.why.removeprefix('is ')}: {each.file}"]


def lateness(clock: Clock) -> str:
    """How late a clock is, in the unit of its rule: `58 working days late`."""
    if clock.late is None or not highest(clock.late):
        return "overdue"  # due on a Friday and looked at on the Saturday: over, by no working day yet
    return f"{in_words(clock.late, clock.unit)} late"


def _is_day(words: str) -> bool:
    """Whether `expects` names a day and neither a rule nor a period."""
    return words[:4].isdigit() and words[4:5] == "-"


def _short_day(each: Due) -> str:
    return f"{long_date(each.day)[:3]} {shown_date(each.day)}"


def _few(rows: Sequence[Row], most: int = _FEW, more: str = "`status --format json` has them all") -> list[Row]:
    """The first rows of a list, and how many more there are."""
    left = len(rows) - most
    return [*rows[:most], *([("", [f"and {left} more; {more}"])] if left > 0 else [])]


def _aligned(rows: Iterable[Row], ink: Ink, red: bool, width: int) -> Iterator[str]:
    """Rows in two columns, the right one wrapped; where there is no room for two, what is on the left stands above."""
    listed = list(rows)
    longest = max((len(label) for label, _ in listed), default=0)
    beside = longest <= _LABEL and width >= _NARROW
    indent = (4 + longest if beside else 4) if longest else 2
    for label, paragraphs in listed:
        left = f"  {label}" if label else ""
        if left and not beside:
            yield ink.red(left) if red else left
            left = ""
        for paragraph in paragraphs:
            for line in textwrap.wrap(paragraph, width - indent, break_on_hyphens=False) or [""]:
                before = f"{left:<{indent}}"
                yield f"{ink.red(before) if red else before}{line}".rstrip()
                left = ""
