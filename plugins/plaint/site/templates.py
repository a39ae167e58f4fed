"""Digests of the theme's templates, each with everything that it includes."""

from __future__ import annotations

import re
from pathlib import Path

from plaint.memory.store import key_of

_NAMES = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\s+(?:([\"'])(.*?)\1|)", re.DOTALL)


def template_digests(folder: Path) -> dict[str, bytes]:
    """By its name, a digest of each template and of all that it names, in turn.

    One that works the name of another out as it goes is taken to depend on all of them.
    """
    texts = {path.relative_to(folder).as_posix(): _text(path) for path in sorted(folder.rglob("*.html"))}
    every = sorted(texts)
    names = {name: [match[2] for match in _NAMES.finditer(text)] for name, text in texts.items()}
    digests: dict[str, bytes] = {}
    for name in texts:
        found, waiting = {name}, [name]
        while waiting:
            for each in names.get(waiting.pop(), ()):
                more = set(every if each is None else [each]) - found
                found |= more
                waiting.extend(more)
        digests[name] = key_of(*(part for each in sorted(found) for part in (each, texts.get(each, ""))))
    return digests


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
