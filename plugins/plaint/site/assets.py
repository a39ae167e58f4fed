"""The theme's stylesheets, typefaces and scripts, each published under a name that changes with its content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals

from plaint.site.page import File, Item
from plaint.site.plugin import Pages


class AssetFiles(Pages):
    """Publishes each file of the theme. Pelican, which would copy them under the names they have, is given none."""

    def plan(self) -> Iterator[Item]:
        for name, asset in self.site.assets.items():
            yield Item(asset.address, "asset", name)

    def make(self, item: Item) -> File:
        # Its content needs no noting: where that changes, so does the address.
        return File(item.address, self.site.assets[item.id].content)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return AssetFiles
