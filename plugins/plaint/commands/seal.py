"""`seal`: keep a letter's numbers and figures as they were sent."""

from __future__ import annotations

from pathlib import Path

from plaint.casebook.seals import seal_text
from plaint.commands.build import read_folder
from plaint.commands.day import the_day
from plaint.commands.report import Progress, tell
from plaint.problems import Problem, Stopped, Where, nearest


def seal(id: str, content: str, today: str | None = None) -> int:
    """Write `letters/ID.sealed.yaml`; 1 where there is no such letter, it is sealed, or a problem is in the way."""
    try:
        day = the_day(today)
        with Progress() as progress:
            reading = read_folder(content, day, progress=progress)
        if reading.casebook is None:
            tell(reading.problems)
            print("Nothing was sealed: first put these right.")
            return 1
        case = reading.casebook
        path = Path(content) / "letters" / f"{id}.sealed.yaml"
        if id not in case.numbered:
            why = case.record.hidden.get(("contact", id))
            hint = nearest(id, case.numbered) or f"the letters are {', '.join(case.numbered)}"
            what = f"{id!r} {why}" if why else f"there is no letter {id!r}"
            raise Stopped([Problem(Where(f"{content}/letters"), what, "send it first" if why else hint)])
        if path.exists():
            what = "is there already: the letter has been sealed"
            raise Stopped(
                [
                    Problem(
                        Where(path.as_posix()),
                        what,
                        "delete that file first, if it really is to be sealed anew",
                    )
                ]
            )
        text = seal_text(case.numbered[id].letter, case, day)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise Stopped([Problem(Where(path.as_posix()), f"cannot be written ({error.strerror})")]) from error
    except Stopped as stopped:
        tell(stopped.problems)
        return 1
    print(f"{path.as_posix()}: sealed. The page shows the letter with these figures from now on; keep the file.")
    return 0
