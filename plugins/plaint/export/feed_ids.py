"""What feeds and their entries are known by for good: UUIDs made of names that never change."""

from __future__ import annotations

from uuid import UUID, uuid5

from plaint.casebook.casebook import Casebook
from plaint.record.model import Contact, Letter, Post

_NAMESPACE = UUID("be33eadc-31b7-4c2c-9c56-110d088d92da")
"""Ours alone, drawn once at random. Another one would show every entry to every reader a second time."""


class Ids:
    """Gives the ids of a casebook's feeds and entries."""

    def __init__(self, case: Casebook) -> None:
        # A table of its own, so that a feed is not made again with every change of any party.
        self._campaign = case.tables.once("feed-campaign", lambda: {"us": case.names.us or ""})

    def feed(self, path: str) -> str:
        """The id of a feed, the same in all its formats."""
        return self._id("feed", path)

    def post(self, post: Post) -> str:
        """The id of a post, in whichever feeds it stands."""
        return self._id("post", post.id, post.date.text[:10])

    def contact(self, contact: Contact, *more: str) -> str:
        """The id of a contact or letter in whichever feeds it stands, or of something about it.

        A letter was sent on one day. Of a contact only the year counts, for its day may yet be found out or put right.
        """
        when = contact.on.text[: 10 if isinstance(contact, Letter) else 4]
        return self._id("contact", contact.id, when, *more)

    def _id(self, *names: str) -> str:
        """A name-based UUID (RFC 9562 section 5.5) of the campaign's own id and the names.

        The campaign's is that of the organisation that is `us`: titles and addresses change, and ids do not. What
        separates the names can stand in none of them.
        """
        return uuid5(_NAMESPACE, "\n".join((self._campaign["us"], *names))).urn
