"""The bank holidays of each part of the United Kingdom, by the names people know them by.

They come from the library `holidays`, which is kept up to date. What counts here is a bank holiday under the
Banking and Financial Dealings Act 1971: the days in its first schedule, and those added or moved by
proclamation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Protocol

from plaint.memory.store import key_of

PARTS = {
    "england-and-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}

KNOWN_FROM = date(1990, 1, 1)
"""The first day whose bank holidays are known here. Before it only Saturdays and Sundays are left out."""

ANNOUNCED_UNTIL = date(2028, 12, 31)
"""The last day whose bank holidays have been announced: the government's
list on GOV.UK ran to the end of 2028 when this was last looked at, in 2026. Later ones are taken where they
usually fall, and a clock that reaches them says so."""

_USUAL_UNTIL = 2060

# England and Wales have the same bank holidays, so one of them stands for both.
_SUBDIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}

_NAMES = {
    "New Year's Day": "New Year’s Day",
    "New Year Holiday": "2 January",
    "Saint Patrick's Day": "St Patrick’s Day",
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Saint Andrew's Day": "St Andrew’s Day",
    "Scotland's participation in the FIFA World Cup final": "World Cup bank holiday",
}
_SUBSTITUTE = " (observed)"

# A bank holiday by the St Andrew's Day Bank Holiday (Scotland) Act 2007; the library begins a year early.
_NO_BANK_HOLIDAYS = {("scotland", date(2006, 11, 30))}


class Kept(Protocol):
    """What keeps bytes under keys, such that what is damaged is None; see `plaint.memory.store`."""

    def get(self, key: bytes) -> bytes | None:
        """What was kept."""
        ...

    def put(self, key: bytes, value: bytes) -> None:
        """Keep something."""
        ...


_known: dict[str, Mapping[date, str]] = {}


def know(store: Kept, version: bytes) -> bool:
    """Take the bank holidays out of a store, instead of working them out in every process; False where they are not
    in it. `version` is what differs wherever this code or the library does. What a store gives is whole, or None."""
    try:
        kept = json.loads(store.get(key_of("bank holidays", version)) or b"")
        _known.update({part: _read(kept[part]) for part in PARTS})
    except (ValueError, TypeError, AttributeError, LookupError):  # nothing, or what nobody put there
        return False
    return True


def keep(store: Kept, version: bytes) -> None:
    """Put the bank holidays into a store, if anything has asked for them."""
    if _known:
        days = {part: _written(bank_holidays(part)) for part in PARTS}
        store.put(key_of("bank holidays", version), json.dumps(days).encode())


def _written(days: Mapping[date, str]) -> dict[str, str]:
    return {day.isoformat(): name for day, name in days.items()}


def _read(days: Mapping[str, str]) -> Mapping[date, str]:
    return MappingProxyType({date.fromisoformat(day): name for day, name in days.items()})


def bank_holidays(part: str) -> Mapping[date, str]:
    """The bank holidays of one part of the United Kingdom that fall on Mondays to Fridays, oldest first."""
    if part not in _known:
        _known[part] = MappingProxyType(_worked_out(part))
    return _known[part]


def _worked_out(part: str) -> dict[date, str]:
    # Takes a tenth of a second with all its countries, which what counts no days is spared.
    from holidays import country_holidays

    years = range(KNOWN_FROM.year, _USUAL_UNTIL + 1)
    found = country_holidays("GB", subdiv=_SUBDIVISIONS[part], years=years)
    return {
        day: _name(found[day]) for day in sorted(found) if day.weekday() < 5 and (part, day) not in _NO_BANK_HOLIDAYS
    }


@cache
def bank_holidays_anywhere() -> Mapping[date, str]:
    """The bank holidays of any part of the United Kingdom, each saying in which where it is not in all."""
    parts = {part: bank_holidays(part) for part in PARTS}
    days = sorted(set().union(*parts.values()))
    return MappingProxyType({day: _name_anywhere(day, parts) for day in days})


def _name_anywhere(day: date, parts: Mapping[str, Mapping[date, str]]) -> str:
    having = [part for part, days in parts.items() if day in days]
    name = parts[having[0]][day]
    return name if len(having) == len(parts) else f"{name} ({', '.join(PARTS[part] for part in having)})"


def _name(found: str) -> str:
    """A day's name. Where two holidays share a day, the one that was not moved there gives the name."""
    names = sorted(found.split("; "), key=lambda name: name.endswith(_SUBSTITUTE))
    plain = names[0].removesuffix(_SUBSTITUTE)
    name = _NAMES.get(plain, plain.replace("'", "’"))
    return f"substitute day for {name}" if names[0].endswith(_SUBSTITUTE) else name
