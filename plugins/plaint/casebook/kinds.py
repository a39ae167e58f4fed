"""What each kind of contact, point and evidence is called in a sentence."""

from __future__ import annotations

CONTACTS = {
    "email": "email", "letter": "letter", "phone": "phone call", "meeting": "meeting", "visit": "visit", "form": "form",
    "message": "message", "foi": "FOI request", "eir": "EIR request", "sar": "subject access request",
    "review": "request for a review", "complaint": "complaint", "appeal": "appeal", "chase": "reminder",
    "decision": "decision", "hearing": "hearing", "inspection": "inspection", "publication": "publication",
    "press": "press report", "event": "event",
}  # fmt: skip

POINTS = {"issue": "Issue", "question": "Question", "request": "Request"}

EVIDENCE = {
    "letter": "letter", "email": "email", "document": "document", "decision": "decision", "photo": "photograph",
    "picture": "picture", "chart": "chart", "video": "video", "recording": "recording", "minutes": "minutes",
    "guidance": "guidance", "foi-reply": "reply to an FOI request", "press": "press report", "web-page": "web page",
}  # fmt: skip

COVERAGES = {"answered": "answered", "partly": "partly answered", "ignored": "ignored", "refused": "refused"}
NOT_ASSESSED = "not assessed"


def capital(words: str) -> str:
    """The words with a capital at their start."""
    return words[:1].upper() + words[1:]


def listed(items: list[str]) -> str:
    """The items in a sentence: `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
