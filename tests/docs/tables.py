"""The tables of docs/reference as they follow from the code. A test that finds another one shows the one to paste."""

from __future__ import annotations

from collections.abc import Iterable

from plaint.casebook.kinds import CONTACTS, EVIDENCE
from plaint.clocks.rules import built_in_rules
from plaint.record.entry import Entry, fields_of
from plaint.record.model import (
    Campaign,
    Comment,
    Contact,
    Correction,
    Coverage,
    Evidence,
    Extension,
    Letter,
    Organisation,
    Page,
    Pause,
    Person,
    Post,
    Promise,
    Role,
    Rule,
)
from plaint.record.moment import shown_date
from plaint.record.seal import Seal

ENTRIES: dict[str, type[Entry]] = {
    "campaign.yaml": Campaign, "Organisations": Organisation, "People": Person, "Roles": Role, "Contacts": Contact,
    "Pauses": Pause, "Answers to points": Coverage, "Evidence": Evidence, "Promises": Promise, "Rules": Rule,
    "Extensions": Extension, "Letters": Letter, "Posts": Post, "Corrections": Correction,
    "Comments": Comment, "Pages": Page, "Seals": Seal,
}  # fmt: skip
"""The headings of fields.md that have a table of fields, each with the entry it is about."""


def fields_table(kind: type[Entry]) -> str:
    """Every field of an entry. A letter's table has only those that a contact does not have."""
    known = {each.key for each in fields_of(Contact)} if kind is Letter else set()
    rows = (
        (f"`{each.key}`{' (required)' if each.required else ''}", each.says, each.shape.says)
        for each in fields_of(kind)
        if each.key not in known
    )
    return table(("Field", "What it is", "What may stand there"), rows)


def contact_kinds() -> str:
    """Every kind of contact, with what a reference to one calls it."""
    return table(("Kind", "Called"), ((f"`{kind}`", called) for kind, called in CONTACTS.items()))


def evidence_kinds() -> str:
    """Every kind of evidence, with what its page calls it."""
    return table(("Kind", "Called"), ((f"`{kind}`", called) for kind, called in EVIDENCE.items()))


def rules_table() -> str:
    """Every built-in rule: what it is for, how long, from when, by what law, and whether the source was read."""
    rows = []
    for rule in built_in_rules().values():
        longer = f"; {rule.extension.period} more on notice" if rule.extension else ""
        moved = ", else the next working day" if rule.lands == "next-working-day" else ""
        first = ", as day 1" if rule.counts_first_day else ""
        read = f"yes, {shown_date(rule.checked_on)}" if rule.verified and rule.checked_on else "no"
        law = f"[{rule.law.replace('[', '(').replace(']', ')')}]({rule.source_url})"
        days = f"`{rule.calendar}`" if rule.calendar else "theirs" if "working" in str(rule.period) or moved else ""
        row = (f"`{rule.id}`", rule.name, f"{rule.period}{moved}{longer}", days, f"{rule.from_}{first}", law, read)
        rows.append(row)
    head = ("Rule", "What it is for", "How long", "Calendar", "From", "Law or guidance", "Words read there")
    return table(head, rows)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
