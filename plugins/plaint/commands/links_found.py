"""Which addresses of the outside world a campaign's site leads to, and where each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

from plaint.casebook.casebook import Casebook
from plaint.casebook.texts import Key
from plaint.problems import Where
from plaint.values import dataclass

_HREF = re.compile(r'\bhref="(https?://[^"]*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address stands, and the day to which what stands there belongs.

    `field` is the field it stands in, empty in a text. `evidence` is true of a source that may have a copy beside it
    (`archived_url`), and `kept` where it has.
    """

    where: Where
    day: date
    field: str = ""
    evidence: bool = False
    kept: bool = False


def outside(case: Casebook) -> dict[str, tuple[Place, ...]]:
    """Every address of another site that a published page leads a reader to, as the campaign wrote it.

    The sources of built-in rules are left out, which nobody can put right in a campaign; so is the campaign's own site,
    which may not be published yet.
    """
    found: dict[str, dict[Where, Place]] = {}
    own = case.record.campaign.url
    for address, place in (*_in_fields(case), *_in_texts(case)):
        if own is None or not f"{address}/".startswith(f"{own.rstrip('/')}/"):
            found.setdefault(address, {}).setdefault(place.where, place)
    return {address: tuple(places.values()) for address, places in found.items()}


def _in_fields(case: Casebook) -> Iterator[tuple[str, Place]]:
    record, today = case.record, case.as_of
    for party in record.parties.values():
        if party.url:
            yield party.url, Place(party.at("url"), today, "url")
    for contact in record.contacts.values():
        if contact.source_url:
            yield contact.source_url, Place(contact.at("source_url"), contact.on.first, "source_url")
    for evidence in record.evidence.values():
        day = evidence.on.first if evidence.on else today
        if evidence.source_url:
            where, kept = evidence.at("source_url"), evidence.archived_url is not None
            yield evidence.source_url, Place(where, day, "source_url", evidence=True, kept=kept)
        if evidence.archived_url:
            yield evidence.archived_url, Place(evidence.at("archived_url"), day, "archived_url")
    for rule in record.rules.values():
        if rule.source_url:
            yield rule.source_url, Place(rule.at("source_url"), rule.checked_on or today, "source_url")


def _in_texts(case: Casebook) -> Iterator[tuple[str, Place]]:
    for key, outline in case.outlines.items():
        html = "".join(each for each in outline.parts if isinstance(each, str))
        for address in dict.fromkeys(unescape(each) for each in _HREF.findall(html)):
            for where in _lines(case, key, address):
                yield address, Place(where, case.context(key).day)


def _lines(case: Casebook, key: Key, address: str) -> Iterator[Where]:
    """The lines that an address stands in; where it was written in another way, the line that the text begins in."""
    text, prose = case.texts[key], case.prose(key)
    # Not where it is only the beginning of a longer address.
    found = list(re.finditer(re.escape(address) + r"(?![\w/?#=&%-])", prose))
    for each in found:
        yield text.line(1 + prose.count("\n", 0, each.start()))
    if not found:
        yield text.where
