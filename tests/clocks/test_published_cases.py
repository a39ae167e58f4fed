"""Real cases from statutes' examples, regulators' decisions and other projects' tests, each through the public names.

They stand in real_cases.yaml, each with its source. Where a source says another thing than the clocks do, the case has
both and says why; docs/clocks-sources.md shows them all.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from plaint.clocks import Calendar, Clock, Ledger, built_in_rules, calendar, due, highest, lowest
from plaint.record.model import Rule
from plaint.record.period import Period, parse_period
from tests.clocks.building import record_of
from tests.clocks.published import page, readings_table, sources_table, topic_table

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs" / "clocks-sources.md"
DATA: dict[str, Any] = yaml.safe_load((HERE / "real_cases.yaml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = [case for topic in DATA["topics"] for case in topic["cases"]]
STARTS = ("received", "sent", "ended")
KEYS = {
    "id", "expects", "opens", "terms", "day", "calendar", *STARTS, "no_year", "extension", "extended", "answered",
    "asked_about", "says", "ours", "disagrees", "source", "where",
}  # fmt: skip


def those(*, that: Any) -> Any:
    """The cases that something holds of, as parameters named by their ids."""
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES if that(case)])


def ours(case: dict[str, Any]) -> dict[str, Any]:
    """What the clocks are to say of a case: what its source says, or what we say instead."""
    found: dict[str, Any] = case.get("ours", case["says"])
    return found


def start(case: dict[str, Any]) -> date:
    """The day a case runs from."""
    day: date = next(case[name] for name in STARTS if name in case)
    return day


def days_of(case: dict[str, Any], rule: Rule | Period | None = None) -> Calendar:
    """Whose working days a case counts in."""
    own = rule.calendar if isinstance(rule, Rule) else None
    return calendar(own or case.get("calendar", "england-and-wales"))


def record(case: dict[str, Any]) -> Any:
    """A small record: a letter of ours, and what came back."""
    expects = "own" if "terms" in case else case["expects"]
    contacts = f"- {{id: ours, on: {start(case)}, kind: letter, from: us, to: body, expects: {expects}}}\n"
    if extension := case.get("extension"):
        contacts += _reply("more", extension["announced"], f", reply: extension, until: {extension['until']}")
    if answered := case.get("answered"):
        contacts += _reply("answer", answered)
    own = ", ".join(f"{name}: {_flow(value)}" for name, value in case.get("terms", {}).items())
    rules = f"[{{id: own, name: A rule of its own, law: As the source has it, {own}}}]" if own else "[]"
    people = f"""
        organisations:
          us: {{name: Parents Together, us: true}}
          body: {{name: A public body, calendar: {days_of(case).name}}}
        people: {{}}
    """
    return record_of(contacts, rules=rules, people=people)


def _reply(id: str, on: date, more: str = "") -> str:
    return f"- {{id: {id}, on: {on}, kind: letter, from: body, to: us, replies_to: ours{more}}}\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(each)}" for name, each in value.items()) + "}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def rule_of(case: dict[str, Any]) -> Rule | Period | None:
    """The rule or the plain period of a case; None where silence is counted."""
    if "terms" in case:
        own: Rule = record(case).rules["own"]
        return own
    words = case.get("expects") or case["opens"]
    return built_in_rules().get(words) or parse_period(words)


def in_time(clock: Clock) -> bool:
    """Whether an answer came in time, or can still come in time."""
    return highest(clock.late or 0) == 0 if clock.status == "answered" else clock.status != "overdue"


@those(that=lambda case: "first_due" in ours(case) or ("due" in ours(case) and "extension" not in case))
def test_the_last_day_is_the_published_one(case: dict[str, Any]) -> None:
    """The day to answer by is the one the source gives, or the one we give instead."""
    rule = rule_of(case)
    assert rule is not None
    said = ours(case)
    day = due(start(case), rule, days_of(case, rule), extended=case.get("extended", False))
    assert day == said.get("first_due", said.get("due"))


@those(that=lambda case: ("expects" in case or "terms" in case) and "extended" not in case)
def test_the_ledger_says_the_same(case: dict[str, Any]) -> None:
    """A record with a letter, and with what came back, gives the day, the count and the lateness of the source."""
    said = ours(case)
    as_of = case.get("asked_about") or case.get("answered") or start(case)
    (clock,) = Ledger(record(case)).clocks("ours", as_of)
    if "due" in said:
        assert clock.due == said["due"]
    if "elapsed" in said:
        assert clock.elapsed == said["elapsed"]
    if "late" in said:
        least, most = said["late"] if isinstance(said["late"], list) else (said["late"], said["late"])
        assert clock.late is not None
        assert least <= lowest(clock.late) <= highest(clock.late) <= most
    if "in_time" in said:
        assert in_time(clock) == said["in_time"]


@those(that=lambda case: "day" in case)
def test_a_day_counts_or_does_not(case: dict[str, Any]) -> None:
    """A day is a working day where the source says that it counts, or where we do."""
    assert days_of(case).is_working(case["day"]) == ours(case)["counts"]


@those(that=lambda case: True)
def test_a_case_is_whole(case: dict[str, Any]) -> None:
    """It has facts of one kind, a source that is listed, and says what it was read to say."""
    assert set(case) <= KEYS
    assert sum(name in case for name in ("expects", "opens", "terms", "day")) == 1
    assert "day" in case or sum(name in case for name in STARTS) == 1
    assert case["source"] in DATA["sources"]
    assert case["says"]
    assert case["where"]


@those(that=lambda case: "ours" in case or "disagrees" in case)
def test_a_disagreement_is_one(case: dict[str, Any]) -> None:
    """A case that disagrees says why, and in what; one that has come to agree is no disagreement."""
    assert case["disagrees"]
    assert set(case["ours"]) == set(case["says"])
    assert case["ours"] != case["says"]


@pytest.mark.parametrize("reading", DATA["readings"], ids=lambda reading: reading["id"])
def test_both_readings_are_shown(reading: dict[str, Any]) -> None:
    """Where readings differ, we take the first, and the other gives the other day that is shown beside it."""
    other = {**reading, **reading["or"]}
    for case in (reading, other):
        rule = rule_of(case)
        assert rule is not None
        assert due(start(case), rule, days_of(case, rule)) == case["due"]
    assert other["due"] != reading["due"]


def test_each_case_and_source_stands_once() -> None:
    """No id is used twice, no source is listed that no case uses, and every source has an address and a day."""
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids)) >= 30
    assert {case["source"] for case in CASES} == set(DATA["sources"])
    for source in DATA["sources"].values():
        assert source["url"].startswith(("http://", "https://"))
        assert isinstance(source["checked_on"], date)


@pytest.mark.parametrize("topic", DATA["topics"], ids=lambda topic: topic["title"])
def test_the_page_shows_every_case(topic: dict[str, Any]) -> None:
    """docs/clocks-sources.md has each case as it follows from the data; on failure, this is the table to paste."""
    assert topic_table(topic, DATA["sources"]) in page(DOCS)


def test_the_page_shows_both_readings() -> None:
    """The page has an example of each question on which readings differ, with both days."""
    assert readings_table(DATA["readings"]) in page(DOCS)


def test_the_page_lists_every_source() -> None:
    """The page ends with every source, its address and the day it was read."""
    assert sources_table(DATA["sources"]) in page(DOCS)
