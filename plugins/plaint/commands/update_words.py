"""What `update` says: which versions, what is new between them, and what became of which file."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from plaint.commands.update_files import is_setting, order_of
from plaint.commands.update_plan import NEW, YOURS, Plan

_MOST = 12
"""Files that are named of each sort; the rest is counted."""
_SECTION = re.compile(r"^## +(?P<head>\[?v?(?P<version>\d[\w.]*).*)\n(?P<text>(?:(?!## ).*\n?)*)", re.MULTILINE)


def news(before: str, old: str, new: str) -> str:
    """What a changelog says of the versions from `before` on that an older one did not say; nothing where that is all.

    An entry is a line that begins with a dash, with the lines that it runs on over.
    """
    known = {" ".join(entry.split()) for entry in _entries(old)}
    blocks = []
    for section in _SECTION.finditer(new):
        if order_of(section["version"]) < order_of(before):
            continue
        fresh = [each for each in _entries(section["text"]) if " ".join(each.split()) not in known]
        if fresh:
            blocks.append("\n".join((section["head"], *fresh)))
    return "\n\n".join(blocks)


def _entries(text: str) -> list[str]:
    return [each.rstrip() for each in re.findall(r"^- .*\n?(?:^ +\S.*\n?)*", text, re.MULTILINE)]


def told(made: Plan, here: Container[str], *, dry: bool = False) -> str:
    """What became of the files, sort by sort; what would become of them, if it is only tried.

    `here` are the paths of the files that there were.
    """
    plain = [(path, "") for path in made.of("replaced")]
    set_aside = [(path, path + YOURS) for path in made.of("replaced") if path + YOURS in made.contents]
    beside = [(path, path + NEW) for path in made.of("beside") if not is_setting(path)]
    settings = [(path, path + NEW) for path in made.of("beside") if is_setting(path) and path in here]
    dormant = [(path, path + NEW) for path in made.of("beside") if is_setting(path) and path not in here]
    sorts: list[tuple[str, Sequence[tuple[str, str]]]] = [
        ("Changed", [each for each in plain if each[0] + YOURS not in made.contents]),
        ("Added", [(path, "") for path in made.of("added")]),
        ("Gone", [(path, "") for path in made.of("removed")]),
        ("Changed by you and by us, and put together", [(path, "") for path in made.of("merged")]),
        ("Replaced, and yours laid beside it", set_aside),
        ("Changed by you, and kept; the new one is laid beside it", beside),
        ("Your settings, kept; those that we ship now are laid beside them", settings),
        (f"New, and asleep: take {NEW} off its name if GitHub is to run it", dormant),
        ("Yours, and left alone", [(path, "") for path in made.of("kept")]),
    ]
    blocks = [_sort(head, files, dry) for head, files in sorts if files]
    if left_out := made.of("left out"):
        blocks.append(f"Left out, as you deleted them: {_counted(len(left_out))}")
    if beside or settings:
        blocks.append(f"Compare each file that ends in {NEW} with yours, take over what you want, and delete it.")
    return "\n\n".join(blocks)


def _sort(head: str, files: Sequence[tuple[str, str]], dry: bool) -> str:
    most = len(files) if dry else _MOST
    lines = [f"{head} ({_counted(len(files))}):"]
    lines += [f"  {path}{f' → {other}' if other else ''}" for path, other in files[:most]]
    if len(files) > most:
        lines.append(f"  and {len(files) - most} more")
    return "\n".join(lines)


def _counted(number: int) -> str:
    return f"{number} {'file' if number == 1 else 'files'}"


def next_steps(*, in_git: bool, schemas: bool) -> Iterator[str]:
    """What there is to do after an update."""
    yield "The next command brings .venv up to date. `check` shows whether your campaign is as it should be."
    if schemas:
        yield "Run `schemas` once, so that your editor knows the fields of this version."
    if in_git:
        yield "`git diff` shows every change; commit them, plaint.json with them."
    yield "`update --undo` takes it all back."
