"""What making a site takes before its first page, done while other processes convert and check its texts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from plaint.clocks.bank_holidays import bank_holidays_anywhere
from plaint.record.model import Record

if TYPE_CHECKING:
    import jinja2

    from plaint.casebook.casebook import Casebook


class Ahead:
    """What is done ahead. `env` holds the templates once texts were converted. Whatever is wrong with one of them is
    said when a page needs it. Compiled ones are kept in the folder `kept`, if any.
    """

    def __init__(self, templates: Path, kept: Path | None = None) -> None:
        self.templates, self.kept = templates, kept
        self.env: jinja2.Environment | None = None

    def converting(self, record: Record) -> None:
        """Imports Pelican, compiles the theme's templates, and works out bank holidays where any days are counted."""
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

    def checking(self, case: Casebook) -> None:
        """Works out the lists that pages are put together from."""
        from plaint.site.lists import Lists

        Lists(case)
