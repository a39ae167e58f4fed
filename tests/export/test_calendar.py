"""The calendar of deadlines: what stands in it, on which day, under which name, and that phones can read it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from plaint.casebook.casebook import Casebook
from plaint.casebook.fill import Filler
from plaint.export.calendar import NO_ADVICE, _text, deadlines_calendar
from tests.campaigns import Files, opened, read_files
from tests.sites import built

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "calendar"
GOLDEN_DAY = date(2026, 11, 20)

PEOPLE = """\
    organisations:
      us: {name: Parents, us: true}
      council: {name: Northmere Council}
    people:
      mary-wintergreen: {shown_as: MW, of: us}
      officer: {role: SEND officer, of: council}
    """


def calendar_of(root: Path, files: Files, day: str, *, drafts: bool = False) -> str:
    """The calendar of a campaign with these files beside its people, on a day."""
    whole = {"campaign.yaml": "url: https://example.org/\n", "record/people.yaml": PEOPLE, **files}
    case = opened(read_files(root, whole, as_of=date.fromisoformat(day), drafts=drafts))
    return text_of(case)


def text_of(case: Casebook) -> str:
    return deadlines_calendar(case, Filler(case, lambda embed, inside: ""), "Northmere")


def contacts(*lines: str) -> Files:
    return {"record/contacts.yaml": "".join(f"- {{{line}}}\n" for line in lines)}


def read(text: str) -> dict[str, Component]:
    """The events by what they are known by, without the site's host."""
    whole = Calendar.from_ical(text)
    assert whole.errors == []
    events = {str(each["UID"]).partition("@")[0]: each for each in whole.events}
    assert len(events) == len(whole.events), "two events have one UID"
    return events


def said(event: Component, name: str = "SUMMARY") -> str:
    return str(event[name])


def on(event: Component) -> tuple[Any, Any]:
    return event["DTSTART"].dt, event["DTEND"].dt


def alarms(event: Component) -> list[timedelta]:
    return [each["TRIGGER"].dt for each in event.walk("VALARM")]


FOI = "id: foi, on: 2026-05-01, kind: foi, from: us, to: officer, subject: Contracts, expects: foi"
REFUSAL = "id: no, on: 2026-05-29, kind: email, from: officer, to: us, replies_to: foi, reply: refusal, subject: No"


def test_a_small_campaign_gives_the_calendar_that_is_written_down(tmp_path: Path):
    """Every kind of entry as it stands in tests/golden/calendar, where the lines of a text are not folded."""
    case = opened(read_files(tmp_path, _golden_files(), as_of=GOLDEN_DAY))
    text = deadlines_calendar(case, Filler(case, lambda embed, inside: ""), "Buses for All")
    shown = text.replace("\r\n ", "").replace("\r\n", "\n")
    assert shown == (GOLDEN / "expected.ics.txt").read_text(encoding="utf-8")


def _golden_files() -> dict[str, bytes]:
    root = GOLDEN / "campaign"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_an_answer_stands_on_the_day_it_is_due(tmp_path: Path):
    """Twenty working days from 1 May 2026, less two bank holidays, end on 2 June: a whole day, rung in that morning."""
    event = read(calendar_of(tmp_path, contacts(FOI), "2026-05-20"))["answer.foi.foi.council"]
    assert said(event) == "Answer due: Contracts (SEND officer, Northmere Council)"
    assert on(event) == (date(2026, 6, 2), date(2026, 6, 3))
    assert alarms(event) == [timedelta(hours=9)]
    assert "Day 20 is Tuesday 2 June 2026." in said(event, "DESCRIPTION")
    assert NO_ADVICE in said(event, "DESCRIPTION")
    assert said(event, "URL") == "https://example.org/contacts/foi/"


def test_an_overdue_answer_stays_on_its_day_and_says_how_late_it_is(tmp_path: Path):
    """On 16 June nine working days have passed since, for 15 June is a holiday in Scotland; nobody is reminded any more."""
    event = read(calendar_of(tmp_path, contacts(FOI), "2026-06-16"))["answer.foi.foi.council"]
    assert said(event) == "Answer overdue, 9 working days late: Contracts (SEND officer, Northmere Council)"
    assert on(event)[0] == date(2026, 6, 2)
    assert alarms(event) == []


def test_an_answer_that_came_is_due_no_more(tmp_path: Path):
    """Once they have refused, the clock has stopped and its entry is gone."""
    assert read(calendar_of(tmp_path, contacts(FOI, REFUSAL), "2026-06-15")) == {}


def test_silence_without_a_limit_has_no_day(tmp_path: Path):
    """`expects: a reply` sets no day, so that none can be marked."""
    asked = "id: ask, on: 2026-05-01, kind: email, from: us, to: officer, expects: a reply"
    assert read(calendar_of(tmp_path, contacts(asked), "2026-06-15")) == {}


def test_what_we_owe_is_ours_to_do(tmp_path: Path):
    """An answer that they wait for from us reminds us a week before, in the morning."""
    asked = "id: ask, on: 2026-05-01, kind: email, from: officer, to: us, subject: Your form, expects: 20 days"
    event = read(calendar_of(tmp_path, contacts(asked), "2026-05-04"))["answer.ask._period.us"]
    assert said(event) == "Our answer due: Your form"
    assert event.categories == ["For us to do"]
    assert alarms(event) == [timedelta(hours=9) - timedelta(days=7)]


@pytest.mark.parametrize(
    ("due", "before"),
    [
        ("2026-05-08", timedelta(days=7)),
        ("2026-05-07", timedelta(days=1)),
        ("2026-05-02", timedelta(days=1)),
        ("2026-05-01", timedelta()),
    ],
)
def test_a_short_limit_reminds_the_day_before(due: str, before: timedelta, tmp_path: Path):
    """An alarm before the question was even asked would never go off."""
    asked = f"id: ask, on: 2026-05-01, kind: email, from: officer, to: us, reply_by: {due}"
    event = read(calendar_of(tmp_path, contacts(asked), "2026-05-01"))["reply.ask"]
    assert alarms(event) == [timedelta(hours=9) - before]


def test_two_clocks_of_one_contact_are_two_entries(tmp_path: Path):
    """The law's day and the one that was asked for, and two periods, stand beside each other."""
    both = FOI.replace("expects: foi", "expects: [foi, 2026-05-15, 2 weeks, 5 working days]")
    events = read(calendar_of(tmp_path, contacts(both), "2026-05-04"))
    days = {key: on(event)[0].isoformat() for key, event in events.items()}
    assert days == {
        "answer.foi.foi.council": "2026-06-02",
        "answer.foi._day.council": "2026-05-15",
        "answer.foi._period.council": "2026-05-15",
        "answer.foi._period.council.2": "2026-05-11",
    }


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("answer.foi.foi.council", FOI, FOI.replace("05-01", "05-06")),
        ("answer.foi._day.council", FOI.replace("expects: foi", "expects: 2026-06-10"),
         FOI.replace("expects: foi", "expects: 2026-06-12")),
        ("answer.foi._period.council", FOI.replace("expects: foi", "expects: 20 days"),
         FOI.replace("expects: foi", "expects: 30 days")),
    ],
)  # fmt: skip
def test_a_day_that_moves_keeps_its_uid(key: str, before: str, after: str, tmp_path: Path):
    """A corrected date, day or period moves the entry on a phone and adds none."""
    one = read(calendar_of(tmp_path / "one", contacts(before), "2026-05-20"))
    two = read(calendar_of(tmp_path / "two", contacts(after), "2026-05-20"))
    assert list(one) == list(two) == [key]
    assert on(one[key]) != on(two[key])


def test_a_deadline_of_ours_counts_from_what_opened_it(tmp_path: Path):
    """Forty working days after a refusal of 29 May 2026, less 15 June (Scotland) and 13 July (Northern Ireland): 28 July."""
    events = read(calendar_of(tmp_path, contacts(FOI, f"{REFUSAL}, opens: ask-foi-review"), "2026-06-15"))
    event = events["act.no.ask-foi-review"]
    assert on(event)[0] == date(2026, 7, 28)
    assert said(event).startswith("Last day: Asking for an internal review")
    assert "Monday 13 July 2026" in said(event, "DESCRIPTION")
    assert alarms(event) == [timedelta(hours=9) - timedelta(days=7)]


def test_a_deadline_of_ours_goes_when_it_has_passed(tmp_path: Path):
    """It is there on its last day, and gone on the next."""
    files = contacts(FOI, f"{REFUSAL}, opens: ask-foi-review")
    assert "act.no.ask-foi-review" in read(calendar_of(tmp_path / "one", files, "2026-07-28"))
    assert read(calendar_of(tmp_path / "two", files, "2026-07-29")) == {}


def test_a_step_we_have_taken_reminds_us_no_more(tmp_path: Path):
    """The entry stays, for another e-mail may have been meant; it says what we have sent, and is silent."""
    asked = "id: review, on: 2026-06-10, kind: review, from: us, to: officer, replies_to: no"
    files = contacts(FOI, f"{REFUSAL}, opens: ask-foi-review", asked)
    event = read(calendar_of(tmp_path, files, "2026-06-15"))["act.no.ask-foi-review"]
    assert alarms(event) == []
    assert "We have sent our request for a review of 10 June 2026." in said(event, "DESCRIPTION")


def test_our_time_is_not_longer_because_they_were_closed(tmp_path: Path):
    """A council's closed days are left out of what it owes, and not out of what we must do."""
    files = {
        **contacts("id: no, on: 2026-05-29, kind: email, from: officer, to: us, opens: ours"),
        "campaign.yaml": "url: https://example.org/\nclosed_days: {2026-06-02: Closed}\n",
        "record/rules.yaml": "- {id: ours, name: Ours, period: 2 working days, law: A policy}\n",
    }
    event = read(calendar_of(tmp_path, files, "2026-06-01"))["act.no.ours"]
    assert on(event)[0] == date(2026, 6, 2)


def test_an_appeal_runs_from_the_later_of_two_days(tmp_path: Path):
    """Two months from the decision, one from a mediation certificate: one entry, on the later day."""
    decision = "id: decision, on: 2026-03-02, kind: decision, from: officer, to: us, opens: send-appeal"
    mediated = "id: paper, on: 2026-04-20, kind: letter, from: officer, to: us, replies_to: decision"
    files = contacts(decision, f"{mediated}, opens: send-appeal")
    events = read(calendar_of(tmp_path, files, "2026-04-21"))
    assert {key: on(event)[0] for key, event in events.items()} == {"act.decision.send-appeal": date(2026, 5, 20)}


def test_a_rule_nobody_has_read_says_so(tmp_path: Path):
    """The description tells a rule that was read from one that was not."""
    files = {
        **contacts(FOI.replace("expects: foi", "expects: [foi, ours]")),
        "record/rules.yaml": "- {id: ours, name: Ours, period: 10 working days, law: What they told us}\n",
    }
    events = read(calendar_of(tmp_path, files, "2026-05-04"))
    assert "Not verified" in said(events["answer.foi.ours.council"], "DESCRIPTION")
    assert "This is a rule of this campaign’s own." in said(events["answer.foi.ours.council"], "DESCRIPTION")
    assert "Not verified" not in said(events["answer.foi.foi.council"], "DESCRIPTION")


MET = "id: met, on: 2026-05-01, kind: meeting, from: officer, to: us, message: We will write."


def promise(due: str, more: str = "") -> Files:
    return {
        **contacts(MET),
        "record/promises.yaml": f"- {{id: p, made_in: met, by: council, summary: A word, {due}{more}}}\n",
    }


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("due: 2026-06-15", "Promise due: A word (Northmere Council)"),
        ("due: 2026-06-14", "Promise overdue: A word (Northmere Council)"),
        ("due: 2026-06-14, outcome: {kept: 2026-06-10}", None),
        ("due: 2026-06-14, outcome: {broken: 2026-06-15}", None),
        ("due: 2026-06-14, outcome: {late: 2026-06-16}", "Promise overdue: A word (Northmere Council)"),
        ("due: 2026-07", None),
        ("due: 2026", None),
        ("due: 2026-07..", None),
        ("due: 2026-07-01..2026-07", None),
    ],
)
def test_a_promise_stands_on_its_day_until_it_is_known_how_it_ended(written: str, title: str | None, tmp_path: Path):
    """One that is due or overdue has an entry; one that was kept or broken, or is due in no day that is known, none."""
    events = read(calendar_of(tmp_path, promise(written), "2026-06-15"))
    assert [said(event) for event in events.values()] == ([title] if title else [])


def test_an_appointment_has_its_hours_and_place(tmp_path: Path):
    """In UK time, with the end where one was written, and an alarm a day before."""
    files = contacts(
        "id: hearing, on: 2026-07-01T10:30, ends: 2026-07-01T16:00, kind: hearing, from: officer, to: us,"
        " subject: The hearing, place: 'Room 2; Town Hall, Northmere'"
    )
    event = read(calendar_of(tmp_path, files, "2026-06-15"))["appointment.hearing"]
    london = ZoneInfo("Europe/London")
    assert on(event) == (datetime(2026, 7, 1, 10, 30, tzinfo=london), datetime(2026, 7, 1, 16, 0, tzinfo=london))
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert said(event, "LOCATION") == "Room 2; Town Hall, Northmere"
    assert alarms(event) == [-timedelta(days=1)]


def test_no_length_is_made_up(tmp_path: Path):
    """A meeting of which nobody has said how long it takes has a beginning and no end."""
    event = read(calendar_of(tmp_path, contacts(MET.replace("05-01", "07-01T10:30")), "2026-06-15"))["appointment.met"]
    assert "DTEND" not in event
    assert "DURATION" not in event


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2026-07-01", ("2026-07-01", "2026-07-02")),
        ("2026-07-01..2026-07-03", ("2026-07-01", "2026-07-04")),
        ("2026-06-10..2026-06-15", ("2026-06-10", "2026-06-16")),
        ("2026-06-15", ("2026-06-15", "2026-06-16")),
        ("2026-06-14", None),
        ("2026-07", None),
        ("2027", None),
        ("2026-07-01..", None),
        ("2026-07..2026-08", None),
    ],
)
def test_an_appointment_covers_the_days_that_are_known(when: str, days: tuple[str, str] | None, tmp_path: Path):
    """A day, or several with both ends known, until the last has passed; a month or a year makes no entry."""
    events = read(calendar_of(tmp_path, contacts(MET.replace("2026-05-01", when)), "2026-06-15"))
    assert [tuple(day.isoformat() for day in on(event)) for event in events.values()] == ([days] if days else [])


def test_what_was_sent_today_is_no_appointment(tmp_path: Path):
    """An e-mail of the day of the build lies behind us; a meeting may still be to come."""
    assert read(calendar_of(tmp_path, contacts(MET.replace("meeting", "email")), "2026-05-01")) == {}


def test_a_cancelled_appointment_says_so(tmp_path: Path):
    """It stays, marked, so that whoever saw it before is told; and it rings no more."""
    files = contacts(f"{MET.replace('05-01', '07-01')}, subject: We meet, cancelled: true")
    event = read(calendar_of(tmp_path, files, "2026-06-15"))["appointment.met"]
    assert said(event, "STATUS") == "CANCELLED"
    assert said(event) == "Cancelled: We meet"
    assert alarms(event) == []


ASKED = "id: asked, on: 2026-06-10, kind: email, from: officer, to: us, subject: Dates, reply_by: 2026-06-20T12:00"


def test_what_they_asked_of_us_stands_on_its_day_with_the_hour_in_words(tmp_path: Path):
    """A whole day with `by 12:00` in its title."""
    event = read(calendar_of(tmp_path, contacts(ASKED), "2026-06-15"))["reply.asked"]
    assert said(event) == "Reply by 12:00: Dates (SEND officer, Northmere Council)"
    assert on(event)[0] == date(2026, 6, 20)


@pytest.mark.parametrize(
    "more",
    [
        "id: ours, on: 2026-06-12, kind: email, from: mary-wintergreen, to: officer, replies_to: asked",
        "id: ours, on: 2026-06-12, kind: email, from: us, to: officer, replies_to: asked, reply: refusal",
    ],
)
def test_what_we_have_replied_to_is_done(more: str, tmp_path: Path):
    """Anybody's reply of our side takes it out, whatever it says."""
    assert read(calendar_of(tmp_path, contacts(ASKED, more), "2026-06-15")) == {}


def test_what_they_asked_by_a_day_that_is_over_is_gone(tmp_path: Path):
    """It is there on that day, and not on the next."""
    assert list(read(calendar_of(tmp_path / "one", contacts(ASKED), "2026-06-20"))) == ["reply.asked"]
    assert read(calendar_of(tmp_path / "two", contacts(ASKED), "2026-06-21")) == {}


def test_to_say_that_we_got_it_is_no_reply(tmp_path: Path):
    """An acknowledgement leaves the day standing."""
    got = "id: got, on: 2026-06-12, kind: email, from: us, to: officer, replies_to: asked, reply: acknowledgement"
    assert list(read(calendar_of(tmp_path, contacts(ASKED, got), "2026-06-15"))) == ["reply.asked"]


def test_nothing_private_and_no_draft_is_in_it(tmp_path: Path):
    """A private person is MW in names and in UIDs; what only `serve` shows is left out even there."""
    files = {
        **contacts(
            "id: one, on: 2026-05-01, kind: email, from: officer, to: mary-wintergreen, expects: 60 days,"
            " reply_by: 2026-07-01",
            "id: two, on: 2026-07-01, kind: meeting, from: mary-wintergreen, to: officer",
            "id: three, on: 2026-07-01, kind: meeting, from: us, to: officer, subject: Wintergreen, draft: true",
            "id: four, on: 2026-05-01, kind: email, from: us, to: officer, subject: Wintergreen, draft: true,"
            " expects: foi, opens: ask-ico",
        ),
        "record/people.yaml": PEOPLE.replace("{shown_as: MW, of: us}", "{shown_as: MW}"),
        "record/promises.yaml": "- {id: p, made_in: two, by: mary-wintergreen, summary: To come, due: 2026-07-01}\n"
        "- {id: q, made_in: four, by: council, summary: Wintergreen, due: 2026-07-01}\n",
    }
    for drafts in (False, True):
        text = calendar_of(tmp_path, files, "2026-05-20", drafts=drafts).replace("\r\n ", "")
        assert "wintergreen" not in text.lower()
        assert set(read(text)) == {"answer.one._period.mw", "appointment.two", "promise.p"}
        assert "MW" in said(read(text)["appointment.two"])


def test_a_campaign_without_deadlines_has_a_valid_calendar(tmp_path: Path):
    """No event, and the one component that RFC 5545 asks for: the time zone."""
    whole = Calendar.from_ical(calendar_of(tmp_path, {}, "2026-05-20"))
    assert [each.name for each in whole.subcomponents] == ["VTIMEZONE"]
    assert str(whole["PRODID"])
    assert str(whole["VERSION"]) == "2.0"


def test_the_same_day_gives_the_same_bytes(tmp_path: Path):
    """Twice the same; on the next day only the stamp, and what says how late something is, have changed."""
    one, two, next_day = (
        calendar_of(tmp_path / name, contacts(FOI), day)
        for name, day in (("one", "2026-05-20"), ("two", "2026-05-20"), ("three", "2026-05-21"))
    )
    assert one == two
    assert "DTSTAMP:20260520T000000Z" in one
    assert "DTSTAMP:20260521T000000Z" in next_day


def test_a_phone_is_told_what_it_is_and_to_look_daily(tmp_path: Path):
    """The names, the address it came from, and how often it is worth another look."""
    files = {"campaign.yaml": "url: https://example.org/buses/\nnotice: All invented.\n", **contacts(FOI)}
    text = calendar_of(tmp_path, files, "2026-05-20")
    lines = text.replace("\r\n ", "").split("\r\n")
    assert "X-WR-CALNAME:Northmere: deadlines" in lines
    assert "NAME:Northmere: deadlines" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D" in lines
    assert "SOURCE;VALUE=URI:https://example.org/buses/deadlines.ics" in lines
    assert "UID:buses.answer.foi.foi.council@example.org" in lines
    (event,) = Calendar.from_ical(text).events
    assert "All invented." in said(event, "DESCRIPTION")


def test_the_time_zone_in_it_is_that_of_the_united_kingdom(tmp_path: Path):
    """Read by its own rules, every hour around the changes of ten years is the one that clocks showed."""
    text = calendar_of(tmp_path, {}, "2026-05-20")
    ours, london = tzical(StringIO(text)).get("Europe/London"), ZoneInfo("Europe/London")
    for year in range(2020, 2031):
        for month in (3, 10):
            for hour in range(24 * 8):
                utc = datetime(year, month, 24, tzinfo=UTC) + timedelta(hours=hour, minutes=30)
                assert utc.astimezone(ours).replace(tzinfo=None) == utc.astimezone(london).replace(tzinfo=None), utc


HOSTILE = "🚌 שלום, \\N; \\n C:\\New, «a;b» \u202eevil END:VEVENT ݀́é " * 3


def test_hostile_words_come_back_as_they_were_written(tmp_path: Path):
    """Commas, semicolons, backslashes, emoji and right-to-left text in a subject, folded and read again."""
    quoted = HOSTILE.strip().replace("'", "''")
    text = calendar_of(tmp_path, contacts(f"{MET.replace('05-01', '07-01')}, subject: '{quoted}'"), "2026-06-15")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (line,) = (each for each in unfolded(text) if each.startswith("SUMMARY:"))
    assert unescaped(line.removeprefix("SUMMARY:")) == quoted


def unfolded(text: str) -> list[str]:
    """The content lines, unfolded as RFC 5545 section 3.1 has it, on bytes."""
    return text.encode().replace(b"\r\n ", b"").decode().split("\r\n")


def unescaped(value: str) -> str:
    """A TEXT value read as RFC 5545 section 3.3.11 has it."""
    return re.sub(r"\\([nN,;\\])", lambda found: "\n" if found[1] in "nN" else found[1], value)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n\t,;\\")))
def test_any_text_is_folded_and_escaped_so_that_it_reads_back(words: str):
    """No line is longer than 75 bytes or breaks a character, no bare comma or line break is left, and nothing is lost."""
    component = Component()
    component.name = "VEVENT"
    _text(component, "summary", words)
    bytes_ = component.to_ical(sorted=False)
    for line in bytes_.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
        assert b"\n" not in line
    value = bytes_.replace(b"\r\n ", b"").decode().split("\r\n")[1].removeprefix("SUMMARY:")
    assert not re.search(r"(?<!\\)(\\\\)*[,;]", value)
    assert unescaped(value) == words


@given(st.text())
def test_no_text_can_end_a_line_or_leave_a_control_character(words: str):
    """Whatever is written, the calendar has the lines it should, each without control characters but the tab."""
    words = words.encode("utf-8", "ignore").decode()
    component = Component()
    component.name = "VEVENT"
    _text(component, "summary", words)
    lines = component.to_ical(sorted=False).replace(b"\r\n ", b"").decode().split("\r\n")
    assert len(lines) == 4
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", lines[1])


def test_the_demos_calendar_is_written_and_offered(demo: Path):
    """It stands at the root with its bytes as they are, and the page about subscribing leads to it."""
    raw = (demo / "deadlines.ics").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 100
    assert Calendar.from_ical(raw).events
    page = (demo / "subscribe" / "index.html").read_text(encoding="utf-8")
    assert 'href="webcal://example.org/deadlines.ics"' in page
    assert 'href="../deadlines.ics"' in page


def test_a_site_without_an_address_offers_no_app_link(tmp_path: Path):
    """Before there is a url, a link that opens an app would lead to the reader's own computer."""
    files = {"campaign.yaml": "title: Us\n", "record/people.yaml": PEOPLE, **contacts(FOI)}
    content = tmp_path / "content"
    read_files(content, files)
    page = built(content, tmp_path / "site", "2026-05-20") / "subscribe" / "index.html"
    assert "webcal:" not in page.read_text(encoding="utf-8")
