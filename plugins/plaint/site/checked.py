"""What is wrong with the pictures and documents that a campaign is about to publish."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plaint.casebook.casebook import Casebook
from plaint.casebook.links import Links
from plaint.pictures.faults import ENDINGS, Fault, fault_in
from plaint.pictures.formats import format_of


def published_names(case: Casebook) -> Iterable[str]:
    """The files below evidence/ and images/ that are published, each once."""
    evidence = (f"evidence/{name}" for each in case.record.evidence.values() for name in each.names)
    return dict.fromkeys((*evidence, *sorted(Links(case).images())))


def wrong_in(root: Path, name: str) -> Fault | None:
    """What is wrong with one file. A recording is not read: it may be larger than this computer's memory."""
    with (root / name).open("rb") as file:
        if not name.lower().endswith(ENDINGS) and not format_of(file.read(4096)):
            return None
        file.seek(0)
        return fault_in(file.read(), name)
