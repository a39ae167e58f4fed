"""What `serve` shows: the files of the site that was built last, and what is wrong with the campaign now."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from plaint.casebook import addresses
from plaint.commands import serve_page as page
from plaint.problems import Finding, Stopped
from plaint.site.output import MARK
from plaint.site.search_index import Served
from plaint.site.written import page_digest
from plaint.values import dataclass

_FIRST = 600.0
"""Seconds that a request waits at most for the first build of all."""

_EXCHANGE = 0.05
"""Seconds between two looks for a file while one site takes the place of another."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at an address. `onward` is the address it is to be asked for at, if another."""

    status: HTTPStatus
    name: str
    content: bytes
    onward: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as a reader sees it: its HTML, a digest of that and of its pictures, and its stylesheets' addresses."""

    status: HTTPStatus
    html: str
    shown: str
    styles: tuple[str, ...]


class Preview:
    """The site in a folder that builds replace, for many readers at once. Only one thread tells of builds."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._index = Served(site)
        self._news = threading.Condition()
        self._builds = self._sites = 0
        self._over = False
        self._working = False
        self._findings: tuple[Finding, ...] = ()
        self._digests: dict[str, bytes] = {}

    # --- what the building thread says ---

    def begin(self) -> None:
        """A build begins, at whose end another site stands here."""
        self._working = True

    def tell(self, findings: Sequence[Finding], *, new: bool = True) -> None:
        """A build has ended: this is what is wrong, and whether a new site stands. Whoever waits for news is told."""
        with self._news:
            self._builds += 1
            self._working = False
            self._findings = tuple(findings)
            self._digests = {}
            if new:
                self._sites += 1
                self._index = Served(self.site)
            self._news.notify_all()

    def end(self) -> None:
        """No build will follow."""
        with self._news:
            self._over = True
            self._news.notify_all()

    @property
    def stands(self) -> bool:
        """Whether there is a site, of this build or of one before."""
        return (self.site / MARK).is_file()

    # --- what readers ask ---

    def news(self, known: int, seconds: float) -> int | None:
        """The number of the last build, once it is another than the one that is known, or the seconds are over.

        None where no build will follow.
        """
        with self._news:
            self._news.wait_for(lambda: self._over or self._builds != known, seconds)
            return None if self._over else self._builds

    def answer(self, path: str) -> Answer:
        """What stands at an address of the site. Before the first build has ended, this waits for it."""
        self.news(0, _FIRST)
        name = path.lstrip("/")
        if path == page.EVENTS or any(part == ".." or part == MARK for part in name.split("/")) or _strange(name):
            return self._page(path)
        if (indexed := self._indexed(name)) is not None:
            return Answer(HTTPStatus.OK, name, indexed)
        if name and not name.endswith("/") and not _is_page(name):
            if (content := self._read(name)) is not None:
                return Answer(HTTPStatus.OK, name, content)
            if (self.site / name / "index.html").is_file():
                return Answer(HTTPStatus.FOUND, name, b"", onward=f"/{name}/")
        return self._page(path)

    def state(self, path: str) -> str:
        """What a reader compares with the page at an address that is open, to know whether it is still the same."""
        seen = self._seen(path)
        return json.dumps({"shown": seen.shown, "styles": seen.styles})

    def _page(self, path: str) -> Answer:
        seen = self._seen(path)
        if seen.html:
            html = page.followed(seen.html, seen.shown, self._findings)
        else:
            html = page.alone(seen.shown, self._findings)
        return Answer(seen.status, "index.html", html.encode("utf-8", "surrogateescape"))

    def _seen(self, path: str) -> Seen:
        name = path.lstrip("/")
        name = f"{name}index.html" if not name or name.endswith("/") else name
        wrong = page.panel(self._findings)
        status, content = HTTPStatus.OK, None
        if _is_page(name) and ".." not in name.split("/") and not _strange(name):
            content = self._read(name)
        if content is None:
            status, content = HTTPStatus.NOT_FOUND, self._read("404.html")
        if content is None:
            return Seen(HTTPStatus.SERVICE_UNAVAILABLE, "", _digest(wrong), ())
        html = content.decode("utf-8", "surrogateescape")
        # What a search has begun with one index, it cannot go on with in another.
        searched = str(self._sites) if name.startswith(addresses.SEARCH) else ""
        pictures = (self._digest_of(each) for each in page.shown_files(html, path))
        return Seen(status, html, _digest(page.unstyled(html), wrong, searched, *pictures), tuple(page.styles(html)))

    def _digest_of(self, name: str) -> str:
        digests = self._digests
        if name not in digests:
            digests[name] = b"" if (content := self._read(name)) is None else page_digest(content)
        return digests[name].hex()

    def _indexed(self, name: str) -> bytes | None:
        with suppress(Stopped, OSError):  # the site was made anew meanwhile, or has no search; who asks is told so
            return self._index.file(name)
        return None

    def _read(self, name: str) -> bytes | None:
        """A file of the site. Where two sites cannot be exchanged at one stroke, for a moment there is none."""
        for _ in range(3):
            with suppress(OSError, ValueError):
                return (self.site / name).read_bytes()
            if not self._working or self.stands:
                return None
            with self._news:
                self._news.wait(_EXCHANGE)
        return None


def _is_page(name: str) -> bool:
    return name == "404.html" or name.rpartition("/")[2] == "index.html"


def _strange(name: str) -> bool:
    """Whether a name could lead out of the folder on some system."""
    return "\\" in name or "\0" in name or ":" in name.partition("/")[0]


def _digest(*parts: str) -> str:
    return page_digest("\0".join(parts).encode("utf-8", "surrogateescape")).hex()
