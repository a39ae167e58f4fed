"""The posts and contacts of the benchmark as Markdown with front matter, for generators that have no record."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from plaint.commands.bench_corpus import Text, contacts, posts

TITLE = "The Ashcombe Papers"
URL = "https://example.org"


def writer(
    files: Mapping[str, str], posts_in: str = "content/posts", contacts_in: str = "content/contacts"
) -> Callable[[Path, int], None]:
    """What writes a site to a folder: that many posts and as many contacts, and settings and templates."""

    def write(folder: Path, count: int) -> None:
        for name in (posts_in, contacts_in):
            (folder / name).mkdir(parents=True)
        for each in posts(count):
            (folder / posts_in / each.name).write_bytes(_text(each, categories=[each.category], tags=list(each.tags)))
        for each in contacts(count):
            lists = {"years": [str(each.day.year)], "tags": list(each.tags), **each.lists}
            (folder / contacts_in / f"{each.id}.md").write_bytes(_text(each, **lists))
        write_files(folder, files)

    return write


def _text(text: Text, **more: list[str]) -> bytes:
    """One page. What JSON says of text and lists is YAML too."""
    fields = {"title": text.title, "slug": text.id, **more}
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{head}date: {text.day.isoformat()}\n---\n{text.body}".encode()


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write settings and templates into a folder, by their names in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.lstrip("\n").encode())
