"""The picture that stands beside a shared link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaint.pictures.cards import HEIGHT, PALETTE, WIDTH, Card, card, wrapped
from plaint.pictures.lettering import FACES, FOLDER, width
from tests.pictures.making import opened

ROOT = Path(__file__).resolve().parents[2]
FULL = Card(
    "Complaint about travel to school", "The Way to School", "52 working days", "without an answer", "22 May 2026"
)


def ink(data: bytes, top: int, bottom: int) -> tuple[int, int]:
    """How far what is drawn between two heights reaches, from the left and to the right."""
    image = opened(data).convert("L").crop((0, top, WIDTH, bottom)).point(lambda value: 255 if value < 128 else 0)
    box = image.getbbox()
    return (box[0], box[2]) if box else (0, 0)


def test_a_card_has_the_size_that_is_asked_for():
    """1200 by 630 pixels, as PNG, and light enough to be fetched by whoever previews a link."""
    data = card(FULL)
    assert opened(data).format == "PNG"
    assert opened(data).size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(data) < 60_000


def test_the_same_words_give_the_same_bytes():
    """And each other word other ones."""
    assert card(FULL) == card(Card(*(getattr(FULL, each) for each in Card.__slots__)))
    others = [
        Card("Other", FULL.site, FULL.figure, FULL.says, FULL.foot), Card(FULL.title, "Other", FULL.figure, FULL.says, FULL.foot),
        Card(FULL.title, FULL.site, "53 working days", FULL.says, FULL.foot),
        Card(FULL.title, FULL.site, FULL.figure, "until the answer", FULL.foot),
        Card(FULL.title, FULL.site, FULL.figure, FULL.says, "23 May 2026"),
    ]  # fmt: skip
    assert len({card(each) for each in (FULL, *others)}) == 6


def test_its_colours_are_those_of_the_site():
    """The palette of the style sheet, by the same names: a card looks like the page it leads to."""
    sheet = (ROOT / "theme" / "static" / "plaint.css").read_text(encoding="utf-8")
    first = sheet[sheet.index(":root {") : sheet.index("--background")]
    of_the_site = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", first))
    assert {name: of_the_site.get(name) for name in PALETTE} == PALETTE


LONG = (
    "Why the council’s consultation on school transport cannot be called one, and what it should have asked instead "
    * 4
)


@pytest.mark.parametrize("title", ["A", "A title", LONG, "x" * 400, "W" * 60, "word " * 200, "12 " * 3])
def test_no_title_is_drawn_beyond_the_edge(title: str):
    """However long it or its words are, nothing comes near the edges, nor into the figure."""
    data = card(Card(title, LONG, "1,234,567 working days", LONG, LONG))
    left, right = ink(data, 12, HEIGHT)
    assert left >= 60
    assert right <= WIDTH - 60
    assert ink(data, HEIGHT - 20, HEIGHT) == (0, 0)


def test_a_long_title_is_cut_off_at_a_word_and_says_so():
    """The same beginning with other words after it looks the same, and a short one is drawn whole."""
    assert card(Card(LONG)) == card(Card(f"{LONG} and more"))
    assert card(Card("A title")) != card(Card("A title…"))


def test_a_title_is_set_in_lines_of_about_one_length():
    """Its last line is not a single word, where it need not be."""
    lines = wrapped("Request for stage two of our complaint about travel", 60, 1056)
    assert " ".join(lines) == "Request for stage two of our complaint about travel"
    widths = [width(each, 60) for each in lines]
    assert len(lines) == 2
    assert min(widths) > max(widths) * 0.7


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab Wi-é", max_size=60), st.sampled_from([48, 84]))
def test_every_line_fits_and_no_letter_is_lost(text: str, size: int):
    """Whatever the words and their size."""
    text = " ".join(text.split())
    lines = wrapped(text, size, 500)
    assert all(width(each, size) <= 500 for each in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_runs_from_the_right_stands_at_the_right():
    """An Arabic or Hebrew title begins at the right edge."""
    left, right = ink(card(Card("שלום עולם")), 140, 420)
    assert right > WIDTH - 90
    assert left > WIDTH / 2


def test_where_a_title_cannot_be_drawn_the_campaign_takes_its_place():
    """A title in letters that no face here has: the card then is that of the campaign, and its figure."""
    assert card(Card("子どもの通学", "The Way to School", "52 working days")) == card(
        Card("The Way to School", "", "52 working days")
    )
    assert opened(card(Card("子ども", "学校"))).size == (WIDTH, HEIGHT)


def test_a_card_may_be_quite_empty():
    """There is always one, so that no page names a picture that is not there."""
    assert opened(card(Card(""))).size == (WIDTH, HEIGHT)


def test_the_faces_are_small_and_their_licences_stand_beside_them():
    """Together they take less room than one photograph."""
    assert sum((FOLDER / name).stat().st_size for name in FACES) < 150_000
    for name in FACES:
        licence = (FOLDER / name).with_suffix(".LICENSE.txt").read_text(encoding="utf-8")
        assert name in licence
        assert "Copyright" in licence
