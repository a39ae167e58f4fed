"""Posts that nobody wrote: Markdown of a likely shape and length, the same every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

LENGTH = 9_000
"""Bytes that a post is about as long as."""

Refer = Callable[["Dice"], str]
"""Gives a reference to set into a sentence, or plain words of the same length."""

_WHO = (
    "The council", "Her case officer", "The transport team", "One of the governors", "A taxi driver",
    "The head teacher", "Nobody at the meeting", "The complaints office", "A mother from the next village",
    "The cabinet member", "Our solicitor", "The school’s own survey", "Somebody at County Hall", "The panel",
)  # fmt: skip
_DID = (
    "promised to look into", "could not explain", "sent us a copy of", "had never been told about", "asked for",
    "lost", "put off", "did not answer our question about", "changed", "wrote again about", "apologised for",
    "refused to discuss", "said little about", "wanted to keep",
)  # fmt: skip
_WHAT = (
    "the new timetable", "the pick-up points", "a second passenger assistant", "the tail lift that jams in the rain",
    "the risk assessment", "the minutes of the spring meeting", "the waiting list", "our letter",
    "the cost of the shared route", "the survey of families", "the contract with the coach firm",
    "the change to the morning run", "the training of escorts", "three of the five routes",
)  # fmt: skip
_WHEN = (
    "before the end of term", "after two reminders", "without giving a reason", "in front of forty people",
    "as it had the year before", "a week later than agreed", "on the telephone, but not in writing", "at long last",
    "although the policy says otherwise", "while the children waited outside", "and then changed its mind",
    "in one line",
)  # fmt: skip
_TOPICS = (
    "What we asked for", "What came back", "The journey to school", "Who decides", "The figures, one by one",
    "A morning in November", "What the policy says", "What it costs", "The meeting", "What other councils do",
    "What we know so far", "What happens next", "How long it took", "The promise and the bus",
)  # fmt: skip
_CODES = ("TR-114", "route 9B", "SEN/22/0417", "form TA3", "ref. 55-812")


class Dice:
    """Chance that falls the same way for the same seed, on every Python."""

    def __init__(self, seed: str) -> None:
        # Of all that `random` offers, only this keeps its sequence from one version to the next.
        self._next = random.Random(seed).random

    def number(self, sides: int) -> int:
        """A number from 0 up to, but not including, `sides`."""
        return int(self._next() * sides)

    def pick(self, things: Sequence[T]) -> T:
        """One of the things."""
        return things[self.number(len(things))]


def sentence(dice: Dice, refer: Refer | None = None) -> str:
    """A sentence; now and then with emphasis, a link, code, or a reference."""
    who, did, what, when = dice.pick(_WHO), dice.pick(_DID), dice.pick(_WHAT), dice.pick(_WHEN)
    match dice.number(14):
        case 0:
            what = f"**{what}**"
        case 1:
            when = f"*{when}*"
        case 2:
            what = f"[{what}](https://example.org/papers/{dice.number(900)}/)"
        case 3:
            what = f"{what} (`{dice.pick(_CODES)}`)"
        case 4:
            when = f"{when}, which it called “a matter of routine”"
        case 5 | 6 if refer:
            when = f"{when}, see {refer(dice)}"
    return f"{who} {did} {what} {when}."


def plain_sentence(dice: Dice) -> str:
    """A sentence without any mark-up."""
    return f"{dice.pick(_WHO)} {dice.pick(_DID)} {dice.pick(_WHAT)} {dice.pick(_WHEN)}."


def paragraph(dice: Dice, refer: Refer | None = None) -> str:
    """A paragraph of three to six sentences, on one line as most people type it."""
    return " ".join(sentence(dice, refer) for _ in range(3 + dice.number(4)))


def title(dice: Dice) -> str:
    """The title of a post."""
    return f"{dice.pick(_TOPICS)} – {dice.pick(_WHAT)}"


def body(dice: Dice, refer: Refer | None = None) -> str:
    """A post of about LENGTH bytes: paragraphs under headings, with lists, quotations, and a table in some."""
    parts = [paragraph(dice, refer)]
    size = len(parts[0].encode())
    table = dice.number(3) == 0
    while size < LENGTH - 400:
        section = list(_section(dice, refer, table=table))
        table = False
        for part in section:
            if size >= LENGTH - 200:
                break
            parts.append(part)
            size += len(part.encode()) + 2
    return "\n\n".join(parts) + "\n"


def _section(dice: Dice, refer: Refer | None, *, table: bool) -> Iterator[str]:
    yield f"## {dice.pick(_TOPICS)}"
    yield paragraph(dice, refer)
    if table:
        rows = (f"| {dice.pick(_WHAT)} | {dice.number(60)} | {dice.pick(_CODES)} |" for _ in range(5))
        yield "\n".join(("| What | Minutes | Where |", "|---|---:|---|", *rows))
    match dice.number(4):
        case 0:
            yield "\n".join(f"- {sentence(dice, refer)}" for _ in range(3 + dice.number(3)))
        case 1:
            yield "\n".join(f"{number}. {sentence(dice, refer)}" for number in range(1, 4 + dice.number(3)))
        case 2:
            yield "\n>\n".join(f"> {sentence(dice)}" for _ in range(2))
        case _:
            yield f"### {dice.pick(_TOPICS)}"
    yield paragraph(dice, refer)
