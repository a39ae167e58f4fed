"""Dates as vague as they were written."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.record.moment import Moment, NotAMoment, moment_of, parse_moment, shown_date

FORMS = [
    # written, shown, for machines, first day, last day, vague, lasted
    ("2019-07-15", "15 July 2019", "2019-07-15", "2019-07-15", "2019-07-15", False, False),
    ("2021-09-16T20:13", "16 September 2021, 20:13", "2021-09-16T20:13+01:00", "2021-09-16", "2021-09-16", False, False),
    ("2021-01-16T20:13", "16 January 2021, 20:13", "2021-01-16T20:13+00:00", "2021-01-16", "2021-01-16", False, False),
    ("2019-04", "April 2019", "2019-04", "2019-04-01", "2019-04-30", True, False),
    ("2020-02", "February 2020", "2020-02", "2020-02-01", "2020-02-29", True, False),
    ("2019", "2019", "2019", "2019-01-01", "2019-12-31", True, False),
    ("2021-07-05..2021-07-09", "5 to 9 July 2021", "2021-07-05/2021-07-09", "2021-07-05", "2021-07-09", False, True),
    ("2021-06-28..2021-07-02", "28 June to 2 July 2021", "2021-06-28/2021-07-02", "2021-06-28", "2021-07-02", False, True),
    (
        "2020-12-28..2021-01-04", "28 December 2020 to 4 January 2021", "2020-12-28/2021-01-04",
        "2020-12-28", "2021-01-04", False, True,
    ),
    ("2019-04..2019-06", "April to June 2019", "2019-04/2019-06", "2019-04-01", "2019-06-30", True, True),
    ("2019-11..2020-01", "November 2019 to January 2020", "2019-11/2020-01", "2019-11-01", "2020-01-31", True, True),
    ("2018..2019", "2018 to 2019", "2018/2019", "2018-01-01", "2019-12-31", True, True),
    ("2019-04-03..2019-06", "3 April 2019 to June 2019", "2019-04-03/2019-06", "2019-04-03", "2019-06-30", True, True),
    ("2015-04-01..", "from 1 April 2015 on", "2015-04-01/", "2015-04-01", None, False, True),
    ("2015-04..", "from April 2015 on", "2015-04/", "2015-04-01", None, True, True),
]  # fmt: skip


@pytest.mark.parametrize("text, shown, iso, first, last, vague, lasted", FORMS, ids=[each[0] for each in FORMS])
def test_forms(text: str, shown: str, iso: str, first: str, last: str | None, vague: bool, lasted: bool) -> None:
    """Every form is shown as it is known, to readers and to machines, and is never padded out."""
    moment = parse_moment(text)
    assert (moment.text, moment.shown, moment.iso) == (text, shown, iso)
    assert moment.first.isoformat() == first
    assert (moment.last.isoformat() if moment.last else None) == last
    assert (moment.vague, moment.lasted) == (vague, lasted)


def test_shown_day_leaves_out_the_hour() -> None:
    """A link to a contact gives its day alone."""
    assert parse_moment("2021-09-16T20:13").shown_day == "16 September 2021"


@pytest.mark.parametrize(
    "text, day, between",
    [
        ("2019-07-15", "2019-07-15", ("2019-07-15", "2019-07-15")),
        ("2021-07-05..2021-07-09", "2021-07-09", ("2021-07-09", "2021-07-09")),
        ("2019-04", None, ("2019-04-01", "2019-04-30")),
        ("2019-04-03..2019-06", None, ("2019-06-01", "2019-06-30")),
        ("2019-04..2019-04", None, ("2019-04-01", "2019-04-30")),
        ("2015-04-01..", None, ("2015-04-01", "9999-12-31")),
    ],
)
def test_when_it_can_have_ended(text: str, day: str | None, between: tuple[str, str]) -> None:
    """The day it ended where that is known, and else the days it can have ended between."""
    moment = parse_moment(text)
    assert (moment.day.isoformat() if moment.day else None) == day
    assert tuple(each.isoformat() for each in moment.end_between) == between


@pytest.mark.parametrize(
    "text, why, right",
    [
        ("1st May", "is no date", ""),
        ("", "is no date", ""),
        ("1 May 2019", "is no date", "write 2019-05-01"),
        ("Wednesday 1st of May 2019", "is no date", "write 2019-05-01"),
        ("May 1st, 2019", "is no date", "write 2019-05-01"),
        ("Sept. 2019", "is no date", "write 2019-09"),
        ("1/5/2019", "is no date", "write 2019-05-01"),
        ("2019.05.01", "is no date", "write 2019-05-01"),
        ("2019-5", "is no date", "write 2019-05"),
        ("2019-05-01 9:30", "is no date", "write 2019-05-01T09:30"),
        ("2019-05-01T09:30:15+01:00", "is no date", "write 2019-05-01T09:30"),
        ("2019-05-01 to 2019-05-03", "is no date", "write 2019-05-01..2019-05-03"),
        ("2019-05-01–2019-05-03", "is no date", "write 2019-05-01..2019-05-03"),
        ("31/4/2019", "is no date", ""),
        ("12 Mayhem 2019", "is no date", ""),
        ("２０１９-05-01", "is no date", ""),
        ("2019-02-30", "is no day: February 2019 has 28 days", ""),
        ("2019-00-10", "has no month 00", ""),
        ("2019-05-01T24:00", "has no hour 24:00", ""),
        ("1066", "is in the year 1066", ""),
        ("2019-05-03..2019-05-01", "ends before it begins", "swap the two dates"),
        ("2019-05..2019-04", "ends before it begins", "swap the two dates"),
        ("..2019-05-01", "is no date", ""),
        ("2019-05-01..2019-05-02..2019-05-03", "is more than one range", ""),
    ],
)  # fmt: skip
def test_what_is_no_date(text: str, why: str, right: str) -> None:
    """What is wrong with a date is said, and what was probably meant."""
    with pytest.raises(NotAMoment) as raised:
        parse_moment(text)
    assert (str(raised.value), raised.value.right) == (why, right)


@given(st.text() | st.from_regex(r"[0-9]{1,4}[-./ T:0-9a-z]{0,16}(\.\.[0-9-]{0,10})?", fullmatch=True))
def test_any_text_is_a_moment_or_is_told_of(text: str) -> None:
    """Nothing but NotAMoment is ever raised, and what was read keeps its text."""
    try:
        moment = parse_moment(text)
    except NotAMoment as error:
        if error.right.startswith("write 2") and ".." not in error.right:
            parse_moment(error.right.removeprefix("write "))
    else:
        assert moment.text == text
        assert "" not in (moment.shown, moment.iso)


DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(DAYS, DAYS, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_a_range_covers_both_its_ends(one: date, other: date, start_length: int, end_length: int) -> None:
    """A range of days, months or years begins no later than its first date, and ends no sooner than its last."""
    begun, ended = sorted((one, other))
    try:
        moment = parse_moment(f"{begun.isoformat()[:start_length]}..{ended.isoformat()[:end_length]}")
    except NotAMoment:
        assert start_length != end_length  # 2019..2019-03-04: the year goes on after its end, or begins before it
        return
    assert moment.covers(begun)
    assert moment.covers(ended)
    assert moment.end_between[0] <= moment.end_between[1]


@given(st.lists(st.one_of(DAYS.map(str), DAYS.map(lambda day: str(day)[:7]), DAYS.map(lambda day: f"{day}T09:30"))))
def test_order_is_that_of_the_first_day(texts: list[str]) -> None:
    """A vaguer date sorts at the start of what it covers; an hour after a day without one."""
    ordered = sorted((parse_moment(text) for text in texts), key=lambda moment: moment.order)
    assert [each.first for each in ordered] == sorted(each.first for each in ordered)


def test_a_month_stands_before_its_first_hour() -> None:
    """Of what starts on one day, what has no hour comes first."""
    written = ["2019-04-01T00:01", "2019-04-01", "2019-04", "2019-03-31T23:59"]
    ordered = sorted(written, key=lambda text: parse_moment(text).order)
    assert ordered == ["2019-03-31T23:59", "2019-04-01", "2019-04", "2019-04-01T00:01"]


def test_a_day_as_a_moment() -> None:
    """A day that was worked out reads like one that was written."""
    assert (
        moment_of(date(2019, 7, 5))
        == parse_moment("2019-07-05")
        == Moment("2019-07-05", date(2019, 7, 5), date(2019, 7, 5))
    )
    assert shown_date(date(2019, 7, 5)) == "5 July 2019"
    assert parse_moment("2019-07-05T09:05").at == time(9, 5)
