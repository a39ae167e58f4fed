"""Evidence: as it stands in a text, and on its own page."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from markupsafe import Markup

from plaint.casebook import addresses
from plaint.casebook.kinds import EVIDENCE, capital
from plaint.record.model import Evidence
from plaint.site.views.pictures import Picture, first_page, picture
from plaint.site.views.words import time, verbatim
from plaint.values import dataclass

if TYPE_CHECKING:
    from plaint.site.site import Site


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of evidence: its name, type, address, size in words, digest, and the picture it is, if any.

    `page` is the first page of a PDF. `held` is the digest of the file as the campaign holds it, where hidden details
    were taken out of what is published.
    """

    name: str
    type: str
    address: str
    size: str
    sha256: str
    picture: Picture | None
    page: Picture | None
    held: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A piece of evidence."""

    id: str
    title: str
    address: str
    kind: str
    when: Markup
    sender: str
    alt: str
    quote: Markup
    source_url: str
    archived_url: str
    note: Markup
    redacted: Markup
    original_sha256: str
    files: tuple[FileView, ...]


def shown(site: Site, evidence: Evidence, base: str) -> EvidenceView:
    """A piece of evidence as pages show it."""
    day = evidence.on.first if evidence.on else site.case.as_of
    return EvidenceView(
        id=evidence.id,
        title=evidence.title,
        address=addresses.evidence(evidence),
        kind=capital(EVIDENCE[evidence.kind]),
        when=time(evidence.on) if evidence.on else Markup(),
        sender=site.case.names.with_body(evidence.from_, day) if evidence.from_ else "",
        alt=evidence.alt or "",
        quote=verbatim(evidence.quote or ""),
        source_url=evidence.source_url or "",
        archived_url=evidence.archived_url or "",
        note=site.html("evidence", evidence.id, "note", base),
        redacted=site.html("evidence", evidence.id, "redacted", base),
        original_sha256=evidence.original_sha256 or "",
        files=tuple(_file(site, evidence, name, base) for name in evidence.names),
    )


def _file(site: Site, evidence: Evidence, name: str, base: str) -> FileView:
    path, address = f"evidence/{name}", addresses.evidence_file(evidence, name)
    facts, held = site.pictures.facts(path), site.files.digest(path)
    return FileView(
        name=PurePosixPath(name).name,
        type=PurePosixPath(name).suffix[1:].upper(),
        address=address,
        size=in_bytes(facts.length),
        sha256=facts.sha256,
        picture=picture(site, path, address, base),
        page=first_page(site, path, address, base),
        held=held if held != facts.sha256 else "",
    )


def in_bytes(size: int) -> str:
    """A number of bytes in words: `310 KB`, `1.2 MB`."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} KB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"
