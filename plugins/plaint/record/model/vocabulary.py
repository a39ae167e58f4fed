"""The fixed words of the format: kinds, calendars, verdicts."""

from __future__ import annotations

CALENDARS = ("england-and-wales", "scotland", "northern-ireland", "uk")
CONTACT_KINDS = (
    "email", "letter", "phone", "meeting", "visit", "form", "message",
    "foi", "eir", "sar", "review", "complaint", "appeal", "chase",
    "decision", "hearing", "inspection", "publication", "press", "event",
)  # fmt: skip
REPLIES = ("full", "partial", "refusal", "acknowledgement", "extension", "clarification")
COVERAGES = ("answered", "partly", "ignored", "refused")
EVIDENCE_KINDS = (
    "letter", "email", "document", "decision", "photo", "picture", "chart", "video", "recording",
    "minutes", "guidance", "foi-reply", "press", "web-page",
)  # fmt: skip
PICTURES = ("photo", "picture", "chart")
OUTCOMES = ("kept", "late", "broken")
STATUSES = ("published", "draft")
