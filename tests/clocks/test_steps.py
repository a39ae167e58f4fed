"""The sentences that explain a clock, which a reader follows with a calendar."""

from __future__ import annotations

import re
from datetime import date

import pytest

from plaint.clocks import figure_in_words, long_date
from tests.clocks.building import EIR, FOI, QUESTION, clock_of, ledger_of, reply


def steps_of(contacts: str, id: str, as_of: str, **registers: str) -> list[str]:
    """The sentences of the one clock on a contact."""
    return list(clock_of(contacts, id, as_of, **registers).steps)


def test_a_request_over_several_bank_holidays() -> None:
    """Every day that is left out is named, with where it is a holiday, and the last day has its number."""
    contacts = "- {id: foi, on: 2009-03-11, received: 2009-03-12, kind: foi, from: us, to: officer, expects: foi}"
    assert steps_of(contacts, "foi", "2009-04-17") == [
        "Received on Thursday 12 March 2009, which is day 0.",
        "Saturdays and Sundays do not count.",
        "Nor do bank holidays in any part of the United Kingdom.",
        "Tuesday 17 March 2009 (St Patrick’s Day, Northern Ireland) does not count.",
        "Friday 10 April 2009 (Good Friday) does not count.",
        "Monday 13 April 2009 (Easter Monday, England and Wales, Northern Ireland) does not count.",
        "Day 20 is Tuesday 14 April 2009.",
        "By Friday 17 April 2009 there was no answer: 23 working days, which is 36 days.",
        "That is 3 working days late.",
    ]


def test_silence() -> None:
    """Where no rule sets a day, that is said."""
    contacts = "- {id: a, on: 2019-07-15, kind: email, from: us, to: officer, expects: a reply}"
    assert steps_of(contacts, "a", "2019-10-01") == [
        "Sent on Monday 15 July 2019, which is day 0.",
        "Saturdays and Sundays do not count.",
        "Bank holidays are those of England and Wales.",
        "Monday 26 August 2019 (Summer bank holiday) does not count.",
        "No rule sets a day to answer by, so the silence itself is counted.",
        "By Tuesday 1 October 2019 there was no answer: 55 working days, which is 78 days.",
    ]


def test_a_month_that_is_too_short_and_ends_on_a_weekend() -> None:
    """The last day of the month stands in, and moves on to the next working day."""
    contacts = "- {id: a, on: 2020-01-31, kind: sar, from: us, to: officer, expects: sar}"
    assert steps_of(contacts, "a", "2020-03-02") == [
        "Sent on Friday 31 January 2020, which is day 0.",
        "A period of 1 month that begins after day 0 ends on Saturday 29 February 2020.",
        "That month has no 31st, so its last day stands.",
        "That is a Saturday, so the last day is Monday 2 March 2020, the next working day.",
        "By Monday 2 March 2020 there was no answer: 31 days, which is 21 working days.",
        "That is the last day in time.",
    ]


def test_a_meeting_and_weeks() -> None:
    """What was not sent but happened is put so, and weeks leave nothing out."""
    contacts = "- {id: a, on: 2019-12-24, kind: meeting, from: council, to: us, expects: ehc-review, owed_by: from}"
    contacts += "\n" + reply("b", "2020-01-20", "a")
    assert steps_of(contacts, "a", "2020-03-02") == [
        "It was on Tuesday 24 December 2019, which is day 0.",
        "Every day counts, weekends and holidays too.",
        "A period of 4 weeks that begins after day 0 ends on Tuesday 21 January 2020.",
        "Answered on Monday 20 January 2020, after 27 days.",
        "That is in time.",
    ]


def test_a_first_day_that_counts() -> None:
    """Day 1 is called day 1."""
    contacts = "- {id: a, on: 2019-05-03, kind: letter, from: council, to: us, expects: ehc-draft}"
    steps = steps_of(contacts, "a", "2019-05-10")
    assert steps[0] == "Sent on Friday 3 May 2019, which is day 1."
    assert "Day 15 is Friday 17 May 2019." in steps
    assert steps[-1] == "The last day in time is still to come."


@pytest.mark.parametrize(
    "on, fields, sentence",
    [
        ("2019-06-20", {}, "; the rule allows it, and the last day is now Tuesday 30 July 2019."),
        (
            "2019-06-20",
            {"until": "2019-07-15"},
            "; the rule allows it, and the last day is now Monday 15 July 2019.",
        ),
        (
            "2019-06-20",
            {"until": "2019-09-30"},
            ", but the rule allows no more than until Tuesday 30 July 2019, which is now the last day.",
        ),
        ("2019-06-20", {"until": "2019-06-25"}, ", which moves nothing: Monday 1 July 2019 stands."),
        ("2019-07-02", {}, ", which was after the day to answer by had passed: Monday 1 July 2019 stands."),
    ],
)
def test_an_extension_says_what_it_did(on: str, fields: dict[str, str], sentence: str) -> None:
    """Whether it moved the last day, how far, and why no further."""
    contacts = EIR + reply("more", on, "eir", reply="extension", **fields)
    (said,) = [step for step in steps_of(contacts, "eir", "2019-07-02") if step.startswith("More time was announced")]
    assert said.endswith(sentence)
    if until := fields.get("until"):
        assert f", until {long_date(date.fromisoformat(until))}" in said


def test_an_extension_that_no_rule_allows() -> None:
    """It is said that the rule has none; where there is no rule, that there is none."""
    more = reply("more", "2019-05-20", reply="extension", until="2019-07-30")
    assert any(
        "but the rule allows no extension: Wednesday 5 June" in step
        for step in steps_of(FOI + more, "foi", "2019-06-07")
    )
    plain = FOI.replace("expects: foi", "expects: 20 working days")
    assert any("but no rule allows that" in step for step in steps_of(plain + more, "foi", "2019-06-07"))
    silent = FOI.replace("expects: foi", "expects: a reply")
    assert any("no day was set, so none moves" in step for step in steps_of(silent + more, "foi", "2019-06-07"))


def test_what_was_heard_meanwhile() -> None:
    """An acknowledgement is said not to stop the clock; a pause gives its reason."""
    contacts = FOI.replace("}", ", pauses: {from: 2019-05-13, until: 2019-05-17, why: They asked for a fee.}}")
    steps = steps_of(contacts + reply("b", "2019-05-09", reply="acknowledgement"), "foi", "2019-05-20")
    assert "Acknowledged on Thursday 9 May 2019, which does not stop the clock." in steps
    pause = "Monday 13 May 2019 to Friday 17 May 2019 do not count, because the clock stood still"
    assert f"{pause}: They asked for a fee." in steps


@pytest.mark.parametrize(
    "kind, said",
    [
        ("full", "Answered on Friday 7 June 2019, after 22 working days."),
        ("partial", "Answered in part on Friday 7 June 2019, after 22 working days."),
        ("refusal", "Refused on Friday 7 June 2019, after 22 working days."),
        ("clarification", "A question came back on Friday 7 June 2019, after 22 working days."),
    ],
)
def test_what_stopped_it(kind: str, said: str) -> None:
    """Each kind of answer has its words, and lateness is said of each."""
    steps = steps_of(FOI + reply("b", "2019-06-07", reply=kind), "foi", "2020-01-01")
    assert said in steps
    assert steps[-1] == "That is 2 working days late."


def test_a_new_count_after_a_question() -> None:
    """The clock that our answer starts says why there is one."""
    contacts = QUESTION + reply("ours", "2019-05-20", "question", sender="us")
    assert steps_of(contacts, "ours", "2019-06-03")[:2] == [
        "A question came back on Tuesday 14 May 2019, and this answer to it starts a new count.",
        "Sent on Monday 20 May 2019, which is day 0.",
    ]


def test_a_vague_answer() -> None:
    """The day that is not known stays unknown, and the figures are from and to."""
    assert steps_of(FOI + reply("b", "2019-06"), "foi", "2020-01-01")[-2:] == [
        "Answered in June 2019, on a day not known, after 17 to 37 working days.",
        "That is in time or up to 17 working days late, as the day is not known.",
    ]


def test_withdrawn() -> None:
    """The day it was taken back ends the count."""
    contacts = FOI.replace("}", ", withdrawn: 2019-06-10}")
    assert steps_of(contacts, "foi", "2020-01-01")[-2:] == [
        "Withdrawn on Monday 10 June 2019, after 23 working days; the count ends there.",
        "That is 3 working days late.",
    ]


def test_a_weekend_after_the_last_day() -> None:
    """Late by no working day is put in words, not as nought."""
    contacts = "- {id: a, on: 2019-07-12, kind: email, from: us, to: officer, expects: 5 working days}"
    assert (
        steps_of(contacts, "a", "2019-07-20")[-1]
        == "That is after the last day in time, with no working day in between."
    )


def test_a_long_silence_names_a_handful_of_days() -> None:
    """Of ten years (eight bank holidays each, one for a wedding, one for a jubilee) five are named."""
    contacts = "- {id: a, on: 2009-07-13, kind: email, from: us, to: officer, expects: a reply}"
    steps = steps_of(contacts, "a", "2019-07-15")
    assert sum(step.endswith(") does not count.") for step in steps) == 5
    assert "Nor do 77 more such days up to Monday 15 July 2019." in steps


def test_a_closed_day_is_named() -> None:
    """A body's closure is shown for what it is."""
    contacts = "- {id: a, on: 2019-12-20, kind: email, from: us, to: officer, expects: a reply}"
    steps = steps_of(contacts, "a", "2019-12-24", campaign="{closed_days: {2019-12-24: Christmas closure}}")
    assert "Tuesday 24 December 2019 (closed: Christmas closure) does not count." in steps


def test_every_step_is_a_sentence() -> None:
    """They begin with a capital, end with a stop, curl apostrophes and give each date its weekday."""
    contacts = QUESTION + reply("ours", "2019-05-20", "question", sender="us") + EIR
    contacts += reply("more", "2019-06-20", "eir", reply="extension") + reply("late", "2019-09-02", "eir")
    ledger = ledger_of(contacts)
    steps = [
        step for id in ("foi", "ours", "eir") for clock in ledger.clocks(id, date(2030, 1, 1)) for step in clock.steps
    ]
    assert len(steps) > 20
    for step in steps:
        assert re.fullmatch(r"[A-Z][^'\"]*[^.]\.", step)
        years = re.findall(r"\d{4}(?! (?:working )?days)", step)
        assert len(years) == len(re.findall(r"day \d+ [A-Z][a-z]+ \d{4}", step))


@pytest.mark.parametrize(
    "value, unit, words",
    [
        (1, "working days", "1 working day"),
        (52, "days", "52 days"),
        ((0, 17), "working days", "0 to 17 working days"),
    ],
)
def test_figures_in_words(value: int | tuple[int, int], unit: str, words: str) -> None:
    """One of a thing is singular, and a range says to."""
    assert figure_in_words(value, unit) == words
