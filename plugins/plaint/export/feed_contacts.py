"""Letters, as they were sent, and the other contacts as entries of feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from plaint.casebook import addresses
from plaint.casebook.kinds import CONTACTS, capital, listed
from plaint.casebook.references import contact_words
from plaint.casebook.verbatim import verbatim
from plaint.export.deadline import exchange
from plaint.export.feed import Enclosure, Entry, categories, midnight, moment_at, start_day
from plaint.export.feed_html import clean, line
from plaint.record.model import Contact, Evidence, Letter
from plaint.record.moment import shown_date

if TYPE_CHECKING:
    from plaint.export.feed_entries import Entries


def letter_entry(entries: Entries, letter: Letter) -> Entry:
    """A letter in full, with the documents that were sent with it."""
    names, seal = entries.case.names, entries.case.record.seals.get(letter.id)
    sender = seal.sender if seal else names.full(letter.from_, letter.day)
    to = seal.to if seal else tuple(names.with_body(id, letter.day) for id in letter.to)
    cc = seal.cc if seal else tuple(names.full(id, letter.day) for id in letter.cc)
    facts = (("From", sender), ("To", "; ".join(to)), ("Date", letter.on.shown), ("Reference", letter.reference))
    head = "<br>\n".join(f"{word}: {escape(said, quote=False)}" for word, said in facts if said)
    path = addresses.contact(letter)
    body = entries.filler.html(("contact", letter.id, "body"), entries.root)
    foot = f"\n<h2>Copied to</h2>\n{_items(escape(name, quote=False) for name in cc)}" if cc else ""
    appendices = [entries.case.record.evidence[id] for id in entries.case.numbered[letter.id].appendices]
    if appendices:
        links = (entries.link(addresses.evidence(each), each.title) for each in appendices)
        foot += f"\n<h2>Appendices</h2>\n{_items(f'Appendix {n}: {link}' for n, link in enumerate(links, 1))}"
    sent = moment_at(letter.on)
    return Entry(
        id=entries.ids.contact(letter),
        title=line(letter.subject),
        address=entries.address(path),
        published=sent,
        updated=sent,
        dated="",
        html=entries.html(f"<p>{head}</p>\n{body}{foot}", entries.address(path)),
        summary=entries.summary(("contact", letter.id, "summary"))
        or line(f"{capital(contact_words(letter))} to {listed(list(to))}."),
        author=line(sender),
        categories=categories(*letter.tags),
        enclosures=tuple(_pdfs(entries, appendices)),
    )


def _pdfs(entries: Entries, appendices: list[Evidence]) -> Iterator[Enclosure]:
    """The documents that were sent with a letter, as far as they are PDFs."""
    for evidence in appendices:
        for name in evidence.names:
            path = addresses.evidence_file(evidence, name)
            if name.lower().endswith(".pdf") and entries.around.has(path):
                length = entries.around.length(f"evidence/{name}")
                yield Enclosure(entries.address(path), "application/pdf", length, line(evidence.title))


def contact_entry(entries: Entries, contact: Contact) -> Entry:
    """A contact: what it was, our summary of it, and its words."""
    path = addresses.contact(contact)
    address = entries.address(path if entries.around.has(path) else addresses.CHRONOLOGY)
    day = start_day(contact.on)
    # Atom wants some instant: where no day is known, the last on which it can have been.
    latest = min(contact.on.end_between[1], entries.case.as_of)
    first = moment_at(contact.on) if day else midnight(max(latest, contact.on.first))
    back = contact.withdrawn if contact.withdrawn and contact.withdrawn <= entries.case.as_of else None
    summary = entries.filler.html(("contact", contact.id, "summary"), entries.root)
    said = f"{exchange(entries.case, contact)}{' It was cancelled.' if contact.cancelled else ''}"
    return Entry(
        id=entries.ids.contact(contact),
        title=line(_title(contact)),
        address=address,
        published=first if day else None,
        updated=max(first, midnight(back)) if back else first,
        dated="" if day else contact.on.text.partition("..")[0],
        html=entries.html(f"<p>{escape(said, quote=False)}</p>\n{summary}{_rest(entries, contact, back)}", address),
        summary=entries.summary(("contact", contact.id, "summary")) or line(said),
        author=entries.author,
        categories=categories(*contact.tags),
    )


def _title(contact: Contact) -> str:
    """`FOI request: Transport contracts`, `Meeting of April 2019`."""
    subject = f"{capital(CONTACTS[contact.kind])}: {contact.subject}" if contact.subject else ""
    title = subject or capital(contact_words(contact))
    return f"Cancelled: {title}" if contact.cancelled else title


def _rest(entries: Entries, contact: Contact, back: date | None) -> str:
    """What follows a contact's summary: what became of it, its words, what it answers, and what shows it."""
    record, names = entries.case.record, entries.case.names
    facts = [f"Withdrawn on {shown_date(back)}."] if back else []
    if contact.cc:
        facts.append(f"Copied to {escape(names.row(contact.cc), quote=False)}.")
    if contact.place:
        facts.append(f"Where: {escape(contact.place, quote=False)}.")
    answered = [record.contacts[id] for id in contact.replies_to if id in record.contacts]
    if answered:
        links = [entries.link(addresses.contact(each), contact_words(each)) for each in answered]
        facts.append(f"It answers the {listed(links)}.")
    if contact.source_url:
        facts.append(f'<a href="{escape(contact.source_url)}">Where it can be read</a>')
    html = f"\n<p>{'<br>'.join(facts)}</p>" if facts else ""
    if contact.message:
        heading = "Our note of it" if contact.paraphrase else "The words"
        html += f"\n<h2>{heading}</h2>\n<blockquote>\n{verbatim(clean(contact.message))}\n</blockquote>"
    shown = [record.evidence[id] for id in contact.evidence if id in record.evidence]
    if shown:
        items = _items(entries.link(addresses.evidence(each), each.title) for each in shown)
        html += f"\n<h2>Evidence</h2>\n{items}"
    return html


def _items(items: Iterable[str]) -> str:
    return "<ul>\n" + "".join(f"<li>{each}</li>\n" for each in items) + "</ul>"
