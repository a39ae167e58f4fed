"""The files that entries name: inside their folder, there, and read where they are words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

from plaint.memory.store import key_of
from plaint.problems import Doubt, Finding, Problem, Stopped, Where, nearest
from plaint.record.loader import Loaded
from plaint.record.model import PICTURES, Contact
from plaint.record.text_file import read_text


def named_file(files: frozenset[str], folder: str, name: str, where: Where, field: str) -> str | Problem:
    """The path, relative to the campaign, of a file that a field names; or what is wrong with the name.

    Names are compared letter by letter even where the disk would not: the site is built elsewhere too.
    """
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive or name.startswith("\\"):
        right = f"copy the file into content/{folder} and write its name there"
        return Problem(where, f"{field}: '{name}' is a place on your own computer", right)
    if "\\" in name:
        return Problem(where, f"{field}: '{name}' has a backslash in it", f"write {name.replace(chr(92), '/')}")
    if ".." in PurePosixPath(name).parts:
        return Problem(where, f"{field}: '{name}' leads out of content/{folder}", f"put the file into content/{folder}")
    path = f"{folder}{PurePosixPath(name)}"
    if path in files:
        return path
    if any(each.startswith(f"{path}/") for each in files):
        return Problem(where, f"{field}: '{name}' is a folder", "name the files in it")
    near = [each.removeprefix(folder) for each in files if each.startswith(folder)]
    hint = nearest(name, near) or f"put it into content/{folder}".rstrip("/")
    return Problem(where, f"{field}: there is no file '{name}'", hint)


def with_messages(loaded: Loaded, root: Path, shown: str) -> Loaded:
    """The record with the messages that stand in files of their own read into their contacts."""
    contacts: dict[str, Contact] = {}
    findings = list(loaded.findings)
    broken = loaded.broken
    for id, contact in loaded.record.contacts.items():
        contacts[id] = contact
        if contact.message_file is None:
            continue
        where = contact.at("message_file")
        path = named_file(loaded.record.files, "", contact.message_file, where, "message_file")
        if contact.message is not None:
            findings.append(Problem(where, "message_file stands beside message", "keep one of the two"))
        elif isinstance(path, Problem):
            if not loaded.known("file", contact.message_file):
                findings.append(path)
            broken.setdefault("message", set()).add(id)
        else:
            try:
                contacts[id] = worded(contact, read_text(root / path, f"{shown}/{path}"))
            except Stopped as stopped:
                findings.extend(stopped.problems)
                broken.setdefault("message", set()).add(id)
    record = replace(loaded.record, contacts=contacts)
    return replace(loaded, record=record, findings=findings, broken=broken)


def worded(contact: Contact, text: str) -> Contact:
    """A contact with the words of its message, which are in a file of their own."""
    words = text.strip()
    return replace(contact, message=words, stamp=key_of(contact.stamp, words))


def evidence_is_there(loaded: Loaded) -> Iterator[Finding]:
    """Every file that an entry names is there, and a picture says what it shows."""
    for evidence in loaded.record.evidence.values():
        names = [("file", (), evidence.file)] if evidence.file else []
        places = [*names, *(("files", (number,), name) for number, name in enumerate(evidence.files))]
        seen: set[str] = set()
        for field, below, name in places:
            where = evidence.at(field, *below)
            path = named_file(loaded.record.files, "evidence/", name, where, field)
            if isinstance(path, Problem):
                if not loaded.known("file", f"evidence/{name}"):
                    yield path
            elif PurePosixPath(path).name in seen:
                yield Problem(where, f"{field}: two files of {evidence.id!r} have one name", "rename one of them")
            seen.add(PurePosixPath(name).name)
        if evidence.names and evidence.kind in PICTURES and not evidence.alt:
            what = f"the {evidence.kind} {evidence.id!r} has no alt"
            yield Problem(evidence.where, what, "add `alt:` with what it shows, for those who cannot see it")
        elif evidence.alt and evidence.alt == evidence.title:
            what = f"alt: the same words as the title of {evidence.id!r}"
            yield Doubt(evidence.at("alt"), what, "say what is to be seen, for those who cannot see it")


def images_are_there(loaded: Loaded) -> Iterator[Finding]:
    """A post's picture is in content/images/."""
    for post in loaded.record.posts.values():
        if post.image:
            name = post.image.removeprefix("images/")
            path = named_file(loaded.record.files, "images/", name, post.at("image"), "image")
            if isinstance(path, Problem) and not loaded.known("file", f"images/{name}"):
                yield path


def files_nobody_names(loaded: Loaded) -> Iterator[Finding]:
    """A file of evidence or of a message that nothing names is not published, which may be a mistake."""
    record = loaded.record
    named = {f"evidence/{PurePosixPath(name)}" for each in record.evidence.values() for name in each.names}
    named |= {str(PurePosixPath(each.message_file)) for each in record.contacts.values() if each.message_file}
    root = record.campaign.where.file.removesuffix("campaign.yaml")
    if loaded.unread & {"evidence", "contact"} or loaded.broken.get("evidence") or loaded.broken.get("contact"):
        return
    if named - record.files:
        return  # a name that is spelt wrongly is a problem, and its file only looks as if nobody named it
    for path in sorted(record.files - named):
        if path.startswith(("evidence/", "messages/")):
            kind = "entry in evidence.yaml" if path.startswith("evidence/") else "contact"
            yield Doubt(
                Where(root + path),
                f"no {kind} names this file, so it is not published",
                "name it, or move it to private/",
            )


CHECKS = (evidence_is_there, images_are_there, files_nobody_names)
