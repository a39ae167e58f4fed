"""The sizes in which a picture is made."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from plaint.pictures.facts import Size
from plaint.pictures.formats import LARGEST, Seen, Unreadable, look
from plaint.pictures.made import made
from plaint.pictures.sized import WIDTHS, drawn, encoded, sizes
from tests.pictures import making
from tests.pictures.making import corners, opened


@pytest.mark.parametrize("width", [1, 2, 479, 480, 481, 560, 600, 960, 1100, 1200, 1600, 1601, 4032])
def test_no_size_is_larger_than_the_picture_and_none_is_there_twice(width: int):
    """Each width is at most the picture's, they grow, and the largest is the picture's own or the largest there is."""
    found = [each.width for each in sizes(Seen("jpeg", width, 3000)) if each.format == "webp"]
    assert all(a < b for a, b in pairwise(found))
    assert found[-1] == min(width, WIDTHS[-1])


def test_a_size_keeps_the_proportions():
    """Its height is to its width what the picture's is, and never nothing."""
    assert [(each.width, each.height) for each in sizes(Seen("png", 4032, 3024)) if each.format == "webp"] == [
        (480, 360), (960, 720), (1600, 1200),
    ]  # fmt: skip
    assert min(each.height for each in sizes(Seen("png", 4000, 1))) == 1


def test_what_is_large_is_made_in_its_own_format_too():
    """For those who know no WebP, and for feeds; what is small enough is its own."""
    assert sizes(Seen("jpeg", 4032, 3024))[-1] == Size(960, 720, "jpeg")
    assert sizes(Seen("gif", 4032, 3024))[-1] == Size(960, 720, "png")
    assert {each.format for each in sizes(Seen("jpeg", 1100, 800))} == {"webp"}
    assert {each.format for each in sizes(Seen("webp", 4032, 3024))} == {"webp"}


@pytest.mark.parametrize("seen", [Seen("gif", 900, 900, moving=True), Seen("svg"), Seen("jpeg"), Seen("pdf"), Seen("")])
def test_what_moves_or_cannot_be_opened_is_shown_as_it_is(seen: Seen):
    """There is no other form of it."""
    assert sizes(seen) == ()


def test_a_form_is_never_taller_than_its_format_allows():
    """A picture of a very long page is left to its own format where WebP cannot hold it."""
    image = making.saved(Image.new("L", (200, 20_000)), "PNG")
    assert sizes(look(image)) == ()
    assert made(image).facts.height == 20_000


def test_every_form_is_what_it_is_said_to_be():
    """Its width, height and format are those of its size, whatever the picture's own."""
    for data in (making.jpeg(6, making.shape(1300, 2000)), making.png(making.shape(2000, 1300)), making.gif()):
        result = made(data)
        assert result.forms
        for size, form in result.forms.items():
            assert opened(form).size == (size.width, size.height)
            assert (opened(form).format or "").lower() == size.format


def test_the_same_picture_gives_the_same_bytes():
    """Twice, and whatever else is asked for with it."""
    data = making.jpeg(1, making.shape(3400, 2200))
    whole = made(data)
    assert made(data) == whole
    for size, form in whole.forms.items():
        assert drawn(data, [size]) == (form,)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_made_smaller(mode: str):
    """Black and white, greys, tables of colours, sixteen bits: what is light stays light, and dark dark."""
    image = Image.new("L", (1000, 700), 0)
    image.paste(255, (0, 0, 500, 700))
    if mode == "I;16":
        image = Image.frombytes("I;16", (1000, 700), b"".join(bytes((0, each)) for each in image.tobytes()))
    for form in made(making.saved(image.convert(mode) if mode != "I;16" else image, "PNG")).forms.values():
        small = opened(form).convert("L")
        assert small.getpixel((2, 2)) > 240
        assert small.getpixel((small.width - 2, 2)) < 15


def test_sixteen_bits_of_grey_keep_their_greys():
    """A plain conversion would show all but the darkest as white."""
    image = Image.frombytes("I;16", (4, 4), b"\x00\x80" * 16)
    (form,) = made(making.saved(image, "PNG")).forms.values()
    assert abs(opened(form).convert("L").getpixel((1, 1)) - 128) <= 2


@pytest.mark.parametrize("how", ["palette", "grey", "colour", "alpha"])
def test_what_shows_through_goes_on_showing_through(how: str):
    """However a PNG says which parts are not there, they are not there in its forms either."""
    if how == "alpha":
        image, options = Image.new("RGBA", (600, 400), (255, 0, 0, 0)), {}
    else:
        mode, value = {"palette": ("P", 0), "grey": ("L", 7), "colour": ("RGB", (1, 2, 3))}[how]
        image, options = Image.new(mode, (600, 400), value), {"transparency": value}
    image.paste(image.getpixel((0, 0)), (0, 0, 300, 400))
    for form in made(making.saved(image, "PNG", **options)).forms.values():
        assert opened(form).convert("RGBA").getpixel((2, 2))[3] == 0


def test_four_colours_for_print_become_those_of_a_screen():
    """A CMYK JPEG, which some browsers show inside out, has forms in which red is red."""
    for form in made(making.saved(making.shape(600, 400).convert("CMYK"), "JPEG", quality=95)).forms.values():
        assert opened(form).mode == "RGB"
        assert corners(opened(form)) == "rgbw"


def test_colours_of_another_profile_become_those_of_every_screen():
    """What was measured by a profile is converted, since a form has none: the numbers change so that the colour does not."""
    other = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for a, b in (
        ("sRGB".encode("utf-16-be"), "wide".encode("utf-16-be")),
        (b"rXYZ", b"----"),
        (b"gXYZ", b"rXYZ"),
        (b"----", b"gXYZ"),
    ):
        other = other.replace(a, b, 1)
    plain = Image.new("RGB", (600, 400), (200, 100, 50))
    (with_profile, *_), (without, *_) = (
        tuple(made(making.saved(plain, "PNG", **options)).forms.values()) for options in ({"icc_profile": other}, {})
    )
    assert opened(with_profile).convert("RGB").getpixel((5, 5)) != opened(without).convert("RGB").getpixel((5, 5))


def test_a_broken_profile_is_passed_over():
    """The picture is shown with its numbers as they are."""
    image = making.saved(making.shape(600, 400), "PNG", icc_profile=b"no profile at all")
    assert [corners(opened(form)) for form in made(image).forms.values()] == ["rgbw", "rgbw"]


def test_a_picture_of_a_screen_stays_sharp():
    """Few colours and hard edges: nothing is lost where that takes no more room."""
    image = Image.new("RGB", (800, 600), "white")
    for x in range(20, 780, 9):
        image.paste((0, 0, 0), (x, 40, x + 3, 560))
    form = made(making.saved(image, "PNG")).forms[Size(800, 600, "webp")]
    assert opened(form).convert("RGB").tobytes() == image.tobytes()


def test_a_photograph_saved_as_png_is_not_kept_to_the_pixel():
    """That would take several times the room, for what nobody sees."""
    noise = random.Random(1).randbytes(600 * 400 * 3)
    image = Image.frombytes("RGB", (600, 400), noise)
    form = made(making.saved(image, "PNG")).forms[Size(600, 400, "webp")]
    assert len(form) < len(encoded(image, "webp", sharp=False)) * 2
    assert opened(form).convert("RGB").tobytes() != image.tobytes()


def test_a_form_is_smaller_than_the_picture():
    """A photograph comes to a phone in a tenth of the bytes."""
    photo = Image.effect_noise((2000, 1500), 40).convert("RGB")
    data = making.saved(photo, "JPEG", quality=92)
    forms = made(data).forms
    assert len(forms[Size(480, 360, "webp")]) * 10 < len(data)


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is that large, and is nothing of the sort."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    chunks = (making.chunk(b"IHDR", head), making.chunk(b"IDAT", b"x\x9c\x03\0\0\0\0\x01"), making.chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("side", [10_000, 60_000, 2**31 - 1])
def test_a_picture_that_would_fill_the_memory_is_not_opened(side: int):
    """Its size is looked at before its pixels are."""
    assert side * side > LARGEST
    assert made(bomb(side, side)).forms == {}
    with pytest.raises(Unreadable):
        drawn(bomb(side, side), [Size(1, 1, "webp")])


def test_nothing_is_printed_of_what_the_library_finds(tmp_path: Path):
    """What is large or broken is for the check to speak of, in a line with the file's name."""
    (tmp_path / "bomb.png").write_bytes(bomb(10_000, 10_000))
    (tmp_path / "cut.jpg").write_bytes(making.jpeg(6)[:300])
    (tmp_path / "pair.jpg").write_bytes(making.jpeg())
    code = "import sys, pathlib; from plaint.pictures.made import made\nfor each in sys.argv[1:]: made(pathlib.Path(each).read_bytes())"
    names = [str(each) for each in sorted(tmp_path.iterdir())]
    done = subprocess.run(
        [sys.executable, "-c", code, *names],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("make", [making.jpeg, making.png, making.gif, making.webp, making.avif])
def test_a_picture_that_breaks_off_has_no_forms_and_raises_nothing(make):
    """At every place where it may break off, down to no bytes at all."""
    data = make()
    for end in (0, 1, 2, 8, 12, 30, 100, len(data) // 4):
        assert made(data[:end]).forms == {}
