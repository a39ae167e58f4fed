"""The record: the frozen model of what a campaigner wrote, and the loader that reads it strictly."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plaint.record import checks, files
from plaint.record.folder import Name
from plaint.record.keeping import Keeper
from plaint.record.loader import Loaded, load

CHECKS = checks.CHECKS
"""What has to hold across the record, which is all that these look at."""

FILE_CHECKS = files.CHECKS
"""What has to hold between the record and the files that it names."""


def read_campaign(
    root: Path, shown: str, keeper: Keeper | None = None, names: Iterable[Name] | None = None
) -> Loaded:
    """All that a campaign's folder holds, drafts among it, with what is wrong in each file by itself.

    `shown` is the folder as the user typed it; `names` are its files, where somebody has looked already. CHECKS come
    afterwards, on what may be published.
    """
    return files.with_messages(load(root, shown, keeper, names), root, shown)
