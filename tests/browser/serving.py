"""A site on loopback, served as a web host would: at the root of a domain or below a folder, with its own page for what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any


class Handler(SimpleHTTPRequestHandler):
    """Gives out the files of one folder, below a prefix, and no lists of what a folder holds."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, below: str, **more: Any) -> None:
        self.below = below
        super().__init__(*args, **more)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.below):
            return str(Path(self.directory) / "nothing-here")
        return super().translate_path("/" + path.removeprefix(self.below))

    def end_headers(self) -> None:
        # The link checker waits between two requests to a host that does not name it in an answer.
        self.send_header("LinkChecker", "welcome")
        super().end_headers()

    def list_directory(self, path: Any) -> None:
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: what was asked for is the tests' business."""


class Server(ThreadingHTTPServer):
    """A server whose readers may go away in the middle of an answer, as browsers do."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing is said of a connection that was closed; an answer that fails is seen by who asked."""


@contextmanager
def served(site: Path, below: str = "/") -> Iterator[str]:
    """The address at which the folder is served until the block ends, with a slash at its end."""
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(site), below=below)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{below}"
        finally:
            server.shutdown()
            thread.join()
