"""Bank holidays are the same whether they are worked out or taken out of what an earlier build kept."""

from __future__ import annotations

import pytest

from plaint.clocks import bank_holidays as module
from plaint.clocks.bank_holidays import PARTS, bank_holidays, keep, know


class Shelf(dict[bytes, bytes]):
    """Keeps bytes under keys."""

    def put(self, key: bytes, value: bytes) -> None:
        self[key] = value


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process has not worked out any yet."""
    monkeypatch.setattr(module, "_known", {})


def test_what_was_kept_is_what_was_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same days with the same names, in the same order, without the library."""
    shelf = Shelf()
    before = {part: list(bank_holidays(part).items()) for part in PARTS}
    keep(shelf, b"1")
    module._known.clear()
    monkeypatch.setattr(module, "_worked_out", None)
    assert know(shelf, b"1")
    assert {part: list(bank_holidays(part).items()) for part in PARTS} == before


def test_what_another_version_kept_is_not_used() -> None:
    """Other code, or another library, works them out anew."""
    shelf = Shelf()
    bank_holidays("scotland")
    keep(shelf, b"1")
    assert not know(shelf, b"2")


@pytest.mark.parametrize("kept", [b"", b"\x80\x05N.", b"[]", b'{"scotland": {}}', b'{"scotland": {"2019": "No day"}}', b"7"])
def test_what_cannot_be_read_is_worked_out(kept: bytes) -> None:
    """What nobody put there like this costs time and nothing else."""
    shelf = Shelf()
    bank_holidays("scotland")
    keep(shelf, b"1")
    before = list(bank_holidays("scotland").items())
    module._known.clear()
    shelf[next(iter(shelf))] = kept
    assert not know(shelf, b"1")
    assert list(bank_holidays("scotland").items()) == before


def test_nothing_is_kept_where_nobody_asked() -> None:
    """A campaign without contacts counts no days, and is spared the library."""
    shelf = Shelf()
    keep(shelf, b"1")
    assert not shelf
