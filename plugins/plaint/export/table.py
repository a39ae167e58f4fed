"""The chronology as a table that a spreadsheet opens."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable

from plaint.casebook import addresses
from plaint.casebook.casebook import Casebook
from plaint.casebook.figures import in_words
from plaint.casebook.fill import Filler
from plaint.export.addressed import site_address
from plaint.record.model import Contact

COLUMNS = (
    "row", "id", "on", "received", "kind", "from", "to", "cc", "reference", "subject", "summary",
    "expects", "owed_by", "due", "waited", "status", "address",
)  # fmt: skip
"""The columns. A contact with several clocks names them one after the other, in the same order in each column."""


def chronology_table(rows: Iterable[bytes]) -> bytes:
    """The rows of all contacts, numbered, as CSV in UTF-8 with a byte-order mark, without which Excel garbles its
    apostrophes."""
    numbered = (b"%d,%b" % each for each in enumerate(rows, 1))
    return b"".join((codecs.BOM_UTF8, _csv(COLUMNS), *numbered))


def row(case: Casebook, filler: Filler, contact: Contact) -> bytes:
    """The row of a contact, as CSV in UTF-8 with its line end, without its number."""
    return _csv(map(_harmless, _cells(case, filler, contact)))


def _csv(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()


def _cells(case: Casebook, filler: Filler, contact: Contact) -> tuple[str, ...]:
    root = site_address(case.record.campaign.url)
    clocks, names = case.clocks(contact.id), case.names
    return (
        contact.id,
        contact.on.text,
        contact.received.text if contact.received else "",
        contact.kind,
        names.short(contact.from_),
        "; ".join(names.short(id) for id in contact.to),
        "; ".join(names.short(id) for id in contact.cc),
        contact.reference or "",
        contact.subject or "",
        filler.words(("contact", contact.id, "summary")),
        "; ".join(clock.rule for clock in clocks),
        "; ".join(names.short(clock.owed_by) for clock in clocks),
        "; ".join(clock.due.isoformat() if clock.due else "" for clock in clocks),
        "; ".join(in_words(clock.elapsed, clock.unit) for clock in clocks),
        "; ".join(clock.status for clock in clocks) or ("cancelled" if contact.cancelled else ""),
        root + addresses.contact(contact),
    )


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: nobody's subject line must run on a reader's machine."""
    return f"'{cell}" if cell and cell[0] in "=+-@\t\r" else cell
