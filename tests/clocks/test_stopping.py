"""What stops a clock, what starts another, and what only moves its last day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.clocks.building import EIR, FOI, FOI_DUE, QUESTION, clock_of, ledger_of, reply

# --- what stops a clock ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind, outcome", [(None, "full"), ("full", "full"), ("partial", "partial"), ("refusal", "refusal")]
)
def test_an_answer_stops_the_clock(kind: str | None, outcome: str) -> None:
    """A full or partial answer and a refusal all answer, and the figures stay as they were on that day."""
    fields = {"reply": kind} if kind else {}
    clock = clock_of(FOI + reply("b", "2019-06-07", **fields), "foi", "2020-01-01")
    assert (clock.status, clock.outcome, clock.answered_by) == ("answered", outcome, "b")
    assert (clock.elapsed, clock.late) == (22, 2)


@pytest.mark.parametrize("kind", ["acknowledgement", "extension"])
def test_an_acknowledgement_or_extension_does_not(kind: str) -> None:
    """Hearing that they have it, or that it will take longer, is no answer."""
    clock = clock_of(FOI + reply("b", "2019-05-09", reply=kind), "foi", "2019-05-20")
    assert (clock.status, clock.answered_by) == ("waiting", None)


def test_only_the_side_that_owes_can_answer() -> None:
    """A reply from somebody else leaves the clock running; one from a colleague stops it."""
    other = clock_of(FOI + reply("b", "2019-05-09", sender="nurse"), "foi", "2019-05-20")
    colleague = clock_of(FOI + reply("b", "2019-05-09", sender="complaints"), "foi", "2019-05-20")
    assert (other.status, colleague.status) == ("waiting", "answered")


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_a_draft_or_cancelled_reply_answers_nothing(state: str) -> None:
    """Only what happened can be an answer."""
    assert clock_of(FOI + reply("b", "2019-05-09", **{state: "true"}), "foi", "2019-05-20").status == "waiting"


def test_the_day_asked_about_decides_what_is_known() -> None:
    """The day before the answer it was waiting, whatever is on the record since."""
    ledger = ledger_of(FOI + reply("b", "2019-06-07"))
    states = [ledger.clocks("foi", day)[0].status for day in (date(2019, 6, 7), date(2019, 6, 6), date(2019, 6, 5))]
    assert states == ["answered", "overdue", "waiting"]


def test_the_first_answer_counts() -> None:
    """A fuller answer later on changes nothing about how long the first one took."""
    clock = clock_of(FOI + reply("b", "2019-05-09", reply="partial") + reply("c", "2019-09-02"), "foi", "2020-01-01")
    assert (clock.answered_by, clock.outcome, clock.elapsed) == ("b", "partial", 2)


def test_an_answer_to_a_chase_answers_what_was_chased() -> None:
    """It does even where the chase replies to their acknowledgement, as mail programs make it."""
    chain = reply("ack", "2019-05-09", reply="acknowledgement")
    chain += reply("chase", "2019-06-10", "ack", sender="us", kind="chase")
    chain += reply("answer", "2019-06-12", "chase")
    clock = clock_of(FOI + chain, "foi", "2019-07-01")
    assert (clock.answered_by, clock.late) == ("answer", 5)


def test_an_answer_to_something_else_we_wrote_meanwhile_does_not() -> None:
    """A remark of ours in the same thread is a contact of its own, and so is its answer."""
    chain = reply("remark", "2019-05-10", sender="us") + reply("answer", "2019-05-13", "remark")
    assert clock_of(FOI + chain, "foi", "2019-05-20").status == "waiting"


def test_withdrawing_ends_the_clock() -> None:
    """On the day it is taken back the count ends, unless it had been answered; before, it was waiting."""
    contacts = FOI.replace("}", ", withdrawn: 2019-06-10}")
    assert clock_of(contacts, "foi", "2019-06-09").status == "overdue"
    clock = clock_of(contacts, "foi", "2020-01-01")
    assert (clock.status, clock.elapsed, clock.late, clock.outcome) == ("withdrawn", 23, 3, None)
    assert clock_of(contacts + reply("b", "2019-06-07"), "foi", "2020-01-01").status == "answered"
    assert clock_of(contacts + reply("b", "2019-06-10"), "foi", "2020-01-01").status == "answered"
    assert clock_of(contacts + reply("b", "2019-06-11"), "foi", "2020-01-01").status == "withdrawn"


# --- questions of theirs --------------------------------------------------------------------------------


def test_a_question_stops_the_clock_without_an_outcome() -> None:
    """Who asks what was meant has reacted, and has not answered."""
    clock = clock_of(QUESTION, "foi", "2019-07-01")
    assert (clock.status, clock.outcome, clock.answered_by, clock.elapsed) == (
        "answered",
        None,
        "question",
        5,
    )


def test_our_answer_to_it_starts_another() -> None:
    """The same rule starts anew on the contact with which we answered, with its own day 0."""
    contacts = QUESTION + reply("ours", "2019-05-20", "question", sender="us")
    clock = clock_of(contacts, "ours", "2019-06-03")
    assert (clock.rule, clock.owed_by, clock.start) == ("foi", "officer", date(2019, 5, 20))
    assert (clock.elapsed, clock.status) == (9, "waiting")


def test_that_one_is_answered_by_a_reply_to_either() -> None:
    """People answer the request, or our last message; both answer it."""
    contacts = QUESTION + reply("ours", "2019-05-20", "question", sender="us")
    for to in ("foi", "ours"):
        clock = clock_of(contacts + reply("answer", "2019-05-28", to), "ours", "2019-07-01")
        assert (clock.answered_by, clock.elapsed) == ("answer", 5)


def test_it_has_no_second_clock_where_it_expects_the_same_itself() -> None:
    """A rule that the contact names itself is not started twice."""
    contacts = QUESTION + reply("ours", "2019-05-20", "question", sender="us", expects="foi", owed_by="officer")
    assert len(ledger_of(contacts).clocks("ours", date(2019, 6, 3))) == 1


def test_a_question_after_the_answer_starts_nothing() -> None:
    """What had been answered is not put off."""
    contacts = FOI + reply("answer", "2019-05-13") + reply("question", "2019-05-14", reply="clarification")
    contacts += reply("ours", "2019-05-20", "question", sender="us")
    assert ledger_of(contacts).clocks("ours", date(2019, 6, 3)) == ()


def test_a_question_about_what_was_withdrawn_starts_nothing() -> None:
    """What was taken back before they asked is not asked for again."""
    contacts = QUESTION.replace("expects: foi", "expects: foi, withdrawn: 2019-05-13")
    contacts += reply("ours", "2019-05-20", "question", sender="us")
    assert ledger_of(contacts).clocks("ours", date(2019, 6, 3)) == ()


def test_a_day_that_was_named_is_not_put_off_by_a_question() -> None:
    """Only a period or a silence can start anew; a day to answer by stays that day."""
    contacts = QUESTION.replace("expects: foi", "expects: [2019-05-31, a reply]")
    contacts += reply("ours", "2019-05-20", "question", sender="us")
    assert [clock.rule for clock in ledger_of(contacts).clocks("ours", date(2019, 6, 3))] == ["a reply"]


def test_a_second_question_starts_a_third_clock() -> None:
    """Each answer of ours starts the rule anew."""
    contacts = QUESTION + reply("ours", "2019-05-20", "question", sender="us")
    contacts += reply("again", "2019-05-22", "ours", reply="clarification")
    contacts += reply("last", "2019-05-23", "again", sender="us")
    assert clock_of(contacts, "ours", "2019-06-03").answered_by == "again"
    assert clock_of(contacts, "last", "2019-06-03").start == date(2019, 5, 23)


def test_a_circle_of_replies_ends() -> None:
    """A record that is wrong in this way is told of elsewhere, and must not hang here."""
    contacts = """
    - {id: a, on: 2019-05-03, kind: email, from: us, to: officer, replies_to: b, expects: a reply}
    - {id: b, on: 2019-05-03, kind: email, from: officer, to: us, replies_to: a, reply: clarification}
    """
    assert ledger_of(contacts).clocks("a", date(2019, 5, 7))[0].answered_by == "b"


# --- extensions and pauses ------------------------------------------------------------------------------

EIR_DUE, EIR_EXTENDED = date(2019, 7, 1), date(2019, 7, 30)


@pytest.mark.parametrize(
    "on, fields, due",
    [
        ("2019-06-20", {}, EIR_EXTENDED),
        ("2019-06-20", {"until": "2019-07-15"}, date(2019, 7, 15)),
        ("2019-06-20", {"until": "2019-09-30"}, EIR_EXTENDED),  # no further than the rule allows
        ("2019-06-20", {"until": "2019-06-25"}, EIR_DUE),
        ("2019-07-01", {}, EIR_EXTENDED),
        ("2019-07-02", {}, EIR_DUE),  # announced after the last day
    ],
)
def test_an_extension_moves_the_last_day_as_far_as_the_rule_allows(on: str, fields: dict[str, str], due: date) -> None:
    """To the day they name, or by the rule's period; never beyond it, and not once the day has passed."""
    contacts = EIR + reply("more", on, "eir", reply="extension", **fields)
    assert clock_of(contacts, "eir", "2019-07-02").due == due


def test_an_extension_counts_from_when_it_is_announced() -> None:
    """The day before, the last day was still the first one."""
    contacts = EIR + reply("more", "2019-06-20", "eir", reply="extension")
    assert clock_of(contacts, "eir", "2019-06-19").due == EIR_DUE


def test_an_extension_after_the_answer_moves_nothing() -> None:
    """What had been answered has no more time."""
    contacts = EIR + reply("b", "2019-06-10", "eir") + reply("more", "2019-06-20", "eir", reply="extension")
    assert clock_of(contacts, "eir", "2019-07-02").due == EIR_DUE


def test_a_rule_without_an_extension_is_not_extended() -> None:
    """Saying so does not give a body more time than the law does."""
    contacts = FOI + reply("more", "2019-05-20", reply="extension", until="2019-07-30")
    assert clock_of(contacts, "foi", "2019-06-07").due == FOI_DUE


def test_a_pause_is_left_out_of_count_and_period() -> None:
    """A week on which the clock stood still moves the last day by a week, and is no waiting."""
    contacts = FOI.replace("}", ", pauses: {from: 2019-05-13, until: 2019-05-17, why: They asked for a fee}}")
    clock = clock_of(contacts, "foi", "2019-05-20")
    assert (clock.due, clock.elapsed) == (date(2019, 6, 12), 4)
