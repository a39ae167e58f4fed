"""The casebook: the record with everything worked out, and what fills the holes of its texts."""

from __future__ import annotations

from plaint.casebook import checks, doubts, seals

CHECKS = (*checks.CHECKS, *seals.CHECKS)
"""What stops a build."""

DOUBTS = (*checks.DOUBTS, *doubts.DOUBTS, *seals.DOUBTS)
"""What deserves a look. They are asked only of a casebook without problems."""
