"""Hidden details in pictures, found by reading the file's own segments."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.commands.new_metadata import metadata_in

EXIF = b"Exif\0\0MM\0*\0\0\0\x08"
XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"


def segment(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data


def jpeg(*segments: bytes, picture: bytes = b"") -> bytes:
    """A JPEG with these segments before the picture."""
    return b"\xff\xd8" + b"".join(segments) + segment(0xDA, b"\0") + picture + b"\xff\xd9"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG with these chunks."""
    whole = [(b"IHDR", bytes(13)), *chunks, (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(len(d).to_bytes(4, "big") + n + d + bytes(4) for n, d in whole)


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP with these chunks."""
    body = b"".join(n + len(d).to_bytes(4, "little") + d + bytes(len(d) % 2) for n, d in chunks)
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def heic(items: bytes) -> bytes:
    """A HEIC whose list of items is this."""
    boxes = (
        (b"ftyp", b"heic\0\0\0\0mif1"),
        (b"free", b""),
        (b"meta", b"\0\0\0\0" + items),
        (b"mdat", b"infe" + EXIF * 9),
    )
    return b"".join((len(data) + 8).to_bytes(4, "big") + name + data for name, data in boxes)


JFIF = segment(0xE0, b"JFIF\0")


@pytest.mark.parametrize(
    "data, found",
    [
        (jpeg(JFIF), ()),
        (jpeg(segment(0xE1, EXIF)), ("EXIF",)),
        (jpeg(JFIF, segment(0xE1, XMP)), ("XMP",)),
        (jpeg(segment(0xE1, XMP), segment(0xE1, EXIF), segment(0xE1, EXIF)), ("EXIF", "XMP")),
        (jpeg(b"\xff\xff" + segment(0xE1, EXIF)), ("EXIF",)),
        (jpeg(segment(0xE1, b"")), ()),
        (jpeg(segment(0xFE, EXIF)), ()),
        (jpeg(segment(0xED, b"a comment: " + segment(0xE1, EXIF))), ()),
        (jpeg(picture=segment(0xE1, EXIF)), ()),
        (jpeg(segment(0xE1, EXIF))[:4], ()),
        (png(), ()),
        (png((b"eXIf", b"MM\0*")), ("EXIF",)),
        (png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>")), ("XMP",)),
        (png((b"zTXt", b"Raw profile type exif\0\0x")), ("EXIF",)),
        (png((b"tEXt", b"Comment\0eXIf")), ()),
        (png((b"IDAT", b"\0\0\0\x04eXIfMM\0*\0\0\0\0")), ()),
        (webp((b"VP8 ", b"abc")), ()),
        (webp((b"VP8 ", b"abc"), (b"EXIF", b"MM")), ("EXIF",)),
        (webp((b"XMP ", b"<x/>")), ("XMP",)),
        (heic(b"infe\x02\0\0\0\0\x01\0\0hvc1\0"), ()),
        (heic(b"infe\x02\0\0\0\0\x01\0\0Exif\0"), ("EXIF",)),
        (heic(b"infe\x03\0\0\0\0\0\0\x01\0\0Exif\0"), ("EXIF",)),
        (heic(b"infe\x02\0\0\0\0\x01\0\0mime\0application/rdf+xml\0"), ("XMP",)),
        (b"%PDF-1.7 Exif\0\0", ()),
        (b"", ()),
    ],
)
def test_finds_what_a_picture_carries(tmp_path: Path, data: bytes, found: tuple[str, ...]) -> None:
    """EXIF and XMP are found where they can stand, and nowhere else."""
    path = tmp_path / "picture"
    path.write_bytes(data)
    assert metadata_in(path) == found


@given(
    start=st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x0cftypheic"]),
    rest=st.binary(max_size=80),
)
def test_reads_broken_pictures(tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes) -> None:
    """A picture that is cut off or garbled gives an answer, and no error."""
    path = tmp_path_factory.getbasetemp() / "broken"
    path.write_bytes(start + rest)
    assert set(metadata_in(path)) <= {"EXIF", "XMP"}
