"""From a folder to a casebook, with every problem and doubt on the way: what building and checking both begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from plaint import casebook, clocks, record
from plaint.casebook.casebook import Casebook, open_casebook
from plaint.casebook.texts import texts_of, without_texts
from plaint.markup import convert_many
from plaint.problems import Doubt, Finding, Problem
from plaint.record.model import Record
from plaint.record.visible import visible

F = TypeVar("F", bound=Finding)

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A campaign, read and checked. The casebook is there only where there is no problem."""

    casebook: Casebook | None
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...]


def read(
    root: Path,
    shown: str,
    as_of: date,
    *,
    drafts: bool = False,
    progress: Progress | None = None,
    meanwhile: Callable[[Record], None] | None = None,
) -> Reading:
    """The campaign in `root` as it may be published on a day, and all that is wrong with it.

    `meanwhile` is called once, with the record, while texts are being converted: other processes do that for a large
    campaign.
    """
    say = progress or (lambda what, done, whole: None)
    to_do = [meanwhile] if meanwhile else []

    def converting(done: int, whole: int) -> None:
        say("Converting", done, whole)
        # Not before the first texts are back: by then every process is there, and none is copied in the midst of this.
        while to_do:
            to_do.pop()(loaded.record)

    say("Reading the record", 0, 0)
    loaded = record.read_campaign(root, shown)
    loaded = replace(loaded, record=visible(loaded.record, as_of, drafts=drafts))
    findings: list[Finding] = list(loaded.findings)
    for check in (*record.CHECKS, *clocks.CHECKS):
        findings.extend(check(loaded))
    texts = tuple(texts_of(loaded.record))
    say("Converting", 0, len(texts))
    converted = convert_many([(text.markdown, text.where.line) for text in texts], progress=converting)
    bare, texts = without_texts(loaded.record, texts)
    loaded = replace(loaded, record=bare)
    case = open_casebook(
        loaded.record,
        texts,
        {text.key: outline for text, outline in zip(texts, converted, strict=True)},
        as_of,
        loaded.known,
        sound=not any(isinstance(each, Problem) for each in findings),
    )
    say("Checking", 0, 0)
    for case_check in casebook.CHECKS:
        findings.extend(case_check(case))
    problems = _sorted(each for each in findings if isinstance(each, Problem))
    if not problems:
        for doubt in casebook.DOUBTS:
            findings.extend(doubt(case))
    doubts = _sorted(each for each in findings if isinstance(each, Doubt))
    return Reading(None if problems else case, problems, doubts)


def _sorted(findings: Iterable[F]) -> tuple[F, ...]:
    """Each finding once, by file and line."""
    return tuple(dict.fromkeys(sorted(findings, key=lambda finding: finding.where)))
