"""Writing that runs from right to left, joined and put in order without any library of the system."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.pictures.lettering import _face, _glyphs, drawable, width
from plaint.pictures.writing import runs_left, shaped, visual


@pytest.mark.parametrize(
    "text, forms",
    [
        ("ب", ["isolated"]),
        ("بب", ["initial", "final"]),
        ("ببب", ["initial", "medial", "final"]),
        ("دب", ["isolated", "isolated"]),
        ("بد", ["initial", "final"]),
        ("بدب", ["initial", "final", "isolated"]),
        ("ب ب", ["isolated", "isolated"]),
        ("بء", ["isolated", "isolated"]),
        ("گچ", ["initial", "final"]),
        ("ی", ["isolated"]),
    ],
)
def test_each_letter_takes_the_form_of_its_place(text: str, forms: list[str]):
    """Letters that join on both sides, on one, or on none, of Arabic, Persian and Urdu."""
    out = [each for each in shaped(text) if each != " "]
    names = [
        unicodedata.decomposition(each).split()[0].strip("<>") if unicodedata.decomposition(each) else "isolated"
        for each in out
    ]
    assert names == forms


def test_lam_and_alef_become_one():
    """Standing alone and after a letter that joins."""
    assert shaped("لا") == "\ufefb"
    assert shaped("بلا") == "\ufe91\ufefc"
    assert shaped("سلام") == "\ufeb3\ufefc\ufee1"


def test_marks_of_vowels_are_left_out():
    """They are seldom written, and the faces do not have them."""
    assert shaped("كَتَبَ") == shaped("كتب")


@pytest.mark.parametrize(
    "line, drawn",
    [
        ("plain words (2026)", "plain words (2026)"),
        ("אבג", "גבא"),
        ("אבג דהו", "והד גבא"),
        ("אבג 2026 דהו", "והד 2026 גבא"),
        ("אבג (דהו)", "(והד) גבא"),
        ("אבג Council דהו", "והד Council גבא"),
        ("אבג Ormwell Council דהו", "והד Ormwell Council גבא"),
        ("the אבג דהו again", "the והד גבא again"),
        ("the אבג 12.5 again", "the 12.5 גבא again"),
        ("אבג £15", "£15 גבא"),
        ("אבג 10:30", "10:30 גבא"),
        ("אבג!", "!גבא"),
        ("Council: אבג", "Council: גבא"),
    ],
)
def test_a_line_is_put_into_the_order_in_which_it_is_drawn(line: str, drawn: str):
    """Letters from right to left, numbers and our own words from left to right, brackets round what they enclose."""
    assert visual(line, line) == drawn


def test_the_paragraph_gives_the_direction_to_each_line():
    """A line that begins with a word of ours still runs as the title does."""
    assert visual("Council דהו", "אבג Council דהו") == "והד Council"
    assert runs_left("2026: אבג")
    assert not runs_left("2026: abc אבג")
    assert not runs_left("2026")


@given(st.text(alphabet="abאבבلا12 .,()£-", max_size=30))
def test_no_character_is_lost_or_added(text: str):
    """A line that is put into order has the same characters, brackets apart, which are turned about."""
    mirror = str.maketrans("()", "((")
    assert sorted(visual(text, text).translate(mirror).replace(")", "(")) == sorted(
        text.translate(mirror).replace(")", "(")
    )


@pytest.mark.parametrize(
    "text, shown",
    [
        ("Ŵyn ŷ Łódź Żółć Škoda Čeští Ðjørð İstanbul", "Ŵyn ŷ Łódź Żółć Škoda Čeští Ðjørð İstanbul"),
        ("“Why?” – 50 % · £5…", "“Why?” – 50 % · £5…"),
        ("Ελληνικά Привет Україна שלום", "Ελληνικά Привет Україна שלום"),
        ("The bus 🚌 is late ⏰!", "The bus is late !"),
        ("👩‍👧 us 🇬🇧", "us"),
        ("ﬁne ＦＵＬＬ 𝐛𝐨𝐥𝐝", "fine FULL bold"),
        ("  two\n lines ", "two lines"),
        ("e\u0301cole", "école"),
        ("", ""),
        ("🚌", ""),
    ],
)
def test_what_a_title_is_drawn_as(text: str, shown: str):
    """The faces have the letters of most of Europe; pictures go, and letters in fancy dress are made plain."""
    assert drawable(text) == shown


@pytest.mark.parametrize("text", ["子どもの通学", "बच्चों का स्कूल", "ਬੱਚੇ", "শিশু", "ไทย", "Our 学校"])
def test_a_title_that_cannot_be_drawn_is_not_drawn_in_part(text: str):
    """Boxes in the place of letters, or a title without some of them, would be worse than none."""
    assert drawable(text) is None


@pytest.mark.parametrize("text", ["مدرسة", "اردو گفتگو ہے", "فارسی پژوهش"])
def test_arabic_persian_and_urdu_can_be_drawn(text: str):
    """Every form that their letters take is in the faces: a missing one would be drawn as nothing."""
    assert drawable(text) == text
    assert [char for char in _glyphs(text) if char != " " and _face(char) is None] == []
    assert width(text, 40) > 0


def test_a_letter_without_its_forms_is_not_drawn_unjoined():
    """Sindhi has letters of its own, which the face has only standing alone, or not at all."""
    assert drawable("ٻار") is None
    assert drawable("ہ") == "ہ"
