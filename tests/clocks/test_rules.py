"""The built-in rules, and what a campaign's own do to them."""

from __future__ import annotations

from datetime import date

import pytest

from plaint.clocks import built_in_rules, calendar, due, rules_of
from tests.clocks.building import record_of

THEIRS = """
foi foi-review eir eir-review sar ehc-assess ehc-no-plan ehc-plan ehc-draft ehc-review ehc-review-final
complaint-stage-1 complaint-stage-2 childrens-stage-1 childrens-stage-2 childrens-stage-3 childrens-stage-3-report childrens-stage-3-answer letter-before-claim
""".split()
OURS = "ask-foi-review ask-ico ask-lgsco send-appeal judicial-review".split()


def day(text: str) -> date:
    """A day as it is written."""
    return date.fromisoformat(text)


def test_every_rule_of_the_format_is_built_in() -> None:
    """The ids that the format promises are there, and the two that follow a panel."""
    assert sorted(built_in_rules()) == sorted(THEIRS + OURS)


@pytest.mark.parametrize("id", THEIRS + OURS)
def test_a_verified_rule_has_what_was_read(id: str) -> None:
    """A verified rule has the words, where they were read and the day; another one claims no words."""
    rule = built_in_rules()[id]
    assert bool(rule.quote) == rule.verified == bool(rule.checked_on)
    assert rule.source_url


def test_a_campaigns_rule_replaces_the_built_in_one() -> None:
    """A rule with a built-in id takes its place, and the other built-in rules stay."""
    own = "[{id: foi, name: Ours, period: 15 working days, law: Our policy}]"
    rules = rules_of(record_of(rules=own))
    assert rules["foi"].name == "Ours"
    assert rules["eir"] is built_in_rules()["eir"]


# Received or sent on the first day, due on the second. Worked out by hand from the words of each rule.
EDGES = [
    ("foi", "2009-03-12", "2009-04-14"),  # 17 March, 10 and 13 April do not count
    ("foi", "2019-05-03", "2019-06-04"),  # a Friday evening: day 1 is Tuesday, after the May holiday
    ("foi", "2019-12-24", "2020-01-27"),  # Christmas Eve: 25, 26 December, 1 and 2 January do not count
    ("foi", "2020-01-31", "2020-02-28"),
    ("foi", "2022-09-16", "2022-10-17"),  # before a state funeral
    ("foi", "2019-11-29", "2020-01-03"),  # before St Andrew's Day on a Saturday, kept on Monday 2 December
    ("foi", "2021-07-09", "2021-08-10"),  # 12 July and 2 August
    ("foi", "2019-04-18", "2019-05-21"),  # Maundy Thursday
    ("foi", "2024-02-28", "2024-03-28"),  # over 29 February and before 17 March on a Sunday: 18 March
    ("foi-review", "2019-06-03", "2019-07-01"),
    ("ask-foi-review", "2019-06-21", "2019-08-20"),
    ("ask-ico", "2019-06-21", "2019-08-02"),
    ("eir", "2019-12-24", "2020-01-27"),
    ("eir-review", "2019-06-03", "2019-07-30"),
    ("sar", "2019-01-31", "2019-02-28"),  # no 31 February
    ("sar", "2020-01-31", "2020-03-02"),  # 29 February 2020 is a Saturday
    ("sar", "2019-11-25", "2019-12-27"),  # Christmas Day, then Boxing Day
    ("sar", "2018-09-03", "2018-10-03"),  # the Commissioner's own example
    ("sar", "2019-03-22", "2019-04-23"),  # Easter Monday
    ("ehc-assess", "2019-01-31", "2019-03-14"),
    ("ehc-no-plan", "2019-01-31", "2019-05-23"),
    ("ehc-plan", "2020-01-31", "2020-06-19"),  # over 29 February
    ("ehc-plan", "2019-08-07", "2019-12-25"),  # weeks are of the calendar, and end on Christmas Day
    ("ehc-draft", "2019-05-03", "2019-05-17"),  # the day of service is the first
    ("ehc-review", "2019-12-24", "2020-01-21"),
    ("ehc-review-final", "2020-01-10", "2020-03-06"),
    ("send-appeal", "2019-12-31", "2020-02-29"),
    ("complaint-stage-1", "2024-05-03", "2024-05-20"),  # before the May holiday
    ("complaint-stage-2", "2024-12-24", "2025-01-24"),
    ("childrens-stage-1", "2019-12-24", "2020-01-10"),
    ("childrens-stage-2", "2019-04-18", "2019-05-29"),
    ("childrens-stage-3", "2019-08-23", "2019-10-07"),
    ("childrens-stage-3-report", "2019-12-23", "2020-01-02"),
    ("childrens-stage-3-answer", "2019-12-23", "2020-01-16"),
    ("ask-lgsco", "2019-03-01", "2020-02-29"),  # 12 months that begin with 1 March end with February
    ("ask-lgsco", "2019-06-21", "2020-06-20"),
    ("judicial-review", "2019-11-30", "2020-02-29"),
    ("letter-before-claim", "2019-12-24", "2020-01-07"),
]


@pytest.mark.parametrize("id, start, end", EDGES)
def test_rules_at_their_edges(id: str, start: str, end: str) -> None:
    """Each rule ends on the day that its own words give."""
    rule = built_in_rules()[id]
    days = calendar(rule.calendar or "england-and-wales")
    assert due(day(start), rule, days) == day(end)


@pytest.mark.parametrize(
    "id, start, end",
    [
        ("foi-review", "2019-06-03", "2019-07-30"),  # 40 working days in all
        ("eir", "2019-06-03", "2019-07-30"),
        ("sar", "2019-01-31", "2019-04-30"),  # three months, and not two after 28 February
        ("complaint-stage-1", "2024-06-03", "2024-07-01"),
        ("childrens-stage-2", "2019-06-03", "2019-09-03"),  # 65 working days in all
    ],
)
def test_rules_with_all_the_time_they_allow(id: str, start: str, end: str) -> None:
    """An extended rule runs as long as both periods together."""
    rule = built_in_rules()[id]
    days = calendar(rule.calendar or "england-and-wales")
    assert due(day(start), rule, days, extended=True) == day(end)


def test_a_subject_access_request_rolls_on_the_holidays_of_the_bodys_own_part() -> None:
    """A last day of 2 January moves on in Scotland, where it is a holiday, and nowhere else."""
    rule = built_in_rules()["sar"]
    assert due(day("2018-12-02"), rule, calendar("scotland")) == day("2019-01-03")
    assert due(day("2018-12-02"), rule, calendar("england-and-wales")) == day("2019-01-02")


def test_a_closure_does_not_move_a_last_day() -> None:
    """A body cannot put off a day that the law moves to the next working day by being closed on it."""
    closed = calendar("england-and-wales", {day("2019-06-03"): "Inset day"})
    assert due(day("2019-05-02"), built_in_rules()["sar"], closed) == day("2019-06-03")
