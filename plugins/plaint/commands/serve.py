"""`serve`: the site on this computer, drafts and all, made anew whenever something is saved."""

from __future__ import annotations

import functools
import http.server
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

from plaint.commands.build import HERE, make, read_folder
from plaint.commands.day import the_day
from plaint.commands.report import Progress, summed, tell
from plaint.problems import Problem, Stopped, Where

_LOOK_AGAIN = 0.5
"""Seconds between two looks at whether something was saved."""

_PORTS = 20
"""How many ports are tried, upwards from the one asked for."""


def serve(content: str, port: int = 8000, today: str | None = None) -> int:
    """Build a preview and serve it on this computer alone until Ctrl-C; 1 where that cannot begin."""
    try:
        the_day(today)
        if not Path(content).is_dir():
            raise Stopped(
                [Problem(Where(content), "there is no such folder", "name the campaign’s folder with --content")]
            )
        with tempfile.TemporaryDirectory(prefix="plaint-") as folder:
            site = Path(folder) / "site"
            with listening(site, port) as server:
                rebuild(content, site, today)
                print(f"http://localhost:{server.server_address[1]}/ shows the site, drafts among it. Ctrl-C stops it.")
                thread = threading.Thread(target=server.serve_forever, daemon=True)
                thread.start()
                try:
                    for _ in saved(Path(content)):
                        rebuild(content, site, today)
                except KeyboardInterrupt:
                    print("\nStopped.")
                finally:
                    server.shutdown()
    except Stopped as stopped:
        tell(stopped.problems)
        return 1
    return 0


def rebuild(content: str, site: Path, today: str | None) -> None:
    """Build the preview; where a problem is in the way it is told, and what was there stays."""
    began = time.monotonic()
    try:
        with Progress() as progress:
            reading = read_folder(content, the_day(today), drafts=True, progress=progress)
            tell((*reading.problems, *reading.doubts))
            if reading.problems:
                print(f"{summed(reading.problems, reading.doubts)}. The page shows the last version that was right.")
                return
            made = make(reading, Path(content), site, preview=True, progress=progress)
    except Stopped as stopped:
        tell(stopped.problems)
        return
    print(f"Built {made.pages:,} pages in {time.monotonic() - began:.1f} s.")


def saved(content: Path) -> Iterator[None]:
    """Yields each time a file of the campaign or the theme was saved, added or taken away."""
    before = _times(content)
    while True:
        time.sleep(_LOOK_AGAIN)
        now = _times(content)
        if now != before:
            before = now
            yield


def _times(content: Path) -> dict[str, tuple[int, int]]:
    """When each file was last changed, and how large it is."""
    found: dict[str, tuple[int, int]] = {}
    for root in (content, HERE / "theme"):
        for folder, _, names in os.walk(root):
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118  # thousands of files, twice a second
                try:
                    status = os.stat(path)  # noqa: PTH116
                except OSError:
                    continue
                found[path] = (status.st_mtime_ns, status.st_size)
    return found


def listening(site: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server for the site, for this computer alone, on the first free port. Raises Stopped where none is free."""
    handler = functools.partial(_Handler, directory=str(site))
    for each in range(port, port + _PORTS) if port else (0,):
        try:
            return http.server.ThreadingHTTPServer(("127.0.0.1", each), handler)
        except (OSError, OverflowError):
            continue
    what = f"no port from {port} to {port + _PORTS - 1} is free"
    raise Stopped([Problem(Where("--port"), what, "name another, such as --port 9000")])


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files without a cache, and the site's own page for what is not there. Says nothing."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Every request is no news."""
