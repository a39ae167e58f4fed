"""The record: what a campaigner wrote down, as frozen entries that are valid once they are here."""

from __future__ import annotations

from plaint.record.model.body import Body
from plaint.record.model.comments import Comment
from plaint.record.model.contacts import Contact, Letter
from plaint.record.model.evidence import Evidence, Outcome, Promise
from plaint.record.model.expectations import EXPECTATION, Expectation
from plaint.record.model.people import Campaign, Organisation, Party, Person, Role
from plaint.record.model.posts import Correction, Page, Post
from plaint.record.model.record import Record
from plaint.record.model.replies import POINT, Coverage, Pause
from plaint.record.model.rules import Extension, Rule
from plaint.record.model.vocabulary import (
    CALENDARS,
    CONTACT_KINDS,
    COVERAGES,
    EVIDENCE_KINDS,
    OUTCOMES,
    PICTURES,
    REPLIES,
    STATUSES,
)

__all__ = [
    "CALENDARS",
    "CONTACT_KINDS",
    "COVERAGES",
    "EVIDENCE_KINDS",
    "EXPECTATION",
    "OUTCOMES",
    "PICTURES",
    "POINT",
    "REPLIES",
    "STATUSES",
    "Body",
    "Campaign",
    "Comment",
    "Contact",
    "Correction",
    "Coverage",
    "Evidence",
    "Expectation",
    "Extension",
    "Letter",
    "Organisation",
    "Outcome",
    "Page",
    "Party",
    "Pause",
    "Person",
    "Post",
    "Promise",
    "Record",
    "Role",
    "Rule",
]
