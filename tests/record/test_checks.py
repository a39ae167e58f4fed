"""What holds across the record, where the table of broken inputs says it of one case alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns import doubts_of, problems_of, read_base_with


@pytest.mark.parametrize(
    "id, shown_as, more",
    [
        ("jd", "JD", False),
        ("m-g", "M G", False),
        ("mg-2", "MG", False),
        ("parent-a", "Parent A", False),
        ("mary-green", "MG", True),
        ("mg-green", "MG", True),
        ("mother", "A parent", True),
    ],
)
def test_ids_of_private_people(tmp_path: Path, id: str, shown_as: str, more: bool) -> None:
    """An id may say what is shown, with a number where two are shown alike; anything else is a doubt."""
    people = f"people:\n  {id}: {{shown_as: {shown_as}, of: parents}}\n"
    reading = read_base_with(tmp_path, {"record/people/more.yaml": people})
    assert problems_of(reading) == []
    assert bool(doubts_of(reading)) is more


def test_a_chain_of_replies_is_no_circle(tmp_path: Path) -> None:
    """Two answers to one question, and an answer to both of them, go round nothing."""
    entry = "- {{id: {}, on: 2019-07-20, kind: email, from: officers, to: parents, replies_to: [{}]}}\n"
    chain = [("one", "reminder"), ("two", "reminder"), ("three", "one, two"), ("four", "three, reminder")]
    reading = read_base_with(tmp_path, {"record/contacts/more.yaml": "".join(entry.format(*each) for each in chain)})
    assert problems_of(reading) == []


def test_a_long_dispute_is_walked_without_recursion(tmp_path: Path) -> None:
    """Twelve hundred replies in a row are no deeper than Python can go."""
    entry = "- {{id: r-{}, on: 2019-07-20, kind: email, from: officers, to: parents, replies_to: {}}}\n"
    text = entry.format(0, "reminder") + "".join(entry.format(number, f"r-{number - 1}") for number in range(1, 1200))
    assert problems_of(read_base_with(tmp_path, {"record/contacts/more.yaml": text})) == []


@pytest.mark.parametrize("field", ["from", "to", "cc", "owed_by"])
def test_whoever_is_named_is_known(tmp_path: Path, field: str) -> None:
    """Every field that names somebody is looked at."""
    values = {
        "from": "parents",
        "to": "officers",
        "cc": "leader",
        "owed_by": "to",
        "expects": "a reply",
        field: "leadr",
    }
    entry = ", ".join(f"{key}: {value}" for key, value in values.items())
    reading = read_base_with(
        tmp_path, {"record/contacts/more.yaml": f"- {{id: one, on: 2019-07-20, kind: email, {entry}}}\n"}
    )
    assert problems_of(reading) == [
        f"content/record/contacts/more.yaml:1: {field} names no person or organisation 'leadr'; did you mean 'leader'?"
    ]


@pytest.mark.parametrize(
    "address, good",
    [("/2019/05/minibus/", True), ("old-name.html", True), ("https://example.org/a", False), ("/../a", False), ("//a.org", False),
     ("/a?b", False), ("/a b", False)],
)  # fmt: skip
def test_old_addresses_are_of_this_site(tmp_path: Path, address: str, good: bool) -> None:
    """A post's old address is a path."""
    head = f"---\ntitle: Post\ndate: 2019-07-01\nwas: '{address}'\n---\n\nWords.\n"
    reading = read_base_with(tmp_path, {"posts/2019-07-01-post.md": head})
    assert (problems_of(reading) == []) is good
