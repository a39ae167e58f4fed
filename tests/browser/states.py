"""Campaigns in states that a page has to bear: nothing, a thousand of everything, names from right to left."""

from __future__ import annotations

import json
import zlib
from datetime import date, timedelta

from tests.campaigns import Files

TODAY = "2026-05-20"
"""The day on which the sites of these campaigns are built."""

NOTHING: Files = {"campaign.yaml": "title: Us\n"}
"""A campaign that has only a title."""


def register(entries: object) -> str:
    """A register as text: what JSON writes, YAML reads."""
    return json.dumps(entries, ensure_ascii=False, indent=1)


def marked(head: dict[str, object], text: str) -> str:
    """A file with front matter."""
    fields = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    return f"---\n{fields}---\n{text}"


def picture(width: int, height: int) -> bytes:
    """A grey picture of that size, as PNG."""
    rows = zlib.compress((b"\0" + b"\x88" * width) * height, 9)
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\0\0\0\0"
    chunks = ((b"IHDR", size), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big") for name, body in chunks
    )


US, COUNCIL = {"name": "Estcott Parents", "us": True}, {"name": "Estcott Council", "kind": "council"}
PEOPLE = register(
    {
        "organisations": {"parents": US, "council": COUNCIL},
        "people": {"team": {"role": "Therapy Commissioning Team", "of": "council"}},
    }
)
SUMMARY = "We asked for the list of missed sessions again, and for the day by which they will all be made up."


def contacts(count: int, days: int) -> list[dict[str, object]]:
    """So many contacts over so many days: requests, and the answer to each a while later, as a campaign has them."""
    return [
        {
            "id": f"contact-{number}",
            "on": (date(2020, 1, 1) + timedelta(days=number * days // count)).isoformat(),
            "kind": "email",
            "from": "team" if number % 2 else "parents",
            "to": "parents" if number % 2 else "team",
            "subject": f"Missed sessions in week {number // 2}",
            "summary": SUMMARY,
            **({"replies_to": f"contact-{number - 1}"} if number % 2 else {"expects": "20 working days"}),
        }
        for number in range(count)
    ]


def a_chronology(count: int, days: int) -> Files:
    """A campaign that has nothing but so many contacts over so many days."""
    return {
        "campaign.yaml": "title: Words on time\n",
        "record/people.yaml": PEOPLE,
        "record/contacts.yaml": register(contacts(count, days)),
    }


def a_thousand() -> Files:
    """A campaign with a thousand of everything that there can be a thousand of."""
    many = range(1000)
    files: dict[str, str | bytes] = {
        "campaign.yaml": "title: Words on time\n",
        "record/contacts.yaml": register(contacts(1000, 2000)),
        "record/people.yaml": register(
            {
                "organisations": {"parents": US, "council": COUNCIL},
                "people": {"team": {"role": "Therapy Commissioning Team", "of": "council"}}
                | {f"member-{n}": {"name": f"Cllr Member {n}", "of": "council"} for n in many},
            }
        ),
        "record/evidence.yaml": register(
            [{"id": f"sheet-{n}", "title": f"Sheet of week {n}", "kind": "document", "note": SUMMARY} for n in many]
        ),
        "record/promises.yaml": register(
            [
                {
                    "id": f"promise-{n}",
                    "made_in": "contact-1",
                    "by": "council",
                    "summary": f"Session {n} will be made up.",
                }
                for n in many
            ]
        ),
    }
    for number in many:
        day = (date(2020, 1, 1) + timedelta(days=2 * number)).isoformat()
        head = {"title": f"Week {number}", "date": day, "tags": [f"week {number}", "therapy"]}
        files[f"posts/{day}-week-{number}.md"] = marked(head, f"{SUMMARY} See [[ev:sheet-{number}]].\n")
    return files


def from_right_to_left() -> Files:
    """A campaign whose people and titles are written in Hebrew, Arabic and Urdu, beside English ones."""
    hebrew, arabic, urdu = "הורים למען בית הספר (אסטקוט)", "فريق النقل المدرسي", "کونسلر عائشہ خان"
    return {
        "campaign.yaml": register({"title": hebrew, "tagline": arabic, "author": urdu}),
        "record/people.yaml": register(
            {
                "organisations": {"parents": {"name": hebrew, "us": True}, "council": {"name": "Estcott Council"}},
                "people": {
                    "team": {"role": arabic, "of": "council"},
                    "khan": {"name": urdu, "of": "council", "roles": [{"role": arabic, "from": "2018-01-01"}]},
                    "hh": {"shown_as": "ה״ה", "of": "parents"},
                },
            }
        ),
        "record/contacts.yaml": register(
            [
                {
                    "id": "ask",
                    "on": "2021-01-04",
                    "kind": "email",
                    "from": "hh",
                    "to": ["team", "khan"],
                    "subject": f"{hebrew}: 12 (!)",
                    "message": f"{arabic}\n{hebrew} 3,5",
                    "expects": "foi",
                    "tags": ["תחבורה", "bus"],
                    "summary": f"{urdu} – [[ev:note]]",
                },
                {"id": "answer", "on": "2021-02-04", "kind": "email", "from": "khan", "to": "hh", "replies_to": "ask"},
            ]
        ),
        "record/evidence.yaml": register([{"id": "note", "title": hebrew, "kind": "document", "quote": arabic}]),
        "letters/2021-01-05-complaint.md": marked(
            {"title": arabic, "date": "2021-01-05", "kind": "complaint", "from": "parents", "to": "khan"},
            f"{hebrew}\n\n## Issue: {urdu} {{#one}}\n\n[[ev:note]] [[person:khan]] [[contact:ask]]\n",
        ),
        "posts/2021-01-06-shalom.md": marked(
            {"title": hebrew, "date": "2021-01-06", "category": arabic, "tags": ["תחבורה"]},
            f"{arabic}\n\n![[contact:ask]]\n\n![[letter:complaint]]\n",
        ),
    }
