"""The guard: reads finished output as a stranger would, and says what must not be there. It changes nothing."""

from __future__ import annotations

from pathlib import Path

from plaint.guard.checks import CHECKS
from plaint.guard.output import Output
from plaint.guard.terms import Terms
from plaint.problems import Finding

__all__ = ["CHECKS", "Output", "Terms", "look_through"]


def look_through(root: Path, shown: str, terms: Terms) -> list[Finding]:
    """Everything in a finished output that must not be published, or that nobody could look at."""
    output = Output(root, shown, terms)
    return [finding for check in CHECKS for finding in check(output)]
