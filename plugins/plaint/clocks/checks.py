"""What has to hold of what is expected and opened: rules that exist, and days on which a clock can start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from plaint.clocks.replies import Sides
from plaint.clocks.rules import built_in_rules, rules_of
from plaint.clocks.running import start_of
from plaint.problems import Finding, Problem, nearest
from plaint.record.entry import Entry
from plaint.record.loader import Loaded
from plaint.record.model import Contact, Rule
from plaint.record.moment import Moment
from plaint.record.one_by_one import OneByOne

Check = Callable[[Loaded], Iterator[Finding]]


@OneByOne
def unknown_rules(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """What a contact expects or opens by a rule's id is a rule."""
    for field, number, id in _named(contact):
        yield from _unknown(loaded, contact, field, number, id)


def unknown_next_rules(loaded: Loaded) -> Iterator[Finding]:
    """What a rule says may be done next is a rule."""
    for rule in loaded.record.rules.values():
        for number, id in enumerate(rule.then):
            yield from _unknown(loaded, rule, "then", number, id)


def _named(contact: Contact) -> Iterator[tuple[str, int, str]]:
    """The rules that a contact names, each with its field and its number there."""
    for number, what in enumerate(contact.expects):
        if what.rule:
            yield "expects", number, what.rule
    for number, id in enumerate(contact.opens):
        yield "opens", number, id


def _unknown(loaded: Loaded, entry: Entry, field: str, number: int, id: str) -> Iterator[Finding]:
    if _law(loaded, id) is None and not loaded.known("rule", id):
        hint = nearest(id, rules_of(loaded.record)) or "name one of the built-in rules, or add it to rules.yaml"
        yield Problem(entry.at(field, number), f"{field} names no rule {id!r}", hint)


@OneByOne
def vague_starts(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """A clock starts on a day, so that day has to be known."""
    if contact.draft or contact.cancelled:
        return
    for what in contact.expects:
        start = start_of(contact, _law(loaded, what.rule))
        if start.day is None:
            said = f"a clock ({what.words}) cannot start on {start.text}, {_lacking(start)}"
            yield Problem(contact.at("on"), said, "write the day, or delete expects")


def _lacking(start: Moment) -> str:
    """What is not known of a vague date."""
    if start.last is None:
        return "which has no end"
    if start.lasted:
        return "of which the last day is not known"
    return f"of which only the {'year' if len(start.text) == 4 else 'month'} is known"


@OneByOne
def rules_in_force(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """A rule is used while it holds: what expects or opens it is of a day on which it was in force."""
    for field, number, id in _named(contact):
        law = _law(loaded, id)
        if law is None or law.in_force is None:
            continue
        start = start_of(contact, law)
        span = (start.day, start.day) if start.day else (start.first, start.last)
        if _outside(law.in_force, *span):
            held = law.in_force.shown_day if law.in_force.lasted else f"in {law.in_force.shown_day}"
            said = f"{field}: the rule {law.id!r} is in force {held}, and this is of {start.shown_day}"
            hint = "name the rule of that time, which you can add to rules.yaml, or delete this one"
            yield Problem(contact.at(field, number), said, hint)


def _outside(in_force: Moment, first: date, last: date | None) -> bool:
    """Whether a rule was in force on none of the days of a stretch, which may have no end."""
    if last is None:
        return in_force.last is not None and in_force.last < first
    return last < in_force.first or (in_force.last is not None and in_force.last < first)


@OneByOne
def nobody_owes(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """An answer is owed by somebody."""
    if contact.expects and not Sides(loaded.record, loaded.record.contacts).owing(contact):
        said = f"expects: nobody owes the answer to {contact.id!r}, which goes to nobody on another side"
        yield Problem(contact.at("expects"), said, "add `owed_by:` with an id, or delete expects")


@OneByOne
def days_after_the_start(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """A day by which an answer is expected does not come before the question."""
    for number, what in enumerate(contact.expects):
        start = contact.started
        if what.by and start.day and what.by < start.day:
            said = f"expects: {what.words} is before the clock would start ({start.text})"
            yield Problem(contact.at("expects", number), said, "correct one of the two days")


@OneByOne
def until_belongs_to_extensions(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """`until` is the day an extension runs to."""
    if contact.until and contact.reply != "extension":
        reply = f"a reply that is {contact.reply!r}" if contact.reply else "a contact that is no extension"
        yield Problem(contact.at("until"), f"until stands on {reply}", "write `reply: extension`, or delete until")


@OneByOne
def extensions_have_a_length(loaded: Loaded, contact: Contact) -> Iterator[Finding]:
    """An extension says until when, or answers a contact whose rule says how long one may be."""
    if contact.reply != "extension" or contact.until:
        return
    asked_about = Sides(loaded.record, loaded.record.contacts).asked_about(contact)
    laws = [law for asked in asked_about for law in _laws(loaded, asked)]
    if laws and not any(law.extension for law in laws):
        names = ", ".join(dict.fromkeys(law.id for law in laws))
        said = f"reply: an extension without `until`, and the rule ({names}) allows none"
        yield Problem(contact.at("reply"), said, "add `until:` with the day they named")


def _laws(loaded: Loaded, contact: Contact) -> Iterator[Rule]:
    for what in contact.expects:
        if law := _law(loaded, what.rule):
            yield law


def _law(loaded: Loaded, id: str | None) -> Rule | None:
    """The rule of an id: the campaign's own, or the built-in one that none of its own replaces."""
    return (loaded.record.rules.get(id) or built_in_rules().get(id)) if id else None


CHECKS: tuple[Check, ...] = (
    unknown_rules,
    unknown_next_rules,
    vague_starts,
    rules_in_force,
    nobody_owes,
    days_after_the_start,
    until_belongs_to_extensions,
    extensions_have_a_length,
)
