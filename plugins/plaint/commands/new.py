"""The commands that begin a post, a letter, a contact or a piece of evidence; they overwrite nothing."""

from __future__ import annotations

from plaint.commands import report
from plaint.commands.new_chase import make_chase
from plaint.commands.new_common import carried_out
from plaint.commands.new_contact import make_contact
from plaint.commands.new_evidence import make_evidence
from plaint.commands.new_letter import make_letter
from plaint.commands.new_post import make_post
from plaint.commands.new_stage_2 import make_stage_2
from plaint.problems import Problem, Where


def post(title: str, content: str, today: str | None) -> int:
    """Begin a post; the exit status."""
    return carried_out(lambda: make_post(title, content, today))


def letter(title: str, content: str, today: str | None, chase: str | None = None, stage_2: str | None = None) -> int:
    """Begin a letter: a bare one, a reminder about `chase`, or one about what is left of `stage_2`; the exit status."""
    if chase is not None and stage_2 is not None:
        report.tell([Problem(Where("--chase"), "stands beside --stage-2", "a letter is one or the other")])
        return 1
    if chase is not None:
        return carried_out(lambda: make_chase(title, chase, content, today))
    if stage_2 is not None:
        return carried_out(lambda: make_stage_2(title, stage_2, content, today))
    return carried_out(lambda: make_letter(title, content, today))


def contact(
    subject: str,
    kind: str,
    from_: str | None,
    to: str | None,
    on: str | None,
    content: str,
    today: str | None,
) -> int:
    """Put a contact on the record; the exit status."""
    return carried_out(lambda: make_contact(subject, kind, from_, to, on, content, today))


def evidence(file: str, title: str | None, kind: str | None, content: str, today: str | None) -> int:
    """Put a file on the record as evidence; the exit status."""
    return carried_out(lambda: make_evidence(file, title, kind, content, today))
