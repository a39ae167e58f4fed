"""A campaign in which everything is far too long."""

from __future__ import annotations

from collections.abc import Iterator

from tests.browser.states import marked, picture, register
from tests.campaigns import Files

WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
UNBROKEN = WORD * 3
"""One word of 189 letters, in which nothing says where it may be parted."""
TITLE = f"{UNBROKEN} and what came of it, " + "as far as anybody in this town has been told so far, " * 5
TAG = f"{WORD} and what came of it, as far as anybody in this town has been told"
ADDRESS = "https://example.org/" + "a" * 240
MAIL = f"{'m' * 60}@{'d' * 60}.example.org"
SLUG = "a-very-long-name-of-a-thing-that-goes-on-and-on-until-there-is-no-more-room-for-it-in-an-address"


def prose(words: int) -> Iterator[str]:
    """Paragraphs of plain words, and so many words in all."""
    said = "the council said that it would write to us and then it did not so we wrote again".split()
    for start in range(0, words, 100):
        yield " ".join(said[number % len(said)] for number in range(start, min(start + 100, words))).capitalize() + "."


def too_long() -> Files:
    """A campaign in which every name, title, word and address is far too long, with a post of ten thousand words."""
    wide = "| " + " | ".join(f"Column {n} {WORD}" for n in range(5)) + " |"
    table = f"{wide}\n{'|---' * 5}|\n{wide}\n"
    code = f"```\n{UNBROKEN} {ADDRESS}\n```\n"
    all_kinds = (
        f"## {TITLE}\n\n{UNBROKEN} [{ADDRESS}]({ADDRESS}) `{UNBROKEN}`\n\n{table}\n{code}\n> {UNBROKEN}\n\n"
        f"1. {UNBROKEN}\n   - {UNBROKEN}\n     - {TITLE}\n\n![A grey bar](images/wide.png)\n\n![[ev:{SLUG}]]\n\n"
        f"![[contact:{SLUG}]]\n\n[[person:{SLUG}]] [[rule:{SLUG}]]\n\n"
    )
    letter = (
        f"{UNBROKEN}\n\n## Issue: {TITLE} {{#{SLUG}}}\n\n{table}\n[[ev:{SLUG}]] [[promise:{SLUG}]]\n\n"
        f"## Question: {UNBROKEN} {{#q}}\n\n![[ev:{SLUG}]]\n\n## Request: {TITLE} {{#r}}\n\n{code}\n"
    )
    replies: list[dict[str, object]] = [
        {
            "id": f"answer-{number}",
            "on": f"2021-0{number}-01",
            "kind": "email",
            "from": SLUG,
            "to": "us",
            "replies_to": "the-letter",
            "subject": TITLE,
            "answers": {
                f"the-letter#{SLUG}": {"coverage": "partly", "note": f"{UNBROKEN} {TITLE}"},
                "the-letter#q": "ignored",
            },
        }
        for number in range(3, 9)
    ]
    asked = {
        "id": SLUG,
        "on": "2021-01-04T10:30",
        "kind": "meeting",
        "via": TITLE,
        "from": "us",
        "to": [SLUG, "council"],
        "reference": UNBROKEN,
        "subject": TITLE,
        "place": UNBROKEN,
        "source_url": ADDRESS,
        "expects": SLUG,
        "summary": f"{UNBROKEN} {ADDRESS}\n\n{table}",
        "message": f"{UNBROKEN}\n{ADDRESS}\n{TITLE}",
        "cc": SLUG,
        "evidence": [SLUG],
        "tags": [TAG, UNBROKEN],
    }
    rule = {
        "id": SLUG,
        "name": TITLE,
        "period": "10 working days",
        "law": UNBROKEN,
        "quote": f"{UNBROKEN} {TITLE}",
        "source_url": ADDRESS,
        "verified": True,
        "checked_on": "2021-01-01",
    }
    post = {"title": TITLE, "date": "2021-02-01", "category": UNBROKEN, "tags": [TAG, UNBROKEN], "author": UNBROKEN}
    return {
        "campaign.yaml": register(
            {"title": TITLE, "tagline": UNBROKEN, "notice": f"{UNBROKEN} {TITLE}", "email": MAIL, "author": UNBROKEN}
        ),
        "record/people.yaml": register(
            {
                "organisations": {"us": {"name": UNBROKEN, "us": True, "email": MAIL}, "council": {"name": TITLE}},
                "people": {
                    SLUG: {
                        "name": UNBROKEN,
                        "of": "council",
                        "email": MAIL,
                        "url": ADDRESS,
                        "roles": [{"role": TITLE, "from": "2018-01-01"}],
                    },
                    "pp": {"shown_as": UNBROKEN, "of": "us"},
                },
            }
        ),
        "record/contacts.yaml": register([asked, *replies]),
        "record/evidence.yaml": register(
            [
                {
                    "id": SLUG,
                    "title": TITLE,
                    "kind": "picture",
                    "alt": UNBROKEN,
                    "file": f"{SLUG}.png",
                    "from": SLUG,
                    "quote": f"{UNBROKEN} {TITLE}",
                    "note": f"{UNBROKEN} {table}",
                    "source_url": ADDRESS,
                    "archived_url": ADDRESS,
                    "redacted": UNBROKEN,
                }
            ]
        ),
        "record/promises.yaml": register(
            [{"id": SLUG, "made_in": SLUG, "by": "council", "quote": UNBROKEN, "due": "2021-03-01"}]
        ),
        "record/rules.yaml": register([rule]),
        "letters/2021-02-02-the-letter.md": marked(
            {
                "title": TITLE,
                "date": "2021-02-02",
                "kind": "complaint",
                "from": "us",
                "to": SLUG,
                "cc": [SLUG],
                "reference": UNBROKEN,
                "expects": SLUG,
                "thread": [SLUG],
                "tags": TAG,
            },
            letter,
        ),
        "posts/2021-02-01-long.md": marked(post, "\n\n".join((all_kinds, *prose(10_000)))),
        f"posts/2021-02-03-{SLUG}.md": marked(
            {"title": UNBROKEN, "date": "2021-02-03", "image": "tall.png", "summary": UNBROKEN, "updated": "2021-02-04"}
            | {"corrected": [{"on": "2021-02-04", "what": f"{UNBROKEN} {TITLE}"}]},
            f"![[letter:the-letter]]\n\n![[issues:the-letter]]\n\n![[chronology:{UNBROKEN}]]\n",
        ),
        "pages/about.md": marked({"title": TITLE}, all_kinds),
        "images/wide.png": picture(4000, 40),
        "images/tall.png": picture(40, 4000),
        f"evidence/{SLUG}.png": picture(4000, 3000),
    }
