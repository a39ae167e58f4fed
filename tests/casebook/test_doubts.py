"""Prose against the record. A false alarm is worse than a slip that is missed, so most of these raise none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.campaigns import doubts_of, problems_of, read_base_with

CONTACTS = """\
- {id: a-month, on: 2019-02, kind: phone, from: officers, to: parents}
- {id: fortnight, on: 2019-02-25..2019-03-08, kind: event, from: council}
- {id: new-year, on: 2018-12-28..2019-01-04, kind: event, from: council}
- {id: long-meeting, on: 2019-03-05T10:00, ends: 2019-03-05T12:30, kind: meeting, from: parents, to: officers}
- {id: evening, on: 2019-03-07T20:13, kind: email, from: officers, to: parents}
- {id: past-midnight, on: 2019-03-08T00:10, kind: email, from: officers, to: parents}
"""
POST = "---\ntitle: Post\ndate: {}\n---\n\n{}\n"


def doubts_in(root: Path, text: str, day: str = "2019-07-01") -> list[str]:
    """The doubts about a post of that text, without its place."""
    reading = read_base_with(
        root, {f"posts/{day}-prose.md": POST.format(day, text), "record/contacts/more.yaml": CONTACTS}
    )
    assert problems_of(reading) == []
    return [doubt.split(": ", 1)[1] for doubt in doubts_of(reading)]


FITS = [
    # The day, in every way people write one.
    "[[contact:ask|on 3 May 2019]]", "[[contact:ask|on 3rd May]]", "[[contact:ask|on the 3rd of May 2019]]",
    "[[contact:ask|on May 3]]", "[[contact:ask|on May 3rd, 2019]]", "[[contact:ask|Friday 3 May]]",
    "[[contact:ask|our request of May 2019]]", "[[contact:ask|that Friday]]", "[[contact:ask|the 2019 request]]",
    "[[contact:ask|that request]]", "[[contact:ask|12 questions]]", "[[contact:ask|may we ask]]",
    "[[ev:ramp|on 4 March 2019]]", "[[post:we-complained|on 4 June]]", "[[letter:complaint|on Monday]]",
    # What lasted, or is vague.
    "[[contact:fortnight|on 1 March]]", "[[contact:fortnight|from 25 February to 8 March]]", "[[contact:fortnight|on a Sunday]]",
    "[[contact:a-month|on 12 February]]", "[[contact:a-month|one Tuesday]]", "[[contact:new-year|on 28 December]]",
    "[[contact:new-year|on 1 January]]", "[[contact:a-month|at noon]]",
    # Words that only look like weekdays or months.
    "[[contact:ask|what we sat through]]", "[[contact:ask|they wed us to it]]", "[[contact:ask|the sun came out]]",
    "[[contact:ask|the march]]",
    # The hour, give or take half of one.
    "[[contact:evening|at 8pm]]", "[[contact:evening|at 20:13]]", "[[contact:evening|at 8.30 p.m.]]", "[[contact:evening|at 8:43pm]]",
    "[[contact:long-meeting|at ten]]", "[[contact:long-meeting|until 12.30]]", "[[contact:long-meeting|from 10am]]",
    "[[contact:long-meeting|at midday]]", "[[contact:ask|at 9am]]", "[[contact:evening|late]]",
    "[[contact:past-midnight|at midnight]]",
    # Amounts that the clock had reached, or that are none.
    "[[clock:ask|33 working days]]", "[[clock:ask|thirty-three working days]]", "[[clock:ask|more than thirty working days]]",
    "[[clock:ask|49 days]]", "[[clock:ask|seven weeks]]", "[[clock:ask|since 3 May 2019]]", "[[clock:ask|since 2019]]",
    "[[clock:ask|the time that section 10(1) allows]]", "[[clock:ask|since 10.30 that day]]", "[[clock:ask|one of many delays]]",
    "[[days:2019-06-03..2019-06-10|five working days]]", "[[days:2019-06-03..2019-06-10|a week]]",
    "[[days:2019-06-03..2019-06-10|7 days]]", "[[days:2019-06-03..2019-06-10|eight days]]",
    "[[days:2019-04-01..2019-06-10|ten weeks]]",
    "[[rule:foi|twenty working days]]", "[[rule:foi|four weeks]]", "[[rule:foi|section 10 of the Act]]",
    "[[count:complaint#issues|one]]", "[[point:complaint#when|question 1]]", "[[point:complaint#when|what we asked]]",
]  # fmt: skip

DIFFERS = [
    ("[[contact:ask|on 4 May]]", "“on 4 May” does not fit the record: it was 3 May 2019"),
    ("[[contact:ask|on 3 May 2018]]", "“on 3 May 2018” does not fit the record: it was 3 May 2019"),
    ("[[contact:ask|on May 4th]]", "“on May 4th” does not fit the record: it was 3 May 2019"),
    ("[[contact:ask|on 31 June]]", "“on 31 June” does not fit the record: it was 3 May 2019"),
    ("[[contact:ask|that Thursday]]", "“that Thursday” does not fit the record: 3 May 2019 was a Friday"),
    ("[[contact:ask|on Thu]]", "“on Thu” does not fit the record: 3 May 2019 was a Friday"),
    ("[[letter:complaint|on a tuesday]]", "“on a tuesday” does not fit the record: 3 June 2019 was a Monday"),
    ("[[contact:fortnight|on 9 March]]", "“on 9 March” does not fit the record: it was 25 February to 8 March 2019"),
    ("[[contact:a-month|on 1 March]]", "“on 1 March” does not fit the record: it was February 2019"),
    ("[[contact:evening|at 9pm]]", "“at 9pm” does not fit the record: it was at 20:13"),
    ("[[contact:evening|at 8am]]", "“at 8am” does not fit the record: it was at 20:13"),
    ("[[contact:long-meeting|until 13:15]]", "“until 13:15” does not fit the record: it was at 10:00"),
    ("[[clock:ask|34 working days]]", "“34 working days” is more than the clock had reached: 33 working days"),
    ("[[clock:ask|fifty days]]", "“fifty days” is more than the clock had reached: 33 working days"),
    ("[[clock:ask|1,000 working days]]", "“1,000 working days” is more than the clock had reached: 33 working days"),
    ("[[days:2019-06-03..2019-06-10|six working days]]", "“six working days” is not what the record says: 5 working days"),
    ("[[rule:foi|21 working days]]", "“21 working days” is not what the record says: 20 working days"),
    ("[[count:complaint#issues|three]]", "“three” is not what the record says: 1"),
    ("[[point:complaint#when|question 2]]", "“question 2” is not what the record says: Question 1"),
]  # fmt: skip


def test_own_words_that_fit(tmp_path: Path) -> None:
    """None of these contradicts the record."""
    assert doubts_in(tmp_path, "\n\n".join(FITS)) == []


def test_own_words_that_differ(tmp_path: Path) -> None:
    """Each of these does, and what the record says is beside it."""
    found = doubts_in(tmp_path, "\n\n".join(text for text, _ in DIFFERS))
    assert found == [f"{what}; correct the words, or the record" for _, what in DIFFERS]


def test_a_clock_is_taken_as_of_the_texts_day(tmp_path: Path) -> None:
    """What had not been reached on the post's day was not true on it."""
    assert doubts_in(tmp_path / "a", "[[clock:ask|20 working days]]", "2019-06-04") == []
    (doubt,) = doubts_in(tmp_path / "b", "[[clock:ask|20 working days]]", "2019-06-03")
    assert doubt.startswith("“20 working days” is more than the clock had reached: 19 working days")


@pytest.mark.parametrize(
    "text",
    [
        "On Friday 3 May 2019 we asked.",
        "On Friday, 3rd May 2019, we asked.",
        "On Fri 3 May.",
        "On Friday the 3rd of May.",
        "On Friday\n3 May 2019.",
        "On Friday, May 3rd.",
        "On Wednesday 25 December we rest.",  # of 2019
        "On Tuesday 25 December we rested.",  # of 2018
        "Every Friday in May 2019.",
        "On Friday we met 3 people; on 4 May 2019 none.",
        "Monday to Friday 3 to 5 people came.",
        "They sat 4 May 2019 through.",
        "`On Thursday 3 May 2019` is code.",
        "    On Thursday 3 May 2019\n",
    ],
)
def test_weekdays_that_fit(tmp_path: Path, text: str) -> None:
    """A weekday beside no date, or beside one that it falls on, is in order."""
    assert doubts_in(tmp_path, text) == []


@pytest.mark.parametrize(
    "text, what",
    [
        ("On Thursday 3 May 2019.", "“Thursday 3 May 2019”: 3 May 2019 was a Friday; correct the weekday or the date"),
        ("On Thurs 3rd May 2019.", "“Thurs 3rd May 2019”: 3 May 2019 was a Friday; correct the weekday or the date"),
        ("On Thursday, the 3rd of May 2019.", "“Thursday, the 3rd of May 2019”: 3 May 2019 was a Friday; correct the weekday or the date"),
        ("On Monday, May 6th, 2020.", "“Monday, May 6th, 2020”: 6 May 2020 was a Wednesday; correct the weekday or the date"),
        ("On Monday 25 December.", "“Monday 25 December” falls on that weekday in no year near 2019; correct one of the two"),
        ("On Monday 31 June.", "“Monday 31 June” is no day; correct the date"),
        ("On Friday 29 February 2019.", "“Friday 29 February 2019” is no day; correct the date"),
    ],
)  # fmt: skip
def test_weekdays_that_do_not_fit(tmp_path: Path, text: str, what: str) -> None:
    """The day it was, or the year, is said."""
    assert doubts_in(tmp_path, text) == [what]


def test_a_leap_day_without_its_year(tmp_path: Path) -> None:
    """Of the years around a post's own, the ones without that day are passed over."""
    assert doubts_in(tmp_path / "a", "On Saturday 29 February.", "2019-07-01") == []
    assert doubts_in(tmp_path / "b", "On Sunday 29 February.", "2019-07-01") != []


def test_doubts_of_registers_stand_on_their_line(tmp_path: Path) -> None:
    """A note of several lines is counted from where its words begin."""
    files = {
        "record/contacts/more.yaml": "- id: one\n  on: 2019-07-09\n  kind: event\n  from: council\n  summary: |\n"
        "    One.\n\n    On Thursday 3 May 2019.\n"
    }
    (doubt,) = doubts_of(read_base_with(tmp_path, files))
    assert doubt.startswith("content/record/contacts/more.yaml:8: “Thursday 3 May 2019”")


WORDS = st.lists(
    st.sampled_from(
        [
            "Friday",
            "3",
            "May",
            "2019",
            "at",
            "10.30",
            "8pm",
            "noon",
            "31",
            "June",
            "the",
            "3rd",
            "of",
            ",",
            "99",
            "days",
        ]
    )
    | st.text(max_size=5),
    max_size=8,
).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=WORDS,
    kind=st.sampled_from(
        ["contact:ask", "contact:evening", "clock:ask", "rule:foi", "ev:ramp", "count:complaint#issues"]
    ),
)
def test_any_own_words_are_compared_or_let_through(tmp_path: Path, words: str, kind: str) -> None:
    """Whatever the words are, nothing is raised."""
    text = f"[[{kind}|{words}]]".encode("utf-8", "ignore").decode()
    files = {
        "posts/2019-07-01-prose.md": POST.format("2019-07-01", text).encode(),
        "record/contacts/more.yaml": CONTACTS,
    }
    reading = read_base_with(tmp_path, files)
    assert all("\n" not in str(each) for each in (*reading.problems, *reading.doubts))


def test_own_words_for_a_point_that_is_itself_wrong_are_no_failure(tmp_path: Path) -> None:
    """Where the letter that a text points into is at fault, that alone is told."""
    letter = "---\ndate: 2019-06-05\ntitle: Another\nkind: letter\nfrom: parents\nto: officers\n---\n"
    files = {
        "letters/2019-06-05-another.md": f"{letter}\n## Issue: The ramp\n\nIt is broken.\n",
        "posts/2019-07-01-prose.md": POST.format("2019-07-01", "They named [[point:another#broken|issue 3]]."),
    }
    (problem,) = problems_of(read_base_with(tmp_path, files))
    assert problem.startswith("content/letters/2019-06-05-another.md:9: this issue has no id")
