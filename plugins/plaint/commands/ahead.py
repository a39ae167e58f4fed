"""What making a site takes whatever the campaign is, done while other processes convert its texts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from plaint.clocks.bank_holidays import bank_holidays_anywhere
from plaint.record.model import Record

if TYPE_CHECKING:
    import jinja2


class Ahead:
    """Imports Pelican, compiles the theme's templates, and works out bank holidays where any days are counted.

    `env` holds the templates once it was called. Whatever is wrong with one of them is said when a page needs it.
    Compiled ones are kept in the folder `kept`, if any.
    """

    def __init__(self, templates: Path, kept: Path | None = None) -> None:
        self.templates, self.kept = templates, kept
        self.env: jinja2.Environment | None = None

    def __call__(self, record: Record) -> None:
        # Imported here, because a campaign with a problem is to be told of it before all this.
        import jinja2
        import pelican.settings  # noqa: F401

        from plaint.site.compiled import Compiled
        from plaint.site.site import environment

        if record.contacts:
            bank_holidays_anywhere()
        self.env = environment(self.templates, Compiled(self.kept) if self.kept else None)
        for name in self.env.list_templates(extensions=["html"]):
            with suppress(jinja2.TemplateError, OSError, ValueError):
                self.env.get_template(name)
