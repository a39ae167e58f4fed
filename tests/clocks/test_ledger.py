"""Clocks as they stand on a day: who owes what, what stops it, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.clocks import Ledger, calendar
from tests.clocks.building import FOI, FOI_DUE, clock_of, ledger_of, record_of, reply

# --- from the first day to the last ---------------------------------------------------------------------


def test_a_clock_starts_on_receipt_and_waits_up_to_its_last_day() -> None:
    """Day 0 is the day of receipt; on the last day itself the answer is still in time."""
    clock = clock_of(FOI, "foi", "2019-06-05")
    assert (clock.start, clock.due) == (date(2019, 5, 7), FOI_DUE)
    assert (clock.status, clock.elapsed, clock.late, clock.unit) == ("waiting", 20, 0, "working days")
    assert (clock.rule, clock.owed_by, clock.law and clock.law.id) == ("foi", "officer", "foi")


def test_it_is_overdue_from_the_day_after() -> None:
    """The first day late is the working day after the last one in time."""
    clock = clock_of(FOI, "foi", "2019-06-06")
    assert (clock.status, clock.elapsed, clock.late) == ("overdue", 21, 1)


def test_a_weekend_after_the_last_day_is_overdue_by_no_working_day() -> None:
    """Overdue is said from the first day on, and counted in the clock's own unit."""
    contacts = "- {id: a, on: 2019-07-12, kind: email, from: us, to: officer, expects: 5 working days}"
    clock = clock_of(contacts, "a", "2019-07-20")
    assert (clock.due, clock.status, clock.late) == (date(2019, 7, 19), "overdue", 0)


@pytest.mark.parametrize("as_of, clocks", [("2019-05-06", 0), ("2019-05-07", 1)])
def test_no_clock_runs_before_it_starts(as_of: str, clocks: int) -> None:
    """What is still to come, or has not arrived, has no clock."""
    assert len(ledger_of(FOI).clocks("foi", date.fromisoformat(as_of))) == clocks


@pytest.mark.parametrize("state", ["draft: true", "cancelled: true"])
def test_drafts_and_cancelled_contacts_run_no_clock(state: str) -> None:
    """What was not sent or did not happen obliges nobody."""
    assert ledger_of(FOI.replace("}", f", {state}}}")).clocks("foi", FOI_DUE) == ()


def test_what_is_not_on_the_record_has_no_clock() -> None:
    """An unknown id gives none, as the checks have told of it."""
    assert ledger_of(FOI).clocks("fio", FOI_DUE) == ()


def test_a_reply_is_silence_without_a_last_day() -> None:
    """Where nothing but a reply is expected there is no last day, and nothing is late."""
    contacts = "- {id: a, on: 2019-07-15, kind: email, from: us, to: officer, expects: a reply}"
    clock = clock_of(contacts, "a", "2019-10-01")
    assert (clock.due, clock.late, clock.law) == (None, None, None)
    assert (clock.elapsed, clock.unit, clock.status) == (55, "working days", "waiting")


@pytest.mark.parametrize(
    "expects, due, unit, elapsed, working",
    [
        ("20 working days", date(2019, 8, 12), "working days", 12, 12),
        ("2 weeks", date(2019, 7, 29), "days", 16, 12),
        ("1 month", date(2019, 8, 15), "days", 16, 12),
        ("2019-07-26", date(2019, 7, 26), "working days", 12, 12),
    ],
)
def test_plain_periods_and_days(expects: str, due: date, unit: str, elapsed: int, working: int) -> None:
    """Weeks and months are counted in days, all else in working days; those are given besides."""
    contacts = f"- {{id: a, on: 2019-07-15, kind: email, from: us, to: officer, expects: {expects}}}"
    clock = clock_of(contacts, "a", "2019-07-31")
    assert (clock.due, clock.unit, clock.elapsed, clock.working) == (due, unit, elapsed, working)


def test_a_rule_can_run_from_the_end_or_from_the_sending() -> None:
    """`ended` starts on the last day of a range, `sent` on the day of sending, whenever it was received."""
    rules = """
    - {id: letter, name: A, period: 33 working days, from: ended, law: B}
    - {id: prompt, name: A, period: 5 working days, from: sent, law: B}
    """
    contacts = """
    - {id: visit, on: 2021-07-05..2021-07-09, kind: visit, from: council, to: us, expects: letter,
       owed_by: from}
    - {id: sent, on: 2021-07-05, received: 2021-07-07, kind: letter, from: us, to: council, expects: prompt}
    """
    visit = clock_of(contacts, "visit", "2021-09-22", rules=rules)
    assert (visit.start, visit.due, visit.elapsed, visit.late) == (
        date(2021, 7, 9),
        date(2021, 8, 25),
        52,
        19,
    )
    assert visit.owed_by == "council"
    assert clock_of(contacts, "sent", "2021-07-12", rules=rules).start == date(2021, 7, 5)


def test_a_rule_that_counts_its_first_day() -> None:
    """Where the law says beginning with a day, that day is the first."""
    contacts = "- {id: a, on: 2019-05-03, kind: letter, from: council, to: us, expects: ehc-draft}"
    clock = clock_of(contacts, "a", "2019-05-03")
    assert (clock.start, clock.due, clock.elapsed) == (date(2019, 5, 3), date(2019, 5, 17), 1)


def test_a_clock_on_a_vague_day_does_not_run() -> None:
    """There is no figure for it, rather than a wrong one; the checks tell of it."""
    contacts = "- {id: a, on: 2019-04, kind: email, from: us, to: officer, expects: a reply}"
    assert ledger_of(contacts).clocks("a", date(2019, 10, 1)) == ()


# --- who owes, and by whose calendar --------------------------------------------------------------------


def test_each_side_owes_an_answer_of_its_own() -> None:
    """Two officers of one council are one side; a councillor who belongs nowhere is another."""
    contacts = """
    - {id: a, on: 2019-07-15, kind: email, from: us, to: [officer, complaints, nurse, councillor, mg],
       expects: a reply}
    - {id: b, on: 2019-07-17, kind: email, from: complaints, to: us, replies_to: a}
    """
    clocks = ledger_of(contacts).clocks("a", date(2019, 7, 19))
    assert [(clock.owed_by, clock.status) for clock in clocks] == [
        ("officer", "answered"),
        ("nurse", "waiting"),
        ("councillor", "waiting"),
    ]


def test_an_answer_can_be_owed_by_ourselves() -> None:
    """Where somebody wrote so, the clock runs on us, without the other side's closed days."""
    contacts = "- {id: a, on: 2019-12-20, kind: letter, from: council, to: us, expects: 3 working days}"
    clock = clock_of(contacts, "a", "2019-12-20", campaign="{closed_days: {2019-12-23: Closure}}")
    assert (clock.owed_by, clock.due) == ("us", date(2019, 12, 27))


@pytest.mark.parametrize(
    "to, expects, due",
    [
        ("officer", "2 working days", date(2019, 12, 31)),  # 27 December is closed
        ("nurse", "2 working days", date(2019, 12, 31)),
        ("nurse", "4 working days", date(2020, 1, 6)),  # 1 and 2 January: Scotland
        ("officer", "4 working days", date(2020, 1, 3)),
        ("councillor", "4 working days", date(2020, 1, 3)),
        ("officer", "statute", date(2019, 12, 30)),
    ],
)
def test_working_days_are_those_of_the_body_that_owes(to: str, expects: str, due: date) -> None:
    """The owing body's calendar or the campaign's, less closed days; a statute's own stays as it is."""
    contacts = f"- {{id: a, on: 2019-12-24, kind: email, from: us, to: {to}, expects: {expects}}}"
    rules = "[{id: statute, name: A, period: 2 working days, calendar: england-and-wales, law: B}]"
    clock = clock_of(contacts, "a", "2019-12-24", rules=rules, campaign="{closed_days: {2019-12-27: Closure}}")
    assert clock.due == due


# --- vague days -----------------------------------------------------------------------------------------


def test_a_vague_answer_gives_a_range() -> None:
    """An answer of which only the month is known took from so many days to so many."""
    clock = clock_of(FOI + reply("b", "2019-06"), "foi", "2020-01-01")
    assert (clock.status, clock.answered_by) == ("answered", "b")
    assert (clock.elapsed, clock.working, clock.late) == ((17, 37), (17, 37), (0, 17))


def test_a_vague_answer_is_no_later_than_the_day_asked_about() -> None:
    """In the middle of that month, it can have taken no longer than until now."""
    clock = clock_of(FOI + reply("b", "2019-06"), "foi", "2019-06-06")
    assert (clock.status, clock.elapsed, clock.late) == ("answered", (17, 21), (0, 1))


def test_a_later_exact_answer_narrows_a_vague_one() -> None:
    """There had been an answer by then in any case."""
    clock = clock_of(FOI + reply("b", "2019-06") + reply("c", "2019-06-07"), "foi", "2020-01-01")
    assert (clock.answered_by, clock.elapsed) == ("b", (17, 22))


# --- the calendar's edges and the ledger itself ---------------------------------------------------------


@pytest.mark.parametrize(
    "on, as_of, beyond",
    [
        ("2028-12-01", "2028-12-29", True),  # due in January 2029
        ("2028-11-01", "2028-12-29", False),
        ("2028-11-01", "2029-01-02", True),
        ("1989-12-29", "1990-01-02", True),
    ],
)
def test_a_count_beyond_what_is_announced_says_so(on: str, as_of: str, beyond: bool) -> None:
    """Neither bank holidays of the future nor those before the first known year are guessed silently."""
    contacts = f"- {{id: a, on: {on}, kind: email, from: us, to: officer, expects: 20 working days}}"
    clock = clock_of(contacts, "a", as_of)
    assert clock.beyond_announced is beyond
    assert any("announced up to" in step or "not known here" in step for step in clock.steps) is beyond


def test_days_of_the_campaigns_calendar_or_of_one_that_is_named() -> None:
    """Closed days are the campaign's; a calendar that is named is that calendar and no more."""
    ledger = ledger_of("[]", campaign="{closed_days: {2021-07-14: Closure}}")
    start, end = date(2021, 7, 9), date(2021, 9, 22)
    assert ledger.days(start, end) == (51, "working days")
    assert ledger.days(start, end, "england-and-wales") == (52, "working days")
    assert ledger.days(start, end, "uk") == (50, "working days")


def test_a_rule_can_be_passed_in() -> None:
    """The rules are those given, where some are."""
    record = record_of(FOI)
    assert Ledger(record, {}).clocks("foi", FOI_DUE) == ()


@given(st.dates(date(2019, 5, 7), date(2020, 12, 31)), st.integers(0, 200), st.integers(0, 200))
def test_figures_are_what_counting_gives(start: date, answered: int, asked: int) -> None:
    """Elapsed and late are the working days since day 0 and since the last day in time."""
    on, as_of = start + timedelta(answered), start + timedelta(asked)
    request = f"- {{id: foi, on: {start}, kind: foi, from: us, to: officer, expects: foi}}\n"
    clock = clock_of(request + reply("b", str(on)), "foi", str(as_of))
    days, end = calendar("uk"), min(on, as_of)
    assert clock.due == days.add(start, 20)
    assert clock.elapsed == clock.working == days.between(start, end)
    assert clock.late == days.between(clock.due, end)
    late = end > clock.due
    assert clock.status == ("answered" if on <= as_of else "overdue" if late else "waiting")


@given(st.lists(st.dates(date(2019, 4, 1), date(2019, 9, 1)), min_size=1, max_size=6))
def test_the_order_of_asking_changes_nothing(days: list[date]) -> None:
    """A ledger that remembers gives what a fresh one gives."""
    contacts = FOI + reply("a", "2019-05-09", reply="acknowledgement") + reply("b", "2019-06")
    contacts += reply("c", "2019-06-20")
    ledger = ledger_of(contacts)
    for day in days:
        assert ledger.clocks("foi", day) == ledger_of(contacts).clocks("foi", day)


@given(st.dates(date(2019, 5, 1), date(2019, 8, 1)), st.booleans())
def test_a_clock_that_is_not_explained_says_the_same(day: date, explained_first: bool) -> None:
    """Only its steps may be left out, whichever of the two is asked for first."""
    ledger = ledger_of(FOI + reply("answer", "2019-06-20"))
    found = {each: ledger.clocks("foi", day, explained=each) for each in (explained_first, not explained_first)}
    assert [replace(each, steps=()) for each in found[True]] == [replace(each, steps=()) for each in found[False]]
    assert all(each.steps for each in found[True])
