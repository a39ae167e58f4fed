"""References such as `[[ev:photo|the photograph]]`, taken out of the source before Markdown reads it."""

from __future__ import annotations

import re

from plaint.markup.source import Source, beyond_the_first_plane
from plaint.markup.tokens import TOKEN, HeadingMark, Literal, Reference, Stray, Tokens

ON_THEIR_OWN = ("issues", "questions", "requests")

_CANDIDATE = re.compile(r"\\[\\`\[!]|!\[\[|\[\[")
_REFERENCE = re.compile(
    r"""!?\[\[[ \t]*
    (?: (?P<own> issues | questions | requests )
      | (?P<id> \#(?>(?:[^\[\]|\n\\]|\\(?!\|))+) )
      | (?P<kind> [a-z][a-z0-9_-]*+ )[ \t]*+:(?P<target> (?>(?:[^\[\]|\n\\]|\\(?!\|)|\n(?![ \t>]*\n))+) )
    )[ \t]*+
    (?: \\?\|(?P<words> (?> (?: [^\[\]\n] | \n(?![ \t>]*\n) | (?>\[[^\[\]\n]*+\]|\[(?!\[)) | \](?!\]) )* ) ) )?
    \]\]""",
    re.VERBOSE | re.IGNORECASE,
)
_SOFT_BREAK = re.compile(r"[ \t]*\n[ \t]*(?:>[ \t]?)*")
_HEADING = re.compile(r"\n([ \t>*+\d.-]*#{1,6})(?=[^\n])")
_UNDERLINE = re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*(?=\n|\Z)")
# It begins with a single character, to which the search leaps.
_MAY_UNDERLINE = re.compile(r"\n(?=[=-])")
_LINE_BREAKS = 2


def hide(source: Source, tokens: Tokens, *, marks: bool = True) -> str:
    """The text with every reference replaced by a token and every other `[[` marked, so that one Markdown leaves
    standing can be told of; and every heading marked with its line, unless nobody will ask for that."""
    text = source.text
    if not source.ordinary and beyond_the_first_plane(text):
        text = TOKEN.sub(lambda found: tokens.put(Literal(found.group())), text)
    if marks:
        text = _mark_headings(text, source, tokens)
    return _hide_references(text, source, tokens) if _may_refer(text) else text


def _may_refer(text: str) -> bool:
    """Whether two square brackets stand together. To look for one, time and again, is quicker than to look for two."""
    at = text.find("[")
    while at >= 0 and text[at + 1 : at + 2] != "[":
        at = text.find("[", at + 1)
    return at >= 0


def _mark_headings(text: str, source: Source, tokens: Tokens) -> str:
    text = "\n" + text
    ends = [found.end(1) for found in _HEADING.finditer(text)]
    for found in _UNDERLINE.finditer(text) if _MAY_UNDERLINE.search(text) or ">" in text else ():
        start = text.rfind("\n", 0, found.start()) + 1
        above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)].strip(" \t>")
        if text[start : found.start()].strip(" \t>") and (not above or above.startswith("#")):
            ends.append(start + len(text[start : found.start()].rstrip()))
    if not ends:
        return text[1:]
    # One line break was put in front, and the tokens so far replaced one character each.
    pieces, last, line = list[str](), 0, source.first_line - 1
    for end in sorted(set(ends)):
        line += text.count("\n", last, end)
        pieces += text[last:end], tokens.put(HeadingMark(line))
        last = end
    return ("".join(pieces) + text[last:])[1:]


def _hide_references(text: str, source: Source, tokens: Tokens) -> str:
    pieces = list[str]()
    line, counted, last, position = source.first_line, 0, 0, 0
    code = Source(text, 0)
    escaped = "\\" in text
    while True:
        if escaped:
            found = _CANDIDATE.search(text, position)
            start, position = found.span() if found else (-1, 0)
        else:
            start, position = _bare(text, position)
        if start < 0:
            break
        if text[start] == "\\":
            continue
        line += text.count("\n", counted, start)
        counted = start
        match = _REFERENCE.match(text, start)
        if match and match.group().count("\n") > _LINE_BREAKS:
            match = None
        if match and "`" in match.group() and code.in_code(start):
            # A code span that opened before the reference ends inside it: it came first.
            match = None
        if match:
            reference = _read(match, line, _alone(text, match))
            token = tokens.put(tokens.reword(reference))
            position = match.end()
        elif text.startswith(("[[[", "![[["), start):
            # The reference may begin one bracket further on: `[[[ev:photo]]]`.
            position = start + 1
            continue
        else:
            token = tokens.put(Stray(line, _snippet(text, start)))
        pieces += text[last:start], token
        last = position if match else start
    return "".join(pieces) + text[last:]


def _bare(text: str, position: int) -> tuple[int, int]:
    """Where the next `[[` or `![[` begins and ends in a text without backslashes; -1 where there is none."""
    brackets = text.find("[[", position)
    return brackets - (brackets > position and text[brackets - 1] == "!"), brackets + 2


def _read(match: re.Match[str], line: int, alone: bool) -> Reference:
    if match["own"]:
        kind, target = match["own"].lower(), ""
    elif match["id"]:
        kind, target = "point", match["id"].strip()
    else:
        kind, target = match["kind"].lower(), _SOFT_BREAK.sub(" ", match["target"]).strip()
    words = match["words"]
    if words is not None:
        words = _SOFT_BREAK.sub(" ", words).replace("\\|", "|").strip() or None
    return Reference(kind, target, words, match.group().startswith("!"), line, match.group(), alone)


def _alone(text: str, match: re.Match[str]) -> bool:
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    return not (text[start : match.start()] + text[match.end() : end if end >= 0 else len(text)]).strip()


def _snippet(text: str, start: int) -> str:
    """The first words of what is no reference, to show it by."""
    line = text[start : start + 60].split("\n")[0]
    again = line.find("[[", 3)
    line = line[: again if again > 0 else None]
    closed = line.find("]]")
    return line[: closed + 2] if closed >= 0 else line[:40].rstrip()


def right_for(raw: str) -> str:
    """What would be right instead of a `[[` that is no reference."""
    inner = raw.lstrip("![").partition("]]")[0].strip()
    if "]]" not in raw:
        return f"close it with ]] or write \\[[ if the brackets are meant: {raw}"
    if not inner:
        return "name what it points to, such as [[contact:id]] or [[ev:id]]"
    if ":" in inner:
        return "write [[kind:id]] or [[kind:id|own words]], with an id after the colon and no brackets inside"
    return (
        f"say what kind of thing it is, such as [[contact:{inner}]] or [[ev:{inner}]]; "
        "[[issues]], [[questions]], [[requests]] and [[#id]] stand without; "
        "write \\[[ if the brackets are meant"
    )
