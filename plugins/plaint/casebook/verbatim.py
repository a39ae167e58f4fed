"""Messages as they were sent, made readable."""

from __future__ import annotations

from html import escape

from plaint.markup.plain import WRAPPED


def verbatim(message: str) -> str:
    """A message as paragraphs of HTML. Lines that a mail program wrapped run on; those broken on purpose stay so."""
    paragraphs: list[str] = []
    for block in message.split("\n\n"):
        lines = block.strip("\n").split("\n")
        html = ""
        for number, text in enumerate(lines):
            html += escape(text.strip(), quote=False)
            if number < len(lines) - 1:
                html += " " if len(text) >= WRAPPED else "<br>\n"
        if html.strip():
            paragraphs.append(f"<p>{html}</p>")
    return "\n".join(paragraphs)
