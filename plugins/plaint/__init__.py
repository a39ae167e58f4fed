"""Plaint: a campaign's record of its dispute with a public body, made into a site that can be relied on."""

from __future__ import annotations

__version__ = "0.1.0"
