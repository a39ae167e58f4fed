"""Posts about the same: by tags and by what they cite, the rarer the nearer, with bounded work."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from plaint.casebook.listed import posts_by_tag
from plaint.casebook.related import MOST, related
from plaint.memory.watch import ALL, KEYS
from tests.campaigns import opened, read_files
from tests.cells import cells_of

RECORD = {
    "campaign.yaml": "title: Us\n",
    "record/people.yaml": "organisations:\n  us: {name: Us, us: true}\n  council: {name: Council}\n",
    "record/contacts.yaml": "- {id: asked, on: 2019-01-02, kind: email, from: us, to: council}\n",
}

POST = "---\ntitle: {0}\ndate: 2019-02-0{1}\ntags: [bus]\n---\n[[contact:asked]]\n"


def found(tmp_path: Path, posts: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The related posts of posts that are given by their ids, each with its tags and its text, a day apart."""
    files = {
        f"posts/2019-{2 + number // 28:02}-{number % 28 + 1:02}-{id}.md": (
            f"---\ntitle: {id}\ndate: 2019-{2 + number // 28:02}-{number % 28 + 1:02}\ntags: [{tags}]\n---\n{text}\n"
        )
        for number, (id, (tags, text)) in enumerate(posts.items())
    }
    case = opened(read_files(tmp_path / "content", {**RECORD, **files}))
    return related(case.record.posts, posts_by_tag(case.record), case.cited_in)


def test_a_shared_tag_relates_however_it_is_spelt(tmp_path: Path) -> None:
    """Tags with one address are one tag; a post that shares nothing is related to nothing."""
    posts = {"a": ("School Bus", "Words."), "b": ("school bus", "Words."), "c": ("other", "Words.")}
    assert found(tmp_path, posts) == {"a": ("b",), "b": ("a",), "c": ()}


def test_citing_the_same_contact_relates(tmp_path: Path) -> None:
    """Two posts that speak of one contact are about the same."""
    posts = {"a": ("", "[[contact:asked]]"), "b": ("", "Words."), "c": ("", "[[clock:asked]] or [[contact:asked]].")}
    posts["c"] = ("", "Again: [[contact:asked]].")
    assert found(tmp_path, posts) == {"a": ("c",), "b": (), "c": ("a",)}


def test_a_post_is_related_to_one_that_it_cites(tmp_path: Path) -> None:
    """Also where the two share nothing else, in both directions."""
    assert found(tmp_path, {"a": ("", "Words."), "b": ("", "See [[post:a]].")}) == {"a": ("b",), "b": ("a",)}


def test_what_few_share_weighs_more(tmp_path: Path) -> None:
    """A tag of two posts says more than one of six."""
    posts = {f"n{number}": ("often", "Words.") for number in range(4)}
    posts |= {"rare": ("seldom", "Words."), "near": ("often", "Words."), "it": ("often, seldom", "Words.")}
    assert found(tmp_path, posts)["it"][:2] == ("rare", "near")


def test_the_nearer_in_time_comes_first(tmp_path: Path) -> None:
    """Of posts that share as much, the neighbours are named first, and of two as near the newer."""
    posts = dict.fromkeys("abcdefgh", ("bus", "Words."))
    assert found(tmp_path, posts)["d"] == ("e", "c", "f", "b", "g")


def test_no_more_than_a_few_are_named(tmp_path: Path) -> None:
    """However many share a tag, and however far they reach, a post gets its few; each of them is another post."""
    posts = {f"p{number}": ("bus", "Words.") for number in range(60)}
    every = found(tmp_path, posts)
    assert {len(others) for others in every.values()} == {MOST}
    assert [id for id, others in every.items() if id in others] == []
    # Those of a tag that everything bears are near in time, so that nothing is compared with everything.
    assert [id for id, others in every.items() if any(abs(int(id[1:]) - int(each[1:])) > MOST for each in others)] == []


def test_no_post_itself_is_looked_at(tmp_path: Path) -> None:
    """Other words in a post do not have all of them compared again, as long as tags and citations are what they were."""
    files = {f"posts/2019-02-0{day}-{id}.md": POST.format(id, day) for day, id in enumerate("ab", 1)}
    case = opened(read_files(tmp_path / "content", {**RECORD, **files}))
    by_tag = posts_by_tag(case.record)
    with case.watch.noting() as seen:
        assert related(case.record.posts, by_tag, case.cited_in) == {"a": ("b",), "b": ("a",)}
    assert cells_of(case.watch, seen) == {("post", KEYS), ("cited-in", ALL)}
