"""What every `new` command does: look at what is there, make one thing, say where it is and what is next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from plaint.commands import report
from plaint.commands.new_words import one_line
from plaint.problems import Finding, Problem, Stopped, Where, nearest, one_of
from plaint.record.entry import read_entry
from plaint.record.front_matter import part_text
from plaint.record.loader import Loaded, load
from plaint.record.model import Letter, Post
from plaint.record.shapes import Reading
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """What a command made: the path as the user would type it, what to do next, and what deserves a look."""

    path: str
    then: str
    doubts: tuple[Finding, ...] = ()


def carried_out(make: Callable[[], Made]) -> int:
    """The exit status of making something, once its outcome was said: 0, or 1 where nothing was made."""
    try:
        made = make()
    except Stopped as stopped:
        report.tell(stopped.problems)
        return 1
    print(made.path)
    print(made.then)
    report.tell(made.doubts)
    return 0


def campaign_folder(content: str) -> tuple[Path, str]:
    """The campaign's folder, and how it is shown. Raises Stopped where there is none."""
    shown = content.rstrip("/\\") or content
    root = Path(content)
    if not root.is_dir():
        what = "is no folder" if root.exists() else "is not there"
        raise Stopped([Problem(Where(shown), what, "name the campaign’s folder with --content, or make it")])
    return root, shown


def loaded_for(root: Path, shown: str, registers: Iterable[str]) -> Loaded:
    """The record, where the registers that matter can be read. Raises Stopped with what is wrong in them."""
    loaded = load(root, shown)
    wrong: list[Finding] = []
    for register in registers:
        files = (f"{shown}/record/{register}.yaml", f"{shown}/record/{register}/")
        found = [each for each in loaded.findings if each.where.file.startswith(files)]
        if register == "people" or _KINDS[register] in loaded.unread:
            wrong += found
    if wrong:
        raise Stopped(wrong)
    return loaded


_KINDS = {"people": "party", "contacts": "contact", "evidence": "evidence"}


def titled(text: str, what: str) -> str:
    """The title on one line. Raises Stopped where it has no words."""
    line = one_line(text)
    if not line:
        raise Stopped([Problem(Where(what), "is empty", 'give it some words: "A title"')])
    return line


def sound(kind: type[Letter] | type[Post], text: str, shown: str) -> str:
    """The text of a Markdown file, which can be read as that kind. Raises Stopped where it cannot."""
    parted = part_text(text, shown)
    if isinstance(parted, Problem):
        raise Stopped([parted])
    reading = Reading(shown)
    read_entry(kind, parted.head, reading, id="", body="", body_line=1, source="")
    if problems := [*parted.problems, *reading.problems]:
        raise Stopped(problems)
    return text


def known_word(word: str, words: tuple[str, ...], option: str) -> str:
    """The word, where it is one of those. Raises Stopped with the nearest that is."""
    if word in words:
        return word
    hint = nearest(word.lower(), words) or f"write {one_of(words)}"
    raise Stopped([Problem(Where(option), f"{word!r} is none of the words for this", hint)])
