"""Evidence: as it stands in a text, and on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from markupsafe import Markup

from plaint.casebook import addresses
from plaint.casebook.kinds import EVIDENCE, capital
from plaint.record.model import Evidence
from plaint.site.views.pictures import Picture, picture
from plaint.site.views.words import time, verbatim

if TYPE_CHECKING:
    from plaint.site.site import Site

_SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of evidence: its name, type, address, size in words, digest, and the picture it is, if any."""

    name: str
    type: str
    address: str
    size: str
    sha256: str
    picture: Picture | None


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
        files=tuple(_file(site, evidence, name) for name in evidence.names),
    )


def _file(site: Site, evidence: Evidence, name: str) -> FileView:
    path = site.root / "evidence" / name
    return FileView(
        name=PurePosixPath(name).name,
        type=PurePosixPath(name).suffix[1:].upper(),
        address=addresses.evidence_file(evidence, name),
        size=in_bytes(path.stat().st_size),
        sha256=site.digest(f"evidence/{name}"),
        picture=picture(path) if PurePosixPath(name).suffix.lower() in _SHOWN else None,
    )


def in_bytes(size: int) -> str:
    """A number of bytes in words: `310 KB`, `1.2 MB`."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} KB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"
