"""What a contact waits for."""

from __future__ import annotations

import re
from datetime import date

from plaint.record.moment import NotAMoment, parse_moment
from plaint.record.period import Period, parse_period
from plaint.record.shapes import A_DAY, A_PERIOD, ID, from_text, pattern
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a contact waits for: exactly one of a rule, a period, a day, or just a reply."""

    words: str
    rule: str | None = None
    period: Period | None = None
    by: date | None = None

    def __reduce__(self) -> tuple[type[Expectation], tuple[str, str | None, Period | None, date | None]]:
        """How it is kept between builds: what a dataclass does of itself takes twice as long."""
        return Expectation, (self.words, self.rule, self.period, self.by)


def _expectation(text: str) -> Expectation:
    words = " ".join(text.split())
    if words == "a reply":
        return Expectation(words)
    if period := parse_period(words):
        return Expectation(words, period=period)
    if words[:1].isdigit():
        try:
            moment = parse_moment(words)
        except NotAMoment as error:
            raise ValueError(str(error)) from error
        if moment.day is None or moment.lasted or moment.at:
            raise ValueError("is no single day")
        return Expectation(words, by=moment.day)
    if re.fullmatch(ID, words):
        return Expectation(words, rule=words)
    raise ValueError("is nothing that can be expected")


_EXPECTED = "a rule’s id, `a reply`, `20 working days`, `2 weeks` or a day"
EXPECTATION = from_text(
    _EXPECTED,
    pattern(
        f"a reply|{A_PERIOD}|{A_DAY}|{ID}", f"Write {_EXPECTED}",
        "a reply", "foi", "complaint-stage-1", "20 working days", "2 weeks", "2019-07-15",
    ),
    _expectation,
)  # fmt: skip
