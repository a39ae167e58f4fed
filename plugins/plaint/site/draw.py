"""How an embed is drawn: each kind by its macro in the theme's `parts/embeds.html`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from plaint.casebook.embeds import Embed
from plaint.site.views.contacts import message
from plaint.site.views.evidence import shown
from plaint.site.views.letters import head, points, thread

if TYPE_CHECKING:
    from plaint.site.site import Site


def drawer(site: Site) -> Callable[[Embed, str], str]:
    """What draws the embeds of a site. Templates are read when the first one is drawn."""

    def draw(embed: Embed, inner: str) -> str:
        site.case.watch.read("template", "parts/embeds.html")
        macros: Any = site.env.get_template("parts/embeds.html").module
        base, level = embed.context.base, embed.level
        match embed.kind:
            case "letter" | "contact" if embed.letter is not None:
                letter = embed.letter.letter
                view = head(site, letter, base)
                prefix = embed.context.prefix.removesuffix("-")
                return str(macros.letter(view, Markup(inner), thread(site, letter, base), level, prefix, base))
            case "contact":
                assert embed.contact is not None
                return str(macros.message(message(site, embed.contact, base), level, base))
            case "ev":
                assert embed.evidence is not None
                return str(macros.evidence(shown(site, embed.evidence, base), level, base))
            case "chronology":
                return str(macros.chronology([site.line((each.id, base)) for each in embed.contacts], level, base))
        assert embed.letter is not None
        return str(macros.points(points(site, embed.letter, embed.points, base, embed.context), base))

    return draw
