"""What a page is about: for a search, and in the words of schema.org for machines that read pages.

Machines are told what the page itself says, and nothing else: of a private person, what `shown_as` says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from plaint.casebook.changed import corrected
from plaint.casebook.kinds import CONTACTS, EVIDENCE, capital
from plaint.record.model import Contact, Evidence, Letter, Organisation, Post
from plaint.record.moment import Moment
from plaint.site.page import About
from plaint.site.views.evidence import EvidenceView
from plaint.site.views.letters import Head

if TYPE_CHECKING:
    from plaint.site.site import Site

Data = dict[str, Any]

POSTS, LETTERS, CONTACT, EVIDENCE_KIND, PAGES = "Posts", "Letters", "Contacts", "Evidence", "Pages"
"""The kinds that a search can be narrowed to."""

_TALKED = ("phone", "meeting", "hearing")
_HAPPENED = ("visit", "inspection", "event", "publication", "press")
_PICTURES = ("jpeg", "png", "gif", "webp", "avif", "svg+xml")


def of_post(site: Site, post: Post) -> About:
    """A post: who wrote it and when, what it is filed under."""
    author = post.author or site.case.record.campaign.author or ""
    data: Data = {
        "@type": "BlogPosting",
        "headline": post.title,
        "datePublished": _date(post.date),
        "dateModified": _date(corrected(post)),
        "author": _author(site, author),
        "articleSection": post.category or "",
        "keywords": list(post.tags),
        "correction": [{"@type": "CorrectionComment", "datePublished": _date(each.on)} for each in post.corrected],
    }
    return About(POSTS, str(post.date.year), post.category or "Post", post.date.shown_day, _said(data), shared=True)


def of_letter(site: Site, letter: Letter, head: Head) -> About:
    """A letter as a message: who sent it to whom and when, and what went with it. Its names are those of its head."""
    data: Data = {
        "@type": _message(letter),
        "headline": letter.subject,
        "dateSent": _date(letter.on),
        "datePublished": _date(letter.on),
        "sender": _party(site, letter.from_, head.sender),
        "recipient": [_party(site, id, name) for id, name in zip(letter.to, head.to, strict=False)],
        "ccRecipient": [_party(site, id, name) for id, name in zip(letter.cc, head.cc, strict=False)],
        "messageAttachment": [
            {"@type": "CreativeWork", "name": each.title, "url": site.url + each.address} for each in head.appendices
        ],
    }
    return About(LETTERS, str(letter.on.year), head.kind, letter.on.shown_day, _said(data), shared=True)


def of_contact(site: Site, contact: Contact, heading: str) -> About:
    """A contact: a message if it was written, a conversation if people talked, else a page of what happened."""
    day = contact.on.first
    sender, to, cc = (_parties(site, ids, day) for ids in ((contact.from_,), contact.to, contact.cc))
    what = "Conversation" if contact.kind in _TALKED else "CreativeWork" if contact.kind in _HAPPENED else ""
    data: Data = {"@type": what or _message(contact), "headline": heading}
    if what:
        data |= {"dateCreated": _date(contact.on), "contributor": [*sender, *to, *cc]}
    else:
        received = _date(contact.received) if contact.received else ""
        data |= {"dateSent": _date(contact.on), "dateReceived": received}
        data |= {"sender": sender[0], "recipient": to, "ccRecipient": cc}
    return About(CONTACT, str(contact.on.year), capital(CONTACTS[contact.kind]), contact.on.shown, _said(data))


def of_evidence(site: Site, evidence: Evidence, view: EvidenceView) -> About:
    """A piece of evidence: a picture if that is all it is, else a document with its files."""
    files = [_file(site, each.address, each.sha256, each.size) for each in view.files]
    pictures = [each for each in files if each["@type"] == "ImageObject"]
    day = evidence.on.first if evidence.on else site.case.as_of
    data: Data = {
        "@type": "DigitalDocument",
        "name": evidence.title,
        "dateCreated": _date(evidence.on) if evidence.on else "",
        "creator": _parties(site, (evidence.from_,), day)[0] if evidence.from_ else "",
        "isBasedOn": view.source_url,
        "archivedAt": view.archived_url,
    }
    if len(files) == 1 and pictures:
        data |= files[0] | {"caption": view.alt}
    else:
        data["encoding"] = files
    when = evidence.on.shown_day if evidence.on else ""
    year = str(evidence.on.year) if evidence.on else ""
    return About(EVIDENCE_KIND, year, capital(EVIDENCE[evidence.kind]), when, _said(data))


def of_page(updated: Moment | None) -> About:
    """A page that stays."""
    data: Data = {"@type": "WebPage", "dateModified": _date(updated) if updated else ""}
    return About(PAGES, what="Page", data=_said(data))


def _file(site: Site, address: str, sha256: str, size: str) -> Data:
    """A published file. Its size is as the page has it."""
    type = guess_type(address)[0] or ""
    kind = "ImageObject" if type.removeprefix("image/") in _PICTURES else "MediaObject"
    whole = site.url + quote(address)
    return _said({"@type": kind, "contentUrl": whole, "encodingFormat": type, "contentSize": size, "sha256": sha256})


def _message(contact: Contact) -> str:
    return "EmailMessage" if contact.kind == "email" or contact.via == "email" else "Message"


def _parties(site: Site, ids: Iterable[str], day: date) -> list[Data]:
    return [_party(site, id, site.case.names.with_body(id, day)) for id in ids]


def _party(site: Site, id: str, name: str) -> Data:
    party = site.case.record.parties[id]
    # Whoever is known by an office alone may be a whole team.
    person = not isinstance(party, Organisation) and (party.name or party.shown_as)
    return {"@type": "Person" if person else "Organization", "name": name}


def _author(site: Site, name: str) -> Data:
    """Whoever a post names, which is one of the record's organisations or else a person; without one, the group."""
    us = site.case.names.us
    ours = site.case.names.short(us) if us else site.title
    campaign = site.case.record.campaign.author
    return {"@type": "Organization" if name in ("", ours, site.title, campaign) else "Person", "name": name or ours}


def _date(moment: Moment) -> str:
    """A moment as schema.org has it, as exact as it is known; of a range, when it began."""
    return moment.iso.partition("/")[0]


def _said(data: Data) -> Data:
    """The data without what is empty."""
    return {key: value for key, value in data.items() if value not in ("", [], None)}
