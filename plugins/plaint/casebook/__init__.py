"""The casebook: the record with everything worked out, and what fills the holes of its texts."""

from __future__ import annotations

from plaint.casebook import checks, seals
from plaint.casebook.casebook import watch_record
from plaint.casebook.checks import TEXT_CHECKS
from plaint.casebook.doubts import TEXT_DOUBTS

CHECKS = checks.CHECKS
"""What stops a build, found in the tables of the casebook alone."""

DOUBTS = checks.DOUBTS
"""What deserves a look, found there too. They are asked only of a casebook without problems."""

SEAL_CHECKS, SEAL_DOUBTS = seals.CHECKS, seals.DOUBTS
"""The same of letters as they were sent: these look at every word of their files, as no table does."""

__all__ = ["CHECKS", "DOUBTS", "SEAL_CHECKS", "SEAL_DOUBTS", "TEXT_CHECKS", "TEXT_DOUBTS", "watch_record"]
