"""Writing the schemas that let an editor complete and check a campaign's files as they are typed."""

from __future__ import annotations

from plaint.commands import report
from plaint.commands.new_common import campaign_folder
from plaint.commands.new_files import replace
from plaint.problems import Stopped
from plaint.record.schema import schema_files

FOLDER = ".schemas"


def schemas(content: str) -> int:
    """Write them into the campaign's folder; the exit status."""
    files = schema_files()
    try:
        root, shown = campaign_folder(content)
        for name, text in files.items():
            replace(root / FOLDER / name, f"{shown}/{FOLDER}/{name}", text.encode("utf-8"))
    except Stopped as stopped:
        report.tell(stopped.problems)
        return 1
    print(f"{shown}/{FOLDER}: {len(files)} schemas, for editors that check YAML files.")
    return 0
