"""The head of a Markdown file: YAML between `---` lines, or the `Title:` lines that Pelican knows."""

from __future__ import annotations

import re

from plaint.problems import Problem, Where
from plaint.record.nodes import Mapping, Node, NotYaml, Scalar, Sequence, compose
from plaint.record.shapes import ID
from plaint.values import dataclass

# The line that ends a head of YAML, with the line break before it.
_END = re.compile(r"\n(?:---|\.\.\.)[^\S\n]*(?=\n|\Z)")
_HEADER = re.compile(r"([A-Za-z][A-Za-z_-]*):[ \t]*(.*)")

# Pelican's names and ours. `slug` is the file's name here.
_OURS = {"modified": "updated", "authors": "author"}

# It begins with a single character, to which the search leaps.
_EVIDENCE = re.compile(rf"\[(?=\[ev:)\[ev:({ID})")


def evidence_in(markdown: str) -> tuple[str, ...]:
    """The evidence that a text refers to, found without converting it: what stands in code counts as well."""
    return tuple(dict.fromkeys(_EVIDENCE.findall(markdown)))


@dataclass(frozen=True, slots=True)
class Parted:
    """A file's head as a node, and the Markdown below it with the line that begins on."""

    head: Node
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


def part_text(text: str, file: str) -> Parted | Problem:
    """The head and body of a file, or the problem that keeps them from being told apart."""
    begins = text.find("\n") + 1 or len(text)
    if text[:begins].rstrip() == "---":
        return _yaml(text, begins, file)
    if _HEADER.match(text):
        return _pelican(text.split("\n"), file)
    if not text.strip():
        return Problem(Where(file, 1), "is empty", "begin with `---`, `title: …`, `date: …`, `---`")
    if text.lstrip().startswith("---"):
        return Problem(Where(file, 1), "empty lines stand above the head", "delete them")
    return Problem(Where(file, 1), "does not begin with a head", "begin with `---`, `title: …`, `date: …`, `---`")


def body_of(text: str, file: str) -> str | Problem:
    """The Markdown of a file whose head has been read before and is not looked at again, or the problem that keeps
    the two from being told apart."""
    first, _, _ = text.partition("\n")
    if first.rstrip() == "---" and (end := _END.search(text, len(first))):
        return text[end.end() + 1 :]
    parted = part_text(text, file)
    return parted if isinstance(parted, Problem) else parted.body


def _yaml(text: str, begins: int, file: str) -> Parted | Problem:
    """The same of a file whose head begins at this character."""
    end = _END.search(text, begins - 1)
    if end is None:
        return Problem(Where(file, 1), "the head that begins here has no end", "put `---` on a line below it")
    try:
        node, problems = compose(text[begins : end.start()] + "\n", file, first_line=2)
    except NotYaml as error:
        return error.problem
    line = text.count("\n", 0, end.end()) + 2
    return Parted(node or Mapping(1), text[end.end() + 1 :], line, tuple(problems))


def _pelican(lines: list[str], file: str) -> Parted | Problem:
    head = Mapping(1)
    problems: list[Problem] = []
    last = ""
    number = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            break
        if line[0] in " \t" and last:
            head.values[last] = Scalar(f"{_text(head.values[last])} {line.strip()}", number, number)
            continue
        match = _HEADER.match(line)
        if match is None:
            return Problem(Where(file, number), "is no `Name: value` line", "leave a line empty below the head")
        name = match[1].lower()
        last = _OURS.get(name, name)
        if last in head.values:
            problems.append(Problem(Where(file, number), f"{last!r} stands here a second time", "keep one of the two"))
        head.values[last] = Scalar(match[2].strip(), number, number)
        head.key_lines[last] = number
    _as_ours(head, file, problems)
    return Parted(head, "\n".join(lines[number:]), number + 1, tuple(problems))


def _as_ours(head: Mapping, file: str, problems: list[Problem]) -> None:
    """Pelican's spellings of tags and dates, turned into ours."""
    if "tags" in head.values:
        text, line = _text(head.values["tags"]), head.key_lines["tags"]
        head.values["tags"] = Sequence(
            line, [Scalar(tag.strip(), line, line) for tag in text.split(",") if tag.strip()]
        )
    for key in ("date", "updated"):
        if key in head.values:
            line = head.key_lines[key]
            text = re.sub(r"^([0-9-]{10}) ([0-9]{2}:[0-9]{2})(:[0-9]{2})?$", r"\1T\2", _text(head.values[key]))
            head.values[key] = Scalar(text, line, line)
    if "slug" in head.values:
        slug, line = _text(head.values.pop("slug")), head.key_lines.pop("slug")
        stem = re.sub(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-", "", file.rpartition("/")[2].removesuffix(".md"))
        if slug != stem:
            what = f"slug: {slug!r} is not the id in the file’s name, {stem!r}"
            problems.append(Problem(Where(file, line), what, "rename the file, or delete the line"))
    if "status" in head.values:
        text = _text(head.values["status"]).lower()
        head.values["status"] = Scalar(text, head.key_lines["status"], head.key_lines["status"])


def _text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""
