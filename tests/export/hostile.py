"""A campaign that says whatever breaks feeds: ends of CDATA, control characters, emoji, other directions, and much."""

from __future__ import annotations

from tests.campaigns import Files
from tests.export.feeding import CAMPAIGN, PEOPLE, post

TITLE = "]]> <b>&amp; 🚌 שלום &nbsp;"
"""A title as it is meant: every sign of it is to be read as it stands."""
LONG = "".join(f"Paragraph {number} of much too long a post, with “quotation marks”.\n\n" for number in range(3000))
"""A little over 200,000 bytes."""

FILES: Files = {
    "campaign.yaml": f"{CAMPAIGN}tagline: 'We & they: <now>'\nnotice: 'All <made> up & ]]>'\n",
    "record/people.yaml": PEOPLE,
    "posts/2026-01-05-hostile.md": post(
        f"'{TITLE}'", "2026-01-05T09:30", "tags: ['<b>', 'a & b', 'ünï']", "category: ']]> & <more>'",
        "author: 'A <a@example.org> & B'", "summary: 'Sums ]]> up & <kbd>so</kbd> 🚌'",
        body="Body ]]> 🚌 &nbsp; &#1; שלום <b>bold</b> a < b & c\n\n"
        '<p dir="rtl">مرحبا</p>\n\nA note.[^1] <em>[A link](#there)</em> [mail](mailto:a@example.org)\n\n[^1]: The note.\n\n## There {#there}\n',
    ),
    "posts/2026-01-06-long.md": post("Long", "2026-01-06", body=LONG),
    "posts/2026-01-07-rtl.md": post("שלום עולם", "2026-01-07", body="# Heading\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
    "record/contacts.yaml": """\
        - {id: odd, on: 2026-01-05, kind: email, from: us, to: officer, subject: "]]> <script>x</script> 🚌", tags: "<b>",
           message: "One < two ]]> &nbsp;\\u2028\\u0085 three\\n\\nשלום", expects: 1 week, source_url: "https://example.org/?a=1&b=ü2"}
        """,
}  # fmt: skip
DAY = "2026-05-20"
