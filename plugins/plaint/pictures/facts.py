"""What the site has to know of a file that it publishes, and of each form in which it shows it.

Whatever draws is imported only where something is drawn, for that takes longer than a whole short build has to spare.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from plaint.values import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """One form of a picture: its width and height in pixels, and its format: webp, jpeg or png."""

    width: int
    height: int
    format: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the site has to know of a file: its format, the SHA-256 and length in bytes of what is published of it,
    its width and height in pixels as a picture (0 where it is none), and the forms that it is shown in."""

    format: str
    sha256: str
    length: int
    width: int = 0
    height: int = 0
    sizes: tuple[Size, ...] = ()

    def written(self) -> bytes:
        """The facts as they are kept."""
        return json.dumps(asdict(self)).encode()


def facts_from(written: bytes) -> Facts:
    """Facts that were kept."""
    found = json.loads(written)
    return Facts(**{**found, "sizes": tuple(Size(**each) for each in found["sizes"])})
