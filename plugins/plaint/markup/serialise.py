"""A tree as HTML, as Python-Markdown writes it."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable

from markdown import serializers
from markdown.serializers import RE_AMP, to_html_string

from plaint.markup.lane import Ready

Items = Iterable[tuple[str, str | None]]

_RAW = ("script", "style")
_BOOLEAN: frozenset[str] = serializers.BOOLEAN_ATTRIBUTES["html"]  # type: ignore[attr-defined]  # it has it
_EMPTY: frozenset[str] = frozenset(serializers.HTML_EMPTY)  # type: ignore[attr-defined]  # from ElementTree


def html_of(root: etree.Element) -> str:
    """The element and all in it as HTML; texts that are ready are written as they are."""
    written = list[str]()
    write = written.append
    ends = _Ends()
    # The children that are still to be written, and what comes after them, from the outermost element inwards.
    waiting, closing = [iter((root,))], [""]
    while waiting:
        for element in waiting[-1]:
            tag, text, tail = element.tag, element.text, element.tail
            items = element.items()
            if type(tag) is not str or (items and not _usual(items)):
                write(to_html_string(element))
                continue
            if not text:
                text = ""
            elif type(text) is not Ready and tag.lower() not in _RAW:
                text = _escaped(text)
            if not tail:
                tail = ""
            elif tail != "\n":
                tail = _escaped(tail)
            attributes = _attributes(items) if items else ""
            if len(element):
                write(f"<{tag}{attributes}>{text}")
                waiting.append(iter(element))
                closing.append(ends[tag] + tail)
                break
            write(f"<{tag}{attributes}>{text}{ends[tag]}{tail}")
        else:
            waiting.pop()
            write(closing.pop())
    return "".join(written)


class _Ends(dict[str, str]):
    """The end tag of each element by its name, or nothing where it has none."""

    def __missing__(self, tag: str) -> str:
        end = self[tag] = "" if tag.lower() in _EMPTY else f"</{tag}>"
        return end


def _usual(items: Items) -> bool:
    return all(type(name) is str and (value is None or isinstance(value, str)) for name, value in items)


def _attributes(items: Items) -> str:
    written = ""
    for name, value in sorted(items):
        if value is None:
            written += f" {name}"
            continue
        value = _escaped(value).replace('"', "&quot;")
        written += f" {value}" if name == value and name in _BOOLEAN else f' {name}="{value}"'
    return written


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text
