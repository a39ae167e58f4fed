"""The record as a whole."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import field
from typing import cast

from plaint.record.model.comments import Comment
from plaint.record.model.contacts import Contact, Letter
from plaint.record.model.evidence import Evidence, Promise
from plaint.record.model.people import Campaign, Party
from plaint.record.model.posts import Page, Post
from plaint.record.model.rules import Rule
from plaint.record.seal import Seal
from plaint.values import dataclass


@dataclass(frozen=True, eq=False)
class Record:
    """Everything that was loaded. Contacts (letters among them) stand in the order they happened.

    `hidden` names what was loaded and may not be published, as (kind, id): drafts, and posts or letters of the future.
    `comments` are those on each post that has any, by the post's id, in the order they were written, by their own ids.
    `letter_ids` are those of the contacts that are letters, in the same order.
    """

    campaign: Campaign
    parties: ReadOnly[str, Party]
    contacts: ReadOnly[str, Contact]
    evidence: ReadOnly[str, Evidence]
    promises: ReadOnly[str, Promise]
    rules: ReadOnly[str, Rule]
    posts: ReadOnly[str, Post]
    pages: ReadOnly[str, Page]
    seals: ReadOnly[str, Seal]
    hidden: ReadOnly[tuple[str, str], str]
    files: frozenset[str]
    comments: ReadOnly[str, ReadOnly[str, Comment]] = field(default_factory=dict)
    letter_ids: ReadOnly[str, None] = field(default_factory=dict)

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters among the contacts, oldest first."""
        return tuple(cast("Letter", self.contacts[id]) for id in self.letter_ids)
