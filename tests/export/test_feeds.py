"""What stands in each feed, in which order, and with which dates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plaint.casebook import addresses
from plaint.export.feed import EMPTY, NEWEST, Entry
from plaint.export.feed_entries import SUMMARY, Around
from plaint.export.feeds import WRITERS
from tests.campaigns import Files
from tests.cells import cells_of
from tests.export.feeding import CAMPAIGN, feed, feeds_of, post, read_feeds, titles

POSTS: Files = {
    f"posts/2026-01-{day:02}-post-{day}.md": post(f"Post {day}", f"2026-01-{day:02}", "category: News", "tags: [one]")
    for day in range(1, 26)
}
CONTACTS = """\
    - {id: long-ago, on: 2018, kind: meeting, from: us, to: council, tags: one}
    - {id: asked, on: 2026-01-05, kind: foi, from: us, to: officer, subject: Contracts, tags: one, cc: mary-wintergreen,
       summary: We asked., message: "Dear all,\\n\\nPlease send them.", place: By post, evidence: photo}
    - {id: in-march, on: 2026-03, kind: phone, from: officer, to: us, replies_to: asked}
    - {id: soon, on: 2026-07-01T14:00, kind: meeting, from: us, to: council, tags: one}
    - {id: off, on: 2026-03-09, kind: visit, from: us, to: council, cancelled: true}
    """
EVIDENCE = "- {id: photo, title: A photo, kind: document}\n"
LETTER = """\
    ---
    title: Our letter
    date: 2026-02-01
    kind: complaint
    from: us
    to: officer
    cc: council
    appendices: plan
    reference: X/1
    ---
    Dear officer

    ## Issue: One {#one}

    See [[ev:plan]] and [[#one]].
    """
RECORD: Files = {
    "record/contacts.yaml": CONTACTS,
    "record/evidence.yaml": f"    {EVIDENCE}    - {{id: plan, title: The plan, kind: document, file: plan.pdf}}\n",
    "evidence/plan.pdf": b"%PDF-1.4 of some length",
    "letters/2026-02-01-our-letter.md": LETTER,
}
DAY = "2026-05-20"


def entry(root: Path, files: Files, kind: str, title: str) -> Entry:
    return next(each for each in feed(root, files, DAY, kind).entries if each.title == title)


def test_a_site_has_these_feeds(tmp_path: Path):
    """Posts, letters, the chronology and what is overdue, and one for each category and tag."""
    feeds = read_feeds(tmp_path, {**POSTS, **RECORD}, DAY)
    fixed = [(kind, "") for kind in ("posts", "letters", "chronology", "waiting")]
    assert list(feeds.all()) == [*fixed, ("category", "News"), ("tag", "one")]
    assert [addresses.feed_path(*each) for each in feeds.all()] == [
        "feeds/posts", "feeds/letters", "feeds/chronology", "feeds/waiting", "feeds/categories/news", "feeds/tags/one",
    ]  # fmt: skip


def test_the_newest_posts_come_first_and_no_more_than_twenty(tmp_path: Path):
    """Of twenty-five posts the last twenty, latest first; the category's feed has the same."""
    feeds = read_feeds(tmp_path, POSTS, DAY)
    assert titles(feeds.feed(("posts", "")).entries) == [f"Post {day}" for day in range(25, 5, -1)]
    assert feeds.feed(("category", "News")).entries == feeds.feed(("posts", "")).entries
    assert len(feeds.feed(("tag", "one")).entries) == NEWEST


def test_only_what_is_shown_is_worked_out(tmp_path: Path):
    """Of the posts that no longer stand in the feed, nothing is looked at but their ids."""
    feeds = read_feeds(tmp_path, POSTS, DAY)
    with feeds.case.watch.noting() as seen:
        feeds.text(("posts", ""), "atom.xml")
    read = cells_of(feeds.case.watch, seen)
    assert ("post", "post-25") in read
    assert not {("post", "post-1"), ("text", ("post", "post-1", "body")), ("outline", ("post", "post-1", "body"))} & read
    assert not {cell for cell in read if cell[0] in ("post", "outline", "text") and cell[1] == ("all of a table",)}


def test_whoever_asks_again_has_read_the_same(tmp_path: Path):
    """The second format of a feed is made from what is there already, and still depends on what the first did."""
    feeds = read_feeds(tmp_path, POSTS, DAY)
    with feeds.case.watch.noting() as first:
        feeds.text(("posts", ""), "atom.xml")
    with feeds.case.watch.noting() as second:
        feeds.text(("posts", ""), "json")
    assert second == first


def test_the_chronology_has_what_has_been(tmp_path: Path):
    """Letters are among the contacts; an appointment is for the calendar; what was cancelled says so."""
    found = feed(tmp_path, RECORD, DAY, "chronology")
    assert titles(found.entries) == [
        "Cancelled: Visit of 9 March 2026", "Phone call of March 2026", "Our letter", "FOI request: Contracts",
        "Meeting of 2018",
    ]  # fmt: skip


def test_a_tag_has_posts_and_contacts_by_their_dates(tmp_path: Path):
    """Whatever bears the tag, the latest first."""
    files = {**RECORD, "posts/2026-01-02-before.md": post("Before", "2026-01-02", "tags: [one]")}
    assert titles(feed(tmp_path, files, DAY, "tag", "one").entries) == ["FOI request: Contracts", "Before", "Meeting of 2018"]


def test_a_letter_is_the_same_entry_wherever_it_stands(tmp_path: Path):
    """In the feed of letters and in the chronology it has one id and the same bytes."""
    feeds = read_feeds(tmp_path, RECORD, DAY)
    (letter,) = feeds.feed(("letters", "")).entries
    assert letter in feeds.feed(("chronology", "")).entries


def test_a_letter_stands_as_it_was_sent(tmp_path: Path):
    """Its head, its numbered points, who had a copy, and its appendices, with whole addresses."""
    letter = entry(tmp_path, RECORD, "letters", "Our letter")
    page = "https://example.org/project/letters/our-letter/"
    assert letter.address == page
    assert "From: Us Together<br>\nTo: Officer, The Council<br>\nDate: 1 February 2026<br>\nReference: X/1" in letter.html
    assert '<h2 id="one"><span>Issue 1:</span> One</h2>' in letter.html
    assert f'<a href="{page}#one">Issue 1</a>' in letter.html
    assert "<h2>Copied to</h2>\n<ul>\n<li>The Council</li>" in letter.html
    assert '<li>Appendix 1: <a href="https://example.org/project/evidence/plan/">The plan</a></li>' in letter.html
    assert letter.author == "Us Together"


def test_documents_sent_with_a_letter_are_enclosed(tmp_path: Path):
    """A PDF among the appendices, with its address, type and length, in every format."""
    case = read_feeds(tmp_path, RECORD, DAY).case
    feeds = feeds_of(case, Around(lambda: "", length=lambda name: (tmp_path / name).stat().st_size))
    (enclosed,) = feeds.feed(("letters", "")).entries[0].enclosures
    assert (enclosed.address, enclosed.type, enclosed.bytes, enclosed.title) == (
        "https://example.org/project/evidence/plan/plan.pdf", "application/pdf", 23, "The plan",
    )  # fmt: skip
    for ending in WRITERS:
        text = feeds.text(("letters", ""), ending)
        assert enclosed.address in text
        assert '"size_in_bytes": 23' in text or 'length="23"' in text


def test_a_contact_has_its_words_and_what_belongs_to_it(tmp_path: Path):
    """What it was, our summary, who had a copy, what it says word for word, and what shows it."""
    asked = entry(tmp_path, RECORD, "chronology", "FOI request: Contracts")
    assert "<p>FOI request of 5 January 2026 from Us Together to Officer.</p>" in asked.html
    assert "<p>We asked.</p>" in asked.html
    assert "<p>Copied to M W.<br>Where: By post.</p>" in asked.html
    assert "<blockquote>\n<p>Dear all,</p>\n<p>Please send them.</p>\n</blockquote>" in asked.html
    assert '<a href="https://example.org/project/evidence/photo/">A photo</a>' in asked.html
    assert asked.summary == "We asked."
    answer = entry(tmp_path, RECORD, "chronology", "Phone call of March 2026")
    assert 'It answers the <a href="https://example.org/project/contacts/asked/">FOI request of 5 January 2026</a>.' in answer.html


@pytest.mark.parametrize(
    ("title", "published", "updated", "dated"),
    [
        ("FOI request: Contracts", "2026-01-05T00:00:00+00:00", "2026-01-05T00:00:00+00:00", ""),
        ("Phone call of March 2026", None, "2026-03-31T00:00:00+01:00", "2026-03"),
        ("Meeting of 2018", None, "2018-12-31T00:00:00+00:00", "2018"),
    ],
)
def test_no_day_is_made_up(tmp_path: Path, title: str, published: str | None, updated: str, dated: str):
    """What is known by its month or year has no day of publication, and RSS says the month or year."""
    found = entry(tmp_path, RECORD, "chronology", title)
    assert (found.published.isoformat() if found.published else None, found.updated.isoformat(), found.dated) == (
        published, updated, dated,
    )  # fmt: skip
    rss = read_feeds(tmp_path, RECORD, DAY).text(("chronology", ""), "rss.xml")
    assert not dated or f"<dc:date>{dated}</dc:date>" in rss


def test_times_are_those_of_the_united_kingdom(tmp_path: Path):
    """A minute in July is an hour ahead of Greenwich, and a day begins at its midnight."""
    files = {
        "posts/2025-07-01-summer.md": post("Summer", "2025-07-01T08:30"),
        "posts/2025-12-01-winter.md": post("Winter", "2025-12-01"),
    }
    winter, summer = feed(tmp_path, files, DAY, "posts").entries
    assert str(summer.published) == "2025-07-01 08:30:00+01:00"
    assert str(winter.published) == "2025-12-01 00:00:00+00:00"


def test_a_post_says_when_it_was_changed_and_what_was_put_right(tmp_path: Path):
    """The later of `updated` and its corrections, as far as they are no longer to come."""
    files = {
        "posts/2026-02-01-one.md": post(
            "One", "2026-02-01", "updated: 2026-02-03",
            "corrected: [{on: 2026-02-05, what: 'The *date* was wrong.'}, {on: 2027-01-01, what: Not yet.}]",
        ),
    }  # fmt: skip
    (one,) = feed(tmp_path, files, DAY, "posts").entries
    assert one.published is not None
    assert (one.published.date().isoformat(), one.updated.date().isoformat()) == ("2026-02-01", "2026-02-05")
    assert "<p>5 February 2026</p>\n<p>The <em>date</em> was wrong.</p>" in one.html


def test_a_summary_is_there_whatever_was_written(tmp_path: Path):
    """The post's own, else the beginning of its text, cut at a word, else its title."""
    files = {
        "posts/2026-01-01-own.md": post("Own", "2026-01-01", "summary: 'R&D **now**'"),
        "posts/2026-01-02-long.md": post("Long", "2026-01-02", body="word " * 200),
        "posts/2026-01-03-none.md": post("None", "2026-01-03", body="## Only a heading"),
    }
    none, long, own = feed(tmp_path, files, DAY, "posts").entries
    assert (own.summary, none.summary) == ("R&D now", "None")
    assert long.summary.endswith("word …")
    assert SUMMARY - 10 < len(long.summary) <= SUMMARY + 2


def test_the_notice_stands_above_every_entry(tmp_path: Path):
    """What stands on every page of the site stands above every entry too, and in what the feed says of itself."""
    files = {**RECORD, "campaign.yaml": f"{CAMPAIGN}notice: All of <this> is made up.\n"}
    found = feed(tmp_path, files, DAY, "chronology")
    assert found.about.endswith(" All of <this> is made up.")
    for each in found.entries:
        assert each.html.startswith("<p><em>All of &lt;this&gt; is made up.</em></p>")


def test_drafts_and_what_is_to_come_are_in_no_feed(tmp_path: Path):
    """Not even while `serve` shows them; a private person is known by initials."""
    files = {
        "posts/2026-01-01-draft.md": post("Secret", "2026-01-01", "status: draft", "tags: [x]", "category: Y"),
        "posts/2026-06-01-later.md": post("Secret", "2026-06-01"),
        "letters/2026-06-01-later-letter.md": "---\ntitle: Secret\ndate: 2026-06-01\nkind: letter\nfrom: us\nto: officer\n---\nx\n",
        "record/contacts.yaml": """\
            - {id: hidden, on: 2026-01-01, kind: email, from: us, to: officer, subject: Secret, draft: true, tags: x,
               expects: 1 week}
            - {id: seen, on: 2026-01-02, kind: email, from: mary-wintergreen, to: officer, expects: 1 week, tags: x}
            """,
    }
    feeds = read_feeds(tmp_path, files, DAY, drafts=True)
    texts = [feeds.text(which, ending) for which in feeds.all() for ending in WRITERS]
    assert len(texts) == 3 * 6
    assert "M W" in "".join(texts)
    for text in texts:
        assert "Secret" not in text
        assert "wintergreen" not in text.lower()


def test_a_feed_in_which_nothing_stands_does_not_ask_the_clock(tmp_path: Path):
    """It has always been as it is, and is the same bytes on any day."""
    one = read_feeds(tmp_path, {}, "2026-05-20")
    two = read_feeds(tmp_path, {}, "2030-01-01")
    for which in one.all():
        assert one.feed(which).entries == ()
        assert one.feed(which).updated == EMPTY
        for ending in WRITERS:
            assert one.text(which, ending) == two.text(which, ending)


def test_a_feed_was_changed_when_its_latest_entry_was(tmp_path: Path):
    """`lastBuildDate` and `updated` come from the content, on whatever day it is built."""
    one = read_feeds(tmp_path, POSTS, "2026-05-20")
    assert "<lastBuildDate>Sun, 25 Jan 2026 00:00:00 +0000</lastBuildDate>" in one.text(("posts", ""), "rss.xml")
    assert "<updated>2026-01-25T00:00:00+00:00</updated>" in one.text(("posts", ""), "atom.xml")
    two = read_feeds(tmp_path, POSTS, "2027-05-20")
    for ending in WRITERS:
        assert one.text(("posts", ""), ending) == two.text(("posts", ""), ending)


def test_a_feed_says_what_it_is_and_where_it_belongs(tmp_path: Path):
    """Its title, its page and its own address, in every format."""
    feeds = read_feeds(tmp_path, POSTS, DAY)
    found = feeds.feed(("category", "News"))
    assert (found.title, found.about, found.page) == (
        "The Title: Posts on News", "Posts about News.", "https://example.org/project/categories/news/",
    )  # fmt: skip
    own = json.loads(feeds.text(("category", "News"), "json"))
    assert own["feed_url"] == "https://example.org/project/feeds/categories/news.json"
    for ending in ("rss.xml", "atom.xml"):
        assert f'href="https://example.org/project/feeds/categories/news.{ending}" rel="self"' in feeds.text(("category", "News"), ending)


def test_a_feed_that_belongs_to_no_page_is_not_made(tmp_path: Path):
    """Where the letters, the listings or the page of waits are switched off, so are their feeds."""
    case = read_feeds(tmp_path, {**POSTS, **RECORD}, DAY).case
    off = ("letters/", "tags/", "waiting/")
    feeds = feeds_of(case, Around(lambda: "", has=lambda address: not address.startswith(off)))
    assert list(feeds.all()) == [("posts", ""), ("chronology", ""), ("category", "News")]


def test_names_in_any_script_give_addresses_in_ascii(tmp_path: Path):
    """A tag in Cyrillic has a feed whose addresses every app can follow."""
    files = {"posts/2026-01-01-one.md": post("One", "2026-01-01", "tags: [школа]")}
    for ending in WRITERS:
        text = read_feeds(tmp_path, files, DAY).text(("tag", "школа"), ending)
        assert "https://example.org/project/tags/%D1%88%D0%BA%D0%BE%D0%BB%D0%B0/" in text
        assert f"https://example.org/project/feeds/tags/%D1%88%D0%BA%D0%BE%D0%BB%D0%B0.{ending}" in text
