"""`status`: what is overdue, what is due, and what else wants attention, on the terminal."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from plaint.casebook.agenda import Agenda, Due, Overdue, agenda
from plaint.casebook.casebook import Casebook
from plaint.clocks import Clock
from plaint.commands.build import read_folder
from plaint.commands.day import the_day
from plaint.commands.report import Progress, as_data, as_document, summed, tell_by_file
from plaint.commands.status_words import WIDTH, Words, ink_for, status_text
from plaint.problems import Doubt, Problem, Stopped, Where, nearest, one_of
from plaint.site.reading import Reading

FORMATS = ("text", "json")


def status(content: str, today: str | None = None, format: str = "text") -> int:
    """Print the agenda of a campaign; 0, or 1 where the campaign cannot be read, with its problems."""
    day: date | None = None
    try:
        if format not in FORMATS:
            hint = nearest(format, FORMATS) or f"write {one_of(FORMATS)}"
            raise Stopped([Problem(Where("--format"), f"there is no form {format!r}", hint)])
        day = the_day(today)
        with Progress() as progress:
            reading, unready = _read(content, day, progress)
    except Stopped as stopped:
        problems = tuple(each for each in stopped.problems if isinstance(each, Problem))
        return _cannot(content, day, problems, (), format)
    if reading.casebook is None:
        return _cannot(content, day, reading.problems, reading.doubts, format)
    case, found = reading.casebook, agenda(reading.casebook)
    doubts = _published(case, reading.doubts)
    if format == "json":
        print(json.dumps(as_json(case, found, doubts, unready), ensure_ascii=False, indent=2))
    else:
        width = min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDTH) if sys.stdout.isatty() else WIDTH
        ink = ink_for(sys.stdout, os.environ)
        print(status_text(case, found, doubts, [str(each) for each in unready], ink, max(width, 40)), end="")
    return 0


def _cannot(content: str, day: date | None, problems: Sequence[Problem], doubts: Sequence[Doubt], format: str) -> int:
    """What `check` says of a campaign with problems, in the form asked for; the exit status."""
    if format == "json":
        print(as_document(content, day, problems, doubts))
    else:
        tell_by_file((*problems, *doubts))
        print(f"{content}: {summed(problems, doubts)}. First put these right.")
    return 1


def _read(content: str, day: date, progress: Progress) -> tuple[Reading, tuple[Problem, ...]]:
    """The campaign with its drafts; without them where only they have problems, and those. Raises Stopped."""
    whole = read_folder(content, day, drafts=True, progress=progress, remember=True, sort="serve")
    if whole.casebook is not None:
        return whole, ()
    # A draft is unfinished. That keeps nobody from knowing what is overdue, as it keeps nothing from being published.
    return read_folder(content, day, progress=progress, remember=True), whole.problems


def _published(case: Casebook, doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """The doubts that `check` has as well: not those about files that are not published."""
    record = case.record
    entries = [
        *(record.contacts.get(id) for kind, id in record.hidden if kind == "contact"),
        *(record.posts.get(id) for kind, id in record.hidden if kind == "post"),
        *(record.pages.get(id) for kind, id in record.hidden if kind == "page"),
    ]
    hidden = {entry.where.file for entry in entries if entry and entry.where.file.endswith(".md")}
    return tuple(each for each in doubts if each.where.file not in hidden)


def as_json(case: Casebook, found: Agenda, doubts: Sequence[Doubt], unready: Sequence[Problem]) -> dict[str, Any]:
    """The agenda for programs. Days are ISO dates; what is not known is null."""
    words = Words(case)
    return {
        "as_of": case.as_of.isoformat(),
        "overdue": [_overdue(words, each) for each in found.overdue],
        "week": [_due(words, each) for each in found.week],
        "later": [_due(words, each) for each in found.later],
        "waiting": [{**_clock(each), "contact": each.contact, **_who(words, each.owed_by)} for each in found.waiting],
        "unkept": [
            {
                "promise": each.id,
                "words": words.promised(each),
                "due": each.due.text if each.due else None,
                "made_in": each.made_in,
                **_who(words, each.by),
            }
            for each in found.unkept
        ],
        "unpublished": [
            {
                "kind": each.kind,
                "id": each.id,
                "title": each.title,
                "file": each.file,
                "day": each.day.isoformat() if each.day else None,
                "why": each.why,
            }
            for each in found.unpublished
        ],
        "no_copy": [{"evidence": each.id, "title": each.title} for each in found.no_copy],
        "unready": [as_data(each) for each in unready],
        "doubts": [as_data(each) for each in doubts],
    }


def _who(words: Words, id: str) -> dict[str, str]:
    return {"who": words.case.names.public_id(id), "name": words.who(id)}


def _clock(clock: Clock) -> dict[str, Any]:
    return {
        "rule": clock.rule,
        "start": clock.start.isoformat(),
        "due": clock.due.isoformat() if clock.due else None,
        "elapsed": _figure(clock.elapsed),
        "late": None if clock.late is None else _figure(clock.late),
        "unit": clock.unit,
    }


def _figure(value: int | tuple[int, int]) -> int | dict[str, int]:
    """A number, or from–to where a date is vague, as in record.json."""
    return value if isinstance(value, int) else {"from": value[0], "to": value[1]}


def _overdue(words: Words, each: Overdue) -> dict[str, Any]:
    return {
        "contact": each.contact.id,
        "title": each.contact.subject,
        **_who(words, each.owed_by),
        "ours": each.ours,
        "days": each.days,
        "clocks": [_clock(clock) for clock in each.clocks],
        "next": [
            {
                "rule": door.rule.id,
                "opened_on": door.opened_on.isoformat(),
                "closes_on": door.closes_on.isoformat() if door.closes_on else None,
            }
            for door in each.doors
        ],
    }


def _due(words: Words, each: Due) -> dict[str, Any]:
    return {
        "day": each.day.isoformat(),
        "kind": each.kind,
        "contact": each.contact.id,
        "title": each.contact.subject,
        "who": words.case.names.public_id(each.who) if each.who else None,
        "rule": each.rule or None,
        "promise": each.promise.id if each.promise else None,
    }
