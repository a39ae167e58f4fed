"""Posts and contacts in the lists that the site has of them: by year, by category, by tag, one after another."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly

from plaint.record.model import Record
from plaint.record.relation import Relation
from plaint.record.words import slug

Ids = tuple[str, ...]


def neighbours(record: Record) -> dict[str, tuple[str, str]]:
    """For each post the ids of the one before and the one after it in time, each empty where there is none."""
    ids = ["", *record.posts, ""]
    return {id: (ids[at - 1], ids[at + 1]) for at, id in enumerate(ids[:-1]) if at}


def by_year(relations: ReadOnly[str, Relation]) -> dict[int, Ids]:
    """The contacts of each year, in time's order."""
    years: dict[int, list[str]] = {}
    for contact, each in relations.items():
        years.setdefault(each.on.year, []).append(contact)
    return {year: tuple(ids) for year, ids in years.items()}


def by_category(record: Record) -> dict[str, Ids]:
    """The posts of each category, newest first; spelt as in the newest post, and in the alphabet's order."""
    named: dict[str, tuple[str, list[str]]] = {}
    for post in reversed(list(record.posts.values())):
        if post.category:
            named.setdefault(slug(post.category), (post.category, []))[1].append(post.id)
    return {name: tuple(ids) for name, ids in sorted(named.values(), key=lambda each: each[0].casefold())}


def posts_by_tag(record: Record) -> dict[str, tuple[str, Ids]]:
    """The posts of each tag, newest first, by the tag's address; spelt as in the newest post."""
    named: dict[str, tuple[str, list[str]]] = {}
    slugs: dict[str, str] = {}
    for post in reversed(list(record.posts.values())):
        for tag in post.tags:
            named.setdefault(slugs.setdefault(tag, slug(tag)), (tag, []))[1].append(post.id)
    return {name: (tag, tuple(ids)) for name, (tag, ids) in named.items()}


def by_tag(
    posts: ReadOnly[str, tuple[str, Ids]], relations: ReadOnly[str, Relation]
) -> dict[str, tuple[Ids, Ids]]:
    """The posts of each tag, newest first, and its contacts, oldest first; in the alphabet's order."""
    named: dict[str, tuple[str, Ids, list[str]]] = {name: (tag, ids, []) for name, (tag, ids) in posts.items()}
    slugs: dict[str, str] = {}
    for contact, each in relations.items():
        for tag in each.tags:
            named.setdefault(slugs.setdefault(tag, slug(tag)), (tag, (), []))[2].append(contact)
    ordered = sorted(named.values(), key=lambda each: each[0].casefold())
    return {tag: (ids, tuple(contacts)) for tag, ids, contacts in ordered}
