"""Links and pictures that a text names by a local address: which page or file of the site each one means."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping as ReadOnly
from itertools import chain
from urllib.parse import unquote, urlsplit

from plaint.casebook import addresses
from plaint.casebook.casebook import Casebook
from plaint.casebook.references import Link, Unresolved
from plaint.markup import Hole
from plaint.problems import Where, nearest


class Links:
    """All addresses that the site of a casebook will have, and the files they can be written as.

    `pages` has every page's address; `sources` gives the address of what each file under content/ becomes.
    """

    def __init__(self, case: Casebook) -> None:
        self.case = case
        # What "address" is made from comes first: of a table that is not there nobody knows whether it has changed.
        self.lists = tuple(
            case.tables.once(f"list of {name}", work)
            for name, work in (("posts", self._lists_of_posts), ("contacts", self._lists_of_contacts))
        )
        self.pages: ReadOnly[str, None] = case.tables.once("address", self._pages)
        self.sources: ReadOnly[str, str] = case.tables.once("source", self._sources)

    def _pages(self) -> dict[str, None]:
        """Every page's address."""
        record, letters = self.case.record, frozenset(self.case.record.letter_ids)
        return dict.fromkeys(
            (
                *addresses.SECTIONS,
                *addresses.MACHINES,
                *(addresses.contact_of(id, letter=id in letters) for id in record.contacts),
                *(addresses.evidence(each) for each in record.evidence.values()),
                *(addresses.evidence_file(each, name) for each in record.evidence.values() for name in each.names),
                *map(addresses.post_of, record.posts),
                *(addresses.page(each) for each in record.pages.values()),
                *chain(*self.lists),
            )
        )

    def _lists_of_posts(self) -> dict[str, None]:
        """The addresses of what posts are filed under."""
        posts = self.case.record.posts.values()
        categories = (addresses.category(each.category) for each in posts if each.category)
        return dict.fromkeys((*categories, *(addresses.tag(tag) for each in posts for tag in each.tags)))

    def _lists_of_contacts(self) -> dict[str, None]:
        """The addresses of contacts' tags."""
        return dict.fromkeys(addresses.tag(tag) for each in self.case.relations.values() for tag in each.tags)

    def _sources(self) -> dict[str, str]:
        """The address of what each file under content/ becomes."""
        record, root = self.case.record, self.case.record.campaign.where.file.removesuffix("campaign.yaml")
        found = {each.where.file.removeprefix(root): addresses.contact(each) for each in record.letters}
        found |= {each.where.file.removeprefix(root): addresses.post(each) for each in record.posts.values()}
        found |= {each.where.file.removeprefix(root): addresses.page(each) for each in record.pages.values()}
        for evidence in record.evidence.values():
            for name in evidence.names:
                found[f"evidence/{name}"] = addresses.evidence_file(evidence, name)
        found.update({name: name for name in record.files if name.startswith("images/")})
        return found

    def resolve(self, hole: Hole, where: Where) -> Link:
        """What a local address in a text leads to. Raises Unresolved where the site will have no such page or file."""
        parts = urlsplit(hole.target)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        path = unquote(parts.path)
        root = self.case.record.campaign.where.file.removesuffix("campaign.yaml")
        here = posixpath.dirname(where.file.removeprefix(root))
        if path.startswith("{"):
            path = path.partition("}")[2]
            tries = (
                [path.lstrip("/")] if path.startswith("/") else [posixpath.normpath(posixpath.join(here, path)), path]
            )
        elif path.startswith("/"):
            tries = [path.lstrip("/")]
        else:
            tries = [path, posixpath.normpath(posixpath.join(here, path))]
        for each in tries:
            if each in self.sources:
                return Link(hole.target, self.sources[each] + fragment)
            if hole.kind != "src" and each in self.pages:
                return Link(hole.target, each + fragment)
            if hole.kind != "src" and f"{each.rstrip('/')}/" in self.pages:
                return Link(hole.target, f"{each.rstrip('/')}/{fragment}")
        known = self.sources if hole.kind == "src" else (*self.sources, *self.pages)
        hint = nearest(tries[0], known) or (
            "put the picture into content/images/" if hole.kind == "src" else "write a reference such as [[post:id]]"
        )
        raise Unresolved(
            f"{hole.target!r} is no {'picture' if hole.kind == 'src' else 'page or file'} of this site", hint
        )

    def images(self) -> frozenset[str]:
        """The files under content/images/ that published texts name: these are published, and no other."""
        return frozenset(self.case.tables.once("image", lambda: dict.fromkeys(sorted(self._images()))))

    def _images(self) -> set[str]:
        case = self.case
        named = {f"images/{each.image.removeprefix('images/')}" for each in case.record.posts.values() if each.image}
        for key, each in case.gists.items():
            for hole in each.local:
                address = self.resolve(hole, case.texts[key].where).address or ""
                if address.startswith("images/"):
                    named.add(address)
        return named
