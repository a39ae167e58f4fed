"""Reading the list of what may appear nowhere: `private/never.yaml`, or the same text in an environment variable.

What goes wrong here is printed in logs that anybody can read, so no message repeats a word of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from plaint.guard.terms import Term, Terms, term
from plaint.problems import Problem, Stopped, Where
from plaint.record.nodes import Node, NotYaml, Scalar, Sequence, compose
from plaint.record.text_file import read_text

_A_LINE_EACH = 'write one entry a line, each as `- "the words"`'
_ONLY_SIGNS = re.compile(r"[\s\[\],-]*(#.*)?")


def read_never(path: Path, shown: str) -> Terms:
    """The terms of a file; none where there is no such file. Raises Stopped."""
    if not path.exists() and not path.is_symlink():
        return Terms()
    return terms_in(read_text(path, shown), shown)


def terms_in(text: str, shown: str) -> Terms:
    """The terms that a text in YAML lists. Raises Stopped with every line that cannot be used."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        root, faults = compose(text, shown)
    except NotYaml as error:
        where = error.problem.where
        raise Stopped([Problem(where, "this line cannot be read as part of a list", _A_LINE_EACH)]) from None
    if faults:
        raise Stopped([Problem(fault.where, "this is no list of words", _A_LINE_EACH) for fault in faults])
    found: list[Term] = []
    problems: list[Problem] = []
    entries = _entries(root)
    for node in entries:
        made = term(node.text, Where(shown, node.line)) if isinstance(node, Scalar) else None
        if made:
            found.append(made)
        elif isinstance(node, Scalar):
            what = "this entry has neither a letter nor a digit"
            problems.append(Problem(Where(shown, node.line), what, "delete it, or put its words in quotation marks"))
        else:
            problems.append(Problem(Where(shown, node.line), "this entry is no word or name", _A_LINE_EACH))
    problems += _continued(text, entries, shown)
    if problems:
        raise Stopped(sorted(problems))
    return Terms(tuple(found))


def _entries(root: Node | None) -> list[Node]:
    if root is None:
        return []
    return root.items if isinstance(root, Sequence) else [root]


def _continued(text: str, entries: list[Node], shown: str) -> Iterator[Problem]:
    """Lines that YAML joins to the one above: a list without its dashes would be one long name that is nowhere."""
    begun = {each.line for each in entries}
    for number, line in enumerate(text.split("\n"), 1):
        if number not in begun and not _ONLY_SIGNS.fullmatch(line) and line.strip() != "...":
            what = "this line belongs to the entry above it, so that neither would be found"
            yield Problem(Where(shown, number), what, _A_LINE_EACH)
