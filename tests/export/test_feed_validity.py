"""Every feed keeps to the specification of its format, whatever was written; and the rules find what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from plaint.export.feeds import Feeds
from tests.export import hostile
from tests.export.feed_rules import ATOM, CONTENT, FAULTS, atom_faults, html_faults, json_faults, rss_faults
from tests.export.feeding import read_feeds

ENDINGS = tuple(FAULTS)


@pytest.fixture
def feeds(tmp_path: Path) -> Feeds:
    return read_feeds(tmp_path, hostile.FILES, hostile.DAY)


def every(site: Path, ending: str) -> Iterator[Path]:
    return (path for path in sorted((site / "feeds").rglob(f"*.{ending}")))


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_demos_feeds_are_valid(demo: Path, ending: str):
    """Each of the demo's feeds, as the site has it."""
    found = list(every(demo, ending))
    assert len(found) > 10
    assert {path.name: faults for path in found if (faults := list(FAULTS[ending](path.read_text("utf-8"))))} == {}


@pytest.mark.parametrize("ending", ENDINGS)
def test_hostile_words_leave_every_feed_valid(feeds: Feeds, ending: str):
    """Ends of CDATA, markup, control characters, emoji, text from right to left, and 200 KB in one post."""
    for which in feeds.all():
        assert list(FAULTS[ending](feeds.text(which, ending))) == [], which


@pytest.mark.parametrize("ending", ENDINGS)
def test_feeds_in_which_nothing_stands_are_valid(tmp_path: Path, ending: str):
    """A campaign that has only just begun, with no title of its own and no address."""
    feeds = read_feeds(tmp_path, {"campaign.yaml": ""}, hostile.DAY)
    for which in feeds.all():
        assert list(FAULTS[ending](feeds.text(which, ending))) == [], which


def test_what_was_written_comes_back(feeds: Feeds):
    """Title, author, category and text of a hostile post, read by a parser of each format."""
    item = ElementTree.fromstring(feeds.text(("posts", ""), "rss.xml").encode()).findall("channel/item")[-1]
    entry = ElementTree.fromstring(feeds.text(("posts", ""), "atom.xml").encode()).findall(f"{ATOM}entry")[-1]
    found = json.loads(feeds.text(("posts", ""), "json"))["items"][-1]
    assert item.findtext("title") == entry.findtext(f"{ATOM}title") == found["title"] == hostile.TITLE
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == found["authors"][0]["name"] == "A <a@example.org> & B"
    assert [each.text for each in item.findall("category")] == found["tags"] == ["]]> & <more>", "<b>", "a & b", "ünï"]
    html = item.findtext(f"{CONTENT}encoded") or ""
    assert html == entry.findtext(f"{ATOM}content") == found["content_html"]
    for words in ("Body ]]&gt; 🚌", "שלום <b>bold</b>", '<p dir="rtl">مرحبا</p>', 'id="fn:1"', "a &lt; b &amp; c"):
        assert words in html
    assert 'href="https://example.org/project/posts/hostile/#fn:1"' in html
    assert found["summary"] == "Sums ]]> up & so 🚌"
    assert item.findtext("description") == "Sums ]]&gt; up &amp; so 🚌"


def test_a_long_post_is_there_in_full(feeds: Feeds):
    """Nothing of its 200 KB is left out."""
    long = next(each for each in feeds.feed(("posts", "")).entries if each.title == "Long")
    assert len(hostile.LONG.encode()) > 200_000
    assert long.html.count("<p>Paragraph ") == 3000


def test_the_rules_find_what_is_wrong(feeds: Feeds):
    """Each format’s rules object to what is missing, double, out of place, or not in the right form."""
    rss, atom, whole = (feeds.text(("posts", ""), ending) for ending in ENDINGS)
    for was, now in (
        ("<link>https://example.org/project/</link>", ""),
        ("<link>https://example.org/project/</link>", "<link>/project/</link>"),
        ("<language>en</language>", "<language>English, mostly</language>"),
        (' isPermaLink="false"', ""),
        ("</item>", "</item><title>Late</title>"),
        ("+0000</pubDate>", "GMT, more or less</pubDate>"),
        ("</guid>", "</guid><guid>two</guid>"),
        ("&lt;p&gt;", "&lt;p class='x'&gt;"),
        ("&lt;p&gt;", "&lt;script&gt;"),
        ('rel="self"', 'rel="other"'),
        ("https://example.org/project/posts/hostile/#fn:1", "#fn:1"),
    ):
        assert was in rss
        assert list(rss_faults(rss.replace(was, now))), now
    for was, now in (
        ("<updated>2026-01-07T00:00:00+00:00</updated>", "<updated>2026-01-07</updated>"),
        ("<id>urn:uuid:", "<id>"),
        ("<author><name>Ours</name></author><subtitle>", "<subtitle>"),
        (' xml:lang="en"', ""),
        ('rel="alternate"', 'rel="self"'),
        ("</published>", "</published><published>2026-01-05T00:00:00+00:00</published>"),
        ('<content type="html">', '<content type="text">'),
        ("<title>Long</title>", ""),
    ):
        assert was in atom
        assert list(atom_faults(atom.replace(was, now))), now
    for was, now in (
        ("https://jsonfeed.org/version/1.1", "https://jsonfeed.org/version/1"),
        ('"id"', '"identity"'),
        ('"date_published": "2026-01-05T09:30:00+00:00"', '"date_published": "5 January"'),
        ('"title": "Long"', '"title": ""'),
        ("<b>bold</b>", "<b>bold</i>"),
    ):
        assert was in whole
        assert list(json_faults(whole.replace(was, now))), now
    assert list(html_faults("<p>open")) == ["never closes ['p']"]
