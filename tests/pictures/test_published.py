"""What is published of a picture: its pixels, the right way up, and nothing that is hidden in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from plaint.pictures.formats import look
from plaint.pictures.made import made
from plaint.pictures.published import published
from plaint.pictures.stripped import stripped
from tests.pictures import making
from tests.pictures.making import SECRETS, corners, opened

MAKERS: dict[str, Callable[[], bytes]] = {
    "jpeg": making.jpeg,
    "png": making.png,
    "gif": making.gif,
    "webp": making.webp,
    "avif": making.avif,
    "moving gif": lambda: making.gif(3),
    "moving webp": lambda: making.webp(frames=3),
    "turned jpeg": lambda: making.jpeg(6),
    "turned png": lambda: making.png(orientation=8),
    "turned webp": lambda: making.webp(orientation=3),
    "large jpeg": lambda: making.jpeg(6, making.shape(2000, 1300)),
    "large png": lambda: making.png(making.shape(2000, 1300)),
}


@pytest.mark.parametrize("name", MAKERS)
def test_the_pictures_of_these_tests_hide_something(name: str):
    """Each of them holds at least two of the words that are looked for, or the next test would prove nothing."""
    data = MAKERS[name]()
    assert sum(secret in data for secret in SECRETS) >= 2, name


@pytest.mark.parametrize("name", MAKERS)
def test_nothing_hidden_is_in_any_byte_that_is_published(name: str):
    """EXIF with its place, XMP, IPTC, comments and whatever hangs behind the end are in no file made of a picture."""
    result = made(MAKERS[name]())
    for data in (result.content, *result.forms.values()):
        assert data
        assert [secret for secret in SECRETS if secret in data] == []
        assert dict(opened(data).getexif()) == {}
        assert not {"exif", "xmp", "comment", "XML:com.adobe.xmp", "photoshop"} & set(opened(data).info)


@pytest.mark.parametrize("name", ["jpeg", "png", "gif", "webp", "moving gif", "moving webp"])
def test_the_pixels_stay_as_they_are(name: str):
    """A picture that stands upright is not written anew: every pixel of every frame is what it was."""
    before, after = opened(data := MAKERS[name]()), opened(published(data))
    assert getattr(after, "n_frames", 1) == getattr(before, "n_frames", 1)
    for frame in range(getattr(before, "n_frames", 1)):
        before.seek(frame)
        after.seek(frame)
        assert after.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_picture_that_hides_nothing_stays_as_it_is_to_the_byte(format: str):
    """Its digest then is that of the file which the campaign holds."""
    data = making.saved(making.shape(), format)
    assert published(data) == data


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(
    "make", [making.jpeg, lambda o: making.png(orientation=o), lambda o: making.webp(orientation=o)]
)
def test_each_way_a_camera_can_be_held_comes_out_upright(orientation: int, make: Callable[[int], bytes]):
    """What EXIF says of the eight ways is done to the pixels, so that nobody needs to be told any more."""
    turns = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }  # fmt: skip
    right = making.shape() if turns[orientation] is None else making.shape().transpose(turns[orientation])
    data = make(orientation)
    assert (look(data).width, look(data).height) == right.size
    result = made(data)
    assert (result.facts.width, result.facts.height) == right.size
    for each in (result.content, *result.forms.values()):
        assert opened(each).size == right.size
        assert corners(opened(each)) == corners(right)


def test_a_colour_profile_stays_with_the_whole_picture_and_its_name_goes():
    """Without it, what was measured in other colours would look wrong; the name of somebody's screen is nobody's matter."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for format in ("JPEG", "WEBP"):
        assert (
            opened(published(making.saved(making.shape(), format, icc_profile=profile))).info["icc_profile"] == profile
        )
    image = making.saved(making.shape(), "PNG", icc_profile=profile).replace(
        b"iCCPICC Profile", b"iCCPMARYS SCREEN"[:15]
    )
    out = published(image)
    assert b"MARY" in image
    assert b"MARY" not in out
    assert opened(out).info["icc_profile"] == profile


def test_a_photograph_with_a_second_one_behind_it_keeps_the_first():
    """What phones store beside a photograph (its depth, a larger one) goes with all that stands behind its end."""
    data = making.saved(making.shape(), "MPO", save_all=True, append_images=[making.shape().rotate(180)])
    out = published(data)
    assert len(out) < len(data)
    assert opened(out).format == "JPEG"
    assert corners(opened(out)) == "rgbw"


@pytest.mark.parametrize(
    "data", [b"", b"text", b"%PDF-1.4 /Author (SECRET)", b"<svg><metadata>x</metadata></svg>", b"BM"]
)
def test_what_is_no_picture_stays_as_it_is(data: bytes):
    """Documents and drawings are published to the byte."""
    assert published(data) == data


@pytest.mark.parametrize("format", ["jpeg", "png", "gif", "webp"])
def test_a_picture_that_breaks_off_hides_nothing_either(format: str):
    """Wherever a file was cut off, what is left of it holds nothing that is not part of the picture."""
    data = MAKERS[format]()
    for end in range(0, len(data), 7):
        out = stripped(data[:end], format)
        assert [secret for secret in SECRETS if secret in out] == [], end
        assert len(out) <= end + 16


@settings(max_examples=60, deadline=None)
@given(
    format=st.sampled_from(["jpeg", "png", "gif", "webp"]),
    places=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=12),
)
def test_no_damage_makes_it_fail(format: str, places: list[tuple[int, int]]):
    """Whatever bytes of a picture are wrong, something comes out, and nothing is raised."""
    data = bytearray(MAKERS[format]())
    for at, value in places:
        data[at % len(data)] = value
    assert isinstance(made(bytes(data)).content, bytes)
