"""The tables of docs/clocks-sources.md, as they follow from real_cases.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from plaint.clocks import built_in_rules, long_date
from plaint.record.moment import shown_date

_STARTS = {"received": "Received", "sent": "Sent", "ended": "Ended"}
_PARTS = {"uk": "the United Kingdom", "scotland": "Scotland", "northern-ireland": "Northern Ireland"}


def page(path: Path) -> str:
    """The text of the page; nothing where it is missing, so that a test shows what belongs there."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def topic_table(topic: dict[str, Any], sources: dict[str, Any]) -> str:
    """The heading of a topic and the table of its cases."""
    rows = [_row(case, sources[case["source"]]) for case in topic["cases"]]
    return f"### {topic['title']}\n\n{_table(('Rule', 'Facts', 'The source says', 'We say', 'Source'), rows)}"


def sources_table(sources: dict[str, Any]) -> str:
    """The table of the sources."""
    rows = [(f"[{each['name']}]({each['url']})", shown_date(each["checked_on"])) for each in sources.values()]
    return _table(("Source", "Read"), rows)


def readings_table(readings: list[dict[str, Any]]) -> str:
    """The table of the questions on which readings differ, with an example of each."""
    rows = [
        (each["title"], _rule(each), _facts(each), long_date(each["due"]), long_date(each["or"]["due"]))
        for each in readings
    ]
    return _table(("Question", "Rule", "Example", "We say", "The other reading"), rows)


def _row(case: dict[str, Any], source: dict[str, Any]) -> tuple[str, ...]:
    mine = f"**{_said(case['ours'])}.** {case['disagrees']}" if "ours" in case else "the same"
    return _rule(case), _facts(case), _said(case["says"]), mine, f"[{source['name']}]({source['url']}): {case['where']}"


def _rule(case: dict[str, Any]) -> str:
    if "day" in case:
        return "a working day"
    if "terms" in case:
        return _terms(case["terms"])
    words = case.get("expects") or case["opens"]
    return f"`{words}`" if words in built_in_rules() else words


def _terms(terms: dict[str, Any]) -> str:
    said = [terms["period"]]
    if terms.get("counts_first_day"):
        said.append("the first day counted")
    if terms.get("lands") == "next-working-day":
        said.append("else the next working day")
    if terms.get("lands") == "send-tribunal":
        said.append("past August and Christmas week")
    if "extension" in terms:
        said.append(f"{terms['extension']['period']} more on notice")
    return ", ".join(said)


def _facts(case: dict[str, Any]) -> str:
    said = [f"{verb} {long_date(case[name])}" for name, verb in _STARTS.items() if name in case]
    if "day" in case:
        said.append(long_date(case["day"]))
    if case.get("no_year"):
        said[0] += " (the source gives no year)"
    where = case.get("calendar") or case.get("terms", {}).get("calendar")
    if where:
        said.append(f"in {_PARTS[where]}")
    if extension := case.get("extension"):
        said.append(f"more time announced {_short(extension['announced'])}, until {_short(extension['until'])}")
    if case.get("extended"):
        said.append("with all the time the rule allows")
    if "answered" in case:
        said.append(f"answered {long_date(case['answered'])}")
    if "asked_about" in case:
        said.append(f"no answer by {long_date(case['asked_about'])}")
    return "; ".join(said)


def _said(says: dict[str, Any]) -> str:
    said = {
        "first_due": lambda day: f"due {long_date(day)}, at first" if "due" in says else f"due {long_date(day)}",
        "due": lambda day: f"due {long_date(day)}",
        "elapsed": lambda number: f"{number} working days",
        "late": lambda late: f"late by {late[0]} to {late[1]} days" if isinstance(late, list) else f"late by {late}",
        "in_time": lambda yes: "in time" if yes else "late",
        "counts": lambda yes: "counts" if yes else "does not count",
    }
    return ", ".join(said[name](value) for name, value in says.items())


def _short(day: date) -> str:
    return shown_date(day)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
