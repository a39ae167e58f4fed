"""What a site is made from besides Plaint and its campaign: a theme that stands elsewhere, and plugins of one's own."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from plaint.memory.store import key_of

_INSTALLED = ("site-packages", "dist-packages")
"""Where packages stand that are known by their versions."""


def theme_in(settings: Mapping[str, Any]) -> Path:
    """The folder of the theme."""
    return Path(settings["THEME"])


def plugins_in(settings: Mapping[str, Any]) -> list[Path]:
    """The files and folders of plugins that are neither Plaint's nor installed as packages, by their names in order."""
    folders = [str(each) for each in settings.get("PLUGIN_PATHS") or ()]
    names = {str(name).partition(".")[0] for name in settings["PLUGINS"]} - {"plaint", "pelican"}
    found = [place for name in sorted(names) for place in _places(name, folders)]
    return [place for place in found if not set(_INSTALLED).intersection(place.parts)]


def _places(name: str, folders: list[str]) -> Iterator[Path]:
    spec = PathFinder.find_spec(name, [*folders, *sys.path])
    if spec and spec.submodule_search_locations:
        yield from map(Path, spec.submodule_search_locations)
    elif spec and spec.origin:
        yield Path(spec.origin)


def code_of(places: list[Path]) -> bytes:
    """What differs wherever any Python file in these places does."""
    files = [each for place in places for each in (sorted(place.rglob("*.py")) if place.is_dir() else [place])]
    return key_of(*(part for file in files for part in (str(file), file.read_bytes())))
