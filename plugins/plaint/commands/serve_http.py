"""The server of `serve`: for this computer alone, on a free port, without a word to the terminal."""

from __future__ import annotations

import mimetypes
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from plaint.commands import serve_page as page
from plaint.commands.serve_preview import Preview
from plaint.problems import Problem, Stopped, Where

_PORTS = 20
"""How many ports are tried, upwards from the one asked for."""

_IDLE = 120
"""Seconds after which a connection that nobody uses is closed."""

_PARTING = 1.0
"""Seconds that an answer is given at the end."""

_ALIVE = 15.0
"""Seconds between two signs of life to a page that waits for news."""

_AGAIN = 300
"""Milliseconds after which a page asks again where the server went away: when its code is taken up anew, say."""

_NAMES = ("localhost", "127.0.0.1", "::1")
"""What this computer is called here. A page elsewhere could lead its own name here and read the drafts."""

_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".csv": "text/csv; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".eml": "message/rfc822",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_OTHERS = mimetypes.MimeTypes()
"""Python's own list, which no setting of this computer changes."""


def type_of(name: str) -> str:
    """The content type of a file, by its name."""
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122  # an address, not a path
    return _TYPES.get(ending) or _OTHERS.types_map[True].get(ending) or "application/octet-stream"


@contextmanager
def listening(preview_at: Callable[[int], Preview], port: int, handed: int | None = None) -> Iterator[Server]:
    """A server for the site on the first free port, at work in a thread until the block ends. Raises Stopped.

    `preview_at` gives what is shown at a port. `handed` is what `Server.hand_on` gave in the process before this one.
    """
    server = _bound(preview_at, port) if handed is None else Server(preview_at, port, handed)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    try:
        yield server
    finally:
        server.preview.end()
        server.shutdown()
        thread.join()
        server.hang_up()
        server.server_close()


def _bound(preview_at: Callable[[int], Preview], port: int) -> Server:
    for each in range(port, port + _PORTS) if port else (0,):
        with suppress(OSError, OverflowError):
            if each == 0 or not _answers_elsewhere(each):
                return Server(preview_at, each)
    what = f"no port from {port} to {port + _PORTS - 1} is free"
    raise Stopped([Problem(Where("--port"), what, "name another, such as --port 9000")])


def _answers_elsewhere(port: int) -> bool:
    """Whether another program has this port at the other address of `localhost`, which browsers ask first."""
    with suppress(OSError), socket.create_connection(("::1", port), timeout=0.2):
        return True
    return False


class Server(ThreadingHTTPServer):
    """Answers each connection in a thread of its own, and knows them all, so that none is left at the end."""

    daemon_threads = False
    request_queue_size = 64
    # On Windows this would let two servers have one port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, preview_at: Callable[[int], Preview], port: int, handed: int | None = None) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler, bind_and_activate=handed is None)
        if handed is not None:
            self.socket.close()
            self.socket = socket.socket(fileno=handed)
            self.server_address = self.socket.getsockname()
        self.preview = preview_at(self.port)

    @property
    def port(self) -> int:
        """The number in the address."""
        return int(self.server_address[1])

    def hand_on(self) -> int | None:
        """The number of a file by which another process in this one's place listens on, so that nobody who asks
        meanwhile is turned away. None where no process can take another's place."""
        if os.name == "nt":
            return None
        handed = os.dup(self.socket.fileno())
        os.set_inheritable(handed, True)
        return handed

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End every connection: one that is kept for a later request would keep its thread.

        What is being answered may be answered, unless whoever asked does not take it.
        """
        for how in (socket.SHUT_RD, socket.SHUT_RDWR):
            for connection in tuple(self._open):
                with suppress(OSError):
                    connection.shutdown(how)
            ends = time.monotonic() + _PARTING
            while self._open and time.monotonic() < ends:
                time.sleep(0.01)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader that goes away in the midst of an answer is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Plaint", ""
    timeout = _IDLE
    # An answer is small and goes out whole.
    wbufsize = -1
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        """Answer with a file of the site, or with news of it."""
        if not self._is_asked_for():
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", b"This site is at localhost.\n")
            return
        try:
            parts = urlsplit(f"http://localhost/{self.path.lstrip('/')}")
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        path = unquote(parts.path)
        if path == page.EVENTS:
            self._tell(next(iter(parse_qs(parts.query).get("page", [])), "/"))
        elif path in page.FILES:
            content, type = page.FILES[path]
            self._send(HTTPStatus.OK, type, content)
        else:
            found = self.server.preview.answer(path)
            query = f"?{parts.query}" if parts.query else ""
            onward = {"Location": f"{quote(found.onward)}{query}"} if found.onward else {}
            self._send(found.status, type_of(found.name), found.content, **onward)

    def do_HEAD(self) -> None:
        """Answer as to GET, with nothing but what stands above the content."""
        self.do_GET()

    def _is_asked_for(self) -> bool:
        with suppress(ValueError):
            return urlsplit(f"//{self.headers.get('Host', 'localhost')}").hostname in _NAMES
        return False

    def _tell(self, path: str) -> None:
        """Tell a page what it is to look like, at once and after every build, as server-sent events."""
        self.close_connection = True
        self._begin(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Connection": "close"})
        if self.command == "HEAD":
            return
        preview, known = self.server.preview, 0
        self.wfile.write(f"retry: {_AGAIN}\n\n".encode())
        self.wfile.flush()
        while (number := preview.news(known, _ALIVE)) is not None:
            said = ":\n\n" if number == known else f"data: {preview.state(path)}\n\n"
            self.wfile.write(said.encode())
            self.wfile.flush()
            known = number

    def _send(self, status: HTTPStatus, type: str, content: bytes, **more: str) -> None:
        self._begin(status, {"Content-Type": type, "Content-Length": str(len(content)), **more})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _begin(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Every request is no news."""
