"""Where things stand beside tasks.py."""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).resolve().parents[3]
"""The folder that holds tasks.py."""

CACHE = Path(os.environ.get("PLAINT_CACHE") or HERE / ".cache")
"""Where what a build leaves for the next one is kept. It may be deleted at any time."""
