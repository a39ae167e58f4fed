"""What is wrong with clocks, each in the line it prints."""

from __future__ import annotations

import pytest

from plaint.clocks import CHECKS, built_in_rules
from plaint.clocks.checks import unknown_rules
from plaint.record.loader import Loaded
from tests.clocks.building import findings_of, record_of

RULES = """
- {id: ended-rule, name: A, period: 5 working days, from: ended, law: B}
- {id: old-rule, name: A, period: 5 working days, law: B, in_force: 2015-04-01..2018-03-31}
"""

WRONG = [
    (
        "- {id: a, on: 2019-05-03, kind: foi, from: us, to: officer, expects: [a reply, foy]}",
        "contacts.yaml:1: expects names no rule 'foy'; did you mean 'foi'?",
    ),
    (
        "- {id: a, on: 2019-05-03, kind: email, from: officer, to: us,\n   opens: ask-icoo}",
        "contacts.yaml:2: opens names no rule 'ask-icoo'; did you mean 'ask-ico'?",
    ),
    (
        "- {id: a, on: 2019-04, kind: foi, from: us, to: officer, expects: foi}",
        "contacts.yaml:1: a clock (foi) cannot start on 2019-04, of which only the month is known; "
        "write the day, or delete expects",
    ),
    (
        "- {id: a, on: 2019, kind: email, from: us, to: officer, expects: a reply}",
        "contacts.yaml:1: a clock (a reply) cannot start on 2019, of which only the year is known; "
        "write the day, or delete expects",
    ),
    (
        "- {id: a, on: 2019-05-03.., kind: visit, from: officer, to: us, expects: ended-rule, owed_by: from}",
        "contacts.yaml:1: a clock (ended-rule) cannot start on 2019-05-03.., which has no end; "
        "write the day, or delete expects",
    ),
    (
        "- {id: a, on: 2019-05..2019-06, kind: visit, from: us, to: officer, expects: 2 weeks}",
        "contacts.yaml:1: a clock (2 weeks) cannot start on 2019-05..2019-06, "
        "of which the last day is not known; write the day, or delete expects",
    ),
    (
        "- {id: a, on: 2019-05-03, kind: complaint, from: us, to: officer, expects: complaint-stage-1}",
        "contacts.yaml:1: expects: the rule 'complaint-stage-1' is in force from February 2024 on, "
        "and this is of 3 May 2019; "
        "name the rule of that time, which you can add to rules.yaml, or delete this one",
    ),
    (
        "- {id: a, on: 2019-05-03, kind: email, from: officer, to: us, opens: old-rule}",
        "contacts.yaml:1: opens: the rule 'old-rule' is in force 1 April 2015 to 31 March 2018, "
        "and this is of 3 May 2019; "
        "name the rule of that time, which you can add to rules.yaml, or delete this one",
    ),
    (
        "- {id: a, on: 2019-05-03, kind: event, from: us, expects: a reply}",
        "contacts.yaml:1: expects: nobody owes the answer to 'a', which goes to nobody on another side; "
        "add `owed_by:` with an id, or delete expects",
    ),
    (
        "- {id: a, on: 2019-05-03, kind: email, from: us, to: officer, expects: 2019-05-02}",
        "contacts.yaml:1: expects: 2019-05-02 is before the clock would start (2019-05-03); "
        "correct one of the two days",
    ),
    (
        "- {id: a, on: 2019-05-03, kind: email, from: us, to: officer, reply: partial, until: 2019-06-01}",
        "contacts.yaml:1: until stands on a reply that is 'partial'; write `reply: extension`, or delete until",
    ),
    (
        "- {id: a, on: 2019-05-03, kind: email, from: us, to: officer, until: 2019-06-01}",
        "contacts.yaml:1: until stands on a contact that is no extension; write `reply: extension`, or delete until",
    ),
    (
        "- {id: a, on: 2019-05-03, kind: foi, from: us, to: officer, expects: foi}\n"
        "- {id: b, on: 2019-05-13, kind: email, from: officer, to: us, replies_to: a, reply: extension}",
        "contacts.yaml:2: reply: an extension without `until`, and the rule (foi) allows none; "
        "add `until:` with the day they named",
    ),
]


@pytest.mark.parametrize("contacts, line", WRONG)
def test_each_mistake_gives_one_line(contacts: str, line: str) -> None:
    """The line says where it stands, what it is, and what would be right; and it is the only one."""
    assert findings_of(contacts, rules=RULES) == [line]


RIGHT = [
    "- {id: a, on: 2019-04, kind: meeting, from: us, to: officer}",
    "- {id: a, on: 2019-04, kind: meeting, from: us, to: officer, expects: a reply, cancelled: true}",
    "- {id: a, on: 2019-04, received: 2019-05-03, kind: letter, from: us, to: officer, expects: foi}",
    "- {id: a, on: 2021-07-05..2021-07-09, kind: visit, from: us, to: officer, expects: ended-rule}",
    "- {id: a, on: 2024-02-08, kind: complaint, from: us, to: officer, expects: complaint-stage-1}",
    "- {id: a, on: 2018-03, kind: email, from: officer, to: us, opens: old-rule}",
    "- {id: a, on: 2018-03-31, kind: email, from: us, to: officer, expects: old-rule}",
    "- {id: a, on: 2019-05-03, kind: event, from: us, expects: a reply, owed_by: council}",
    "- {id: a, on: 2019-05-03, kind: eir, from: us, to: officer, expects: eir}\n"
    "- {id: b, on: 2019-05-13, kind: email, from: officer, to: us, replies_to: a, reply: extension}",
    "- {id: a, on: 2019-05-03, kind: foi, from: us, to: officer, expects: foi}\n"
    "- {id: b, on: 2019-05-13, kind: email, from: officer, to: us, replies_to: a, reply: extension,\n"
    "   until: 2019-06-20}",
    "- {id: a, on: 2019-05-03, kind: email, from: us, to: officer, expects: a reply}\n"
    "- {id: b, on: 2019-05-13, kind: email, from: officer, to: us, replies_to: a, reply: extension}",
]


@pytest.mark.parametrize("contacts", RIGHT)
def test_what_is_right_gives_none(contacts: str) -> None:
    """A vague day where no clock starts, a rule on its first and last day, an extension that has a length."""
    assert findings_of(contacts, rules=RULES) == []


def test_a_rule_that_could_not_be_read_is_not_unknown() -> None:
    """One mistake in rules.yaml gives one problem, and not another for each contact that uses the rule."""
    record = record_of("- {id: a, on: 2019-05-03, kind: email, from: us, to: officer, expects: policy, opens: policy}")
    assert list(unknown_rules(Loaded(record, broken={"rule": {"policy"}}))) == []
    assert list(unknown_rules(Loaded(record, unread={"rule"}))) == []
    assert len(list(unknown_rules(Loaded(record)))) == 2


def test_every_built_in_rule_can_be_expected_today() -> None:
    """None of the rules that the package offers is out of force in 2026."""
    for id in built_in_rules():
        assert findings_of(f"- {{id: a, on: 2026-11-20, kind: email, from: us, to: officer, expects: {id}}}") == []


NO_NEXT_RULE = "- {id: own-rule, name: A, period: 5 working days, law: B, then: ask-icoo}"


def test_what_a_rule_allows_next_is_a_rule() -> None:
    """A rule of the campaign's own may name one that nobody knows."""
    said = "rules.yaml:1: then names no rule 'ask-icoo'; did you mean 'ask-ico'?"
    assert findings_of("[]", rules=NO_NEXT_RULE) == [said]


def test_every_check_is_shown_to_find_something() -> None:
    """There is a mistake in the tables above for each check."""
    found = {
        check.__name__
        for contacts, rules in (*((contacts, RULES) for contacts, _ in WRONG), ("[]", NO_NEXT_RULE))
        for check in CHECKS
        if list(check(Loaded(record_of(contacts, rules=rules))))
    }
    assert found == {check.__name__ for check in CHECKS}
