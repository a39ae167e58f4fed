"""A title as it is typed, made into what may stand in a file: a line, an id, a file's name, a YAML value."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Container

from plaint.record.words import slug

LONGEST = 60
"""Letters that an id made of a title may have; it is part of an address, which people read out to others."""

# Letters with a stroke or a ligature, which Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_WORDS = re.compile(r"[^\W\d_][\w ,.’“”;?!()/&+–—'-]*")
_NOT_TEXT = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


def one_line(text: str) -> str:
    """The text on one line, without the characters that a text file cannot hold."""
    kept = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if not _unwritable(c))
    return " ".join(kept.split())


def yaml_text(line: str) -> str:
    """One line of text as a YAML value, in quotation marks where YAML could take it for something else."""
    if _WORDS.fullmatch(line) and line.lower() not in _NOT_TEXT:
        return line
    return json.dumps(line, ensure_ascii=False)


def id_of(title: str, kind: str, day: str) -> str:
    """An id made of a title: `kind-…` where that starts with a digit, `kind-DAY` where no letter is Latin."""
    words = _ascii(title)
    if not words:
        return f"{kind}-{day}"
    return _cut(words if words[0].isalpha() else f"{kind}-{words}")


def free_id(wanted: str, day: str, taken: Container[str]) -> str:
    """The id, with the day after it and then a number where it is taken."""
    dated = wanted if wanted.endswith(day) else f"{wanted}-{day}"
    for each in (wanted, dated):
        if each not in taken:
            return each
    number = 2
    while f"{dated}-{number}" in taken:
        number += 1
    return f"{dated}-{number}"


def file_name(name: str) -> str:
    """A file's name that works in every address and on every system: small letters, digits and hyphens."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem:
        stem, ending = name, ""
    clean = _cut(_ascii(stem)) or "file"
    ending = re.sub(r"[^a-z0-9]", "", ending.lower())[:10]
    return f"{clean}.{ending}" if ending else clean


def title_of(name: str) -> str:
    """What a file may be called, going by its name."""
    stem = name.rpartition(".")[0] or name
    words = one_line(re.sub(r"[-_]+", " ", stem))
    return words[:1].upper() + words[1:]


def _ascii(text: str) -> str:
    words = slug(text.casefold().translate(_PLAIN))
    plain = re.sub(r"[^a-z0-9]+", "-", words).strip("-")
    # `slug` answers x where there is nothing to make an address of.
    return "" if plain == "x" and "x" not in text.casefold() else plain


def _cut(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    return words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]


def _unwritable(character: str) -> bool:
    """Whether it is half of a pair, no character at all, or a byte-order mark."""
    return unicodedata.category(character) == "Cs" or character in "\ufeff\ufffe\uffff"
