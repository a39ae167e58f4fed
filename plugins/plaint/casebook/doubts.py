"""Prose against the record: own words that contradict what they point at, and weekdays that never were."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date, time

from plaint.casebook.casebook import Casebook, Context
from plaint.casebook.checks import Slip, TextCheck
from plaint.casebook.figures import in_words, numbers_in
from plaint.casebook.gists import CITING
from plaint.casebook.prose_days import DATES, DAY, DAYS, Given, dates_in, given, weekdays_with_dates
from plaint.casebook.references import resolve, stretch_of, the_clock
from plaint.casebook.texts import Key
from plaint.clocks import highest
from plaint.markup import Hole
from plaint.record.model import Contact
from plaint.record.moment import Moment, shown_date
from plaint.record.words import WEEKDAYS

_WEEKDAY = re.compile(rf"\b({DAY})s?\b", re.IGNORECASE)
_TIMES = re.compile(
    r"\b(?:(?P<hour>[01]?[0-9]|2[0-3])(?:[:.]?(?P<minute>[0-5][0-9]))?\s?(?P<half>[ap])\.?m\b"
    r"|(?P<hour24>[01]?[0-9]|2[0-3])[:.](?P<minute24>[0-5][0-9])\b|(?P<noon>noon|midday|midnight)\b)",
    re.IGNORECASE,
)
_YEAR_OR_SECTION = re.compile(
    r"\b(?:sections?|regulations?|articles?|paragraphs?|parts?|stages?|pages?|ss?\.|reg\.|para\.|no\.)\s*[0-9]+(?:\([^)]*\))*"
    r"|\b(?:19|20)[0-9]{2}\b(?!\s+(?:\w+\s+)?days)",
    re.IGNORECASE,
)
_HALF_AN_HOUR = 30


def own_words(case: Casebook, key: Key) -> Iterator[Slip]:
    """Own words agree with what they point at."""
    if not case.gists[key].holes:
        return
    for hole in case.holes(key):
        if hole.words is None or hole.kind in ("href", "src", "number"):
            continue
        for what in _contradictions(hole, case.context(key), case):
            yield Slip(hole.line, what, "correct the words, or the record")


def _contradictions(hole: Hole, context: Context, case: Casebook) -> Iterator[str]:
    words = hole.words or ""
    if hole.kind == "clock":
        contact, clock = the_clock(hole.target, context, case)
        working = highest(clock.working)
        stopped = contact.withdrawn or context.day
        if clock.answered_by:
            stopped = case.relations[clock.answered_by].on.end_between[1]
        days = (min(stopped, context.day) - clock.start).days
        reached = working if "working" in words else max(working, highest(clock.elapsed), days)
        for number in _amounts_in(words):
            if number > reached:
                yield f"“{words}” is more than the clock had reached: {in_words(clock.elapsed, clock.unit)}"
        return
    if hole.kind in ("days", "count", "rule", "point", "issues", "questions", "requests"):
        link = resolve(hole, context, case)
        true = numbers_in(link.text.replace("–", " "))
        if hole.kind == "days" and "working" not in words:
            start, end = stretch_of(hole.target.partition(" ")[0])
            true += [(end - start).days, (end - start).days + 1]
        said = [] if _in_another_unit(words, link.text) else _amounts_in(words)
        if any(number not in true for number in said):
            yield f"“{words}” is not what the record says: {link.text}"
        return
    moment = _moment_of(hole, case)
    if moment is None:
        return
    name = f"{moment.shown}"
    for day in dates_in(words):
        if not _fits(day, moment):
            yield f"“{words}” does not fit the record: it was {name}"
    for weekday in _weekdays_in(words):
        if moment.day and not moment.lasted and moment.day.weekday() != weekday:
            yield f"“{words}” does not fit the record: {name} was a {WEEKDAYS[moment.day.weekday()]}"
    if moment.at:
        thing = case.record.contacts.get(hole.target) if hole.kind == "contact" else None
        hours = [
            moment.at,
            *([thing.ends.at] if isinstance(thing, Contact) and thing.ends and thing.ends.at else []),
        ]
        for at in _times_in(words):
            if all(abs(_minutes(at) - _minutes(hour)) > _HALF_AN_HOUR for hour in hours):
                yield f"“{words}” does not fit the record: it was at {moment.at:%H:%M}"


def _amounts_in(words: str) -> list[int]:
    """The numbers in own words that can be amounts: no part of a date, an hour or the number of a section."""
    for pattern in (DATES, _TIMES, _YEAR_OR_SECTION):
        words = pattern.sub(" ", words)
    return numbers_in(words)


def _in_another_unit(words: str, true: str) -> bool:
    """Whether own words count in weeks, months or years where the record counts in days, or the other way round."""
    return any(unit in words.lower() and unit not in true for unit in ("week", "month", "year"))


def _moment_of(hole: Hole, case: Casebook) -> Moment | None:
    """When the thing that a reference points at was."""
    record, id = case.record, hole.target
    match CITING.get(hole.kind):
        case "contact":
            return record.contacts[id].on if id in record.contacts else None
        case "evidence":
            return record.evidence[id].on if id in record.evidence else None
        case "post":
            return record.posts[id].date if id in record.posts else None
    return None


def _fits(named: Given, moment: Moment) -> bool:
    year, month, day = named
    last = moment.last or moment.first
    years = [year] if year else range(moment.first.year, last.year + 1)
    return any(moment.covers(each) for each in _days(years, month, day))


def _days(years: Iterable[int], month: int, day: int) -> Iterator[date]:
    """That day in each of the years that have it."""
    for year in years:
        if 1 <= day <= calendar.monthrange(year, month)[1]:
            yield date(year, month, day)


def _weekdays_in(text: str) -> list[int]:
    return [DAYS[match[1].lower()] for match in _WEEKDAY.finditer(text) if len(match[1]) > 4 or match[1][0].isupper()]


def _times_in(text: str) -> Iterator[time]:
    for match in _TIMES.finditer(text):
        if match["noon"]:
            yield time(0 if match["noon"].lower() == "midnight" else 12)
        elif match["hour24"]:
            yield time(int(match["hour24"]), int(match["minute24"]))
        elif int(match["hour"]) <= 12:
            hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
            yield time(hour, int(match["minute"] or 0))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def weekdays_in_prose(case: Casebook, key: Key) -> Iterator[Slip]:
    """A weekday falls on the date beside it. Where no year is named, the years around the text's day are tried."""
    if not case.gists[key].weekdays:
        return
    prose, day = case.prose(key), case.context(key).day
    for match, found in weekdays_with_dates(prose):
        year, month, number = given(found)
        days = list(_days([year] if year else range(day.year - 1, day.year + 2), month, number))
        if any(each.weekday() == DAYS[match["weekday"].lower()] for each in days):
            continue
        said = " ".join(f"{match[0]}{found[0]}".split()).rstrip(".,")
        line = 1 + prose.count("\n", 0, match.start())
        if not days:
            yield Slip(line, f"“{said}” is no day", "correct the date")
        elif year:
            true = f"{shown_date(days[0])} was a {WEEKDAYS[days[0].weekday()]}"
            yield Slip(line, f"“{said}”: {true}", "correct the weekday or the date")
        else:
            yield Slip(line, f"“{said}” falls on that weekday in no year near {day.year}", "correct one of the two")


TEXT_DOUBTS: tuple[TextCheck, ...] = (own_words, weekdays_in_prose)
"""What deserves a look, looked for in one text at a time."""
