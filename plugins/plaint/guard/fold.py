"""A text as a stranger compares it: without case, accents, and signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata

# Letters with a stroke or joined letters: Unicode does not take them apart, but people type them without.
_STROKED = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŀ": "l", "æ": "ae", "œ": "oe", "þ": "th",
}  # fmt: skip

# Combining marks, soft hyphens, joiners, marks of direction, variation selectors: none of them shows.
_UNSEEN = (
    "\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\U000e0000-\U000e0fff"
)
_ODD = re.compile(f"[{_UNSEEN}{''.join(_STROKED)}]")


def fold(text: str) -> str:
    """The text in small letters, without accents and without characters that do not show; white space is kept."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _ODD.sub(lambda found: _STROKED.get(found[0], ""), plain)
