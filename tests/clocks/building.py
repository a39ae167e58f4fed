"""Small records out of YAML text, for the tests of clocks."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import Any

from plaint.clocks import CHECKS, Clock, Ledger
from plaint.record.entry import read_entry
from plaint.record.loader import Loaded
from plaint.record.model import Campaign, Contact, Organisation, Person, Record, Rule
from plaint.record.nodes import Mapping, Sequence, compose
from plaint.record.shapes import Reading

PEOPLE = """
organisations:
  us: {name: Parents Together, us: true}
  council: {name: Northmere Council, calendar: england-and-wales}
  health: {name: Northmere Health Trust, calendar: scotland}
people:
  mg: {shown_as: MG, of: us}
  officer: {role: SEND officer, of: council}
  complaints: {role: Complaints team, of: council}
  nurse: {role: Nurse, of: health}
  councillor: {name: Cllr A Name}
"""

FOI = "- {id: foi, on: 2019-05-03, received: 2019-05-07, kind: foi, from: us, to: officer, expects: foi}\n"
# 20 working days after 7 May 2019: 27 May is a bank holiday.
FOI_DUE = date(2019, 6, 5)


def reply(id: str, on: str, to: str = "foi", *, sender: str = "officer", **fields: str) -> str:
    """A line for one more contact that answers another."""
    more = "".join(f", {name}: {value}" for name, value in fields.items())
    kind = "" if "kind" in fields else ", kind: email"
    return f"- {{id: {id}, on: {on}, from: {sender}, to: us, replies_to: {to}{kind}{more}}}\n"


EIR = "- {id: eir, on: 2019-06-03, kind: eir, from: us, to: officer, expects: eir}\n"
QUESTION = FOI + reply("question", "2019-05-14", reply="clarification")


def record_of(contacts: str = "[]", *, rules: str = "[]", campaign: str = "{}", people: str = PEOPLE) -> Record:
    """The record that registers hold, given as YAML; whatever is wrong in them fails the test."""
    parties: dict[str, Any] = {}
    groups = _node(people, "people.yaml")
    assert isinstance(groups, Mapping)
    for group, kind in (("organisations", Organisation), ("people", Person)):
        members = groups.values[group]
        assert isinstance(members, Mapping)
        for id, node in members.values.items():
            parties[id] = _entry(kind, node, "people.yaml", id=id)
    found = sorted(_entries(Contact, contacts, "contacts.yaml"), key=lambda contact: contact.on.order)
    return Record(
        campaign=_entry(Campaign, _node(campaign, "campaign.yaml"), "campaign.yaml"),
        parties=parties,
        contacts={contact.id: contact for contact in found},
        evidence={},
        promises={},
        rules={rule.id: rule for rule in _entries(Rule, rules, "rules.yaml")},
        posts={},
        pages={},
        seals={},
        hidden={},
        files=frozenset(),
    )


def ledger_of(contacts: str, **registers: str) -> Ledger:
    """The ledger of such a record."""
    return Ledger(record_of(contacts, **registers))


def clock_of(contacts: str, id: str, as_of: str, **registers: str) -> Clock:
    """The one clock that runs on a contact on a day."""
    (clock,) = ledger_of(contacts, **registers).clocks(id, date.fromisoformat(as_of))
    return clock


def findings_of(contacts: str, **registers: str) -> list[str]:
    """What the checks find, each as the line it prints."""
    loaded = Loaded(record_of(contacts, **registers))
    return [str(finding) for check in CHECKS for finding in check(loaded)]


def _node(text: str, file: str) -> Any:
    node, problems = compose(dedent(text), file)
    assert problems == []
    return node


def _entries(kind: type[Any], text: str, file: str) -> list[Any]:
    node = _node(text, file)
    assert isinstance(node, Sequence)
    return [_entry(kind, item, file) for item in node.items]


def _entry(kind: type[Any], node: Any, file: str, **known: Any) -> Any:
    reading = Reading(file)
    entry = read_entry(kind, node, reading, **known)
    assert reading.problems == []
    return entry
