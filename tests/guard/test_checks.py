"""What the guard says of an output folder."""

from __future__ import annotations

import base64
import gzip
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from plaint.guard import CHECKS, look_through
from plaint.guard import checks as guard_checks
from plaint.guard.parts import pictures_in, take_apart
from plaint.guard.pictures import details_in
from plaint.problems import Doubt, Problem
from tests.guard.making import XMP, Output, exif, jpeg, output, pdf, png

ELLIE = "- Al\n- Ellie Green\n"
PHOTO = jpeg((0xE1, b"Exif\0\0" + exif(0x010F)))


def said(found: Output) -> list[str]:
    return [str(each) for each in look_through(found.root, found.shown, found.terms)]


def test_a_clean_site_is_left_in_peace(tmp_path: Path):
    """Nothing is said of a site in which nothing is."""
    files = {"index.html": "<p>Hello", "evidence/a/x.png": png(), "record.json": "{}", "a.pdf": pdf(b"BT (x) Tj ET")}
    assert said(output(tmp_path, files, ELLIE)) == []


def test_a_word_is_told_with_its_entry_and_place_and_never_itself(tmp_path: Path):
    """The line of the list and the file and line of the output are named; the word is in no message."""
    found = said(output(tmp_path, {"posts/x/index.html": "<p>\n<p>about\nEllie <b>Green</b>"}, ELLIE))
    assert found == [
        "output/posts/x/index.html:3: what private/never.yaml:2 says must never appear stands here; "
        "take it out of what this is made from"
    ]


def test_a_file_is_not_named_by_the_word_in_its_name(tmp_path: Path):
    """A word in the name of a file or folder is told, and hidden in the name that is printed."""
    found = said(output(tmp_path, {"tags/ellie-green/index.html": "x", "evidence/a/Ellie Green.png": png()}, ELLIE))
    assert [each.split(": ")[0] for each in found] == ["output/evidence/a/….png", "output/tags/…/index.html"]
    assert all("stands in its name" in each for each in found)


def _packed(name: str, text: bytes) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, text)
    return whole.getvalue()


@pytest.mark.parametrize("name, content", [
    ("feeds/posts.rss.xml", b"<rss><title>Ellie Green</title></rss>"),
    ("record.json", b'{"a": "Ellie\\u00a0Green"}'),
    ("chronology.csv", "\ufeffrow,Ellie Green\n".encode()),
    ("deadlines.ics", b"SUMMARY:Ellie Gr\r\n een\r\n"),
    ("evidence/a/letter.pdf", pdf(b"BT (Ellie Green) Tj ET")),
    ("evidence/a/letter.docx", _packed("word/document.xml", b"<w:t>El</w:t><w:t>lie Green</w:t>".replace(b"w:t", b"i"))),
    ("evidence/a/mail.eml", b"Subject: =?utf-8?Q?=C3=89llie_Green?=\n\nx"),
    ("evidence/a/mail.eml", b"Content-Transfer-Encoding: base64\n\n" + base64.b64encode(b"Dear Ellie Green")),
    ("evidence/a/notes.txt", "Ellie Green".encode("utf-16")),
    ("search/pagefind/fragment/en_1.pf_fragment", gzip.compress(b'pagefind_dcd{"content":"El\\u006cie Green"}', mtime=0)),
    ("evidence/a/song.mp3", b"ID3\0\xff\0\x01Ellie Green\0\0"),
    ("evidence/a/film.mov", b"\0\xff\0" + "Ellie Green".encode("utf-16-le") + b"\0\0"),
    ("evidence/a/x.gif", b"GIF89a\0\xff\0\x21\xfe\x0bEllie Green\0"),
    ("evidence/a/map.svg", b"<svg><title>Ellie Green</title></svg>"),
])  # fmt: skip
def test_a_word_is_found_in_whatever_is_published(name: str, content: bytes, tmp_path: Path):
    """Feeds, data, calendars, documents, messages, and the descriptions that recordings carry are read."""
    assert any("private/never.yaml:2" in each for each in said(output(tmp_path, {name: content}, ELLIE)))


def test_a_short_word_is_not_looked_for_in_the_bytes_of_a_picture(tmp_path: Path):
    """Two letters stand somewhere in any photograph by chance."""
    assert said(output(tmp_path, {"a.jpg": jpeg() + b" Al said so "}, ELLIE)) == []


def test_a_word_that_is_everywhere_is_not_told_a_thousand_times(tmp_path: Path):
    """Ten files are named, and the rest are counted."""
    found = said(output(tmp_path, {f"{number}.html": "Ellie Green" for number in range(25)}, ELLIE))
    assert len(found) == 11
    assert "stands in 15 more files" in found[-1]


def test_documents_that_cannot_be_read_are_a_doubt(tmp_path: Path):
    """A scanned letter may hold a name; it is named so that somebody reads it, and stops nothing."""
    found = output(tmp_path, {"evidence/a/scan.pdf": pdf(b"q Q"), "x.zip": b"PK\x03\x04broken"}, ELLIE)
    (doubt,) = look_through(found.root, found.shown, found.terms)
    assert isinstance(doubt, Doubt)
    assert "output/evidence/a/scan.pdf (its pages are pictures, or locked); output/x.zip" in str(doubt)


@pytest.mark.parametrize("name, content", [
    ("images/a.jpg", PHOTO),
    ("evidence/a/a.jpg", PHOTO),
    ("evidence/a/wrong-name.txt", PHOTO),
    ("evidence/a/a.pdf", pdf(objects=b"9 0 obj\n<</Filter/DCTDecode>>\nstream\n" + PHOTO + b"\nendstream\nendobj\n")),
    ("evidence/a/a.docx", _packed("word/media/image1.jpeg", PHOTO)),
    ("index.html", b'<img src="data:image/jpeg;base64,' + base64.b64encode(PHOTO) + b'">'),
    ("evidence/a/a.svg", b"<svg><metadata>" + XMP + b"</metadata></svg>"),
])  # fmt: skip
def test_a_picture_with_hidden_details_is_a_problem(name: str, content: bytes, tmp_path: Path):
    """Wherever it is and whatever its name: among evidence, inside of a document, inside of a page."""
    (problem,) = look_through(tmp_path, "output", output(tmp_path, {name: content}).terms)
    assert isinstance(problem, Problem)
    assert problem.where.file == f"output/{name}"
    assert "carries hidden details" in problem.what


def test_a_link_is_a_problem_and_is_not_followed(tmp_path: Path):
    """What lies outside the folder is neither read nor published, whether the link leads to a file or a folder."""
    outside = output(tmp_path / "outside", {"a.txt": "Ellie Green", "photo.jpg": PHOTO})
    found = output(tmp_path / "site", {"index.html": "x"}, ELLIE)
    (found.root / "a.txt").symlink_to(outside.root / "a.txt")
    (found.root / "folder").symlink_to(outside.root)
    assert [each.split(": ")[1].split(",")[0] for each in said(found)] == ["is a link", "is a link"]


def test_what_github_would_not_take_is_told_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A file above the limit is a problem, a site above its own a doubt."""
    monkeypatch.setattr(guard_checks, "LARGEST_FILE", 1024**2)
    monkeypatch.setattr(guard_checks, "LARGEST_SITE", 1_000_000)
    problem, doubt = look_through(tmp_path, "output", output(tmp_path, {"a.mp4": b"x" * 3 * 1024**2}).terms)
    assert str(problem).startswith("output/a.mp4: has 3 MB, and GitHub takes no file above 1")
    assert isinstance(doubt, Doubt)


def test_the_guard_changes_nothing(tmp_path: Path):
    """Not one byte of the output is another when it has been looked through."""
    from tests.sites import digest

    found = output(tmp_path, {"index.html": "Ellie Green", "a.jpg": PHOTO}, ELLIE)
    before = digest(tmp_path)
    said(found)
    assert digest(tmp_path) == before
    assert len(CHECKS) >= 4


@pytest.mark.parametrize("whole", [
    pdf(b"BT /F1 12 Tf (Ellie) Tj <0045> Tj ET", objects=b"4 0 obj\n<</Title (x\\9) /First 3>>\nendobj\n"),
    _packed("word/document.xml", b"<i>Ellie</i>"),
    b"Subject: =?utf-8?Q?x?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Transfer-Encoding: base64\n\nRA==\n--x--",
    PHOTO,
])  # fmt: skip
def test_a_damaged_file_is_no_crash(whole: bytes):
    """Whatever is cut off, and whichever byte is another, taking a file apart comes to an end."""
    damaged = [whole[:end] for end in range(len(whole))]
    damaged += [whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in range(len(whole))]
    for data in damaged:
        parts = take_apart(data, "a.eml")
        assert isinstance(parts.unread, str)
        assert all(isinstance(details_in(each), tuple) for each in pictures_in(data))
