"""Whether the tags of a text close as they opened, so that none of them swallows the rest of the page."""

from __future__ import annotations

from plaint.markup.promises import ALLOWED

VOID = frozenset("br col hr img source track wbr".split())
# Elements whose end tag HTML lets one leave out.
_MAY_STAY_OPEN = frozenset("p li dt dd tr td th thead tbody tfoot caption colgroup rp rt".split())


class Balance:
    """The elements that are open, as (name, tag as written, which of such tags it was)."""

    def __init__(self) -> None:
        self.open: list[tuple[str, str, int]] = []
        self._counts: dict[str, int] = {}
        self._names: set[str] = set()

    def start(self, name: str, written: str) -> None:
        """An element opens; those that have no end are not waited for."""
        nth = self._counts.get(written, -1) + 1
        self._counts[written] = nth
        self._names.add(name)
        if name not in VOID and name in ALLOWED:
            self.open.append((name, written, nth))

    def end(self, name: str, written: str) -> tuple[list[tuple[str, str, int]], int | None]:
        """An element closes: which others were left open inside it, and which such end tag it was if none
        was open."""
        nth = self._counts.get(written, -1) + 1
        self._counts[written] = nth
        if name not in ALLOWED or name in VOID:
            # Where it was opened, that has been told already.
            return [], None if name in self._names or name == "br" else nth
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == name:
                left = [item for item in self.open[index + 1 :] if item[0] not in _MAY_STAY_OPEN]
                del self.open[index:]
                return left, None
        # A paragraph that a block inside it has ended already leaves a harmless </p> behind.
        return [], None if name == "p" else nth

    def left_open(self) -> list[tuple[str, str, int]]:
        """What is still open at the end of the text."""
        return [item for item in self.open if item[0] not in _MAY_STAY_OPEN]
