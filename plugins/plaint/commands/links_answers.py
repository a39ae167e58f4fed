"""What the outside world's answers mean: a page that is there, moved or gone, or nobody who answers at all."""

from __future__ import annotations

import http.client
import socket
import ssl
import urllib.error
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Literal

from plaint.values import dataclass

Found = Literal["ok", "moved", "gone", "refused", "unreachable"]
"""What became of an address. `refused`: somebody is there, and does not show the page to a program."""

GONE = (404, 410)
PERMANENT = (301, 308)
REDIRECTS = (*PERMANENT, 302, 303, 307)
REFUSED = (401, 402, 403, 407, 418, 451)
LATER = (429, 503)
"""Statuses by which a server asks to be left alone for a while; how long stands in Retry-After (RFC 9110, 10.2.3)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address: the last status (0 where nobody answered), where it is now, and why it failed."""

    found: Found
    status: int = 0
    now_at: str = ""
    why: str = ""


def answer_of(status: int, moved_to: str) -> Answer:
    """What a last status means."""
    if status in GONE:
        return Answer("gone", status)
    if status in REFUSED:
        return Answer("refused", status, why=f"it answers {_named(status)}")
    if status >= 400:
        return Answer("unreachable", status, why=f"it answers {_named(status)}")
    return Answer("moved", status, moved_to) if moved_to else Answer("ok", status)


def _named(status: int) -> str:
    """A status with its name: `403 (Forbidden)`."""
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def seconds_to_wait(headers: Mapping[str, str]) -> float:
    """The seconds that a server asks us to wait. Its own day is what it counts from; our clock may be wrong."""
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        until, now = parsedate_to_datetime(said), parsedate_to_datetime(headers.get("date", ""))
        return max((until - now).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return 5.0


def why_not(error: Exception) -> tuple[str, bool]:
    """Why nobody answered, for people, and whether the whole host is lost with that."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    match cause:
        case ssl.SSLCertVerificationError():
            return "its certificate is not valid", True
        case ssl.SSLError():
            return "no safe connection could be made", True
        case socket.gaierror():
            return "there is no host of that name, or this computer is not online", True
        case TimeoutError():
            return "it did not answer in time", True
        case ConnectionRefusedError():
            return "it accepts no connection", True
        case http.client.HTTPException():
            return "the connection broke, or what came is no web page", False
        case OSError():
            return (cause.strerror or "the connection broke").lower(), False
    return "it cannot be asked", False
