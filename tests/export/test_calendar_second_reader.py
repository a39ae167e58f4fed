"""Another library reads the calendar as the one that wrote it does."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.sites import DEMO_DAY, built

vobject = pytest.importorskip("vobject", reason="a developers' package")

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "calendar" / "campaign"


def test_a_second_reader_finds_the_same_events(tmp_path: Path):
    """The same UIDs, days, hours, titles and descriptions."""
    raw = (built(GOLDEN, tmp_path / "site", "2026-11-20") / "deadlines.ics").read_bytes()
    theirs = vobject.readOne(raw.decode())
    found = {each.uid.value: each for each in theirs.vevent_list}
    ours = {str(each["UID"]): each for each in Calendar.from_ical(raw).events}
    assert found.keys() == ours.keys()
    for uid, event in ours.items():
        start, read = event["DTSTART"].dt, found[uid].dtstart.value
        if hasattr(start, "hour"):
            assert read.astimezone(ZoneInfo("UTC")) == start.astimezone(ZoneInfo("UTC"))
        else:
            assert read == start
        assert found[uid].summary.value == str(event["SUMMARY"])
        assert found[uid].description.value == str(event["DESCRIPTION"])


def test_a_second_reader_finds_the_demos_calendar_valid(demo: Path):
    """Each component has what RFC 5545 requires of it, as that library knows it."""
    theirs = vobject.readOne((demo / "deadlines.ics").read_text(encoding="utf-8"))
    assert theirs.validate(raiseException=True)
    assert len(theirs.vevent_list) > 5
    assert DEMO_DAY.replace("-", "") in theirs.vevent_list[0].dtstamp.value.strftime("%Y%m%d")
