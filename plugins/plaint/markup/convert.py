"""One Markdown text to HTML with holes, and its outline."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from markdown import Markdown

from plaint.markup import promises
from plaint.markup.extension import reader
from plaint.markup.job import Job
from plaint.markup.limits import too_much
from plaint.markup.model import Converted, Fault, Hole
from plaint.markup.references import hide
from plaint.markup.source import Source, clean, ordinary
from plaint.markup.tags import merged
from plaint.markup.weave import Weaver
from plaint.markup.whole import Whole, whole_of

# A picture with nothing between its square brackets; `![[…]]` is a reference.
_UNDESCRIBED = re.compile(r"(?<!\\)!\[\s*\](?=\(|\[[^\[\]])")


@lru_cache(maxsize=1)
def _reader() -> tuple[Markdown, Job, Whole | None]:
    """The one Markdown instance of this process, the job its processors work on, and what spares it most texts."""
    job = Job()
    md = reader(job)
    return md, job, whole_of(md, job)


def convert(text: str, *, first_line: int = 1) -> Converted:
    """`text` as HTML with holes, its points, its ids and its faults. `first_line` is the number of its first
    line in the file. The same text gives the same result in any process; nothing is raised, whatever the
    text is."""
    return with_prose(text, first_line=first_line)[0]


def with_prose(text: str, *, first_line: int = 1) -> tuple[Converted, str]:
    """The same, and what `prose_of` gives of the text."""
    md, job, whole = _reader()
    known = ordinary(text)
    job.start(text.removeprefix("\ufeff") if known else clean(text), first_line, ordinary=known)
    if whole and whole.read():
        if not whole.telling:
            return whole.converted(), job.source.prose
        return _woven(whole.page(), job), job.source.prose
    md.reset()
    hidden = hide(job.source, job.tokens)
    if fault := too_much(hidden, job.source):
        return _unread(job.source, fault), job.source.prose
    try:
        page = md.convert(hidden)
    except Exception:
        # Whatever the library cannot read must come out as one line with a place in it, never as a traceback.
        source = job.source
        line = _stumbling_block(source)
        what, right = "this cannot be read as Markdown", "write it more simply, with less inside other things"
        return _unread(source, Fault(line, what, right)), source.prose
    return _woven(page, job), job.source.prose


def _woven(page: str, job: Job) -> Converted:
    """What is read on a page, and in its source."""
    weaver = Weaver(page, job)
    parts = weaver.run()
    if "<!--" in job.source.text and "<!--" in job.source.prose:
        line = job.source.line_of("<!--")
        job.faults.append(Fault(line, "this comment is never closed", "write --> where it should end"))
    if "![" in job.source.text:
        for found in _UNDESCRIBED.finditer(job.source.prose):
            job.faults.append(Fault(job.source.line_at(found.start()), *promises.UNDESCRIBED))
    if job.tokens.full:
        what = "this text has more references than can be kept apart"
        job.faults.append(Fault(job.source.first_line, what, "split it in two"))
    return Converted(
        parts=parts,
        points=tuple(weaver.points),
        holes=tuple(part for part in parts if isinstance(part, Hole)),
        ids=tuple(weaver.ids),
        faults=tuple(sorted(job.faults, key=lambda fault: fault.line)),
    )


def _unread(source: Source, fault: Fault) -> Converted:
    """What is returned for a text that Markdown could not get through: its words as they are, and a fault."""
    return Converted(
        parts=merged([f"<pre>{html.escape(source.text, quote=False)}</pre>"]),
        points=(),
        holes=(),
        ids=(),
        faults=(fault,),
    )


def _stumbling_block(source: Source) -> int:
    """The line of the first paragraph that cannot be converted on its own, the text's first line if all
    can."""
    # An instance that stopped half-way remembers where it was.
    _reader.cache_clear()
    for paragraph in re.finditer(r"(?:[^\n]+\n?)+", source.text):
        md, job, _ = _reader()
        job.start(paragraph.group(), 1)
        try:
            md.reset()
            md.convert(hide(job.source, job.tokens))
        except Exception:
            _reader.cache_clear()
            return source.line_at(paragraph.start())
    return source.first_line
