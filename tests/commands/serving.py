"""A server of previews in a process of its own: what it shows, what it says, and the news that it sends."""

from __future__ import annotations

import http.client
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.sites import ROOT

PATIENCE = 60.0
"""Seconds after which something that is waited for has failed to happen."""

SCRIPT = """
import sys
sys.path[:0] = [{plugins!r}]
from plaint.commands.serve import serve
sys.exit(serve({content!r}, 0, "2019-10-01"))
"""


class Server:
    """A server that runs the code in a checkout."""

    def __init__(self, content: Path, checkout: Path = ROOT) -> None:
        script = SCRIPT.format(plugins=str(checkout / "plugins"), content=str(content))
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-c", script],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=checkout, text=True, encoding="utf-8",
        )  # fmt: skip
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.said: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()
        self.port = int(self.until("http://localhost:").partition("http://localhost:")[2].partition("/")[0])

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def until(self, words: str) -> str:
        """The next line that it says with these words in it."""
        while True:
            try:
                line = self._lines.get(timeout=PATIENCE)
            except queue.Empty:
                pytest.fail(f"it never said {words!r}, but {self.said}")
            if line is None:
                pytest.fail(f"it ended without having said {words!r}: {self.said}")
            self.said.append(line)
            if words in line:
                return line

    def rest(self) -> list[str]:
        """All that it says until its end."""
        return [*iter(lambda: self._lines.get(timeout=PATIENCE), None)]

    def get(self, address: str) -> tuple[int, str]:
        """The status and the page at an address."""
        return got(self.port, address)[::2]

    def stop(self, how: signal.Signals) -> int:
        """Its exit status, once it was asked to end."""
        self.process.send_signal(how)
        return self.process.wait(timeout=PATIENCE)


def got(port: int, address: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
    """The status, the headers and the content of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, f"/{address}", headers=headers)
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, named, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


class News:
    """What the server tells a page that is open."""

    def __init__(self, port: int, page: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._connection.request("GET", f"/_plaint/events?page=/{page}")
        self._answer = self._connection.getresponse()
        self.type = self._answer.getheader("Content-Type")

    def next(self) -> Any:
        """The next state of the page that is told."""
        while line := self._answer.readline():
            if line.startswith(b"data:"):
                return json.loads(line[5:])
        return None

    def until_other(self, than: Any) -> Any:
        """The first state that is told which shows something else."""
        while (state := self.next()) is not None:
            if state["shown"] != than["shown"]:
                return state
        return pytest.fail("the server hung up")

    def close(self) -> None:
        self._answer.close()
        self._connection.close()


@contextmanager
def serving(content: Path, checkout: Path = ROOT) -> Iterator[Server]:
    """A server for a campaign until the block ends."""
    server = Server(content, checkout)
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()


@contextmanager
def news_of(server: Server, page: str) -> Iterator[News]:
    """What the server tells of a page until the block ends."""
    news = News(server.port, page)
    try:
        yield news
    finally:
        news.close()


def checkout_in(folder: Path) -> Path:
    """A copy of all that builds a site, to be changed."""
    ignore = shutil.ignore_patterns("__pycache__", ".mypy_cache", ".ruff_cache")
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    shutil.copy(ROOT / "pelicanconf.py", folder)
    return folder


def change(path: Path, old: str, new: str) -> None:
    """Save a file with some of its words exchanged, as many editors do: a new file that takes the old one's place."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    spare = path.with_name(f".{path.name}.spare")
    spare.write_text(text.replace(old, new), encoding="utf-8")
    os.replace(spare, path)  # noqa: PTH105
