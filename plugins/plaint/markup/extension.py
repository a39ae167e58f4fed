"""Plaint's own additions to Python-Markdown, and the instance that has them."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension

from plaint.markup.embeds import Embeds
from plaint.markup.headings import NameHeadings, ReadHeadings
from plaint.markup.job import Job
from plaint.markup.shortcuts import Shortcuts

EXTENSIONS = (
    "tables",
    "footnotes",
    "attr_list",
    "def_list",
    "abbr",
    "fenced_code",
    "sane_lists",
    "md_in_html",
)


class PlaintExtension(Extension):
    """Embeds, points and the ids of headings."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        """Registers the processors."""
        # After list indents (90) are taken off, before code (80), tables (75) and headings (70) are read.
        md.parser.blockprocessors.register(Embeds(md, self.job), "plaint_embed", 85)
        # Before the inline patterns (20), which would split a heading's text, and attr_list (8), which `{x}`
        # defeats.
        md.treeprocessors.register(ReadHeadings(md, self.job), "plaint_points", 25)
        # After attr_list has set what ids it finds.
        md.treeprocessors.register(NameHeadings(md, self.job), "plaint_ids", 6)


def reader(job: Job) -> Markdown:
    """A Markdown instance whose own processors work on `job`."""
    return Markdown(extensions=[*EXTENSIONS, PlaintExtension(job), Shortcuts()], output_format="html")
