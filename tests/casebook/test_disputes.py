"""Who answered what."""

from __future__ import annotations

from pathlib import Path

from tests.campaigns import opened, read_base_with

CONTACTS = """\
- {id: question, on: 2019-07-01, kind: email, from: parents, to: officers}
- {id: answer, on: 2019-07-03, kind: email, from: officers, to: parents, replies_to: question}
- {id: chase, on: 2019-07-02, kind: chase, from: parents, to: officers, replies_to: question}
- {id: both, on: 2019-07-04, kind: email, from: officers, to: parents, replies_to: [chase, answer]}
- {id: alone, on: 2019-07-04, kind: email, from: officers, to: parents}
"""


def test_a_dispute_is_everything_that_hangs_together(tmp_path: Path) -> None:
    """From whichever contact one looks, the dispute is the same, in time's order; what answers nothing stands alone."""
    disputes = opened(read_base_with(tmp_path, {"record/contacts/more.yaml": CONTACTS})).disputes
    whole = ("question", "chase", "answer", "both")
    assert {disputes.dispute(id) for id in whole} == {whole}
    assert disputes.dispute("alone") == ("alone",)


def test_who_answered_points_of_a_letter(tmp_path: Path) -> None:
    """The contacts with `answers`, whatever they reply to."""
    disputes = opened(read_base_with(tmp_path, {})).disputes
    assert [each.id for each in disputes.answering("complaint")] == ["complaint-answer"]
    assert disputes.answering("ask") == ()
