"""Asking the outside world for an address: politely, one request a host at a time, and never for more than its head.

Whatever a server does gives an `Answer`; nothing is raised.
"""

from __future__ import annotations

import http.client
import importlib
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import field
from http import HTTPStatus
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from plaint.commands.links_answers import LATER, PERMANENT, REDIRECTS, Answer, answer_of, seconds_to_wait, why_not
from plaint.values import dataclass

_SAFE = "/:?#[]@!$&'()*+,;=-._~%"
_NO_ADDRESS = "this is no address that can be asked for"


@dataclass(frozen=True, slots=True)
class Manners:
    """How we ask. Times are in seconds; `patience` is the longest that a Retry-After is waited for.

    `agent` is what servers see of us. `proxies` are those of the machine where None. `sleep` and `clock` are its too.
    """

    agent: str
    pause: float = 1.0
    timeout: float = 15.0
    redirects: int = 6
    retries: int = 2
    patience: float = 60.0
    proxies: dict[str, str] | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


@dataclass(slots=True)
class _Host:
    """A host: who is asking it at this moment, when it may be asked again, and why it could not be reached."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    lost: str = ""


class Asker:
    """Asks for addresses, from several threads if need be; each host gets one request at a time, and then a rest."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._opener = _opener(manners.proxies)
        self._stopped = threading.Event()

    def ask(self, address: str) -> Answer:
        """What became of a page, redirects followed."""
        if self._stopped.is_set():
            return Answer("unreachable", why="it was not asked for")
        try:
            return self._follow(address)
        except ValueError:
            return Answer("unreachable", why=_NO_ADDRESS)

    def read(self, address: str, most: int) -> bytes | None:
        """The body of an answer of status 200 that has no more than `most` bytes; None where there is none."""
        status, _, why, body = self._request("GET", address, most)
        return body if not why and status == HTTPStatus.OK and len(body) <= most else None

    def stop(self) -> None:
        """Ask for nothing more: whoever presses Ctrl-C need not wait for what was still to be asked."""
        self._stopped.set()

    def _follow(self, address: str) -> Answer:
        here, fragment = urldefrag(address)
        permanent, moved_to, seen = True, "", {here}
        for _ in range(self.manners.redirects + 1):
            status, headers, why = self._look(here)
            if why:
                return Answer("unreachable", why=why)
            if status not in REDIRECTS or not headers.get("location"):
                kept = f"{moved_to}#{fragment}" if moved_to and fragment else moved_to
                return answer_of(status, kept)
            here = urldefrag(urljoin(here, quote(headers["location"].strip(), safe=_SAFE)))[0]
            if urlsplit(here).scheme not in ("http", "https"):
                return Answer("unreachable", status, why="it sends us to something that is no web page")
            # Only what was moved for good has a new address: behind it there may be a page to log in at.
            permanent = permanent and status in PERMANENT
            moved_to = here if permanent else moved_to
            if here in seen:
                return Answer("unreachable", status, why="it sends us round in a circle")
            seen.add(here)
        return Answer("unreachable", why=f"it sends us on more than {self.manners.redirects} times")

    def _look(self, address: str) -> tuple[int, Mapping[str, str], str]:
        """The status and headers of an address: by HEAD, and by GET where that had no success."""
        status, headers, why, _ = self._request("HEAD", address)
        if (not why and (status < 300 or status in REDIRECTS or status in LATER)) or self._host(address).lost:
            return status, headers, why
        status, headers, why, _ = self._request("GET", address)
        return status, headers, why

    def _request(self, method: str, address: str, most: int = 0) -> tuple[int, Mapping[str, str], str, bytes]:
        """One request, made again where the server asks us to come back later: status, headers, why not, and body."""
        host, manners = self._host(address), self.manners
        with host.lock:
            for turn in range(manners.retries + 1):
                if host.lost:
                    break
                manners.sleep(max(host.free_at - manners.clock(), 0.0))
                try:
                    status, headers, body = self._once(method, address, most)
                except (OSError, http.client.HTTPException) as error:
                    why, lost = why_not(error)
                    # The host's other addresses would each take as long to say the same.
                    host.lost = why if lost else ""
                    return 0, {}, why, b""
                finally:
                    host.free_at = manners.clock() + manners.pause
                wait = seconds_to_wait(headers) if status in LATER else 0.0
                if status not in LATER or wait > manners.patience or turn == manners.retries:
                    return status, headers, "", body
                host.free_at += wait
        return 0, {}, host.lost, b""

    def _once(self, method: str, address: str, most: int) -> tuple[int, Mapping[str, str], bytes]:
        asked = {"User-Agent": self.manners.agent, "Accept": "*/*"}
        request = urllib.request.Request(_in_ascii(address), method=method, headers=asked)
        try:
            with self._opener.open(request, timeout=self.manners.timeout) as answer:
                # What a page holds is not our business: the connection is closed with it unread.
                return answer.status, _headers(answer), answer.read(most + 1) if most else b""
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, _headers(answer), b""

    def _host(self, address: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(urlsplit(address).netloc.rpartition("@")[2].lower(), _Host())


def _opener(proxies: dict[str, str] | None) -> urllib.request.OpenerDirector:
    """What opens http and https addresses, and neither follows a redirect nor reads a file of this machine."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(proxies),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=trusting()),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def trusting() -> ssl.SSLContext:
    """What certificates are held against: the authorities that this system trusts.

    Python from python.org knows none of them on macOS until somebody tells it to; pip brings a list of its own.
    """
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        try:
            context.load_verify_locations(importlib.import_module("pip._vendor.certifi").where())
        except (ImportError, OSError):
            return context
    return context


def _headers(answer: http.client.HTTPResponse | urllib.error.HTTPError) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}


def _in_ascii(address: str) -> str:
    """An address as a request writes it. A password in it is left out: that is nobody else's business."""
    parts = urlsplit(address)
    name = parts.hostname or ""
    try:
        name = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValueError(_NO_ADDRESS) from error
    host = f"[{name}]" if ":" in name else name
    place = f"{host}:{parts.port}" if parts.port else host
    return urlunsplit((parts.scheme, place, quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE), ""))
