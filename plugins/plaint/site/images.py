"""The pictures of content/images/ that something published names, in several sizes. No other file is published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican import signals

from plaint.pictures.cache import Cache
from plaint.site.page import File, Item
from plaint.site.plugin import Pages
from plaint.site.views.pictures import forms, made_form, published_file


class ImageFiles(Pages):
    """Makes the pictures that are named."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], **paths: Any) -> None:
        super().__init__(context, settings, **paths)
        # Every generator is there before the first page is made, so that no picture has been asked for yet.
        self.site.pictures.cache = Cache(Path(settings["CACHE_PATH"]) / "pictures")
        self.site.pictures.say = settings.get("PLAINT_PROGRESS") or self.site.pictures.say

    def plan(self) -> Iterator[Item]:
        for name in sorted(self.site.filler.links.images()):
            yield Item(name, "image", name)
            yield from forms(self.site, name, name)

    def make(self, item: Item) -> File:
        if item.kind == "form":
            return made_form(self.site, item)
        return published_file(self.site, item.id, item.address)


def register() -> None:
    """Wire the plugin to Pelican."""
    signals.get_generators.connect(generators)


def generators(pelican: Any) -> type[Pages]:
    """What this plugin adds to the site."""
    return ImageFiles
