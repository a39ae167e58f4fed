"""A plugin is switched off by deleting its line: its pages are gone, and nothing leads to them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from plaint.site.parts import ADDS
from tests.campaigns import BASE
from tests.sites import ROOT, built, pages

PLUGINS = re.findall(r'^ {4}"(plaint\.site\.\w+)",$', (ROOT / "pelicanconf.py").read_text(), re.MULTILINE)
STAY = PLUGINS[:6]


@pytest.mark.parametrize("plugin", PLUGINS[6:])
def test_without_a_plugin_no_link_is_dead(plugin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The site without any one of the optional plugins builds, and every address in it is there."""
    settings = tmp_path / "without.py"  # a module of its own name: publishconf.py takes over what pelicanconf.py says
    text = (ROOT / "pelicanconf.py").read_text().replace(f'    "{plugin}",\n', "")
    settings.write_text(text.replace("HERE = Path(__file__).resolve().parent", f"HERE = Path({str(ROOT)!r})"))
    monkeypatch.setattr("plaint.commands.build.SETTINGS", settings)
    site = built(BASE, tmp_path / "site", "2019-10-01")
    for start in ADDS.get(plugin, ()):
        assert not (site / start).exists()
    for address, page in pages(site):
        for attribute in ("href", "src"):
            for element in page.find_all(attrs={attribute: True}):
                to = urlsplit(str(element[attribute]))
                if to.scheme or to.netloc or not to.path:
                    continue
                path = site / (
                    to.path.lstrip("/") if to.path.startswith("/") else Path(address).parent / unquote(to.path)
                )
                if address.endswith("/") and not to.path.startswith("/"):
                    path = site / address / unquote(to.path)
                assert path.is_file() or (path / "index.html").is_file(), (address, str(element))


def test_what_can_be_left_out_is_what_the_settings_say():
    """Every plugin but the first six, and the one that helps to find the way, says what it adds; so do the cards, which
    only the settings for publishing switch on."""
    assert set(PLUGINS[6:]) - {"plaint.site.finding"} == set(ADDS) - {"plaint.site.cards"}
    assert [f"plaint.site.{name}" for name in ("build", "home", "posts", "pages", "images", "assets")] == STAY
