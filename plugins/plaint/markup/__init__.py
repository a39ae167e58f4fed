"""One Markdown text to HTML with holes, and its outline. Knows no record."""

from __future__ import annotations

from plaint.markup.convert import convert, with_prose
from plaint.markup.many import convert_many
from plaint.markup.model import Converted, Fault, Hole, Point
from plaint.markup.rebase import rebase
from plaint.markup.source import prose_of

__all__ = ["Converted", "Fault", "Hole", "Point", "convert", "convert_many", "prose_of", "rebase", "with_prose"]
