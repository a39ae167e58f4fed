"""What entries and feeds are known by: the same for good, and no two alike."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from tests.campaigns import Files
from tests.export.feeding import PEOPLE, post, read_feeds

FILES: Files = {
    "campaign.yaml": "title: The Title\nurl: https://old.example/\n",
    "posts/2026-01-05-one.md": post("One", "2026-01-05", "category: News", "tags: [a, b]"),
    "letters/2026-02-01-our-letter.md": "---\ntitle: A letter\ndate: 2026-02-01\nkind: letter\nfrom: us\nto: officer\nexpects: [1 week, 2 weeks]\n---\nDear\n",
    "record/contacts.yaml": """\
        - {id: asked, on: 2026-01-05, kind: email, from: us, to: officer, expects: 1 week, subject: Asked}
        - {id: told, on: 2026-03, kind: phone, from: us, to: officer}
        """,
}
DAY = "2026-05-20"


def ids(root: Path, files: Files) -> dict[tuple[str, str], list[str]]:
    """The id of every feed, and of its entries."""
    root.mkdir(exist_ok=True)
    feeds = read_feeds(root, files, DAY)
    return {which: [feeds.feed(which).id, *(each.id for each in feeds.feed(which).entries)] for which in feeds.all()}


def test_they_outlive_titles_and_addresses(tmp_path: Path):
    """Another domain, path, title of the site, of the group and of every entry: each keeps its id."""
    before = ids(tmp_path / "one", FILES)
    after = ids(
        tmp_path / "two",
        {
            **FILES,
            "campaign.yaml": "title: Another\nurl: http://new.example/below/\nauthor: Somebody\n",
            "record/people.yaml": PEOPLE.replace("Us Together", "Renamed"),
            "posts/2026-01-05-one.md": post("Changed", "2026-01-05T09:00", "category: NEWS", "tags: [A, b]", "updated: 2026-02-02"),
            "letters/2026-02-01-our-letter.md": str(FILES["letters/2026-02-01-our-letter.md"]).replace("A letter", "B"),
            "record/contacts.yaml": """\
                - {id: asked, on: 2026-01-07, kind: letter, from: us, to: officer, expects: 2 weeks, subject: Changed}
                - {id: told, on: 2026-03-12, kind: phone, from: us, to: officer}
                """,
        },
    )
    assert list(after.values()) == list(before.values())


def test_no_two_feeds_or_entries_share_one(tmp_path: Path):
    """Every feed has an id of its own; an entry has one, in whichever feeds it stands."""
    found = ids(tmp_path, FILES)
    assert len({feed for feed, *_ in found.values()}) == len(found) == 7
    entries = {each for _, *entries in found.values() for each in entries}
    assert len(entries) == 1 + 3 + 3  # a post; two contacts and a letter; three clocks that ran out
    assert not entries & {feed for feed, *_ in found.values()}
    assert found["posts", ""][1:] == found["category", "News"][1:] == found["tag", "a"][1:]


def test_they_are_uuids_made_of_names(tmp_path: Path):
    """Each is a URN that RFC 9562 defines, of version 5."""
    for each in (id for some in ids(tmp_path, FILES).values() for id in some):
        assert each.startswith("urn:uuid:")
        assert UUID(each).version == 5


def test_two_campaigns_with_the_same_ids_are_told_apart(tmp_path: Path):
    """A reader of both, whose groups bear ids of their own, takes nothing of the one for something of the other."""
    one = ids(tmp_path / "one", FILES)
    other = {
        name: text.replace("us: {", "them: {").replace("from: us", "from: them").replace("of: us", "of: them")
        if isinstance(text, str) else text
        for name, text in {**FILES, "record/people.yaml": PEOPLE}.items()
    }  # fmt: skip
    two = ids(tmp_path / "two", other)
    assert not {id for some in one.values() for id in some} & {id for some in two.values() for id in some}


def test_the_same_id_on_another_day_is_another_post(tmp_path: Path):
    """Two campaigns that began as copies of one and have a post of one name each, of two days, are told apart too."""
    later = {**FILES, "posts/2026-01-06-one.md": post("One", "2026-01-06")}
    del later["posts/2026-01-05-one.md"]
    assert ids(tmp_path / "a", FILES)["posts", ""][1] != ids(tmp_path / "b", later)["posts", ""][1]


def test_they_stay_with_the_next_version(tmp_path: Path):
    """Were these to change, every reader would see every entry a second time."""
    found = ids(tmp_path, FILES)
    assert found["posts", ""] == [
        "urn:uuid:7d557a1e-cffd-5296-9fcf-02807cdc2097",
        "urn:uuid:2d30c382-74b7-5812-97fc-2b5c75ec72f7",
    ]
    assert found["waiting", ""][0] == "urn:uuid:f3356a09-5241-5eea-9281-acac5ee5d60c"
