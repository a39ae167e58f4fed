"""A converted text as a person reads it in the golden files."""

from __future__ import annotations

from plaint.markup import Converted, Hole


def shown(converted: Converted) -> str:
    """The HTML with its holes as ⟦kind:target|words place line level⟧, then points and faults, one a line."""
    lines = ["".join(_part(part) for part in converted.parts)]
    for point in converted.points:
        title = "".join(_part(part) for part in point.title)
        lines.append(f"{point.kind} #{point.id} at {point.line}, h{point.level}: {title}")
    lines += [f"fault at {fault.line}: {fault.what} -> {fault.right}" for fault in converted.faults]
    return "\n".join(lines)


def _part(part: str | Hole) -> str:
    if isinstance(part, str):
        return part
    words = "" if part.words is None else f"|{part.words}"
    return f"⟦{'!' * part.embed}{part.kind}:{part.target}{words} {part.place} {part.line} h{part.level}⟧"
