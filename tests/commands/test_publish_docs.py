"""docs/publishing.md says what `publish` says, and its way back works."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from plaint.guard.never import terms_in
from tests.commands.publishing import SITE, building, made
from tests.docs import pages
from tests.docs.pages import ROOT, code, rows, section
from tests.docs.test_commands import test_a_command_in_the_docs_exists as holds_command
from tests.docs.test_examples import test_every_block_says_what_it_holds as holds_blocks
from tests.docs.test_examples import test_links_lead_somewhere as holds_links

PAGE = ROOT / "docs" / "publishing.md"
TEXT = PAGE.read_text(encoding="utf-8")
SOURCES = [*(ROOT / "plugins/plaint/guard").glob("*.py"), *(ROOT / "plugins/plaint/commands").glob("publish*.py")]
# Where a message names something of its own, the code has a field in braces.
NAMED = {
    "private/never.yaml:3": "{each.where}",
    " stands here": "",
    " above 100": "",
    "content/campaign.yaml": "{path}",
}

_TABLE = rows(pages.tables(section(TEXT, "What keeps a publication back"))[0])


def test_the_page_is_held_to_the_code_like_the_reference():
    """Its links lead somewhere, its commands exist, and its blocks say what they hold."""
    holds_links(PAGE)
    holds_blocks(PAGE)
    shown = [*pages.commands(TEXT), *re.findall(r"`(?:python3|py) tasks\.py ([^`]+)`", TEXT)]
    assert len(shown) >= 3
    for line in shown:
        holds_command(PAGE.name, line)


@pytest.mark.parametrize("cell", [row[0] for row in _TABLE[1:]])
def test_a_message_on_the_page_is_one_of_the_code(cell: str):
    """What stands in the first column is part of a message that is printed."""
    words = code(cell)
    for shown, written in NAMED.items():
        words = words.replace(shown, written)
    assert any(words in path.read_text(encoding="utf-8") for path in SOURCES), words


def test_the_list_on_the_page_can_be_copied():
    """The example of never.yaml is a list, and finds what the page says that it does."""
    (block,) = [text for language, text in pages.fences(TEXT) if language == "text" and "Marigold" in text]
    terms = terms_in(block, "never.yaml")
    assert len(terms.all) == 5
    assert all(terms.within([each]) for each in ("marigold-thistlewood.jpg", "MarigoldThistlewood", "+44 7700 900123"))
    assert not terms.within(["Mariana"])


def test_the_way_back_puts_the_last_site_in_the_place_of_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The lines on the page bring the published branch back to what it held, keep its history, and do no harm to the next."""
    place = made(tmp_path, monkeypatch)
    for name in ("COMMITTER", "AUTHOR"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "somebody")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "somebody@home.invalid")
    building(monkeypatch, SITE)
    place.publish()
    first = place.git("rev-parse", "gh-pages^{tree}", at=place.hub)
    building(monkeypatch, {**SITE, "posts/b/index.html": "<p>a mistake"})
    place.publish()
    (block,) = [text for language, text in pages.fences(TEXT) if language == "sh" and "revert" in text]
    for line in block.splitlines():
        program, *words = shlex.split(line)
        assert program == "git"
        place.git(*words)
    assert place.git("rev-parse", "gh-pages^{tree}", at=place.hub) == first
    assert len(place.history()) == 3
    assert place.git("branch", "--show-current") == "main"
    assert place.publish() == 0
    assert "posts/b/index.html" in place.files()


def test_deleting_the_branch_deletes_its_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """After the line for what got out, the next publication has nothing before it."""
    place = made(tmp_path, monkeypatch)
    building(monkeypatch, {**SITE, "leak.html": "<p>leak"})
    place.publish()
    (line,) = re.findall(r"`git (push origin --delete [^`]+)`", TEXT)
    place.git(*line.split())
    (place.root / "output" / "leak.html").unlink()
    building(monkeypatch, SITE)
    assert place.publish() == 0
    assert len(place.history()) == 1
    assert "leak.html" not in place.files()
