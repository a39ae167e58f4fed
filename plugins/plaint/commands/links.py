"""`check --links`: whether what a campaign links to in the outside world is still there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urlsplit

import plaint
from plaint.casebook.casebook import Casebook
from plaint.commands.links_answers import Answer
from plaint.commands.links_archive import API, Copy, copy_of
from plaint.commands.links_ask import Asker, Manners
from plaint.commands.links_cache import Kept, read_kept, write_kept
from plaint.commands.links_found import Place, outside
from plaint.problems import Doubt
from plaint.record.moment import shown_date
from plaint.values import dataclass

AT_ONCE = 6
"""Hosts that are asked at the same time."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class World:
    """Whom we ask, how, and where what they said is kept. `manners` are the usual ones where None."""

    cache: Path
    manners: Manners | None = None
    archive: str = API


def look(case: Casebook, today: date, world: World, progress: Progress) -> list[Doubt]:
    """A doubt for every link to another site that leads nowhere, or somewhere else than it did."""
    found = outside(case)
    asker = Asker(world.manners or Manners(agent_of(case.record.campaign.url)))
    kept = {address: each for address, each in read_kept(world.cache).items() if each.fresh(today)}
    wanted = [address for address in found if address not in kept]
    try:
        for address, answer in _ask(asker, wanted, progress):
            kept[address] = Kept(answer, today)
        for address, places in found.items():
            if _lost(address, kept[address].answer) and not kept[address].searched:
                copy = copy_of(address, min(place.day for place in places), asker, world.archive)
                kept[address] = replace(kept[address], copy=copy, searched=copy is None or copy.day is not None)
    finally:
        # A run that was stopped has not asked in vain.
        asker.stop()
        write_kept(world.cache, kept)
    nobody = [address for address in wanted if kept[address].answer.status == 0]
    if len(nobody) == len(wanted) > 1:
        print("No address could be reached at all. Is this computer online?", file=sys.stderr)
    return list(_doubts(found, kept))


def agent_of(url: str | None) -> str:
    """What servers see of us: the tool, what it does, and the site it does that for."""
    site = f"; +{url}" if url and url.isascii() else ""
    return f"Plaint/{plaint.__version__} (looks whether links still work{site})"


def _ask(asker: Asker, wanted: Iterable[str], progress: Progress) -> Iterator[tuple[str, Answer]]:
    """The answers, as they come. The hosts take turns, so that none of them holds up the others."""
    hosts: dict[str, list[str]] = {}
    for address in wanted:
        hosts.setdefault(address.split("/")[2].lower(), []).append(address)
    turns = [address for turn in zip_longest(*hosts.values()) for address in turn if address is not None]
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="links")
    try:
        asked = {pool.submit(asker.ask, address): address for address in turns}
        for done, each in enumerate(as_completed(asked)):
            progress("Asking for links", done, len(turns))
            yield asked[each], each.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _lost(address: str, answer: Answer) -> bool:
    """Whether what stood there is there no more: gone, or sent to the front page in the place of a page of its own."""
    return answer.found == "gone" or (answer.found == "moved" and _at_the_front(address, answer.now_at))


def _at_the_front(address: str, now_at: str) -> bool:
    return len(urlsplit(now_at).path) < 2 and len(urlsplit(address).path) >= 2


def _doubts(found: Mapping[str, tuple[Place, ...]], kept: Mapping[str, Kept]) -> Iterator[Doubt]:
    for address, places in found.items():
        each = kept[address]
        for place in places:
            # A copy that is named beside it is just what is to be done about a page that is gone.
            if each.answer.found != "ok" and not (place.kept and _lost(address, each.answer)):
                yield Doubt(place.where, *_said(address, each, place))


def _said(address: str, kept: Kept, place: Place) -> tuple[str, str]:
    """What is wrong with a link, and what would be right."""
    answer = kept.answer
    named = f"{place.field}: {address}" if place.field else address
    if _lost(address, answer):
        how = "leads only to the front page now" if answer.found == "moved" else f"is gone ({answer.status})"
        return f"{named} {how}", _instead(kept.copy, place)
    match answer.found:
        case "moved":
            return f"{named} has moved for good", f"write {answer.now_at}"
        case "refused":
            return f"{named} is not shown to programs: {answer.why}", "open it in a browser to see that it is there"
    return f"{named} cannot be reached: {answer.why}", "try again on another day, or open it in a browser"


def _instead(copy: Copy | None, place: Place) -> str:
    """Where a copy can be found, and where its address belongs."""
    if copy is None:
        return "the Wayback Machine has no copy; ask them for it, and put what you kept of it on the record"
    field = "write `archived_url: {}`" if place.field == "source_url" and place.evidence else "link to {}"
    words = field.format(copy.address)
    if copy.day:
        return f"{words}, a copy of {shown_date(copy.day)}"
    return f"{words} if there is a copy; the archive could not be asked"
