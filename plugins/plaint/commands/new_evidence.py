"""Putting a file on the record as evidence."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

from plaint.commands.day import the_day
from plaint.commands.new_common import Made, campaign_folder, known_word, loaded_for, titled
from plaint.commands.new_files import copy_new, replace
from plaint.commands.new_metadata import metadata_in
from plaint.commands.new_words import file_name, free_id, id_of, one_line, title_of, yaml_text
from plaint.problems import Doubt, Finding, Problem, Stopped, Where
from plaint.record.adding import added, head_of, register_file, register_text
from plaint.record.loader import Loaded
from plaint.record.model import EVIDENCE_KINDS, PICTURES, Evidence

_HEAD = "Things that show something. `file` is looked for in content/evidence/."
_ENDINGS = {
    "photo": "jpg jpeg png webp gif heic heif avif tif tiff bmp",
    "picture": "svg",
    "email": "eml msg mbox",
    "recording": "mp3 m4a wav ogg oga opus flac aac amr",
    "video": "mp4 m4v mov webm mkv avi 3gp",
    "web-page": "html htm mht mhtml",
}


def make_evidence(file: str, title: str | None, kind: str | None, content: str, today: str | None) -> Made:
    """A copy of a file in evidence/, and an entry for it below the others in the register."""
    day = the_day(today)
    root, shown = campaign_folder(content)
    source = _readable(file)
    kind = kind_of(source.name) if kind is None else known_word(kind, EVIDENCE_KINDS, "--kind")
    line = titled(title_of(source.name) if title is None else title, "title")
    loaded = loaded_for(root, shown, ("evidence",))
    name, there = _place(root, source)
    shown_file = f"{shown}/evidence/{name}"
    _unnamed(loaded, name, shown_file)
    if there and (one_line(name) != name or f"evidence/{name}" not in loaded.record.files):
        right = "rename it, with small letters, digits and hyphens"
        raise Stopped([Problem(Where(one_line(shown_file)), "has a name that cannot be used", right)])
    if not there and (root / "evidence" / name).exists():
        right = "rename the file you are adding, if it is another one"
        raise Stopped([Problem(Where(shown_file), "is there already", right)])
    taken = {*loaded.record.evidence, *loaded.broken.get("evidence", ())}
    id = free_id(id_of(line, kind, day.isoformat()), day.isoformat(), taken)
    register = register_file(root, "evidence", day.year)
    head = head_of("evidence", "../" * register.count("/"), _HEAD)
    text = register_text(root / register, f"{shown}/{register}", head)
    alt, asked = _alt(line) if kind in PICTURES else ("", False)
    entry = _text(id, line, kind, name, alt, described=asked)
    whole, number = added(text, entry, Evidence, f"{shown}/{register}")
    doubts = _doubts(source, shown_file)
    if not there:
        copy_new(source, root / "evidence" / name, shown_file)
    try:
        replace(root / register, f"{shown}/{register}", whole.encode("utf-8"))
    except Stopped:
        if not there:
            (root / "evidence" / name).unlink(missing_ok=True)
        raise
    fill = "say under `alt` what the picture shows, and fill in" if alt and not asked else "fill in"
    then = f"The file is {shown_file}. Open the entry, {fill} what you know."
    return Made(str(Where(f"{shown}/{register}", number)), then, doubts)


def kind_of(name: str) -> str:
    """What a file probably is, going by the ending of its name."""
    ending = name.rpartition(".")[2].lower()
    return next((kind for kind, endings in _ENDINGS.items() if ending in endings.split()), "document")


def _readable(file: str) -> Path:
    """The file that was named. Raises Stopped where it is none, or may not be read."""
    path, shown = Path(file), one_line(file) or "file"
    try:
        if not path.is_file():
            what = "is no file" if path.exists() else "is not there"
            raise Stopped([Problem(Where(shown), what, "give the path of the file to add")])
        with path.open("rb"):
            return path
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise Stopped([Problem(Where(shown), what, "give another path")]) from error


def _place(root: Path, source: Path) -> tuple[str, bool]:
    """The file's name below evidence/, and whether it lies there already."""
    folder, real = (root / "evidence").resolve(), source.resolve()
    if real.is_relative_to(folder):
        return real.relative_to(folder).as_posix(), True
    return file_name(source.name), False


def _unnamed(loaded: Loaded, name: str, shown: str) -> None:
    """Raises Stopped where an entry names the file already."""
    for each in loaded.record.evidence.values():
        if name in (str(PurePosixPath(one)) for one in each.names):
            what = f"is on the record already ({each.where})"
            raise Stopped([Problem(Where(shown), what, "edit that entry")])


def _alt(title: str) -> tuple[str, bool]:
    """What the picture shows, and whether somebody said so; its title until they do."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        try:
            said = one_line(input("What does the picture show, for those who cannot see it? "))
        except EOFError:
            said = ""
        if said:
            return said, True
    return title, False


def _doubts(source: Path, shown: str) -> tuple[Finding, ...]:
    """A picture can say where and when it was taken, which may be where a child lives."""
    if not (found := metadata_in(source)):
        return ()
    what = f"carries hidden details ({' and '.join(found)}), which can hold the place and time it was taken"
    right = "before you publish, put a copy without them in its place: a screenshot of it will do"
    return (Doubt(Where(shown), what, right),)


def _text(id: str, title: str, kind: str, file: str, alt: str, *, described: bool) -> str:
    picture = f"  alt: {yaml_text(alt)}\n" if alt else ""
    if alt and not described:
        picture = f"  # Write here what the picture shows, for those who cannot see it.\n{picture}"
    return f"""\
- id: {id}
  title: {yaml_text(title)}
  kind: {kind}
  file: {yaml_text(file)}
{picture}  # The lines below are optional. To use one, take away its # and put your own words in.
  # on: 2024-05-31            # when it was made; 2024-05 if you only know the month
  # from: ID                  # who it came from
  # quote: Words taken from it, exactly.
  # note: What it shows, and why it matters.
  # source_url: https://example.org/where-it-can-be-found
  # redacted: What you made unreadable in it.
"""
