"""The calendar of deadlines, as iCalendar (RFC 5545 and 7986), which a phone subscribes to.

An entry has no SEQUENCE and no LAST-MODIFIED: a build does not know how often a day has changed, or when. A subscribed
calendar is read as a whole, and an entry is told from the others by its UID.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from icalendar import (
    Alarm,
    Calendar,
    Component,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vText,
)

from plaint.casebook import addresses
from plaint.casebook.casebook import Casebook
from plaint.casebook.fill import Filler
from plaint.export.addressed import site_address
from plaint.export.deadline import Deadline
from plaint.export.deadlines import deadlines
from plaint.record.moment import UK_TIME, shown_date
from plaint.record.words import slug

NO_ADVICE = "This is no legal advice. Check the day yourself before you rely on it."
EVERY_DAY = timedelta(days=1)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


Recall = Callable[[Deadline, Callable[[Deadline], bytes]], bytes]
"""Gives what an entry was written as, or has it written."""


def deadlines_calendar(case: Casebook, filler: Filler, title: str, recall: Recall | None = None) -> str:
    """What is due to us and what we must do by when, with CRLF at the ends of its lines, none longer than 75 bytes.

    It depends on the record and the casebook's day alone. A campaign without deadlines has the time zone in it and
    nothing else, which keeps the calendar valid: RFC 5545 section 3.6 wants at least one component.
    """
    campaign = case.record.campaign
    root = site_address(campaign.url)
    about = f"What is owed to us, and what we must do by when, as of {shown_date(case.as_of)}."
    whole = Calendar()
    _text(whole, "prodid", "-//Plaint//Deadlines//EN")
    _text(whole, "version", "2.0")
    _text(whole, "calscale", "GREGORIAN")
    # Each twice: phones look for the X- names, which are older than the standard ones.
    for name in ("name", "x-wr-calname"):
        _text(whole, name, f"{title}: deadlines")
    for name in ("description", "x-wr-caldesc"):
        _text(whole, name, " ".join(_paragraphs(about, campaign.notice, NO_ADVICE)))
    _text(whole, "x-wr-timezone", UK_TIME.key)
    whole.add("url", root)
    whole.add("source", root + addresses.CALENDAR, parameters={"VALUE": "URI"})
    whole.add("refresh-interval", EVERY_DAY, parameters={"VALUE": "DURATION"})
    _text(whole, "x-published-ttl", "P1D")
    whole.add_component(_uk_time())
    # When what is said was worked out: the build's day, for how late an answer is changes daily.
    stamp = datetime.combine(case.as_of, time.min, UTC)
    recall = recall or (lambda entry, write: write(entry))

    def written(entry: Deadline) -> bytes:
        text: bytes = _event(entry, root, stamp, campaign.notice).to_ical(sorted=False)
        return text

    text: bytes = whole.to_ical(sorted=False)
    end = b"END:VCALENDAR\r\n"
    events = b"".join(recall(each, written) for each in deadlines(case, filler))
    return (text.removesuffix(end) + events + end).decode()


def _event(entry: Deadline, root: str, stamp: datetime, notice: str | None) -> Event:
    event = Event()
    _text(event, "uid", uid(root, entry.key))
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.start)
    if entry.end is not None:
        event.add("dtend", entry.end)
    _text(event, "summary", entry.title)
    address = root + entry.address
    _text(event, "description", "\n\n".join(_paragraphs(*entry.about, address, notice, NO_ADVICE)))
    if entry.place:
        _text(event, "location", entry.place)
    event.add("url", address)
    _text(event, "categories", entry.category)
    _text(event, "status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    # Readers subscribe too, and a council's deadline is no reason to call their day busy.
    _text(event, "transp", "TRANSPARENT")
    if entry.alarm is not None:
        alarm = Alarm()
        _text(alarm, "action", "DISPLAY")
        alarm.add("trigger", entry.alarm)
        _text(alarm, "description", entry.title)
        event.add_component(alarm)
    return event


def uid(root: str, key: tuple[str, ...]) -> str:
    """What an entry is known by on every phone, for good: it changes with the site's address, and with nothing else."""
    site = urlsplit(root)
    # Two campaigns may share a host, each below a path of its own.
    path = [slug(site.path)] if site.path.strip("/") else []
    return f"{'.'.join((*path, *key))}@{site.hostname}"


def _paragraphs(*texts: str | None) -> list[str]:
    return [text for text in texts if text]


class _Text(vText):
    r"""A text, escaped as RFC 5545 section 3.3.11 has it. The library takes the `\N` of `C:\New` for a new line."""

    def to_ical(self) -> bytes:
        text = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return text.replace("\n", "\\n").encode()


def _text(component: Component, name: str, value: str) -> None:
    """Add a text to a component, its line ends made one kind, without the control characters that none may hold."""
    component.add(name, _Text(_CONTROL.sub("", re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", value))))


def _uk_time() -> Timezone:
    """The time of the United Kingdom since 1996: it changes at 01:00 UTC on the last Sundays of March and October.

    Appointments are in local time with these rules, and not in UTC: then the hour is the one on the invitation,
    wherever it is read. Written out here, so that the bytes do not depend on the zones that a machine knows.
    """
    zone = Timezone()
    _text(zone, "tzid", UK_TIME.key)
    hour, none = timedelta(hours=1), timedelta()
    for part, name, month, first, before, after in (
        (TimezoneDaylight(), "BST", 3, "1996-03-31T01:00", none, hour),
        (TimezoneStandard(), "GMT", 10, "1996-10-27T02:00", hour, none),
    ):
        part.add("dtstart", datetime.fromisoformat(first))  # by the time as it was before the change, without a zone
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        _text(part, "tzname", name)
        zone.add_component(part)
    return zone
