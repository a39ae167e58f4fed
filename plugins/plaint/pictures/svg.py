"""What may not stand in a drawing (SVG): opened by itself it is a page, which could run scripts and ask other hosts."""

from __future__ import annotations

import re
from contextlib import suppress
from xml.parsers import expat

_RUNS = frozenset("script handler listener foreignobject iframe embed object audio video".split())
_FETCHED = frozenset(("href", "src", "base"))
_ELSEWHERE = re.compile(r"\s*(?!#|data:image/(?:png|jpeg|gif|webp|avif)[;,])\S", re.IGNORECASE)
_SCRIPT = re.compile(r"(?:^|;)(?:javascript|vbscript|data):(?!image/(?:png|jpeg|gif|webp|avif))", re.IGNORECASE)
_LOADS = re.compile(
    r"@import|url\s*\(\s*['\"]?\s*(?!['\"]|\s|#|data:image/(?!svg)|data:(?:font|application/(?:x-)?font))|\\",
    re.IGNORECASE,
)
_IGNORED = re.compile(r"[\x00-\x20\x7f]+")  # what a browser leaves out of an address before it looks at it
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(?:px)?\s*$")


class _Found(Exception):
    """Carries what was found out of the parser."""


def wrong_in_svg(data: bytes) -> str:
    """What is wrong with a drawing, to follow its name; nothing where it may be published."""
    parser = expat.ParserCreate()
    inside: list[str] = []
    styles: list[str] = []

    def begins(name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(":")[2].lower()
        inside.append(plain)
        if plain in _RUNS:
            raise _Found(f"has <{name}> in it, which could run a script")
        for key, value in attributes.items():
            bare = key.rpartition(":")[2].lower()
            if bare.startswith("on") or _SCRIPT.search(_IGNORED.sub("", value)):
                raise _Found(f"has {key}=… in it, which would run a script")
            fetched = plain != "a" and bare in _FETCHED and _ELSEWHERE.match(value)
            if fetched or _LOADS.search(value):
                raise _Found(f"has {key}=… in it, which would load something from elsewhere")

    def ends(name: str) -> None:
        if inside.pop() == "style" and _LOADS.search("".join(styles)):
            raise _Found("has a <style> in it that would load something from elsewhere")

    def says(text: str) -> None:
        if inside and inside[-1] == "style":
            styles.append(text)

    def instructs(target: str, content: str) -> None:
        if target == "xml-stylesheet":
            raise _Found("has <?xml-stylesheet…?> in it, which would load something from elsewhere")

    def declares(*of: object) -> None:
        raise _Found("has <!ENTITY …> in it, which could hide anything")

    parser.StartElementHandler = begins
    parser.EndElementHandler = ends
    parser.CharacterDataHandler = says
    parser.ProcessingInstructionHandler = instructs
    parser.EntityDeclHandler = declares
    try:
        parser.Parse(data, True)
    except _Found as found:
        return str(found)
    except (expat.ExpatError, ValueError, LookupError):
        return "cannot be read as a drawing (SVG)"
    return ""


def svg_size(data: bytes) -> tuple[int, int]:
    """The width and height that a drawing gives itself, in pixels; (0, 0) where it gives none."""
    parser = expat.ParserCreate()
    found: list[tuple[int, int]] = []

    def begins(name: str, attributes: dict[str, str]) -> None:
        if not found:
            found.append(_size(attributes))

    parser.StartElementHandler = begins
    with suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(data[:65_536], False)
    return found[0] if found else (0, 0)


def _size(attributes: dict[str, str]) -> tuple[int, int]:
    lengths = [_LENGTH.match(attributes.get(each, "")) for each in ("width", "height")]
    if all(lengths):
        return tuple(max(1, round(float(each[1]))) for each in lengths if each)  # type: ignore[return-value]
    box = attributes.get("viewBox", "").replace(",", " ").split()
    try:
        width, height = float(box[2]), float(box[3])
    except (IndexError, ValueError):
        return 0, 0
    return (max(1, round(width)), max(1, round(height))) if width > 0 and height > 0 else (0, 0)
