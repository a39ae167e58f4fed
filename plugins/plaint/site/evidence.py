"""The register of evidence, and each piece with its files, digests and where it is cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.site.page import File, Page
from plaint.site.plugin import Pages
from plaint.site.views.cited import Citing, cited_in
from plaint.site.views.evidence import EvidenceView, shown


@dataclass(frozen=True, slots=True)
class EvidenceRegister:
    """All evidence, in the register's order."""

    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """One piece of evidence, and what cites it."""

    evidence: EvidenceView
    cited_in: tuple[Citing, ...]


class EvidencePages(Pages):
    """Makes the register, a page for each piece, and copies its files."""

    def pages(self) -> Iterator[Page | File]:
        site, register = self.site, self.site.case.record.evidence
        base = addresses.upwards(addresses.EVIDENCE)
        view = EvidenceRegister(tuple(shown(site, each, base) for each in register.values()))
        yield Page(
            addresses.EVIDENCE,
            "evidence.html",
            "Evidence",
            view,
            "What shows it: letters, photographs, minutes.",
        )
        for each in register.values():
            address = addresses.evidence(each)
            one = shown(site, each, addresses.upwards(address))
            says = f"{one.kind}: {one.title}"
            yield Page(
                address,
                "evidence-item.html",
                each.title,
                EvidencePage(one, cited_in(site, ("evidence", each.id))),
                says,
            )
            for name in each.names:
                yield File(addresses.evidence_file(each, name), source=site.root / "evidence" / name)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return EvidencePages
