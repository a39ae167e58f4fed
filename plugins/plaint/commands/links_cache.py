"""What the outside world said, kept for some days: nobody need be asked the same thing twice in a week."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, get_args

from plaint.commands.links_answers import Answer, Found
from plaint.commands.links_archive import Copy
from plaint.values import dataclass

FRESH = 7
"""Days for which an answer holds."""
_FORM = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, and the day it was asked for; where the page is gone, the copy that an archive has.

    `searched` is true once the archive has said whether it has one.
    """

    answer: Answer
    asked: date
    copy: Copy | None = None
    searched: bool = False

    def fresh(self, today: date) -> bool:
        """Whether it still holds. What nobody answered does not: the cable may be in again."""
        return abs((today - self.asked).days) < FRESH and self.answer.found != "unreachable"


def read_kept(path: Path) -> dict[str, Kept]:
    """The answers that are kept, by address. A file that is not there, or damaged, holds none."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        if said["form"] != _FORM:
            return {}
        return {str(address): _kept(each) for address, each in said["links"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_kept(path: Path, kept: Mapping[str, Kept]) -> None:
    """Keep the answers. Where that is impossible they are asked for again: it is only a cache."""
    links = {address: _data(each) for address, each in sorted(kept.items())}
    text = json.dumps({"form": _FORM, "links": links}, ensure_ascii=False, indent=1) + "\n"
    spare = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        spare.write_text(text, encoding="utf-8")
        spare.replace(path)
    except OSError:
        return


def _data(kept: Kept) -> dict[str, Any]:
    data: dict[str, Any] = {"asked": kept.asked.isoformat(), **asdict(kept.answer)}
    if kept.searched:
        day = kept.copy.day if kept.copy else None
        data["copy"] = {"address": kept.copy.address, "day": day.isoformat()} if kept.copy and day else None
    return data


def _kept(data: Any) -> Kept:
    if data["found"] not in get_args(Found):
        raise ValueError(data["found"])
    copy = data.get("copy")
    return Kept(
        Answer(data["found"], int(data["status"]), str(data["now_at"]), str(data["why"])),
        date.fromisoformat(data["asked"]),
        Copy(str(copy["address"]), date.fromisoformat(copy["day"])) if copy else None,
        searched="copy" in data,
    )
