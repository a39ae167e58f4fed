"""Where copies of a page that is gone can be found: the Wayback Machine, asked by its availability API."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urldefrag

from plaint.commands.links_ask import Asker
from plaint.values import dataclass

API = "https://archive.org/wayback/available"
COPIES = "https://web.archive.org/web/"
_LARGEST = 100_000
"""Bytes of an answer that are read. A real one has a few hundred."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a page, and the day it was made; the day is None where nobody could be asked whether there is one."""

    address: str
    day: date | None


def copy_of(address: str, day: date, asker: Asker, api: str = API) -> Copy | None:
    """The copy nearest to a day; None where the archive says that it has none.

    Where the archive cannot be reached the address is given at which it would show the nearest one.
    """
    bare = urldefrag(address)[0]
    asked = f"{api}?url={quote(bare, safe='')}&timestamp={day:%Y%m%d}"
    said = asker.read(asked, _LARGEST)
    perhaps = Copy(f"{COPIES}{day:%Y%m%d}/{bare}", None)
    if said is None:
        return perhaps
    try:
        snapshots = json.loads(said)["archived_snapshots"]
        closest = snapshots.get("closest")
    except (ValueError, KeyError, TypeError, AttributeError):
        return perhaps
    return _copy(closest)


def _copy(closest: Any) -> Copy | None:
    """The copy that the API describes: only one of a page that was there, as the archive's own address."""
    if not isinstance(closest, dict) or not closest.get("available") or str(closest.get("status")) != "200":
        return None
    address = str(closest.get("url", "")).replace("http://", "https://", 1)
    try:
        return Copy(address, datetime.strptime(str(closest.get("timestamp"))[:8], "%Y%m%d").date())  # noqa: DTZ007
    except ValueError:
        return None
