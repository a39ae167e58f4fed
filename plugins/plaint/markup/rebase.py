"""One text's HTML put inside another's: headings under those around it, ids with a prefix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plaint.markup.model import Hole, Parts
from plaint.markup.tags import merged

# No converted text has a control character in it, so this one can stand for a hole, which a tag may hold.
_HOLE = "\x00"
_TAG = re.compile(
    r"""<!--.*?--!?>|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>"'<]*+)(?P<attributes>(?>(?:[^>"']++|"[^"]*+"|'[^']*+')*))>""",
    re.DOTALL,
)
_NAMING = re.compile(
    r"""(?P<before>[\s/](?P<name>id|href|for|headers|list|aria-labelledby|aria-describedby|aria-controls|aria-owns
    |aria-details)\s*=\s*)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))"""
    r"""|[\s/][^\s=>"'/]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""",
    re.IGNORECASE | re.VERBOSE,
)


def rebase(parts: Sequence[str | Hole], *, shift: int, prefix: str) -> Parts:
    """`parts` with every heading `shift` levels lower, never below h6, and every id, and what points to one,
    with `prefix` and a hyphen in front. Text and code stay as they are."""
    holes = [part for part in parts if isinstance(part, Hole)]
    page = "".join(part if isinstance(part, str) else _HOLE for part in parts)
    page = _TAG.sub(lambda found: _tag(found, shift, prefix), page)
    return merged(_with_holes(page, holes, shift))


def _with_holes(page: str, holes: list[Hole], shift: int) -> Iterator[str | Hole]:
    for index, text in enumerate(page.split(_HOLE)):
        if index:
            hole = holes[index - 1]
            yield replace(hole, level=_level(hole.level + shift)) if hole.level else hole
        yield text


def _tag(found: re.Match[str], shift: int, prefix: str) -> str:
    name, attributes = found["name"], found["attributes"]
    if name is None:
        return found.group()
    if len(name) == 2 and name[0] in "hH" and name[1] in "123456":
        name = f"{name[0]}{_level(int(name[1]) + shift)}"
    if attributes and prefix:
        attributes = _NAMING.sub(lambda attribute: _attribute(attribute, prefix), attributes)
    return f"<{found['end']}{name}{attributes}>"


def _attribute(found: re.Match[str], prefix: str) -> str:
    if found["name"] is None:
        return found.group()
    group = found.lastgroup or "bare"
    value = found[group]
    quote = {"double": '"', "single": "'"}.get(group, "")
    match found["name"].lower():
        case "href":
            value = f"#{prefix}-{value[1:]}" if len(value) > 1 and value[0] == "#" and value != "#top" else value
        case "id" | "for" | "list":
            value = f"{prefix}-{value}"
        case _:
            value = " ".join(f"{prefix}-{one}" for one in value.split())
    return f"{found['before']}{quote}{value}{quote}"


def _level(level: int) -> int:
    return min(6, max(1, level))
