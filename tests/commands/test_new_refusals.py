"""What the `new` commands do not do: overwrite, guess at what is misspelt, or leave half of something behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plaint.commands import new
from plaint.commands.new_files import put_new, replace
from plaint.problems import Stopped
from tests.commands.making import PICTURE, begun, contact, evidence, files, letter, post, read


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign with people and nothing else, in `content` where the command is typed."""
    monkeypatch.chdir(tmp_path)
    return begun(tmp_path / "content")


@pytest.fixture
def refused(campaign: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[Callable[[], int]], list[str]]:
    """Carries a command out that must fail, leave every file as it was, and print nothing but its lines of trouble."""

    def carry_out(command: Callable[[], int]) -> list[str]:
        before = files(campaign)
        capsys.readouterr()
        assert command() == 1
        assert files(campaign) == before
        said = capsys.readouterr()
        assert said.out == ""
        return said.err.splitlines()

    return carry_out


Refused = Callable[[Callable[[], int]], list[str]]


def test_a_post_is_not_overwritten(refused: Refused) -> None:
    """The same title on the same day is the same file, which is left alone."""
    post()
    assert refused(post) == [
        "content/posts/2019-07-15-the-minibus.md: is there already; edit that one, or give the new one another title"
    ]


def test_a_letter_is_not_overwritten(refused: Refused) -> None:
    """The same holds of a letter."""
    letter()
    assert refused(letter) == [
        "content/letters/2019-07-15-the-minibus.md: is there already; edit that one, or give the new one another title"
    ]


def test_a_file_of_evidence_is_not_overwritten(campaign: Path, tmp_path: Path, refused: Refused) -> None:
    """Another file of the same clean name keeps its place."""
    (tmp_path / "A b.pdf").write_bytes(b"new")
    (campaign / "evidence").mkdir()
    (campaign / "evidence/a-b.pdf").write_bytes(b"old")
    assert refused(lambda: evidence("A b.pdf")) == [
        "content/evidence/a-b.pdf: is there already; rename the file you are adding, if it is another one"
    ]


def test_a_file_on_the_record_is_not_added_again(campaign: Path, tmp_path: Path, refused: Refused) -> None:
    """A file that an entry names is on the record; the line says where."""
    (tmp_path / "a.pdf").write_bytes(b"x")
    evidence("a.pdf")
    assert refused(lambda: evidence("content/evidence/a.pdf")) == [
        "content/evidence/a.pdf: is on the record already (content/record/evidence.yaml:4); edit that entry"
    ]


@pytest.mark.parametrize("make", [post, letter, contact])
@pytest.mark.parametrize("title", ["", "  \n", "\x07"])
def test_a_title_has_words(refused: Refused, make: Callable[[str], int], title: str) -> None:
    """Nothing is begun without a title."""
    what = "subject" if make is contact else "title"
    assert refused(lambda: make(title)) == [f'{what}: is empty; give it some words: "A title"']


@pytest.mark.parametrize(
    "options, line",
    [
        ({"kind": "fone"}, "--kind: 'fone' is none of the words for this; did you mean 'phone'?"),
        ({"from_": "leder"}, "--from: 'leder' is nobody in content/record/people.yaml; did you mean 'leader'?"),
        ({"to": "zzz"}, "--to: 'zzz' is nobody in content/record/people.yaml; add them there first"),
        ({"to": " , "}, "--to: is empty; give an id from content/record/people.yaml"),
        ({"from_": "mg,leader"}, "--from: names several; name the one it came from"),
        (
            {"on": "1st May"},
            "--on: '1st May' is no date; write 2019-07-15, or 2019-07 if only the month is known, or 2019",
        ),
    ],
)
def test_an_option_that_cannot_be_used(refused: Refused, options: dict[str, str], line: str) -> None:
    """One line names the option, what was given, and the nearest that would be right."""
    assert refused(lambda: contact(**options)) == [line]


def test_an_unknown_kind_lists_the_kinds(refused: Refused, tmp_path: Path) -> None:
    """A word that is near nothing gets the whole list."""
    (tmp_path / "a.pdf").write_bytes(b"x")
    (line,) = refused(lambda: evidence("a.pdf", kind="zzz"))
    assert line.startswith("--kind: 'zzz' is none of the words for this; write letter, email, ")


@pytest.mark.parametrize("make", [post, letter, contact, lambda: evidence("a.pdf")])
def test_a_folder_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], make: Callable[[], int]
) -> None:
    """Without a campaign's folder nothing is made, not even the folder."""
    monkeypatch.chdir(tmp_path)
    assert make() == 1
    assert capsys.readouterr().err == ("content: is not there; name the campaign’s folder with --content, or make it\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("make", [letter, contact])
def test_broken_people(campaign: Path, refused: Refused, make: Callable[[], int]) -> None:
    """Where people.yaml cannot be read, what is wrong in it is said."""
    (campaign / "record/people.yaml").write_text("organisations:\n\tus: {name: Us}\n", "utf-8")
    assert refused(make) == ["content/record/people.yaml:2: a tab stands here; indent with spaces"]


@pytest.mark.parametrize("make", [letter, contact])
def test_nobody_is_us(campaign: Path, refused: Refused, make: Callable[[], int]) -> None:
    """A letter comes from somebody; the line shows how to say who we are."""
    (campaign / "record/people.yaml").write_text("organisations: {council: {name: Council}}\n", "utf-8")
    assert refused(make) == [
        "content/record/people.yaml: names no organisation that is us; add your group under `organisations:`, "
        "as `parents: {name: Parents Together, us: true}`"
    ]


@pytest.mark.parametrize("make", [letter, contact])
def test_nobody_to_write_to(campaign: Path, refused: Refused, make: Callable[[], int]) -> None:
    """A letter goes to somebody other than ourselves; the line shows how to add them."""
    (campaign / "record/people.yaml").write_text("organisations: {us: {name: Us, us: true}}\n", "utf-8")
    assert refused(make) == [
        "content/record/people.yaml: names nobody to write to; add them under `organisations:` first, "
        "as `council: {name: Northmere Council, kind: council}`"
    ]


def test_no_people_at_all(campaign: Path, refused: Refused) -> None:
    """The same holds where there is no people.yaml yet."""
    (campaign / "record/people.yaml").unlink()
    (line,) = refused(letter)
    assert line.startswith("content/record/people.yaml: names no organisation that is us; ")


def test_a_register_in_square_brackets(campaign: Path, refused: Refused) -> None:
    """A register that cannot be written on is left to its owner."""
    (campaign / "record/contacts.yaml").write_text("[]\n", "utf-8")
    (line,) = refused(contact)
    assert line.startswith("content/record/contacts.yaml:1: is a list in square brackets, ")


def test_a_broken_register(campaign: Path, refused: Refused) -> None:
    """A register that cannot be read may have the id already, so nothing is added to it."""
    (campaign / "record/contacts.yaml").write_text('- id: "the-minibus\n', "utf-8")
    (line,) = refused(contact)
    assert line.startswith("content/record/contacts.yaml:1: a quotation mark that opens here is never closed")


def test_an_id_of_a_broken_contact_is_taken(campaign: Path) -> None:
    """A contact that is half written keeps its id."""
    (campaign / "record/contacts.yaml").write_text("- id: the-minibus\n", "utf-8")
    assert contact() == 0
    assert list(read(campaign).record.contacts) == ["the-minibus-2019-07-15"]


@pytest.mark.parametrize(
    "name, line",
    [
        ("gone.pdf", "gone.pdf: is not there; give the path of the file to add"),
        ("content", "content: is no file; give the path of the file to add"),
        ("a\nb.pdf", "a b.pdf: is not there; give the path of the file to add"),
        ("", "file: is no file; give the path of the file to add"),
        ("x" * 300, f"{'x' * 300}: cannot be read (File name too long); give another path"),
    ],
)
def test_no_file_to_add(refused: Refused, name: str, line: str) -> None:
    """What is no file cannot be evidence."""
    assert refused(lambda: evidence(name)) == [line]


@pytest.mark.parametrize("make", [post, letter, contact])
@pytest.mark.parametrize("today", ["tomorrow", "1066-10-14"])
def test_a_day_that_cannot_be_written(refused: Refused, make: Callable[[], int], today: str) -> None:
    """Nothing is made that a build would refuse for its date."""
    options = {"content": "content", "today": today}
    commands: dict[object, Callable[[], int]] = {
        post: lambda: new.post(title="A", **options),
        letter: lambda: new.letter(title="A", **options),
        contact: lambda: new.contact(subject="A", kind="email", from_=None, to=None, on=None, **options),
    }
    (line,) = refused(commands[make])
    assert today in line


@pytest.mark.parametrize("make, folder", [(post, "posts"), (letter, "letters")])
def test_a_file_in_the_place_of_a_folder(
    campaign: Path, refused: Refused, make: Callable[[], int], folder: str
) -> None:
    """A folder that cannot be made is one line, not a traceback."""
    (campaign / folder).write_text("A file", "utf-8")
    (line,) = refused(make)
    assert line.startswith(f"content/{folder}/2019-07-15-the-minibus.md: cannot be written (")


@pytest.mark.parametrize("make", [post, letter, contact])
def test_a_disk_that_cannot_be_written(
    campaign: Path, refused: Refused, make: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only disk is one line too, and nothing is left on it."""

    as_it_is = Path.open

    def only_read(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if "r" not in mode or "+" in mode:
            raise OSError(30, "Read-only file system")
        return as_it_is(path, mode, *more, **named)

    (campaign / "record/contacts.yaml").write_text("# Contacts\n", "utf-8")
    monkeypatch.setattr(Path, "open", only_read)
    (line,) = refused(make)
    monkeypatch.undo()
    assert ": cannot be written (" in line
    assert sorted(files(campaign)) == ["record/contacts.yaml", "record/people.yaml"]


def test_a_register_that_cannot_be_written_leaves_no_copy(
    campaign: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the entry cannot be added, the file of evidence is not left behind."""
    (tmp_path / "a.pdf").write_bytes(b"x")

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("plaint.commands.new_files.os.fsync", no_room)
    assert evidence("a.pdf") == 1
    assert capsys.readouterr().err.startswith(
        "content/record/evidence.yaml: cannot be written (No space left on device); "
    )
    assert sorted(files(campaign)) == ["record/people.yaml"]


def test_a_register_has_its_old_bytes_or_its_new_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that dies while it writes leaves the register as it was."""
    path = tmp_path / "contacts.yaml"
    path.write_bytes(b"old")

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("plaint.commands.new_files.os.fsync", dies)
    with pytest.raises(KeyboardInterrupt):
        replace(path, "contacts.yaml", b"new")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool) -> None:
    """A name that is taken is never written to, on disks with hard links and on those without."""

    def none(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr("plaint.commands.new_files.os.link", none)
    put_new(tmp_path / "a.md", "a.md", b"first")
    with pytest.raises(Stopped, match=r"a\.md: is there already"):
        put_new(tmp_path / "a.md", "a.md", b"second")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"first"]


def test_a_picture_with_a_hidden_place_is_a_doubt(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A photograph that may say where it was taken is added, with one line that says what to do."""
    (tmp_path / "a.png").write_bytes(PICTURE + b"\0\0\0\x02eXIfMM\0\0\0\0")
    assert evidence("a.png") == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("content/evidence/a.png: carries hidden details (EXIF), ")
