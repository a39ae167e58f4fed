"""`manifest`: list what Plaint has ever shipped, so that an update from an archive can tell what somebody changed."""

from __future__ import annotations

from collections.abc import Mapping, Set
from pathlib import Path

from plaint.commands.places import HERE
from plaint.commands.report import tell
from plaint.commands.update_files import HISTORY, SHORT, blob, history_text, is_plaints, read_history
from plaint.commands.update_git import NoGit, Past, git
from plaint.problems import Problem, Stopped, Where


def manifest(check: bool = False, root: Path = HERE) -> int:
    """Write the digests of every file that a commit of Plaint's own repository ever had, and of those here now.

    With `check` nothing is written; the status is 1 where the list that is there lacks any.
    """
    try:
        shipped = {path: {name[:SHORT] for name in names} for path, names in Past(root, "HEAD").ever().items()}
        for path, names in read_history(root).items():
            shipped.setdefault(path, set()).update(names)
        tracked = git("ls-files", "-z", "--cached", "--others", "--exclude-standard", into=root).decode().split("\0")
        for path in (each for each in tracked if each and is_plaints(each) and (root / each).is_file()):
            shipped.setdefault(path, set()).add(blob((root / path).read_bytes())[:SHORT])
        shipped.pop(HISTORY, None)  # it cannot hold its own digest
        if check:
            return _checked(shipped, read_history(root))
        text = history_text({path: frozenset(names) for path, names in shipped.items()})
        (root / HISTORY).write_text(text, encoding="utf-8", newline="\n")
    except Stopped as stopped:
        tell(stopped.problems)
        return 1
    except (NoGit, OSError) as error:
        what = f"cannot be made ({error})" if isinstance(error, OSError) else "cannot be made, as git is not installed"
        tell([Problem(Where(HISTORY), what, "run it in a clone of Plaint’s repository")])
        return 1
    print(f"{HISTORY}: {sum(map(len, shipped.values())):,} versions of {len(shipped):,} files.")
    return 0


def _checked(shipped: Mapping[str, Set[str]], listed: Mapping[str, Set[str]]) -> int:
    lacking = [path for path, names in sorted(shipped.items()) if not names <= listed.get(path, frozenset())]
    if lacking:
        what = f"lacks what was shipped of {len(lacking)} files, such as {lacking[0]}"
        tell([Problem(Where(HISTORY), what, "run `manifest` before a version is published")])
        return 1
    print(f"{HISTORY}: lists all that was ever shipped.")
    return 0
