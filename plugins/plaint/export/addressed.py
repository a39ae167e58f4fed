"""Absolute addresses, which whatever leaves the site needs."""

from __future__ import annotations

UNPUBLISHED = "http://localhost:8000/"
"""What stands for the site's address until campaign.yaml names one: where `serve` shows it."""


def site_address(url: str | None) -> str:
    """The address of the site's root, with a slash at its end."""
    return f"{url.rstrip('/')}/" if url else UNPUBLISHED
