"""What has to hold of what is expected and opened: rules that exist, and days on which a clock can start."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from plaint.clocks.replies import Replies
from plaint.clocks.rules import rules_of
from plaint.clocks.running import start_of
from plaint.problems import Finding, Problem, nearest
from plaint.record.loader import Loaded
from plaint.record.model import Contact, Rule
from plaint.record.moment import Moment

Check = Callable[[Loaded], Iterator[Finding]]


def unknown_rules(loaded: Loaded) -> Iterator[Finding]:
    """What a contact expects or opens by a rule's id is a rule."""
    rules = rules_of(loaded.record)
    for contact in loaded.record.contacts.values():
        expected = ((number, what.rule) for number, what in enumerate(contact.expects) if what.rule)
        named = [("expects", *each) for each in expected] + [("opens", *each) for each in enumerate(contact.opens)]
        for field, number, id in named:
            if id not in rules and not loaded.known("rule", id):
                hint = nearest(id, rules) or "name one of the built-in rules, or add it to rules.yaml"
                yield Problem(contact.at(field, number), f"{field} names no rule {id!r}", hint)
    for rule in loaded.record.rules.values():
        for number, id in enumerate(rule.then):
            if id not in rules and not loaded.known("rule", id):
                hint = nearest(id, rules) or "name one of the built-in rules, or add it to rules.yaml"
                yield Problem(rule.at("then", number), f"then names no rule {id!r}", hint)


def vague_starts(loaded: Loaded) -> Iterator[Finding]:
    """A clock starts on a day, so that day has to be known."""
    rules = rules_of(loaded.record)
    for contact in loaded.record.contacts.values():
        if contact.draft or contact.cancelled:
            continue
        for what in contact.expects:
            start = start_of(contact, _law(what.rule, rules))
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


def rules_in_force(loaded: Loaded) -> Iterator[Finding]:
    """A rule is used while it holds: what expects or opens it is of a day on which it was in force."""
    rules = rules_of(loaded.record)
    for contact in loaded.record.contacts.values():
        named = [("expects", number, what.rule) for number, what in enumerate(contact.expects)]
        named += [("opens", number, id) for number, id in enumerate(contact.opens)]
        for field, number, id in named:
            law = _law(id, rules)
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


def nobody_owes(loaded: Loaded) -> Iterator[Finding]:
    """An answer is owed by somebody."""
    replies = Replies(loaded.record)
    for contact in loaded.record.contacts.values():
        if contact.expects and not replies.owing(contact):
            said = f"expects: nobody owes the answer to {contact.id!r}, which goes to nobody on another side"
            yield Problem(contact.at("expects"), said, "add `owed_by:` with an id, or delete expects")


def days_after_the_start(loaded: Loaded) -> Iterator[Finding]:
    """A day by which an answer is expected does not come before the question."""
    for contact in loaded.record.contacts.values():
        for number, what in enumerate(contact.expects):
            start = contact.started
            if what.by and start.day and what.by < start.day:
                said = f"expects: {what.words} is before the clock would start ({start.text})"
                yield Problem(contact.at("expects", number), said, "correct one of the two days")


def until_belongs_to_extensions(loaded: Loaded) -> Iterator[Finding]:
    """`until` is the day an extension runs to."""
    for contact in loaded.record.contacts.values():
        if contact.until and contact.reply != "extension":
            reply = f"a reply that is {contact.reply!r}" if contact.reply else "a contact that is no extension"
            yield Problem(contact.at("until"), f"until stands on {reply}", "write `reply: extension`, or delete until")


def extensions_have_a_length(loaded: Loaded) -> Iterator[Finding]:
    """An extension says until when, or answers a contact whose rule says how long one may be."""
    rules, replies = rules_of(loaded.record), Replies(loaded.record)
    for contact in loaded.record.contacts.values():
        if contact.reply != "extension" or contact.until:
            continue
        laws = [law for asked in replies.asked_about(contact) for law in _laws(asked, rules)]
        if laws and not any(law.extension for law in laws):
            names = ", ".join(dict.fromkeys(law.id for law in laws))
            said = f"reply: an extension without `until`, and the rule ({names}) allows none"
            yield Problem(contact.at("reply"), said, "add `until:` with the day they named")


def _laws(contact: Contact, rules: Mapping[str, Rule]) -> Iterator[Rule]:
    for what in contact.expects:
        if law := _law(what.rule, rules):
            yield law


def _law(id: str | None, rules: Mapping[str, Rule]) -> Rule | None:
    return rules.get(id) if id else None


CHECKS: tuple[Check, ...] = (
    unknown_rules,
    vague_starts,
    rules_in_force,
    nobody_owes,
    days_after_the_start,
    until_belongs_to_extensions,
    extensions_have_a_length,
)
