"""What earlier builds worked out, and what each piece of it was worked out from. It may be deleted at any time."""

from __future__ import annotations
