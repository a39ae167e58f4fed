"""What a request for stage 2 waits for: the rule that it runs under, as lines of a letter's head."""

from __future__ import annotations

from collections.abc import Iterator

from plaint.commands.new_following import Desk
from plaint.problems import one_of
from plaint.record.model import Letter, Rule

BUILT_IN = "complaint-stage-2"
_NAMED = "stage-2"


def what_to_expect(at: Desk, letter: Letter) -> Iterator[str]:
    """`expects:` with the likeliest rule for stage 2, `a reply` where none is in force, and comments on the choice."""
    found = rules_for_stage_2(at, letter)
    if not found:
        yield "expects: a reply        # or how long they have: 20 working days, say, if their policy names a period"
        return
    first, others = found[0], [each.id for each in found[1:]]
    unchecked = "" if first.verified else ", which nobody has checked"
    yield f"# {first.name}: {first.period} ({first.law}{unchecked})."
    yield f"expects: {first.id}"
    if others:
        yield f"# Or {one_of(others)}."


def rules_for_stage_2(at: Desk, letter: Letter) -> list[Rule]:
    """The rules that can run on a request for stage 2 of the day, the likeliest first.

    A campaign's own rule goes before a built-in one, for it knows the policy of its council; and of either, the next
    stage of what the first letter ran under: a statutory children's complaint goes on as one.
    """
    rules, opened = at.case.rules, {id for each in at.case.record.contacts.values() for id in each.opens}
    # What a reply opens, and what the built-in rules call `ask-`, is a time for us to act.
    own = [id for id in at.case.record.rules if _NAMED in id and id not in opened and not id.startswith("ask-")]
    under = [each.rule.replace("stage-1", _NAMED) for each in letter.expects if each.rule and "stage-1" in each.rule]
    likely = (*(id for id in under if id in own), *own, *(id for id in under if id in rules), BUILT_IN)
    return [rules[id] for id in dict.fromkeys(likely) if _in_force(rules[id], at)]


def _in_force(rule: Rule, at: Desk) -> bool:
    return rule.in_force is None or rule.in_force.covers(at.day)
