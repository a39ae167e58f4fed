"""One text at work: its source, its tokens, and the faults found so far."""

from __future__ import annotations

from plaint.markup.model import Fault
from plaint.markup.source import Source
from plaint.markup.tokens import Tokens


class Job:
    """What the steps of one conversion share. The Markdown instance outlives it, so it is emptied for each
    text."""

    def __init__(self) -> None:
        self.start("", 1)

    def start(self, text: str, first_line: int, *, ordinary: bool = False) -> None:
        """Begins a new text; nothing of the last one is left."""
        self.source = Source(text, first_line, ordinary=ordinary)
        self.tokens = Tokens()
        self.faults: list[Fault] = []
