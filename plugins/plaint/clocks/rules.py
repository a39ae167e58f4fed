"""The rules that clocks run under: the built-in ones, and a campaign's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from plaint.problems import Problem, Stopped, Where
from plaint.record.entry import read_entry
from plaint.record.model import Record, Rule
from plaint.record.nodes import Sequence, compose
from plaint.record.shapes import Reading

_FILE = "plugins/plaint/clocks/rules.yaml"


@cache
def built_in_rules() -> Mapping[str, Rule]:
    """The built-in rules by id. Raises Stopped with what is wrong where their file cannot be read."""
    text = Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8")
    node, problems = compose(text, _FILE)
    if not isinstance(node, Sequence):
        raise Stopped([Problem(Where(_FILE), "holds no list of rules")])
    reading = Reading(_FILE, problems)
    rules = [rule for each in node.items if (rule := read_entry(Rule, each, reading))]
    if reading.problems:
        raise Stopped(reading.problems)
    return MappingProxyType({rule.id: rule for rule in rules})


def rules_of(record: Record) -> Mapping[str, Rule]:
    """The rules of a campaign by id: its own, and the built-in ones that none of its own replaces."""
    return {**built_in_rules(), **record.rules}
