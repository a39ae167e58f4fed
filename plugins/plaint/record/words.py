"""Comparing words as people write them, and making addresses out of them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Python's own names of months and days are those of the computer's language.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

LONGEST = 200
"""Bytes that a part of an address may have at most: disks take none of more than 255, and endings are yet to come."""

_QUOTES = str.maketrans({"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\xa0": " "})


def plainly(text: str) -> str:
    """A text with its white space folded and its quotation marks and dashes made plain, to be compared."""
    return " ".join(text.translate(_QUOTES).split())


def same_words(quote: str, text: str) -> bool:
    """Whether the words of a quotation stand in a text, in order; `…` and `[…]` in it stand for words left out."""
    whole = plainly(text)
    position = 0
    for piece in re.split(r"\[?(?:…|\.\.\.)\]?", plainly(quote)):
        found = whole.find(piece.strip(), position)
        if found < 0:
            return False
        position = found + len(piece.strip())
    return True


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """A text as part of an address: small letters and digits of any script, with hyphens between them."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", bare.casefold().replace("'", "").replace("’", "")).strip("-") or "x"
