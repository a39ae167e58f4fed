"""The record of a benchmark's campaign: contacts by year, people, evidence, promises and a handful of letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from plaint.commands.bench_prose import Dice, paragraph, plain_sentence

KINDS = ("contact", "contact", "clock")
"""The kinds of reference that posts hold."""

LETTERS = 5
"""How many letters a campaign has."""

CITING = 10
"""Posts that cite the contact which is edited: fewer in a campaign that has not as many after it."""

_EVIDENCE_EVERY = 25
"""Contacts that share one piece of evidence."""

_EXPECTS = ("a reply", "20 working days", "foi")
_REPLIES = ("full", "partial", "refusal", "acknowledgement", "full")

_PEOPLE = """\
organisations:
  parents: {name: Parents of Ashcombe, us: true, email: hello@example.org}
  council: {name: Ashcombe Council, kind: council, url: https://example.org}
people:
  leader:
    name: Cllr Jo Hartnell
    of: council
    roles:
      - {role: Cabinet Member for Schools, from: 2015-05-10, until: 2019-05-20}
      - {role: Leader of the Council, from: 2019-05-20}
  officers: {role: SEND officers, of: council}
  transport-team: {role: Transport Team, of: council}
  kb: {shown_as: KB, of: parents}
"""
_CAMPAIGN = """\
title: The Ashcombe Papers
tagline: What we asked, and what was said
url: https://example.org/
author: KB
"""
_ABOUT = "---\ntitle: About\n---\nWe are parents. Everything here is invented, to see how long a site takes to build.\n"


def asking_before(number: int) -> str:
    """The id of the last contact, up to the one of that number, that asks for an answer."""
    return f"contact-{number - number % 3}"


def cited(count: int) -> str:
    """The id of the contact that one letter and `CITING` posts cite, of a record with `count` contacts."""
    return asking_before(_asked_in(2, count))


def _asked_in(letter: int, count: int) -> int:
    """The number of the contact of whose day a letter is."""
    return letter * (count - 1) // LETTERS


def write_campaign(folder: Path) -> None:
    """Write what a campaign says of itself."""
    (folder / "campaign.yaml").write_bytes(_CAMPAIGN.encode())


def write_record(folder: Path, days: Sequence[date], tags: Sequence[str], last: date) -> None:
    """Write everything of a campaign but its posts: one contact for each of the days, a register a year."""
    record = folder / "record"
    (record / "contacts").mkdir(parents=True)
    write_campaign(folder)
    (folder / "pages").mkdir()
    (folder / "pages" / "about.md").write_bytes(_ABOUT.encode())
    (record / "people.yaml").write_bytes(_PEOPLE.encode())
    by_year: dict[int, list[str]] = {}
    for number, day in enumerate(days):
        on = min(last, day + timedelta(days=5 + number * 7 % 56)) if _replies(number) else day
        by_year.setdefault(on.year, []).append("".join(_contact(number, on, tags)))
    for year, contacts in by_year.items():
        (record / "contacts" / f"{year}.yaml").write_bytes("".join(contacts).encode())
    _write_evidence(folder, days)
    _write_letters(folder, days)
    promises = range(0, len(days), 100)
    text = "".join(
        f"- id: promise-{number}\n  made_in: contact-{number}\n  by: council\n  summary: To look at it again.\n"
        f"  due: {(days[number] + timedelta(days=60)).isoformat()}\n"
        for number in promises
    )
    (record / "promises.yaml").write_bytes(text.encode())


def _replies(number: int) -> bool:
    """Whether a contact answers the one before it: most of every third do, the rest is silence."""
    return number % 3 == 1 and number % 5 != 0


def _contact(number: int, on: date, tags: Sequence[str]) -> Iterator[str]:
    dice = Dice(f"contact {number}")
    yield f"- id: contact-{number}\n  on: {on.isoformat()}\n"
    match number % 3:
        case 0:
            expects = dice.pick(_EXPECTS)
            yield f"  kind: {'foi' if expects == 'foi' else 'email'}\n  from: parents\n  to: officers\n"
            yield f"  expects: {expects}\n  subject: Question {number} about the morning run\n"
            yield "  message: |\n"
            for _ in range(3):
                yield f"    {plain_sentence(dice)} {plain_sentence(dice)}\n\n"
        case 1 if _replies(number):
            yield f"  kind: email\n  from: officers\n  to: parents\n  replies_to: contact-{number - 1}\n"
            yield f"  reply: {dice.pick(_REPLIES)}\n  subject: Your question {number - 1}\n"
        case _:
            kind = dice.pick(("phone", "meeting", "letter"))
            yield f"  kind: {kind}\n  from: kb\n  to: transport-team\n  cc: leader\n"
    earlier = asking_before(dice.number(number + 1))
    yield f"  summary: >-\n    {plain_sentence(dice)} It goes back to the [[contact:{earlier}]],\n"
    yield f"    and *nothing* else. {plain_sentence(dice)}\n"
    yield f"  tags: [{dice.pick(tags)}]\n"
    if number % 5 == 0:
        yield f"  evidence: evidence-{number // _EVIDENCE_EVERY}\n"


def _write_evidence(folder: Path, days: Sequence[date]) -> None:
    files = folder / "evidence"
    files.mkdir()
    entries: list[str] = []
    for number in range(0, len(days), _EVIDENCE_EVERY):
        id = f"evidence-{number // _EVIDENCE_EVERY}"
        dice = Dice(id)
        (files / f"{id}.txt").write_bytes("\n\n".join(plain_sentence(dice) for _ in range(20)).encode())
        entries.append(
            f"- id: {id}\n  title: Paper {number // _EVIDENCE_EVERY}\n  on: {days[number].isoformat()}\n"
            f"  kind: document\n  file: {id}.txt\n  from: council\n"
            f"  note: {plain_sentence(dice)} See [[contact:contact-{number}]].\n"
        )
    (folder / "record" / "evidence.yaml").write_bytes("".join(entries).encode())


def _write_letters(folder: Path, days: Sequence[date]) -> None:
    letters = folder / "letters"
    letters.mkdir()
    for number in range(LETTERS):
        at = _asked_in(number, len(days))
        dice, asked, day = Dice(f"letter {number}"), asking_before(at), days[at]
        text = (
            f"---\ntitle: Letter {number} to the council\ndate: {day.isoformat()}\nkind: complaint\nfrom: parents\n"
            f"to: council\nexpects: 20 working days\n---\n{paragraph(dice)}\n\nThere are [[issues]].\n\n"
        )
        for issue in range(3):
            text += (
                f"## Issue: The answer to question {issue} never came {{#issue-{issue}}}\n\n{paragraph(dice)}\n\n"
                f"We asked in our [[contact:{asked}]], and waited [[clock:{asked}]]. "
                f"See [[ev:evidence-{at // _EVIDENCE_EVERY}]].\n\n{paragraph(dice)}\n\n"
            )
        text += f"## Request: Answer [[#issue-0]] {{#answer}}\n\n{paragraph(dice)}\n"
        (letters / f"{day.isoformat()}-letter-{number}.md").write_bytes(text.encode())
