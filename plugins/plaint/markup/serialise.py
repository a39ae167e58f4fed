"""A tree as HTML, as Python-Markdown writes it."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.serializers import BOOLEAN_ATTRIBUTES, HTML_EMPTY, RE_AMP, to_html_string

from plaint.markup.lane import Ready

_BOOLEAN = BOOLEAN_ATTRIBUTES["html"]


def html_of(root: etree.Element) -> str:
    """The element and all in it as HTML; texts that are ready are written as they are."""
    written = list[str]()
    write = written.append
    waiting: list[etree.Element | str] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            write(element)
            continue
        tag, text, tail = element.tag, element.text, element.tail
        items = element.items()
        if type(tag) is not str or (items and not _usual(items)):
            write(to_html_string(element))
            continue
        if items:
            write(f"<{tag}{_attributes(items)}>")
        else:
            write(f"<{tag}>")
        name = tag.lower()
        if text:
            write(text if type(text) is Ready or name in ("script", "style") else _escaped(text))
        end = "" if name in HTML_EMPTY else f"</{tag}>"
        if tail:
            end += _escaped(tail)
        if len(element):
            waiting.append(end)
            waiting.extend(reversed(element))
        else:
            write(end)
    return "".join(written)


def _usual(items: object) -> bool:
    return all(type(name) is str and (value is None or isinstance(value, str)) for name, value in items)


def _attributes(items: object) -> str:
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
