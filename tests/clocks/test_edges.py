"""Every built-in rule at every edge of the calendar, against a count made one day at a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plaint.clocks import Calendar, built_in_rules, calendar, due
from plaint.record.model import Rule

DAY = timedelta(days=1)

EDGES = {
    "a Friday, in the evening": "2019-05-03",
    "a Saturday": "2019-05-04",
    "Christmas Eve": "2019-12-24",
    "31 January": "2019-01-31",
    "31 January of a leap year": "2020-01-31",
    "over a leap day": "2020-02-27",
    "on a leap day": "2020-02-29",
    "before New Year’s Day": "2018-12-31",
    "before 2 January, a holiday in Scotland": "2019-01-01",
    "before St Patrick’s Day": "2026-03-16",
    "before Good Friday": "2019-04-18",
    "before Easter Monday": "2019-04-21",
    "before the May holiday": "2019-05-05",
    "before the moved May holiday": "2020-05-07",
    "before the spring holiday": "2019-05-24",
    "before 12 July, a holiday in Northern Ireland": "2019-07-11",
    "before the Scottish August holiday": "2019-08-02",
    "before the August holiday": "2019-08-23",
    "before St Andrew’s Day": "2021-11-29",
    "before Christmas Day": "2024-12-24",
    "before the substitutes of a Christmas at a weekend": "2021-12-24",
    "before the Jubilee": "2022-06-01",
    "before the Queen’s funeral": "2022-09-16",
    "before the Coronation": "2023-05-05",
    "before the wedding of 2011": "2011-04-28",
    "in the tribunal’s recess": "2025-06-10",
}


def by_hand(start: date, rule: Rule, days: Calendar) -> date:
    """The last day in time, counted as one would on a wall calendar: a day, a week or a month at a time."""
    day = start - DAY if rule.counts_first_day else start
    number = rule.period.number
    match rule.period.unit:
        case "working days":
            while number:
                day += DAY
                number -= days.off(day) is None
        case "weeks":
            for _ in range(number):
                day += 7 * DAY
        case "days":
            day += number * DAY
        case "months":
            month = start.month + number
            year, month = start.year + (month - 1) // 12, (month - 1) % 12 + 1
            day, short = _date(year, month, start.day)
            if rule.counts_first_day and not short:
                day -= DAY
    if rule.lands == "send-tribunal":
        recess = day.month == 8 or (day.month, day.day) == (1, 1) or (day.month == 12 and day.day >= 25)
        while day.month == 8 or (day.month, day.day) == (1, 1) or (day.month == 12 and day.day >= 25):
            day += DAY
        if not recess:
            return day
    if rule.lands != "as-is":
        while days.off(day) is not None:
            day += DAY
    return day


def _date(year: int, month: int, day: int) -> tuple[date, bool]:
    """The date, or the last one of that month before it, and whether it had to be an earlier one."""
    for each in range(day, 27, -1):
        try:
            return date(year, month, each), each != day
        except ValueError:
            continue
    return date(year, month, day), False


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("rule", built_in_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_ends_where_a_count_by_hand_ends(rule: Rule, edge: str):
    """Whatever day a rule starts on, its last day is the one that counting a day at a time gives, in each part of the UK."""
    start = date.fromisoformat(EDGES[edge])
    for part in (rule.calendar,) if rule.calendar else ("england-and-wales", "scotland", "northern-ireland"):
        days = calendar(part)
        assert due(start, rule, days) == by_hand(start, rule, days)


def test_the_days_before_holidays_are_before_holidays():
    """Each edge that says so stands before a day that counts for nobody somewhere in the United Kingdom."""
    days = calendar("uk")
    for edge, text in EDGES.items():
        if edge.startswith("before"):
            following = [date.fromisoformat(text) + n * DAY for n in range(1, 5)]
            reasons = [days.off(day) or "" for day in following]
            assert any(reason and not reason.startswith(("a Saturday", "a Sunday")) for reason in reasons), edge
