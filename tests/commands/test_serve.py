"""`serve`: the site on this computer, made anew on every save, drafts among it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plaint.commands.serve import listening, serve
from plaint.problems import Stopped
from tests.campaigns import base_with
from tests.sites import ROOT

# A shell that runs the tests in the background has Ctrl-C ignored, and so would the server that they start.
SCRIPT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path[:0] = [{root!r}, {plugins!r}]
from plaint.commands.serve import serve
sys.exit(serve({content!r}, {port}, "2019-10-01"))
"""
DRAFT = {"posts/2019-09-30-idea.md": "---\ntitle: An idea\ndate: 2019-09-30\nstatus: draft\n---\nFirst words.\n"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A server in a process of its own, and what it shows and says."""

    def __init__(self, content: Path, log: Path) -> None:
        self.content, self.log, self.port = content, log, free_port()
        script = SCRIPT.format(root=str(ROOT), plugins=str(ROOT / "plugins"), content=str(content), port=self.port)
        with log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "-c", script], stdout=out, stderr=subprocess.STDOUT, cwd=ROOT
            )

    def get(self, address: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{address}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; a test that waits longer than half a minute has failed."""
        for _ in range(300):
            if holds():
                return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        pytest.fail(self.log.read_text())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(base_with(tmp_path / "content", DRAFT), tmp_path / "log")
    try:
        yield running
    finally:
        running.process.kill()
        running.process.wait()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as a signal of POSIX systems")
def test_a_draft_is_shown_marked_followed_as_it_is_saved_and_ctrl_c_stops(server: Server):
    """One session: a draft with its mark; a save that shows; a mistake that is told and leaves the page; a 404; the end."""
    server.until(lambda: server.get("posts/idea/")[0] == 200)
    assert "Not published" in server.get("posts/idea/")[1]
    path = server.content / "posts" / "2019-09-30-idea.md"
    path.write_text(path.read_text().replace("First words.", "Second words."))
    server.until(lambda: "Second words." in server.get("posts/idea/")[1])
    path.write_text(path.read_text() + "\n[[ev:nothing-at-all]]\n")
    server.until(lambda: "[[ev:nothing-at-all]] leads nowhere" in server.log.read_text())
    assert "Second words." in server.get("posts/idea/")[1]
    status, page = server.get("no/such/page/")
    assert status == 404
    assert 'href="/theme/plaint.css"' in page
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(timeout=20) == 0
    assert server.log.read_text().rstrip().endswith("Stopped.")


def test_a_port_that_is_taken_is_passed_over(tmp_path: Path):
    """The next free one is used."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with listening(tmp_path, port) as server:
            assert port < server.server_address[1] <= port + 19


def test_only_this_computer_is_served(tmp_path: Path):
    """Drafts are not shown to the network the computer is on."""
    with listening(tmp_path, free_port()) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_no_port_at_all_is_one_line(tmp_path: Path):
    """A number that is no port says what would be one."""
    with pytest.raises(Stopped, match="name another, such as --port 9000"):
        listening(tmp_path, 70000)


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Nothing is served where there is nothing to serve."""
    assert serve(str(tmp_path / "nothing"), free_port(), None) == 1
    assert "there is no such folder" in capsys.readouterr().err
