"""What the `new` commands make: it can be read as it is, it says what comes next, and nothing is overwritten."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plaint.commands import new
from tests.commands.making import DAY, PICTURE, begun, contact, evidence, letter, post, problems, read


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign with people and nothing else, in `content` where the command is typed."""
    monkeypatch.chdir(tmp_path)
    return begun(tmp_path / "content")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture somewhere else."""
    path = tmp_path / "IMG 2041 (copy).PNG"
    path.write_bytes(PICTURE)
    return path


# --- what is made ---


def test_post_is_a_draft_of_the_day(campaign: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A post is a draft in a file named for its day and title; the command says where it is and what to do."""
    assert post("What the council said") == 0
    made = read(campaign).record.posts["what-the-council-said"]
    assert (made.title, made.date.text, made.status) == ("What the council said", DAY, "draft")
    assert problems(campaign) == []
    path, then = capsys.readouterr().out.splitlines()
    assert path == "content/posts/2019-07-15-what-the-council-said.md"
    assert "status: draft" in then


@pytest.mark.parametrize("name", ["author", "category", "tags", "summary", "image", "updated"])
def test_post_explains_what_is_optional(campaign: Path, name: str) -> None:
    """Each optional field stands there as a comment, to be taken up by deleting the #."""
    post()
    text = (campaign / "posts/2019-07-15-the-minibus.md").read_text("utf-8")
    assert f"\n# {name}: " in text


@pytest.mark.parametrize("kind", ["posts", "letters"])
def test_optional_lines_can_be_taken_up(campaign: Path, kind: str) -> None:
    """Once its # is gone, each optional line of a post or letter is one that the loader knows."""
    (post if kind == "posts" else letter)()
    path = campaign / kind / f"{DAY}-the-minibus.md"
    text = path.read_text("utf-8").replace("ID", "leader")
    taken_up = []
    for line in text.splitlines():
        name = line.removeprefix("# ").partition(":")[0]
        if line.startswith("# ") and name.replace("_", "").isalpha() and name.islower():
            text = text.replace(f"\n{line}\n", f"\n{line.removeprefix('# ')}\n")
            taken_up.append(name)
    path.write_text(text, "utf-8")
    assert len(taken_up) >= 6
    assert read(campaign).findings == []


def test_letter_is_a_draft_from_us_to_the_council(campaign: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A letter goes from the group that is us to the body, waits for a reply, and is a draft."""
    assert letter("Three questions") == 0
    (made,) = read(campaign).record.letters
    assert (made.id, made.from_, made.to, made.kind, made.draft) == (
        "three-questions", "parents", ("council",), "letter", True,
    )  # fmt: skip
    assert [each.words for each in made.expects] == ["a reply"]
    assert problems(campaign) == []
    assert capsys.readouterr().out.startswith("content/letters/2019-07-15-three-questions.md\n")


def test_letter_shows_its_points(campaign: Path) -> None:
    """There is a point of each kind to write over, with the id that it needs."""
    letter()
    (made,) = read(campaign).record.letters
    for kind in ("Issue", "Question", "Request"):
        assert f"\n## {kind}: " in made.body
    assert made.body.count("{#") == 3


def test_letter_lists_whom_to_choose_from(campaign: Path) -> None:
    """The ids of others stand in a comment; nobody private among them, and not ourselves."""
    letter()
    text = (campaign / f"letters/{DAY}-the-minibus.md").read_text("utf-8")
    assert "\n#   courier, council, leader\nto: council\n" in text


def test_letter_goes_to_the_only_other_body(campaign: Path) -> None:
    """Where there is one other organisation, that is whom we write to, whatever it is."""
    (campaign / "record/people.yaml").write_text(
        "organisations: {parents: {name: Us, us: true}, coaches: {name: Coaches}}", "utf-8"
    )
    assert letter() == 0
    assert read(campaign).record.letters[0].to == ("coaches",)


def test_letter_goes_to_a_person_where_there_is_no_body(campaign: Path) -> None:
    """An officer can be written to where no organisation but ours is on the record."""
    (campaign / "record/people.yaml").write_text(
        "organisations: {parents: {name: Us, us: true}}\npeople: {mg: {shown_as: MG}, clerk: {role: Clerk}}", "utf-8"
    )
    assert letter() == 0
    assert read(campaign).record.letters[0].to == ("clerk",)


def test_contact_is_from_us_today(campaign: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without options a contact is an email of today from us to the body."""
    assert contact("The bus: again") == 0
    made = read(campaign).record.contacts["the-bus-again"]
    assert (made.subject, made.on.text, made.kind) == ("The bus: again", DAY, "email")
    assert (made.from_, made.to) == ("parents", ("council",))
    assert problems(campaign) == []
    assert capsys.readouterr().out.splitlines()[0] == "content/record/contacts.yaml:4"


@pytest.mark.parametrize(
    "from_, to, ends",
    [
        ("leader", None, ("leader", ("parents",))),
        ("mg", None, ("mg", ("council",))),
        (None, "courier", ("parents", ("courier",))),
        (None, "parents", ("council", ("parents",))),
        ("council", "mg, courier", ("council", ("mg", "courier"))),
    ],
)
def test_contact_has_the_other_end_filled_in(
    campaign: Path, from_: str | None, to: str | None, ends: tuple[str, tuple[str, ...]]
) -> None:
    """Where one end is given, the other is us or the body, whichever the first is not."""
    assert contact(from_=from_, to=to) == 0
    made = read(campaign).record.contacts["the-minibus"]
    assert (made.from_, made.to) == ends


def test_contact_keeps_a_vague_date(campaign: Path) -> None:
    """A month is a date; the entry goes into that year's file where the register is a folder."""
    (campaign / "record/contacts").mkdir()
    assert contact(on="2018-04") == 0
    text = (campaign / "record/contacts/2018.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../.schemas/contacts.schema.json\n")
    assert "  on: 2018-04\n" in text
    assert problems(campaign) == []


def test_contact_leaves_the_register_as_it_was(campaign: Path) -> None:
    """Comments, order and line ends above the new contact stay, byte for byte."""
    old = b"\xef\xbb\xbf# Ours\r\n\r\n-   {kind: phone, id: call, on: 2019-01-02, from: parents, to: council} # rang"
    (campaign / "record/contacts.yaml").write_bytes(old)
    assert contact() == 0
    whole = (campaign / "record/contacts.yaml").read_bytes()
    assert whole.startswith(old + b"\r\n\r\n- id: the-minibus\r\n")
    assert whole.count(b"\n") == whole.count(b"\r\n")
    assert problems(campaign) == []


def test_contacts_and_letters_share_ids(campaign: Path) -> None:
    """A second one of a name has the day in its id, and the next ones a number, whether contact or letter."""
    for make in (contact, contact, letter, contact):
        assert make() == 0
    assert sorted(read(campaign).record.contacts) == [
        "the-minibus",
        "the-minibus-2019-07-15",
        "the-minibus-2019-07-15-2",
        "the-minibus-2019-07-15-3",
    ]
    assert problems(campaign) == []


def test_post_of_another_day_may_have_the_same_title(campaign: Path) -> None:
    """Its id has the day in it, for ids are addresses."""
    post()
    assert new.post(title="The minibus", content="content", today="2019-07-16") == 0
    assert list(read(campaign).record.posts) == ["the-minibus", "the-minibus-2019-07-16"]
    assert problems(campaign) == []


def test_evidence_is_copied(campaign: Path, photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is copied under a clean name, and stays where it was; its entry can be read as it is."""
    assert evidence(photo, title="The minibus") == 0
    made = read(campaign).record.evidence["the-minibus"]
    assert (made.title, made.kind, made.file, made.alt) == ("The minibus", "photo", "img-2041-copy.png", "The minibus")
    assert (campaign / "evidence/img-2041-copy.png").read_bytes() == photo.read_bytes() == PICTURE
    assert problems(campaign) == []
    path, then = capsys.readouterr().out.splitlines()
    assert path == "content/record/evidence.yaml:4"
    assert "content/evidence/img-2041-copy.png" in then
    assert "alt" in then


def test_evidence_asks_for_the_words_of_a_picture(campaign: Path, photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal, somebody is asked what the picture shows, and no reminder is left in the entry."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: "A minibus: its ramp is tied up")
    assert evidence(photo) == 0
    assert read(campaign).record.evidence["img-2041-copy"].alt == "A minibus: its ramp is tied up"
    assert "Write here what" not in (campaign / "record/evidence.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "name, kind",
    [
        ("a.jpg", "photo"), ("a.JPEG", "photo"), ("a.pdf", "document"), ("a.eml", "email"), ("a.mp3", "recording"),
        ("a.mp4", "video"), ("a.svg", "picture"), ("a.html", "web-page"), ("a.csv", "document"), ("a", "document"),
    ],
)  # fmt: skip
def test_evidence_has_a_kind(campaign: Path, tmp_path: Path, name: str, kind: str) -> None:
    """What a file is, is guessed from the ending of its name."""
    (tmp_path / name).write_bytes(b"x")
    assert evidence(tmp_path / name) == 0
    (made,) = read(campaign).record.evidence.values()
    assert made.kind == kind
    assert problems(campaign) == []


def test_evidence_that_lies_there_is_not_copied(campaign: Path) -> None:
    """A file that somebody put into evidence/ by hand gets its entry where it is."""
    (campaign / "evidence").mkdir()
    (campaign / "evidence/My notes.pdf").write_bytes(b"x")
    assert evidence(campaign / "evidence/My notes.pdf") == 0
    assert read(campaign).record.evidence["my-notes"].file == "My notes.pdf"
    assert problems(campaign) == []
    assert len(list((campaign / "evidence").iterdir())) == 1


@pytest.mark.parametrize(
    "title, id",
    [
        ("The council’s reply", "the-councils-reply"),
        ("2019 in review", "post-2019-in-review"),
        ("Łódź, Ærø & Ŵyl", "lodz-aero-wyl"),
        ("公開質問状", "post-2019-07-15"),
        ("🚌🚌", "post-2019-07-15"),
        ("--- [x] ---", "x"),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 300, "x" * 60),
    ],
)
def test_ids_are_made_of_titles(campaign: Path, title: str, id: str) -> None:
    """An id is small Latin letters, digits and hyphens, begins with a letter, and is no longer than can be read out."""
    assert post(title) == 0
    assert list(read(campaign).record.posts) == [id]


_ALPHABET = st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from(
    "'\"\\:#-—[]{}!&*%@`|>?,~\n\t\r \u202e\u2028\x85\x1bé漢🚌"
)
_TITLES = st.text(_ALPHABET, min_size=1, max_size=300)


@contextmanager
def _campaign() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    try:
        yield begun(folder / "content")
    finally:
        shutil.rmtree(folder)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=_TITLES)
@example(title='- "quoted": # no comment\n---')
@example(title="no")
@example(title="null")
@example(title="2019-07-15")
@example(title="\ud800 a byte that is no text")
@example(title="\u202eright to left שלום")
@example(title="[[contact:nobody]] {#id} <b>")
@example(title="'" * 300)
def test_any_title_gives_files_that_can_be_read(title: str) -> None:
    """Whatever a shell can pass as a title is kept, on one line, and makes files without a problem."""
    with _campaign() as root:
        (root.parent / "file.pdf").write_bytes(b"x")
        options = {"content": str(root), "today": DAY}
        made = [
            new.post(title=title, **options),
            new.letter(title=title, **options),
            new.contact(subject=title, kind="email", from_=None, to=None, on=None, **options),
            new.evidence(file=str(root.parent / "file.pdf"), title=title, kind=None, **options),
        ]
        assert problems(root) == []
        record = read(root).record
        titles = [
            *(each.title for each in (*record.posts.values(), *record.evidence.values())),
            *(each.subject for each in record.contacts.values()),
        ]
        if made == [1, 1, 1, 1]:
            assert titles == []
            assert not any(character.isalnum() for character in title)
        else:
            assert made == [0, 0, 0, 0]
            assert len(titles) == 4
            assert len(set(titles)) == 1
            kept = [character for character in title if character.isalnum()]
            assert [character for character in titles[0] or "" if character.isalnum()] == kept
