"""One text's HTML inside another's."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from plaint.markup import Hole, convert, rebase


def text_of(parts: tuple[str | Hole, ...]) -> str:
    """The words between the tags, with ⟦⟧ for holes."""
    page = "".join(part if isinstance(part, str) else "⟦⟧" for part in parts)
    return re.sub(r"<[^>]*>", "", page)


def test_ids_and_what_points_to_them_get_the_prefix() -> None:
    """Headings, links within the text and footnotes still find each other."""
    parts = convert('[up](#one)\n\n## One\n\nText[^1]\n\n[^1]: x\n\n<p aria-labelledby="one two">y</p>').parts
    page = "".join(part for part in rebase(parts, shift=1, prefix="letter") if isinstance(part, str))
    assert '<h3 id="letter-one">One</h3>' in page
    assert '<a href="#letter-one">up</a>' in page
    assert 'aria-labelledby="letter-one letter-two"' in page
    ids = set(re.findall(r' id="([^"]*)"', page))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= ids


def test_headings_go_no_lower_than_six() -> None:
    """Shifted headings stay headings, and the holes below them know it."""
    parts = rebase(convert("##### Five\n\n[[ev:a]]").parts, shift=4, prefix="p")
    assert parts[0] == '<h6 id="p-five">Five</h6>\n<p>'
    assert isinstance(parts[1], Hole)
    assert parts[1].level == 6


def test_code_and_text_that_look_like_tags_stay() -> None:
    """Only tags change: an attribute written out in code is text."""
    parts = convert('`<h2 id="x">` id="x" href="#x"').parts
    assert rebase(parts, shift=1, prefix="p") == parts


def test_a_tag_with_a_hole_in_it_is_still_a_tag() -> None:
    """A local address inside a tag does not hide the id after it."""
    parts = rebase(convert('<a href="x.md" id="here">a</a>').parts, shift=0, prefix="p")
    assert ' id="p-here">' in str(parts[2])


@given(st.text(alphabet="ab #*<>[]()`&\"'=\n", max_size=60), st.integers(0, 6))
@settings(max_examples=150, deadline=None)
def test_rebase_keeps_the_text(text: str, shift: int) -> None:
    """Whatever the text, its words and holes stay as they were."""
    converted = convert(text)
    moved = rebase(converted.parts, shift=shift, prefix="p")
    if not converted.faults:
        assert text_of(moved) == text_of(converted.parts)
    assert len([part for part in moved if isinstance(part, Hole)]) == len(converted.holes)
