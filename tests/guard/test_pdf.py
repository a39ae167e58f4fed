"""The words of PDFs."""

from __future__ import annotations

import pytest

from plaint.guard.pdf import read_pdf
from tests.guard.making import exif, jpeg, never, pdf

NAME = never("Ellie Green")

TABLE = b"""begincmap 1 beginbfchar <0001> <0045> endbfchar
2 beginbfrange <0002> <0003> <006C> <0010> <0012> [<0069> <0065> <0020>] endbfrange
1 beginbfchar <0004> <0047007200650065006E> endbfchar endcmap"""
FONT = b"7 0 obj\n<</Type/Font/ToUnicode 2 0 R>>\nendobj\n8 0 obj\n<</Font<</F1 7 0 R>>>>\nendobj\n"


@pytest.mark.parametrize("page", [
    b"BT /F1 12 Tf (Dear Ellie Green) Tj ET",
    b"BT /F1 12 Tf [(El) 20 (lie) -250 (Gr) 10 (een)] TJ ET",
    b"BT (Ellie) Tj 0 -14 Td (Green) Tj ET",
    b"BT (E) Tj 8 0 Td (l) Tj 8 0 Td (l) Tj 8 0 Td (ie ) Tj 8 0 Td (Green) Tj ET",
    rb"BT (\105llie \(Green\)) Tj ET",
    b"BT <456C6C6965> Tj ( Green) ' ET",
    b"BT (Ellie Gre-) Tj 0 -14 Td (en) Tj ET",
])  # fmt: skip
def test_a_name_on_a_page_is_found(page: bytes):
    """Whether it is in one piece, in several, letter by letter, escaped or divided at the end of a line."""
    found = read_pdf(pdf(page))
    assert found.readable
    assert NAME.within(found.texts)


def test_the_codes_of_a_font_are_turned_into_letters():
    """A font that numbers its letters as it likes says which they are; ranges and lists of them count."""
    page = b"BT /F1 12 Tf <000100020002001000110012> Tj <0004> Tj ET"
    found = read_pdf(pdf(page, TABLE, objects=FONT))
    assert "Ellie Green" in found.texts[0]


def test_objects_that_are_packed_together_are_read():
    """The title in a document's description is found where objects stand in one stream."""
    packed = b"5 0 6 3 <<>><</Title(About Ellie Green)>>"
    import zlib

    stream = zlib.compress(packed)
    head = b"9 0 obj\n<</Type/ObjStm/N 2/First 8/Filter/FlateDecode/Length %d>>\nstream\n" % len(stream)
    found = read_pdf(pdf(b"BT (x) Tj ET", objects=head + stream + b"\nendstream\nendobj\n"))
    assert NAME.within(found.texts)


def test_the_document_s_description_is_read():
    """A name among title and author counts, in either of the codes that they may be in."""
    author = "Zoë".encode("utf-16-be").hex().encode()
    found = read_pdf(pdf(objects=b"4 0 obj\n<</Title (Ellie Green) /Author <FEFF%s>>>\nendobj\n" % author))
    assert NAME.within(found.texts)
    assert never("Zoe").within(found.texts)


@pytest.mark.parametrize(
    "data", [pdf(b"q 1 0 0 1 0 0 cm Q"), pdf(b"BT (x) Tj ET", objects=b"/Encrypt 3 0 R"), b"%PDF-1.4"]
)
def test_a_pdf_without_readable_words_says_so(data: bytes):
    """A picture of a page, a locked file and a broken one are not taken for empty."""
    assert not read_pdf(data).readable


def test_the_pictures_in_a_pdf_are_taken_out():
    """A photograph is there as its file was, with whatever that carries."""
    photo = jpeg((0xE1, b"Exif\0\0" + exif(0x010F)))
    head = b"9 0 obj\n<</Subtype/Image/Filter/DCTDecode/Length %d>>\nstream\n" % len(photo)
    assert read_pdf(pdf(objects=head + photo + b"\nendstream\nendobj\n")).pictures == [photo]
