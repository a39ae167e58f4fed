"""Writing that runs from right to left: Arabic letters joined, and a line put into the order in which it is drawn.

Enough of Unicode's rules for a title (annex 9 without embeddings, and the joining of letters), so that no library that
is not on every system has a say in how a card looks.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_LAM = "\u0644"
_STRETCH = "\u0640"


def shaped(text: str) -> str:
    """The text with each Arabic letter in the form that it takes between its neighbours."""
    forms, pairs = _forms()
    if not any(char in forms for char in text):
        return text
    letters = [char for char in text if not unicodedata.combining(char)]  # marks of vowels are left out
    out: list[str] = []
    at = 0
    while at < len(letters):
        char = letters[at]
        before = at > 0 and _joins_on(letters[at - 1])
        two = pairs.get(char + letters[at + 1]) if char == _LAM and at + 1 < len(letters) else None
        if two:
            out.append(two["final" if before else "isolated"])
            at += 2
            continue
        after = at + 1 < len(letters) and _joins_on(char) and _joins_back(letters[at + 1])
        before = before and _joins_back(char)
        name = ("medial" if after else "final") if before else ("initial" if after else "isolated")
        out.append(forms.get(char, {}).get(name, char))
        at += 1
    return "".join(out)


def runs_left(text: str) -> bool:
    """Whether a text begins, and so runs, from right to left."""
    return next((_is_right(char) for char in text if unicodedata.bidirectional(char) in ("L", "R", "AL")), False)


def visual(line: str, paragraph: str) -> str:
    """A line in the order in which it is drawn from the left, as part of a paragraph that gives the direction."""
    if not any(_is_right(char) or unicodedata.bidirectional(char) == "AN" for char in line):
        return line
    base = int(runs_left(paragraph))
    levels = [_LEVELS[base][kind] for kind in _kinds(line, "R" if base else "L")]
    chars = [char.translate(_MIRRORED) if level % 2 else char for char, level in zip(line, levels, strict=True)]
    for level in range(max(levels), 0, -1):
        at = 0
        while at < len(chars):
            end = at
            while end < len(chars) and levels[end] >= level:
                end += 1
            if end > at:
                chars[at:end] = chars[at:end][::-1]
                levels[at:end] = levels[at:end][::-1]
            at = end + 1
    return "".join(chars)


_LEVELS = ({"L": 0, "R": 1, "N": 2}, {"L": 2, "R": 1, "N": 2})


def _kinds(line: str, base: str) -> list[str]:
    """The direction of each character: L, R, or N for a number; what has none takes that of what stands around it."""
    kinds: list[str] = []
    strong = base
    for char in line:
        match unicodedata.bidirectional(char):
            case "L":
                kinds.append("L")
            case "R" | "AL":
                kinds.append("R")
            case "EN":
                kinds.append("L" if strong == "L" else "N")  # W7: a number after a word of ours is part of it
            case "AN":
                kinds.append("N")
            case "NSM":
                kinds.append(kinds[-1] if kinds else base)
            case "ES" | "CS" | "ET":
                kinds.append("number's" if unicodedata.bidirectional(char) == "ET" else "between")
            case _:
                kinds.append("")
        strong = kinds[-1] if kinds[-1] in ("L", "R") else strong
    for at, kind in enumerate(kinds):
        before, after = kinds[at - 1] if at else "", kinds[at + 1] if at + 1 < len(kinds) else ""
        if (kind == "between" and before == after == "N") or (kind == "number's" and "N" in (before, after)):
            kinds[at] = "N"
    return _neutrals(["" if kind in ("between", "number's") else kind for kind in kinds], base)


def _neutrals(kinds: list[str], base: str) -> list[str]:
    """N1 and N2: between two of one direction it is theirs, else the paragraph's. Numbers count as right to left."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and not kinds[end]:
            end += 1
        if end > at:
            before = kinds[at - 1] if at else base
            after = kinds[end] if end < len(kinds) else base
            before, after = ("R" if each == "N" else each for each in (before, after))
            kinds[at:end] = [before if before == after else base] * (end - at)
        at = end + 1
    return kinds


def _is_right(char: str) -> bool:
    return unicodedata.bidirectional(char) in ("R", "AL")


def _joins_on(char: str) -> bool:
    """Whether a letter joins on to the one after it."""
    return char == _STRETCH or "initial" in _forms()[0].get(char, {})


def _joins_back(char: str) -> bool:
    """Whether a letter joins on to the one before it."""
    return char == _STRETCH or "final" in _forms()[0].get(char, {})


@cache
def _forms() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """The forms of each Arabic letter, and of lam with alef, by name; from Unicode's own table of characters."""
    letters: dict[str, dict[str, str]] = {}
    pairs: dict[str, dict[str, str]] = {}
    for number in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        name, *of = unicodedata.decomposition(chr(number)).split()[:3] or [""]
        plain = "".join(chr(int(each, 16)) for each in of)
        if name in ("<isolated>", "<final>", "<initial>", "<medial>") and plain:
            into = letters if len(plain) == 1 else pairs
            into.setdefault(plain, {}).setdefault(name[1:-1], chr(number))
    return letters, pairs
