"""`update`: bring a campaign's checkout up to a newer Plaint, and take that back."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from plaint.commands.places import HERE
from plaint.commands.report import tell
from plaint.commands.update_apply import (
    Journal,
    before_it,
    carry_out,
    complete,
    digest,
    last_done,
)
from plaint.commands.update_files import (
    STATE,
    State,
    order_of,
    read_state,
    shipped_in,
    state_text,
    version_in,
)
from plaint.commands.update_git import Past, merged
from plaint.commands.update_plan import Merge, Plan, Shipped, here, plan
from plaint.commands.update_source import Source, open_source, usual_source
from plaint.commands.update_words import news, next_steps, told
from plaint.problems import Problem, Stopped, Where

BEFORE = ".before"


def update(
    from_: str | None = None,
    undo: bool = False,
    dry_run: bool = False,
    replace: bool = False,
    root: Path = HERE,
) -> int:
    """Bring the checkout in `root` up to the Plaint at an address or path, or take the last update back; the status."""
    try:
        interrupted = complete(root)
        if interrupted:
            print(f"An update to Plaint {interrupted.after} had been interrupted; it is complete now.")
        if undo:
            return _undo(root)
        where = from_ or usual_source(root)
        print(f"Fetching Plaint from {where}", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="plaint-update-", ignore_cleanup_errors=True) as scratch:
            return _update(root, open_source(where, Path(scratch)), dry_run=dry_run, replace=replace)
    except Stopped as stopped:
        tell(stopped.problems)
    except OSError as error:
        place = Where(str(error.filename or root))
        tell([Problem(place, f"cannot be used ({error.strerror or error})", "put that right, and run it again")])
    print("Nothing was changed.")
    return 1


def _update(root: Path, source: Source, *, dry_run: bool, replace: bool) -> int:
    version = version_in(root)
    if version is None:
        raise Stopped([Problem(Where(root.as_posix()), "holds no Plaint", "run it in the folder with tasks.py in it")])
    if order_of(source.version) < order_of(version):
        what = f"holds Plaint {source.version}, and this is {version} already"
        raise Stopped([Problem(Where(source.shown), what, "`update --undo` takes back the last update")])
    if source.folder.resolve() == root.resolve():
        raise Stopped([Problem(Where(source.shown), "is this folder itself", "name a newer Plaint with --from")])
    shipped = shipped_to(root, version, source)
    if shipped.base is None and not shipped.ever and not replace:
        what = f"nothing says which files of Plaint {version} you have changed yourself"
        hint = (
            "take the new Plaint from its git repository, or add --replace, which lays whatever of yours is "
            "another one beside the new file"
        )
        raise Stopped([Problem(Where(source.shown), what, hint)])
    new = {path: source.folder / path for path in shipped_in(source.folder)}
    made = plan(root, new, source.executable, shipped, _merging(root, source.past), replace=replace)
    if not made.contents:
        print(f"This is Plaint {version}, and nothing in it differs from {source.shown}.")
        return 0
    print(_head(version, source, root))
    print(told(made, {path for path in new if (root / path).exists()}, dry=dry_run))
    if dry_run:
        print("\nNothing was changed: this is what `update` would do.")
        return 0
    made.contents[STATE] = state_text(State(source.version, made.shipped)), False
    carry_out(root, version, source.version, made.contents)
    print()
    for line in next_steps(in_git=(root / ".git").exists(), schemas=_fields_changed(made)):
        print(line)
    return 0


def shipped_to(root: Path, version: str, source: Source) -> Shipped:
    """What Plaint shipped to a checkout: as the last update noted, or else as git knows."""
    ever = source.ever()
    state = read_state(root)
    if state and state.version == version:
        return Shipped(state.files, ever)
    if source.past is None:
        return Shipped(None, ever)
    origin = source.past.origin(root, version, here(root, ever))
    return Shipped(source.past.tree(origin) if origin else None, ever)


def _merging(root: Path, past: Past | None) -> Merge:
    """Puts both sides' changes together, where any repository still has what both came from."""
    pasts = [each for each in (past, Past(root, "HEAD") if (root / ".git").exists() else None) if each]

    def merge(ours: bytes, base: str, theirs: bytes) -> bytes | None:
        found = (each.bytes_of(base) for each in pasts)
        before = next((data for data in found if data is not None), None)
        return None if before is None else merged(ours, before, theirs)

    return merge


def _head(version: str, source: Source, root: Path) -> str:
    """The versions, and what is new between them."""
    to = f" → {source.version}" if source.version != version else ""
    said = news(version, _text(root / "CHANGELOG.md"), _text(source.folder / "CHANGELOG.md"))
    return f"Plaint {version}{to}\n" + (f"\n{said}\n" if said else "")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _fields_changed(made: Plan) -> bool:
    return any(path.startswith("plugins/plaint/record/") for path in made.contents)


def _undo(root: Path) -> int:
    """Take back what was done last; what was changed since stays, with what it was before laid beside it."""
    journal = last_done(root)
    if journal is None:
        what = "there is no update to take back on this computer"
        raise Stopped([Problem(Where("--undo"), what, "if the campaign is kept with git, git has its past")])
    contents: dict[str, tuple[bytes | None, bool]] = {}
    changed: list[str] = []
    for step in journal.steps:
        was = before_it(root, step)
        if digest(root / step.path) == step.becomes:
            contents[step.path] = was, step.ran
        else:
            changed.append(step.path)
            if was is not None:
                contents[step.path + BEFORE] = was, False
    carry_out(root, journal.after, journal.before, contents)
    print(_undone(journal, changed))
    return 0


def _undone(journal: Journal, changed: list[str]) -> str:
    lines = [f"This is Plaint {journal.before} again. The next command brings .venv up to date."]
    if changed:
        lines.append(f"You have changed these since, so they stay; what they were lies beside them ({BEFORE}):")
        lines += [f"  {path}" for path in changed]
    lines.append("`update --undo` once more brings the newer one back.")
    return "\n".join(lines)
