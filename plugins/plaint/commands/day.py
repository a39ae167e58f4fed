"""What day it is: asked once, here, and passed on."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from plaint.problems import Problem, Stopped, Where
from plaint.record.moment import UK_TIME


def the_day(text: str | None) -> date:
    """The day given as `YYYY-MM-DD`; else that of SOURCE_DATE_EPOCH; else today; in UK time. Raises Stopped."""
    if text:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise Stopped([Problem(Where("--today"), f"{text!r} is no day", "write it as 2026-05-31")]) from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).astimezone(UK_TIME).date()
        except (ValueError, OverflowError, OSError) as error:
            what = f"{epoch!r} is no number of seconds"
            raise Stopped([Problem(Where("SOURCE_DATE_EPOCH"), what, "unset it, or use --today")]) from error
    return datetime.now(UK_TIME).date()
