"""A small world for tests of links: a server on this machine that answers as it is told, and remembers what it heard."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Says = tuple[int, dict[str, str]]
"""A status and the headers that come with it."""


@dataclass
class Told:
    """What the server says of each path, in turn (the last of several stays), and what it was asked.

    `copies` are the archive's: by address, the time stamp of the copy it has.
    """

    pages: dict[str, list[Says]] = field(default_factory=dict)
    only_get: set[str] = field(default_factory=set)
    copies: dict[str, str] = field(default_factory=dict)
    archive_is_down: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    root: str = ""

    def page(self, path: str, *says: int | Says) -> str:
        """The whole address of a path, at which the server will say this."""
        self.pages[path] = [(each, {}) if isinstance(each, int) else each for each in says]
        return self.root + path

    def paths(self) -> list[str]:
        """The paths that were asked for, the archive's apart."""
        return [path for _, path in self.asked if not path.startswith("/available")]


@contextmanager
def world() -> Iterator[Told]:
    """A server that is there while the test runs."""
    told, lock = Told(), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.answer()

        def do_GET(self) -> None:
            self.answer()

        def answer(self) -> None:
            with lock:
                told.at_once += 1
                told.most_at_once = max(told.most_at_once, told.at_once)
                told.asked.append((self.command, self.path))
                told.agents.add(self.headers["User-Agent"])
                status, headers, body = self.says()
            # Long enough for a second request to come in meanwhile, if somebody sends one.
            time.sleep(0.005)
            with lock:
                told.at_once -= 1
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        def says(self) -> tuple[int, dict[str, str], bytes]:
            if self.path.startswith("/available"):
                return (503 if told.archive_is_down else 200), {}, json.dumps(self.archived()).encode()
            if self.path in told.only_get and self.command == "HEAD":
                return 405, {}, b""
            turns = told.pages.get(self.path, [(404, {})])
            status, headers = turns.pop(0) if len(turns) > 1 else turns[0]
            return status, headers, b"page"

        def archived(self) -> dict[str, Any]:
            wanted = parse_qs(urlsplit(self.path).query)["url"][0]
            if wanted not in told.copies:
                return {"url": wanted, "archived_snapshots": {}}
            stamp = told.copies[wanted]
            address = f"http://web.archive.org/web/{stamp}/{wanted}"
            closest = {"status": "200", "available": True, "url": address, "timestamp": stamp}
            return {"url": wanted, "archived_snapshots": {"closest": closest}}

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.root = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
