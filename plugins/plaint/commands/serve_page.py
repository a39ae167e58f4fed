"""What `serve` puts into the pages that it shows: what follows them, and what is wrong with the campaign.

Nothing of it stands in the files of the site.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from plaint.problems import Doubt, Finding

OURS = "/_plaint/"
"""Where the server's own files stand, which are no part of the site."""

EVENTS = f"{OURS}events"

FILES = {
    f"{OURS}{name}": (Path(__file__).with_name(file).read_bytes(), type)
    for name, file, type in (
        ("reload.js", "serve_reload.js", "text/javascript; charset=utf-8"),
        ("page.css", "serve_page.css", "text/css; charset=utf-8"),
    )
}

_NEEDED = "script-src", "style-src", "connect-src"
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")', re.IGNORECASE)
_HEAD = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_LOADS = re.compile(r"<(link|script|img|source|video|audio|object|embed|iframe|image|use)\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'\s(rel|href|src|srcset|poster|data)="([^"]*)"', re.IGNORECASE)


def followed(html: str, shown: str, findings: Sequence[Finding]) -> str:
    """A page as it is shown: with the script that follows it, and what is wrong at its top."""
    head = f'<link rel="stylesheet" href="{OURS}page.css">\n' if findings else ""
    head += f'<script src="{OURS}reload.js" data-shown="{shown}" defer></script>\n'
    html = _POLICY.sub(lambda found: f"{found[1]}{permitting(found[2])}{found[3]}", html, count=1)
    html = _before(_HEAD, head, html)
    return _after(_BODY, f"\n{panel(findings)}", html) if findings else html


def alone(shown: str, findings: Sequence[Finding]) -> str:
    """The page that stands at every address while there is no site yet."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<title>The site cannot be shown yet</title>\n'
        f'<link rel="stylesheet" href="{OURS}page.css">\n'
        f'<script src="{OURS}reload.js" data-shown="{shown}" defer></script>\n</head>\n'
        '<body class="plaint-alone">\n<main>\n<h1>The site cannot be shown yet</h1>\n'
        f"{panel(findings, standing=False)}</main>\n</body>\n</html>\n"
    )


def panel(findings: Sequence[Finding], *, standing: bool = True) -> str:
    """What is wrong, as HTML: problems in full, doubts folded. Nothing where nothing is.

    `standing` tells whether there is a site that stands meanwhile.
    """
    problems = [each for each in findings if not isinstance(each, Doubt)]
    doubts = [each for each in findings if isinstance(each, Doubt)]
    parts = []
    if problems:
        stands = " This page is as it was when everything was last right." if standing else ""
        parts.append(f"<p><strong>{counted(problems)}.</strong>{stands}</p>\n{_listed(problems)}")
    if doubts:
        parts.append(f"<details>\n<summary>{counted(doubts)}</summary>\n{_listed(doubts)}</details>\n")
    if not parts:
        return ""
    # It scrolls where there are many problems, which has to be possible without a mouse.
    role = 'role="alert" aria-label="Problems" tabindex="0"' if problems else 'role="region" aria-label="Doubts"'
    return f'<div class="plaint-serve" {role}>\n{"".join(parts)}</div>\n'


def counted(findings: Sequence[Finding]) -> str:
    """How many problems and doubts there are, without those of which there are none: `2 problems, 1 doubt`."""
    doubts = sum(isinstance(each, Doubt) for each in findings)
    numbers = (len(findings) - doubts, "problem"), (doubts, "doubt")
    return ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in numbers if number)


def _listed(findings: Sequence[Finding]) -> str:
    return f"<ul>\n{''.join(_item(each) for each in findings)}</ul>\n"


def _item(finding: Finding) -> str:
    said = f"{finding.what}; {finding.hint}" if finding.hint else finding.what
    return f"<li><code>{escape(str(finding.where))}</code>: {escape(' '.join(said.split()))}</li>\n"


def permitting(policy: str) -> str:
    """A page's policy with what our script and stylesheet need: to be loaded from here, and to ask here for news."""
    rules = {words[0].lower(): words[1:] for words in (part.split() for part in unescape(policy).split(";")) if words}
    for name in _NEEDED:
        sources = rules.get(name, rules.get("default-src"))
        # Where nothing is said, everything may be loaded.
        if sources is not None and "'self'" not in sources:
            rules[name] = [*(each for each in sources if each != "'none'"), "'self'"]
    return escape("; ".join(" ".join((name, *sources)) for name, sources in rules.items())).replace("&#x27;", "'")


def styles(html: str) -> list[str]:
    """The addresses of a page's stylesheets, as they stand in it."""
    return [named["href"] for tag, named in _tags(html) if tag == "link" and _is_style(named) and "href" in named]


def unstyled(html: str) -> str:
    """The page without the addresses of its stylesheets: what is left differs only where a reader must load it anew."""

    def left(found: re.Match[str]) -> str:
        return "" if found[1].lower() == "link" and _is_style(_named(found[0])) else found[0]

    return _LOADS.sub(left, html)


def shown_files(html: str, page: str) -> list[str]:
    """The files of the site that a page at an address shows besides its stylesheets, by their names."""
    found: dict[str, None] = {}
    for tag, named in _tags(html):
        if tag == "link":
            continue
        for name in ("src", "poster", "data", "href"):
            if address := named.get(name):
                found[address] = None
        for candidate in named.get("srcset", "").split(","):
            if words := candidate.split():
                found[words[0]] = None
    names = (_file(urljoin(page, address)) for address in found)
    return [name for name in names if name]


def _file(address: str) -> str:
    """The name of the file at an address; nothing where it is on another host, or none at all."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else unquote(parts.path).lstrip("/")


def _tags(html: str) -> list[tuple[str, dict[str, str]]]:
    return [(found[1].lower(), _named(found[0])) for found in _LOADS.finditer(html)]


def _named(tag: str) -> dict[str, str]:
    return {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def _is_style(named: dict[str, str]) -> bool:
    return "stylesheet" in named.get("rel", "").lower().split()


def _before(place: re.Pattern[str], what: str, html: str) -> str:
    found = place.search(html)
    return f"{html[: found.start()]}{what}{html[found.start() :]}" if found else f"{what}{html}"


def _after(place: re.Pattern[str], what: str, html: str) -> str:
    found = place.search(html)
    return f"{html[: found.end()]}{what}{html[found.end() :]}" if found else f"{html}{what}"
