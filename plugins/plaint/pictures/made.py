"""Everything that is made of one file, and what the site has to know of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from plaint.pictures.facts import Facts, Size
from plaint.pictures.formats import Unreadable, look
from plaint.pictures.pdf import first_pages, page_sizes
from plaint.pictures.published import published
from plaint.pictures.sized import drawn, sizes
from plaint.pictures.svg import svg_size
from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """A file's facts, what is published of it, and each of its forms."""

    facts: Facts
    content: bytes
    forms: Mapping[Size, bytes]


def made(data: bytes) -> Made:
    """What is made of a file. Nothing is raised: what cannot be read has no forms, and is shown as it is or not at
    all."""
    seen = look(data)
    content = published(data, seen)
    width, height = svg_size(data) if seen.format == "svg" else (seen.width, seen.height)
    try:
        if seen.format == "pdf":
            wanted = page_sizes(data)
            forms = dict(zip(wanted, first_pages(data, wanted), strict=True))
        else:
            wanted = sizes(seen)
            forms = dict(zip(wanted, drawn(data, wanted), strict=True)) if wanted else {}
    except Unreadable:
        wanted, forms = (), {}
    digest = hashlib.sha256(content).hexdigest()
    return Made(Facts(seen.format, digest, len(content), width, height, wanted), content, forms)
