"""The pictures of content/images/ that something published names. No other file is copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals

from plaint.site.page import File
from plaint.site.plugin import Pages


class ImageFiles(Pages):
    """Copies the pictures that are named."""

    def pages(self) -> Iterator[File]:
        for name in sorted(self.site.filler.links.images()):
            yield File(name, source=self.site.root / name)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return ImageFiles
