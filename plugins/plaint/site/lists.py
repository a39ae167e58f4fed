"""The lists that pages are put together from: what comes next to what, and what belongs together."""

from __future__ import annotations

from plaint.casebook import facets, listed
from plaint.casebook.casebook import Casebook
from plaint.casebook.related import related
from plaint.casebook.silences import silences


class Lists:
    """What the posts and contacts of a casebook make up together, as far as that rests on no clock.

    Each list is a table, which is worked out once for a casebook, by whoever asks first.
    """

    def __init__(self, case: Casebook) -> None:
        once = case.tables.once
        self.neighbours = once("neighbours", lambda: listed.neighbours(case.record))
        """By a post, the ids of the ones before and after it in time."""
        self.by_year = once("by-year", lambda: listed.by_year(case.relations))
        """The contacts of each year."""
        self.by_category = once("by-category", lambda: listed.by_category(case.record))
        """The posts of each category."""
        posts_by_tag = once("posts-by-tag", lambda: listed.posts_by_tag(case.record))
        self.by_tag = once("by-tag", lambda: listed.by_tag(posts_by_tag, case.relations))
        """The posts and the contacts of each tag."""
        self.by_kind = once("by-kind", lambda: facets.by_kind(case.relations))
        """The contacts of each kind."""
        self.by_party = once("by-party", lambda: facets.by_party(case.relations, case.names))
        """The contacts of everybody, by public ids."""
        self.silences = once("silences", lambda: silences(case))
        """How many working days of silence each contact ended."""
        self.related = once("related", lambda: related(case.record.posts, posts_by_tag, case.cited_in))
        """By a post, the ids of those that share most with it."""
