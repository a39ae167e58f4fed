"""Sealing a letter: what its numbers and figures were when it was sent, and whether the record still agrees."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import yaml

from plaint.casebook.casebook import Casebook
from plaint.casebook.embeds import Embed, find_embed
from plaint.casebook.letters import number
from plaint.casebook.references import Unresolved, resolve, written
from plaint.problems import Doubt, Finding, Problem
from plaint.record.model import Letter
from plaint.record.seal import Seal
from plaint.values import dataclass

_HEAD = """\
# What this letter said when it was sent: its numbers, its figures and its digest.
# The page shows these from now on. To take the seal off, delete this file.
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything in a letter that the record, and not its own text, decides."""

    digest: str
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    points: tuple[str, ...]
    appendices: tuple[str, ...]
    references: Mapping[str, str]
    embeds: Mapping[str, str]


def figures_of(letter: Letter, case: Casebook) -> Figures:
    """What the letter's numbers and figures are by the record as it stands now, any seal aside."""
    outline = case.outlines["contact", letter.id, "body"]
    numbered = number(letter, outline, case.disputes.answering(letter.id), None)
    others = {id: seal for id, seal in case.record.seals.items() if id != letter.id}
    record = replace(case.record, seals=others)
    bare = replace(case, record=record, numbered={**case.numbered, letter.id: numbered})
    context = case.context(("contact", letter.id, "body"))
    references: dict[str, str] = {}
    embeds: dict[str, str] = {}
    for hole in outline.holes:
        if hole.kind in ("number", "href", "src"):
            continue
        if hole.embed:
            embeds[written(hole)] = _digest(_content(find_embed(hole, context, case)))
        else:
            references[written(hole)] = resolve(hole, context, bare).text
    for id in letter.thread:
        embeds[f"thread:{id}"] = _digest(case.record.contacts[id].message or "")
    full = case.names.full
    return Figures(
        digest=_digest(letter.source),
        sender=full(letter.from_, letter.day),
        to=tuple(full(id, letter.day) for id in letter.to),
        cc=tuple(full(id, letter.day) for id in letter.cc),
        points=tuple(f"{point.name} {point.id}" for point in numbered.points),
        appendices=numbered.appendices,
        references=references,
        embeds=embeds,
    )


def seal_text(letter: Letter, case: Casebook, day: date) -> str:
    """The seal's file, in YAML."""
    figures = figures_of(letter, case)
    content: dict[str, Any] = {
        "sealed_on": day.isoformat(),
        "digest": figures.digest,
        "sender": figures.sender,
        "to": list(figures.to),
        "cc": list(figures.cc),
        "points": list(figures.points),
        "appendices": list(figures.appendices),
        "references": dict(figures.references),
        "embeds": dict(figures.embeds),
    }
    given = {key: value for key, value in content.items() if value}
    return _HEAD + yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=110)


def seals_belong_to_letters(case: Casebook) -> Iterator[Finding]:
    """A seal stands beside the letter it was made for."""
    for id, seal in case.record.seals.items():
        if id not in case.numbered and not case.known("contact", id) and ("contact", id) not in case.record.hidden:
            yield Problem(
                seal.where,
                f"there is no letter {id!r} that this seals",
                "delete the file, or put the letter back",
            )


def sealed_letters_still_agree(case: Casebook) -> Iterator[Finding]:
    """A record that has come to differ from what was sent deserves a look; the letter goes on showing what was sent."""
    for id, seal in case.record.seals.items():
        numbered = case.numbered.get(id)
        if numbered is None:
            continue
        letter = numbered.letter
        try:
            now = figures_of(letter, case)
        except Unresolved:
            continue  # a reference that leads nowhere is a problem of its own
        if now.digest != seal.digest:
            what = f"the letter {id!r} was changed after it was sealed on {seal.sealed_on.isoformat()}"
            yield Doubt(letter.where, what, "put it back as it was sent, or take the seal off")
        for what in _differences(seal, now):
            yield Doubt(
                letter.where,
                f"the sealed letter {id!r} {what}",
                "the page shows what was sent; look at the record",
            )


def _differences(seal: Seal, now: Figures) -> Iterator[str]:
    if seal.sender != now.sender:
        yield f"was from {seal.sender!r}, and is now from {now.sender!r}"
    for name, was, is_now in (
        ("went to", seal.to, now.to), ("was copied to", seal.cc, now.cc), ("had the points", seal.points, now.points),
        ("had the appendices", seal.appendices, now.appendices),
    ):  # fmt: skip
        if was != is_now:
            yield f"{name} {', '.join(was) or 'none'}, and now {', '.join(is_now) or 'none'}"
    for reference, words in seal.references.items():
        if reference in now.references and now.references[reference] != words:
            yield f"said {words!r} for [[{reference}]], which is now {now.references[reference]!r}"
    for embed, digest in seal.embeds.items():
        if embed in now.embeds and now.embeds[embed] != digest:
            yield f"set in {embed}, whose words have changed since"


def _content(embed: Embed) -> str:
    """The words that an embed sets in, so far as they come from elsewhere."""
    if embed.evidence:
        return "\n".join((embed.evidence.title, embed.evidence.quote or "", *embed.evidence.names))
    if embed.contact:
        return embed.contact.message or ""
    if embed.letter:
        return embed.letter.letter.source
    return "\n".join(f"{each.id} {each.on.text}" for each in embed.contacts)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


CHECKS: tuple[Callable[[Casebook], Iterator[Finding]], ...] = (seals_belong_to_letters,)
DOUBTS: tuple[Callable[[Casebook], Iterator[Finding]], ...] = (sealed_letters_still_agree,)
