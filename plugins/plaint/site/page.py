"""What a plugin hands to the writer: a page to be rendered, or a file to be written as it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address, its template, and the small view that the template is given.

    `mark` says why the page would not be published, where drafts are shown. `listed` is false of a page that search
    engines and the site map leave out. `changed` is the day its content last changed, where that is known.
    """

    address: str
    template: str
    title: str
    view: Any
    description: str = ""
    mark: str = ""
    listed: bool = True
    changed: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file: its address, and its content as text, or the file it is copied from."""

    address: str
    content: str = ""
    source: Path | None = None
