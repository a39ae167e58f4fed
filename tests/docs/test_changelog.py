"""The changelog speaks of the version that this is."""

from __future__ import annotations

import re
import tomllib

import plaint
from tests.docs.pages import ROOT, headings


def test_this_version_is_in_the_changelog() -> None:
    """The newest version in the changelog is that of the package."""
    versions = [
        found[0]
        for head in headings((ROOT / "CHANGELOG.md").read_text("utf-8"))
        if (found := re.match(r"\d[\d.]+", head))
    ]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert versions[0] == plaint.__version__ == project["version"]
