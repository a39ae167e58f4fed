"""A letter's numbers: points by kind, appendices in order, coverage by reply."""

from __future__ import annotations

from pathlib import Path

from plaint.casebook.casebook import Casebook
from plaint.casebook.letters import Verdict
from tests.campaigns import opened, read_base_with

EVIDENCE = "".join(
    f"- {{id: {id}, title: {id.upper()}, kind: document, source_url: 'https://example.org/{id}'}}\n" for id in "abcdef"
)
HEAD = "---\ndate: 2019-07-01\ntitle: Numbers\nkind: letter\nfrom: parents\nto: officers\n{}---\n\n"


def numbers_case(root: Path, body: str, more: str = "", contacts: str = "[]") -> Casebook:
    """The base campaign with six pieces of evidence and one letter more, `numbers`."""
    files = {
        "record/evidence/more.yaml": EVIDENCE,
        "letters/2019-07-01-numbers.md": HEAD.format(more) + body,
        "record/contacts/more.yaml": contacts,
    }
    return opened(read_base_with(root, files))


def test_appendices_stand_in_order(tmp_path: Path) -> None:
    """Those that the head lists come first, as they are listed; then what the text cites, where it is first cited."""
    text = "See [[ev:d]], [[ev:c]], [[ev:a|this]], [[ev:d]] and [[ev:e]].\n\n![[ev:f]]\n"
    letter = numbers_case(tmp_path, text, "appendices: [b, a]\n").numbered["numbers"]
    assert letter.appendices == ("b", "a", "d", "c", "e")
    assert [letter.appendix(id) for id in "abcdef"] == [2, 1, 4, 3, 5, None]
    assert letter.uncited == ("b",)


def test_evidence_that_is_set_in_is_cited(tmp_path: Path) -> None:
    """An appendix that stands in the letter itself is not one that its reader will overlook."""
    assert numbers_case(tmp_path, "![[ev:a]]\n", "appendices: [a]\n").numbered["numbers"].uncited == ()


def test_a_contacts_evidence_makes_no_appendix(tmp_path: Path) -> None:
    """Only a letter's text and its `appendices` do."""
    case = numbers_case(tmp_path, "Words.\n", "evidence: [a]\n")
    assert case.numbered["numbers"].appendices == ()
    assert case.cited_in["evidence", "a"] == (("contact", "numbers"),)


def test_each_kind_of_point_is_numbered_on_its_own(tmp_path: Path) -> None:
    """The order in the letter is the order of the numbers."""
    body = "".join(
        f"## {kind}: Words {{#{id}}}\n\n"
        for kind, id in (("Issue", "a"), ("Question", "b"), ("Issue", "c"), ("Request", "d"), ("Question", "e"))
    )
    letter = numbers_case(tmp_path, body).numbered["numbers"]
    assert [(point.name, point.id) for point in letter.points] == [
        ("Issue 1", "a"), ("Question 1", "b"), ("Issue 2", "c"), ("Request 1", "d"), ("Question 2", "e"),
    ]  # fmt: skip
    assert [point.id for point in letter.of_kind("issue")] == ["a", "c"]


def test_coverage_has_one_verdict_a_reply(tmp_path: Path) -> None:
    """A point that a reply does not name is not assessed; a reply that names none of them is not counted."""
    contacts = """\
    - id: first
      on: 2019-07-09
      kind: email
      from: officers
      to: parents
      replies_to: numbers
      answers: {numbers#a: ignored}
    - id: second
      on: 2019-07-10
      kind: email
      from: officers
      to: parents
      replies_to: numbers
      answers: {numbers#a: {coverage: partly, note: Some of it.}, numbers#b: answered}
    - {id: third, on: 2019-07-11, kind: email, from: officers, to: parents, replies_to: numbers}
    """
    letter = numbers_case(tmp_path, "## Issue: A {#a}\n\n## Issue: B {#b}\n", contacts=contacts).numbered["numbers"]
    assert letter.coverage == {
        "a": (Verdict("first", "ignored", False), Verdict("second", "partly", True)),
        "b": (Verdict("first", "not assessed", False), Verdict("second", "answered", False)),
    }


def test_cited_in_knows_every_way_of_citing(tmp_path: Path) -> None:
    """References, embeds, clocks, a contact's evidence and a letter's thread; a thing does not cite itself."""
    contacts = """\
    - {id: with-a, on: 2019-07-09, kind: email, from: officers, to: parents, evidence: a, summary: "See [[contact:with-a]]."}
    """
    body = "[[clock:ask]] [[promise:new-ramp]] [[person:leader]]\n\n![[ev:a]]\n\n![[questions:complaint]]\n"
    cited = numbers_case(tmp_path, body, "thread: ask\n", contacts).cited_in
    here = ("contact", "numbers")
    assert here in cited["contact", "ask"]
    assert cited["evidence", "a"] == (here, ("contact", "with-a"))
    assert here in cited["promise", "new-ramp"]
    assert cited["party", "leader"] == (here,)
    assert here in cited["contact", "complaint"]
    assert ("contact", "with-a") not in cited
