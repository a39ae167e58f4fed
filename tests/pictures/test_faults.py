"""What is said of pictures and documents that cannot be shown as they are."""

from __future__ import annotations

import pytest

from plaint.pictures.faults import fault_in
from tests.pictures import making

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


@pytest.mark.parametrize(
    "data",
    [making.jpeg(), making.png(), making.gif(3), making.webp(frames=2), making.avif(), making.pdf(), b"<svg></svg>"],
)
def test_nothing_is_said_of_a_whole_picture(data: bytes):
    """One that hides something is no fault: that is taken out."""
    assert fault_in(data, "x.jpg") is None


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"msf1", b"hevc"])
def test_a_heic_picture_stops_the_build_with_what_to_do(brand: bytes):
    """Phones make them, hardly any browser shows them, and a place is hidden in most."""
    fault = fault_in(HEIC.replace(b"heic", brand, 1), "IMG_1.HEIC")
    assert fault
    assert fault.stops
    assert str((fault.what, fault.right)) == str(
        ("is a HEIC picture, which most browsers do not show", "save it as JPEG, and give that file’s name")
    )


@pytest.mark.parametrize(
    "data, name, what",
    [
        (making.jpeg()[:400], "x.jpg", "breaks off"),
        (making.saved(making.shape(400, 300), "JPEG")[:-900], "x.jpg", "breaks off"),
        (making.saved(making.shape(400, 300), "PNG")[:-20], "x.png", "breaks off"),
        (making.saved(making.shape(400, 300), "WEBP", lossless=True)[:-2], "x.webp", ""),
        (making.saved(making.shape(), "GIF")[:-1], "x.gif", "breaks off"),
        (b"\xff\xd8\xff\xd9", "x.jpg", "cannot be read as a picture"),
        (b"an error page", "x.JPG", "is not what its name says"),
        (b"", "x.png", "is not what its name says"),
        (b"II*\0rest", "x.tif", "is a TIFF picture"),
        (b"BMrest", "x.bmp", "is a BMP picture"),
        (b"%PDF-1.7 and no more", "x.pdf", "cannot be read as a PDF"),
        (making.pdf()[:200], "x.pdf", ""),
    ],
)
def test_a_broken_file_is_a_doubt(data: bytes, name: str, what: str):
    """It is published as it is, for it may be all there is; whoever publishes it ought to know."""
    fault = fault_in(data, name)
    assert fault
    assert not fault.stops
    assert what in fault.what
    assert fault.right


def test_a_file_of_another_kind_is_nobodys_business():
    """A recording or a table has no picture to be wrong."""
    assert fault_in(b"RIFF....WAVE", "x.wav") is None
    assert fault_in(b"a,b\n", "x.csv") is None


def test_a_picture_under_another_name_is_looked_into_all_the_same():
    """What counts is what a file is: a HEIC that somebody renamed is still one."""
    fault = fault_in(HEIC, "IMG_1.jpg")
    assert fault
    assert "HEIC" in fault.what
