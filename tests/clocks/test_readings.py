"""Rules that wait for an acknowledgement, the tribunal's recess, and laws that can be read in two."""

from __future__ import annotations

from datetime import date

import pytest

from plaint.clocks import Clock, Ledger, built_in_rules, calendar, due
from tests.clocks.building import record_of


def clock(contacts: str, as_of: str, id: str = "ours") -> Clock:
    (found,) = Ledger(record_of(contacts)).clocks(id, date.fromisoformat(as_of))
    return found


def complaint(*replies: str) -> str:
    first = "- {id: ours, on: 2025-03-03, kind: complaint, from: us, to: council, expects: complaint-stage-1}\n"
    return first + "".join(f"- {{kind: email, from: council, to: us, replies_to: ours, {each}}}\n" for each in replies)


ACKNOWLEDGED = "id: ack, on: 2025-03-05, reply: acknowledgement"


def test_a_complaint_is_due_ten_working_days_after_its_acknowledgement():
    """Received on Monday 3 March, acknowledged on Wednesday 5 March: due on Wednesday 19 March."""
    assert clock(complaint(ACKNOWLEDGED), "2025-03-10").due == date(2025, 3, 19)


def test_without_an_acknowledgement_it_is_due_from_the_last_day_for_one():
    """Five working days from 3 March end on 10 March, and ten from there on 24 March."""
    found = clock(complaint(), "2025-04-01")
    assert found.due == date(2025, 3, 24)
    assert found.late == 6
    assert "No acknowledgement is on the record, so the period runs from that day." in found.steps


def test_what_has_elapsed_is_counted_from_receipt():
    """People have waited since they complained, and not since somebody said so."""
    found = clock(complaint(ACKNOWLEDGED), "2025-03-10")
    assert (found.start, found.elapsed) == (date(2025, 3, 3), 5)
    assert "Receipt is to be acknowledged within 5 working days, by Monday 10 March 2025." in found.steps
    assert "The period runs from the acknowledgement, Wednesday 5 March 2025." in found.steps
    assert "10 working days from there end on Wednesday 19 March 2025." in found.steps


def test_an_acknowledgement_still_to_come_changes_nothing_yet():
    """On a day before it was sent, the clock stands as it stood then."""
    assert clock(complaint(ACKNOWLEDGED), "2025-03-04").due == date(2025, 3, 24)


@pytest.mark.parametrize(
    ("decided", "ends"),
    [
        ("2025-05-30", "2025-07-30"),  # the day before August
        ("2025-06-01", "2025-09-01"),  # 1 August
        ("2025-06-30", "2025-09-01"),  # 30 August, and 1 September 2025 is a Monday
        ("2024-06-12", "2024-09-02"),  # 1 September 2024 is a Sunday
        ("2025-10-24", "2025-12-24"),  # the day before
        ("2025-10-25", "2026-01-02"),  # Christmas Day
        ("2025-11-01", "2026-01-02"),  # 1 January
        ("2026-11-01", "2027-01-04"),  # 2 and 3 January 2027 are a weekend
        ("2025-11-02", "2026-01-02"),  # the day after stays
        ("2025-02-15", "2025-04-15"),
        ("2025-12-05", "2026-02-05"),
        ("2025-10-01", "2025-12-01"),
        ("2025-10-07", "2025-12-07"),  # a Sunday stays: nobody is told of a day more than they may have
    ],
)
def test_an_appeal_that_ends_in_the_recess_runs_to_its_end(decided: str, ends: str):
    """Past August and past 25 December to 1 January, to the first working day after; other days stay."""
    rule = built_in_rules()["send-appeal"]
    assert due(date.fromisoformat(decided), rule, calendar("england-and-wales")) == date.fromisoformat(ends)


def request(received: str) -> str:
    return f"- {{id: ours, on: {received}, kind: foi, from: us, to: council, expects: foi}}\n"


@pytest.mark.parametrize(
    ("received", "ours", "theirs"),
    [
        ("2025-03-01", "2025-03-31", "2025-04-01"),  # a Saturday; 17 March counts for nobody
        ("2025-03-03T21:15", "2025-04-01", "2025-04-02"),  # a Monday evening
        ("2022-08-30", "2022-09-28", "2022-09-27"),  # 19 September was proclaimed on 10 September
    ],
)
def test_where_a_law_can_be_read_in_two_both_days_are_given(received: str, ours: str, theirs: str):
    """The clock uses one reading; its steps name the day by the other, and why."""
    found = clock(request(received), "2025-12-01")
    assert found.due == date.fromisoformat(ours)
    other = date.fromisoformat(theirs)
    said = [step for step in found.steps if "by that count the last day would be" in step]
    assert len(said) == 1
    assert f"{other.day} {other:%B %Y}" in said[0]


@pytest.mark.parametrize("received", ["2025-03-03", "2025-03-03T16:59", "2022-09-12"])
def test_where_it_cannot_only_one_day_is_given(received: str):
    """A request of a working day's working hours, and one made when the holiday had been proclaimed, has one last day."""
    assert not [step for step in clock(request(received), "2025-12-01").steps if "by that count" in step]
