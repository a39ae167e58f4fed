"""Figures in words: a number of days where it is known, from–to where a date is vague."""

from __future__ import annotations

from plaint.clocks import Figure, highest, lowest
from plaint.record.period import counted

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")  # fmt: skip


def in_words(figure: Figure, unit: str) -> str:
    """`52 working days`, `1 day`, `12–34 working days`."""
    low, high = lowest(figure), highest(figure)
    return counted(low, unit) if low == high else f"{low}–{high} {unit}"


TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def numbers_in(text: str) -> list[int]:
    """The whole numbers written in a text, in figures or in words from two to ninety-nine.

    One is more often no number.
    """
    numbers: list[int] = []
    ten = False  # whether the word before was a ten, to which this one may be added
    for word in text.replace("-", " ").split():
        bare = word.strip(".,;:!?()[]‘’“”'\"").lower()
        after_ten, ten = ten, bare in TENS
        if bare.isascii() and bare.replace(",", "").isdigit():
            numbers.append(int(bare.replace(",", "")))
        elif ten:
            numbers.append(10 * TENS.index(bare) + 20)
        elif after_ten and bare in WORDS[1:10]:
            numbers[-1] += WORDS.index(bare)
        elif bare in WORDS[2:]:
            numbers.append(WORDS.index(bare))
    return numbers
