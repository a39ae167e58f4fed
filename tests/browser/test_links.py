"""LinkChecker finds no dead link and no dead fragment, at the root of a domain and below a folder."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import needs
from tests.browser.choosing import addresses
from tests.browser.serving import served
from tests.sites import CASES, DEMO, DEMO_DAY, DEMO_IS_HERE, built

pytestmark = pytest.mark.slow

CAMPAIGNS = {
    "demo": (DEMO, DEMO_DAY),
    "coproduction-2019": (CASES / "coproduction-2019" / "content", "2019-10-01"),
    "inspection-2021": (CASES / "inspection-2021" / "content", "2021-09-22"),
}

# As root it would become nobody, and nobody may not be able to read the environment that it is installed in.
RUN = "from linkcheck.command import linkchecker as it; it.drop_privileges = lambda: None; it.linkchecker()"


SETTINGS = """\
[checking]
maxrequestspersecond=100000
[filtering]
internlinks=^{host}/
[AnchorCheck]
"""
"""The whole host is looked at: a link that leads out of the folder is not somebody else's."""


def followed(base: str, pages: list[str], folder: Path) -> list[dict[str, str]]:
    """LinkChecker's table of the links it followed from these pages on: a row for each address, with what came of it."""
    settings, said = folder / "linkcheckerrc", folder / "links.csv"
    settings.write_text(SETTINGS.format(host=base[: base.index("/", len("http://"))]), encoding="utf-8")
    command = [sys.executable, "-c", RUN, "--config", str(settings), "--no-status", "--threads", "4", "--verbose"]
    command += ["--output", "none", "--file-output", f"csv/utf-8/{said}", *(base + page for page in pages)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode in (0, 1), done.stderr
    lines = said.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";"))


def dead(rows: list[dict[str, str]], base: str) -> list[str]:
    """Those of the links that lead nowhere, a line each."""
    return sorted(
        f"{row['parentname'].partition('#')[0].removeprefix(base)} leads to {row['urlname']}: {row['result']} {row['warningstring']}"
        for row in rows
        if row["valid"] != "True" or row["warningstring"]
    )


@pytest.fixture(params=CAMPAIGNS)
def content(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A copy of each campaign in turn, and the day it is built for."""
    folder, today = CAMPAIGNS[request.param]
    if not folder.is_dir() or (folder == DEMO and not DEMO_IS_HERE):
        pytest.skip("that campaign is not beside this checkout")
    shutil.copytree(folder, tmp_path / "content")
    return tmp_path / "content", today


@pytest.mark.parametrize("below", ["/", "/project/"])
def test_every_link_and_fragment_leads_somewhere(content: tuple[Path, str], tmp_path: Path, below: str) -> None:
    """Followed over HTTP from every page, the page for what is missing among them, no link inside the site is dead."""
    needs.module("linkcheck")
    folder, today = content
    campaign = folder / "campaign.yaml"
    told = re.sub(r"^url:.*\n", "", campaign.read_text(encoding="utf-8"), flags=re.MULTILINE)
    campaign.write_text(f"{told}\nurl: https://example.org{below}\n", encoding="utf-8")
    site = built(folder, tmp_path / "site", today)
    pages = addresses(site)
    with served(site, below) as base:
        rows = followed(base, list(pages), tmp_path)
    wrong = dead(rows, base)
    assert wrong == [], "\n".join(wrong)
    assert {base + page for page in pages} <= {row["url"] for row in rows}


def test_a_dead_link_and_a_dead_fragment_are_found(tmp_path: Path) -> None:
    """The checker sees what it is to see: a page that is missing, a fragment that is, and a link out of the folder."""
    needs.module("linkcheck")
    page = '<!doctype html><title>T</title><p id="here"><a href="{}">a</a> <a href="#here">b</a>'
    (tmp_path / "site").mkdir()
    for name, link in (
        ("one", "gone.html"),
        ("two", "one.html#gone"),
        ("three", "/one.html"),
        ("four", "one.html#here"),
    ):
        (tmp_path / "site" / f"{name}.html").write_text(page.format(link), encoding="utf-8")
    with served(tmp_path / "site", "/project/") as base:
        wrong = dead(followed(base, ["one.html", "two.html", "three.html", "four.html"], tmp_path), base)
    assert [line.partition(": ")[0] for line in wrong] == [
        "one.html leads to gone.html",
        "three.html leads to /one.html",
        "two.html leads to one.html#gone",
    ]
