"""What readers wrote below a post."""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly
from typing import ClassVar

from plaint.record.entry import Entry, given
from plaint.record.moment import Moment
from plaint.record.shapes import AN_ID, LINE, MOMENT, PLAIN, URL, YES_OR_NO, NotRight, Shape, from_text
from plaint.values import dataclass

AN_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]]+@[^\s@<>\"(),:;\[\]]+\.[^\W\d_]{2,}")
"""What looks like an e-mail address, anywhere in a text."""

# They turn round what stands after them, dates and all: a name could be made to read as another one.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _name(text: str) -> str:
    name = " ".join(_TURNING.sub("", text).split())
    if AN_EMAIL.search(name):
        raise NotRight("holds an e-mail address", "write only the name they chose, or delete the line")
    if not name:
        raise ValueError("is nothing that can be seen")
    return name


_NAME: Shape[str] = from_text("a name", LINE.schema, _name)
_WORDS = from_text("Markdown without references", PLAIN.schema, str.strip)


@dataclass(frozen=True, kw_only=True, eq=False)
class Comment(Entry):
    """What a reader wrote below a post. That its file is there is how it was moderated."""

    NAME: ClassVar[str] = "a comment"
    REFUSED: ClassVar[ReadOnly[str, tuple[str, str]]] = {
        **dict.fromkeys(
            ("email", "e-mail", "mail", "ip", "phone"),
            ("may not be given of a reader: this file is as public as the site", "delete the line"),
        ),
        "id": ("is the name of the file already", "delete the line"),
        "post": ("is the name of the folder already", "delete the line"),
    }

    id: str
    post: str
    name: str | None = given(_NAME, "What they chose to be called; Anonymous if left out.")
    date: Moment = given(MOMENT, "When they wrote it.", required=True)
    text: str = given(_WORDS, "What they wrote.", required=True)
    url: str | None = given(URL, "Their own web site, which their name links to.")
    answers: str | None = given(AN_ID, "The comment that it answers, by its id; one below the same post.")
    ours: bool = given(YES_OR_NO, "True of what the campaign itself wrote here.", default=False)

    @property
    def key(self) -> str:
        """What it is known by among the comments on all posts."""
        return f"{self.post}/{self.id}"
