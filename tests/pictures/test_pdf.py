"""The first page of a PDF."""

from __future__ import annotations

import pytest

from plaint.pictures.formats import Unreadable
from plaint.pictures.made import made
from plaint.pictures.pdf import WIDTHS, first_pages, page_sizes
from tests.pictures import making
from tests.pictures.making import opened


def test_the_first_page_is_drawn_the_right_way_up():
    """What stands at the top left of the page does so in the picture, black on white."""
    data = making.pdf()
    sizes = page_sizes(data)
    assert [each.width for each in sizes] == list(WIDTHS)
    for size, picture in zip(sizes, first_pages(data, sizes), strict=True):
        image = opened(picture).convert("L")
        assert image.size == (size.width, size.height)
        assert image.getpixel((5, 5)) < 20
        assert image.getpixel((image.width - 5, 5)) > 235
        assert image.getpixel((5, image.height - 5)) > 235


def test_a_very_long_page_is_shown_down_to_twice_its_width():
    """A till receipt would otherwise be a thread; its beginning is what is recognised."""
    data = making.pdf(200, 4000)
    for size, picture in zip(page_sizes(data), first_pages(data, page_sizes(data)), strict=True):
        assert size.height == 2 * size.width
        assert opened(picture).convert("L").getpixel((5, 5)) < 20


def test_a_wide_page_keeps_its_form():
    """A plan is wider than it is high."""
    assert {(each.width, each.height) for each in page_sizes(making.pdf(1190, 842))} == {(480, 340), (960, 679)}


def test_the_same_document_gives_the_same_bytes():
    """Twice in one process."""
    assert made(making.pdf()) == made(making.pdf())


LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<"
    + b"28" * 32 + b">/U<" + b"29" * 32 + b">>>endobj\ntrailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF"
)  # fmt: skip


@pytest.mark.parametrize(
    "data, why",
    [
        (LOCKED, "locked with a password"),
        (b"", "cannot be read as a PDF"),
        (b"%PDF-1.4", "cannot be read as a PDF"),
        (making.pdf().replace(b"/Kids[3 0 R]/Count 1", b"/Kids[     ]/Count 0"), "has no first page|cannot be read"),
        (making.pdf(90_000, 9), "has no first page"),
    ],
)
def test_a_document_that_cannot_be_shown_says_why(data: bytes, why: str):
    """Nothing but that is raised, and no picture is made of it."""
    with pytest.raises(Unreadable, match=why):
        page_sizes(data)
    assert made(data).forms == {}
    assert made(data).content == data


def test_a_document_that_breaks_off_anywhere_raises_nothing_else():
    """PDFium mends what it can; the rest has no picture."""
    data = making.pdf()
    for end in range(0, len(data), 23):
        assert made(data[:end]).content == data[:end]
