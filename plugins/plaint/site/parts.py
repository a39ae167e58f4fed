"""What each plugin adds to the site, so that nothing links to the pages of one that is switched off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from plaint.casebook import addresses

ADDS: dict[str, tuple[str, ...]] = {
    "plaint.site.letters": (addresses.LETTERS,),
    "plaint.site.chronology": (addresses.CHRONOLOGY,),
    "plaint.site.contacts": ("contacts/",),
    "plaint.site.evidence": (addresses.EVIDENCE, f"{addresses.PICTURES}{addresses.EVIDENCE}"),
    "plaint.site.cards": (addresses.CARDS,),
    "plaint.site.promises": (addresses.PROMISES,),
    "plaint.site.people": (addresses.PEOPLE,),
    "plaint.site.waiting": (addresses.WAITING,),
    "plaint.site.archives": (addresses.ARCHIVES, addresses.CATEGORIES, addresses.TAGS),
    "plaint.site.feeds": ("feeds/", addresses.SUBSCRIBE),
    "plaint.site.search": (addresses.SEARCH,),
    "plaint.site.data": (addresses.RECORD, addresses.RECORD_SCHEMA, addresses.CHRONOLOGY_TABLE),
    "plaint.site.calendar": (addresses.CALENDAR,),
}
"""By the plugin's name, how the addresses begin that it makes. Pages of a campaign's own stand at the root."""


def left_out(plugins: Iterable[str]) -> tuple[str, ...]:
    """How the addresses begin that no plugin of these makes."""
    on = set(plugins)
    return tuple(start for name, starts in ADDS.items() if name not in on for start in starts)


def unlinking(starts: tuple[str, ...]) -> Callable[[str, str], str]:
    """What turns links to such addresses into their words alone, and takes pictures from there away.

    `base` leads from a page to the root."""
    if not starts:
        return lambda html, base: html
    some = "|".join(re.escape(start) for start in starts)

    def unlink(html: str, base: str) -> str:
        # Most pages have none, and to look for a few words is soon done.
        if not any(f'"{base}{start}' in html for start in starts):
            return html
        there = rf'"{re.escape(base)}(?:{some})[^"]*"[^>]*>'
        html = re.sub(rf"<a\b[^>]*?\bhref={there}(.*?)</a>", r"\1", html, flags=re.DOTALL)
        chosen = rf"<picture>(?:<source\b[^>]*>)*<img\b[^>]*?\bsrc={there}</picture>"
        return re.sub(rf"{chosen}|<img\b[^>]*?\bsrc={there}", "", html)

    return unlink
