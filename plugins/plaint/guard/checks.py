"""What a site must not hold when it is published. Each check goes through the output for one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from plaint.guard.output import Output
from plaint.guard.parts import Parts, pictures_in, take_apart
from plaint.guard.pictures import details_in
from plaint.guard.terms import Folded, Term
from plaint.guard.text import line_of, views
from plaint.problems import Doubt, Finding, Problem

Check = Callable[[Output], Iterator[Finding]]

LARGEST_FILE = 100 * 1024 * 1024
"""Bytes. GitHub refuses a push with a larger file in it."""

LARGEST_SITE = 1_000_000_000
"""Bytes that a site on GitHub Pages is to stay below."""

_ENOUGH = 10
"""Files that are named for one entry; the rest are counted."""

_TOO_SHORT = 5
"""Letters below which a word is found in any picture or recording by chance."""


def private_words(output: Output) -> Iterator[Finding]:
    """No term stands in a file or in its name."""
    found: dict[Term, int] = {}
    unread: list[str] = []
    for name, path in output.files() if output.terms else ():
        named = output.terms.within(views(name, ""))
        parts = take_apart(path.read_bytes(), name)
        inside = _inside(output, parts, name)
        if parts.unread:
            unread.append(f"{output.where(name)} ({parts.unread})")
        for each in dict.fromkeys((*named, *inside)):
            found[each] = found.get(each, 0) + 1
            if found[each] > _ENOUGH:
                continue
            line = line_of(parts.text, name, _searching(each)) if each in inside and parts.text is not None else 0
            place = "in its name" if each not in inside else "here and in its name" if each in named else "here"
            what = f"what {each.where} says must never appear stands {place}"
            yield Problem(output.where(name, line), what, "take it out of what this is made from")
    for each, many in found.items():
        if many > _ENOUGH:
            what = f"what {each.where} says must never appear stands in {many - _ENOUGH:,} more files"
            yield Problem(output.where(""), what)
    if unread:
        shown = "; ".join(unread[:_ENOUGH]) + (f"; and {len(unread) - _ENOUGH:,} more" if len(unread) > _ENOUGH else "")
        yield Doubt(output.where(""), f"the words of these files cannot be read here: {shown}", "read them yourself")


def hidden_details(output: Output) -> Iterator[Finding]:
    """No picture tells where, when, with what or by whom it was made."""
    for name, path in output.files():
        data = path.read_bytes()
        kinds = sorted({kind for picture in pictures_in(data) for kind in details_in(picture)})
        if kinds:
            inside = "" if details_in(data) else "a picture in it "
            what = f"{inside}carries hidden details: {', '.join(kinds)}"
            yield Problem(output.where(name), what, "save the picture without them, and put it in the old one’s place")


def links_out(output: Output) -> Iterator[Finding]:
    """Nothing is a link, which could lead to any file of this computer."""
    for name in output.links():
        what = "is a link, and what it leads to would be published"
        yield Problem(output.where(name), what, "put the file itself there")


def too_large(output: Output) -> Iterator[Finding]:
    """GitHub takes every file, and the whole."""
    whole = 0
    for name, path in output.files():
        size = path.stat().st_size
        whole += size
        if size > LARGEST_FILE:
            what = f"has {size / 1024**2:,.0f} MB, and GitHub takes no file above {LARGEST_FILE // 1024**2}"
            yield Problem(output.where(name), what, "make it smaller, or put it elsewhere and link to it")
    if whole > LARGEST_SITE:
        what = f"the site has {whole / 1e6:,.0f} MB; GitHub Pages asks for {LARGEST_SITE / 1e6:,.0f} at most"
        yield Doubt(output.where(""), what, "make pictures and recordings smaller")


CHECKS: tuple[Check, ...] = (links_out, private_words, hidden_details, too_large)
"""What must hold of an output folder before it is published."""


def _inside(output: Output, parts: Parts, name: str) -> list[Term]:
    """The terms that stand in a file."""
    found = output.terms.within(views(parts.text, name)) if parts.text is not None else []
    for part, text in parts.texts:
        found += output.terms.within(views(text, part))
    if parts.runs:
        found += [each for each in output.terms.within(parts.runs) if each.length >= _TOO_SHORT]
    return list(dict.fromkeys(found))


def _searching(wanted: Term) -> Callable[[Sequence[str]], bool]:
    return lambda texts: any(Folded(text).has(wanted) for text in texts)
