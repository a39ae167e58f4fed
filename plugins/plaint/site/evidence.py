"""The register of evidence, and each piece with its files, its pictures, digests and where it is cited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals

from plaint.casebook import addresses
from plaint.site.page import File, Item, Page
from plaint.site.plugin import Pages
from plaint.site.views.about import of_evidence
from plaint.site.views.cited import Citing, cited_in
from plaint.site.views.evidence import EvidenceView, shown
from plaint.site.views.pictures import forms, made_form, published_file
from plaint.values import dataclass


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
    """Makes the register, a page for each piece, its files, and the sizes in which they are shown."""

    def plan(self) -> Iterator[Item]:
        yield Item(addresses.EVIDENCE, "register")
        for each in self.site.case.record.evidence.values():
            yield Item(addresses.evidence(each), "evidence", each.id)
            for name in each.names:
                address = addresses.evidence_file(each, name)
                yield Item(address, "file", name)
                yield from forms(self.site, f"evidence/{name}", address)

    def make(self, item: Item) -> Page | File:
        match item.kind:
            case "register":
                return self._register(item)
            case "file":
                return published_file(self.site, f"evidence/{item.id}", item.address)
            case "form":
                return made_form(self.site, item)
        evidence = self.site.case.record.evidence[item.id]
        one = shown(self.site, evidence, addresses.upwards(item.address))
        view = EvidencePage(one, cited_in(self.site, ("evidence", item.id)))
        about = of_evidence(self.site, evidence, one)
        return Page(item.address, "evidence-item.html", one.title, view, f"{one.kind}: {one.title}", about=about)

    def _register(self, item: Item) -> Page:
        base = addresses.upwards(item.address)
        every = tuple(shown(self.site, each, base) for each in self.site.case.record.evidence.values())
        says = "What shows it: letters, photographs, minutes."
        return Page(item.address, "evidence.html", "Evidence", EvidenceRegister(every), says)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return EvidencePages
