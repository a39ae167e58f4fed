"""The casebook: the record with everything worked out, and what fills the holes of its texts."""

from __future__ import annotations

from plaint.casebook import checks, seals
from plaint.casebook.checks import TEXT_CHECKS
from plaint.casebook.doubts import TEXT_DOUBTS

CHECKS = (*checks.CHECKS, *seals.CHECKS)
"""What stops a build."""

DOUBTS = (*checks.DOUBTS, *seals.DOUBTS)
"""What deserves a look. They are asked only of a casebook without problems."""

__all__ = ["CHECKS", "DOUBTS", "TEXT_CHECKS", "TEXT_DOUBTS"]
