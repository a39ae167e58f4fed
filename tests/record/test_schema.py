"""The JSON Schemas: valid, up to date, and of one mind with the loader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plaint.record.entry import Entry, fields_of, read_entry
from plaint.record.model import (
    CONTACT_KINDS,
    EVIDENCE_KINDS,
    REPLIES,
    Campaign,
    Contact,
    Evidence,
    Letter,
    Organisation,
    Page,
    Person,
    Post,
    Promise,
    Rule,
)
from plaint.record.nodes import compose
from plaint.record.schema import schema_files, schemas
from plaint.record.shapes import Reading
from tests.sites import needs_demo

ROOT = Path(__file__).resolve().parents[2]
REGISTERS = ("people", "contacts", "evidence", "promises", "rules")


class Core(yaml.SafeLoader):
    """YAML 1.2 as the YAML language server reads it: a date is a text, `on` a word, and 010 is ten."""


Core.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("null", r"null|Null|NULL|~|", [*"nN~", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", [*"tTfF"]),
    ("int", r"[-+]?[0-9]+", [*"-+0123456789"]),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", [*"-+.0123456789"]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_form})$"), _first)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))


def as_editors_read(text: str) -> Any:
    """The text's data, as an editor checks it against a schema."""
    return yaml.load(text, Loader=Core)


def _whole_pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[jsonschema.ValidationError]:
    # In the editors' language `$` is the very end of a text; in Python's it may stand before a last line break.
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = jsonschema.validators.extend(jsonschema.Draft7Validator, {"pattern": _whole_pattern})


def faults(name: str, text: str) -> list[str]:
    """What the schema has against a text."""
    return [error.message for error in Validator(schemas()[name]).iter_errors(as_editors_read(text))]


def fields(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field that a schema declares, however deep."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for each in schema.values():
            yield from fields(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from fields(each)


@needs_demo
def test_files_are_what_the_model_gives() -> None:
    """The schemas beside the demo are those of the model as it is now."""
    folder = ROOT / "content" / ".schemas"
    found = {path.name: path.read_text("utf-8") for path in folder.glob("*")}
    assert found == schema_files(), "run `python3 tasks.py schemas`"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_is_a_valid_schema(name: str) -> None:
    """Each one is valid JSON Schema of draft 7, which it says it is."""
    schema = schemas()[name]
    assert schema["$schema"] == jsonschema.Draft7Validator.META_SCHEMA["$schema"]
    jsonschema.Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("name", sorted(schemas()))
def test_says_what_each_field_is(name: str) -> None:
    """An editor can show a title and a sentence for every field."""
    bare = [key for key, field in fields(schemas()[name]) if not (field.get("title") and field.get("description"))]
    assert bare == []


@pytest.mark.parametrize(
    "name, kind",
    [
        ("campaign", Campaign),
        ("contacts", Contact),
        ("evidence", Evidence),
        ("promises", Promise),
        ("rules", Rule),
        ("letter", Letter),
        ("post", Post),
        ("page", Page),
    ],
)
def test_has_every_field_of_the_model(name: str, kind: type[Entry]) -> None:
    """No field of the model is missing, and none is there that the model has not."""
    schema = schemas()[name]
    assert list(schema.get("items", schema)["properties"]) == [field.key for field in fields_of(kind)]


def test_people_have_every_field_of_the_model() -> None:
    """Organisations and people each have their own fields."""
    groups = schemas()["people"]["properties"]
    found = [list(groups[name]["additionalProperties"]["properties"]) for name in ("organisations", "people")]
    assert found == [[field.key for field in fields_of(kind)] for kind in (Organisation, Person)]


def demo_files() -> list[tuple[str, Path]]:
    """The demo's YAML files, with the schema that each one names."""
    record = ROOT / "content" / "record"
    files = [("campaign", ROOT / "content" / "campaign.yaml")]
    for name in REGISTERS:
        paths = [record / f"{name}.yaml", *sorted((record / name).glob("*.yaml"))]
        files += [(name, path) for path in paths if path.exists()]
    return files


@needs_demo
def test_the_demo_has_every_register() -> None:
    """The demo shows each register at least once, so that the next test has something to read."""
    assert {name for name, _ in demo_files()} == {"campaign", *REGISTERS}


@needs_demo
@pytest.mark.parametrize("name, path", demo_files(), ids=lambda value: getattr(value, "name", value))
def test_accepts_the_demo(name: str, path: Path) -> None:
    """What the loader reads without a problem is not marked as wrong by an editor."""
    assert faults(name, path.read_text("utf-8")) == []


@needs_demo
@pytest.mark.parametrize("name, path", demo_files(), ids=lambda value: getattr(value, "name", value))
def test_the_demo_names_its_schema(name: str, path: Path) -> None:
    """The first line of each file leads an editor from that file to its schema."""
    first = path.read_text("utf-8").splitlines()[0]
    link = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / link).resolve() == ROOT / "content" / ".schemas" / f"{name}.schema.json"


@needs_demo
@pytest.mark.parametrize("folder, name", [("letters", "letter"), ("posts", "post"), ("pages", "page")])
def test_accepts_the_heads_of_the_demo(folder: str, name: str) -> None:
    """The front matter of the demo's Markdown is accepted too."""
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "content" / folder).glob("*.md")}
    heads = {file: text[4:].split("\n---\n")[0] for file, text in texts.items() if text.startswith("---\n")}
    assert heads
    assert {file: found for file, head in heads.items() if (found := faults(name, head))} == {}


CONTACT = "- {id: call, on: 2019-07-15, kind: phone, from: us, to: council, %s}"


@pytest.mark.parametrize(
    "name, text",
    [
        ("contacts", "id: call"),
        ("contacts", "- {id: call, kind: phone, from: us}"),
        ("contacts", CONTACT % "subjekt: A call"),
        ("contacts", CONTACT % "reply: fully"),
        ("contacts", CONTACT % "subject: ''"),
        ("contacts", CONTACT % "cc: Mrs Green"),
        ("contacts", CONTACT % "cc: [leader, Mrs Green]"),
        ("contacts", CONTACT % "received: 2019-07"),
        ("contacts", CONTACT % "received: 2019-06-31"),
        ("contacts", CONTACT % "received: 2019-06-30T24:00"),
        ("contacts", CONTACT % "expects: soon please"),
        ("contacts", CONTACT % "expects: 0 working days"),
        ("contacts", CONTACT % "answers: {transport-letter: answered}"),
        ("contacts", CONTACT % "answers: {transport-letter#one: yes}"),
        ("contacts", CONTACT % "answers: {transport-letter#one: {coverage: partly, notes: x}}"),
        ("contacts", CONTACT % "pauses: [{from: 2019-07-01, why: Because}]"),
        ("contacts", CONTACT % "cancelled: perhaps"),
        ("contacts", CONTACT % "source_url: example.org"),
        ("contacts", "- {id: A call, on: 2019-07-15, kind: phone, from: us}"),
        ("contacts", "- {id: call, on: 15 July 2019, kind: phone, from: us}"),
        ("contacts", "- {id: call, on: 2019-07-15, kind: phoning, from: us}"),
        ("evidence", "- {id: photo, title: A photograph, kind: photograph}"),
        ("evidence", "- {id: photo, title: A photograph, kind: photo, on: 1889}"),
        ("evidence", "- {id: photo, title: A photograph, kind: photo, original_sha256: abc}"),
        ("promises", "- {id: a, made_in: call, by: council, outcome: kept}"),
        ("promises", "- {id: a, made_in: call, by: council, outcome: {forgotten: call}}"),
        ("promises", "- {id: a, made_in: call, by: council, outcome: {late: 31 May}}"),
        ("rules", "- {id: a, name: A rule, law: An act, period: twenty days}"),
        ("rules", "- {id: a, name: A rule, law: An act, period: 20 days, from: birth}"),
        ("people", "bodies: {council: {name: Council}}"),
        ("people", "organisations: {Our Council: {name: Council}}"),
        ("people", "organisations: {council: {title: Council}}"),
        ("people", "people: {leader: {name: A Leader, roles: [{role: Leader, since: 2019}]}}"),
        ("campaign", "titel: The minibus"),
        ("campaign", "calendar: wales"),
        ("campaign", "closed_days: {Christmas: 2019-12-25}"),
        ("campaign", "email: nobody"),
        ("letter", "{title: A letter, date: 2019-07, kind: letter, from: us}"),
        ("post", "{title: A post, date: 2019-07-15, status: hidden}"),
        ("page", "{title: A page, date: 2019-07-15}"),
    ],
)
def test_refuses(name: str, text: str) -> None:
    """What the loader would report is marked as one types."""
    assert faults(name, text)


@pytest.mark.parametrize(
    "name, text",
    [
        ("contacts", CONTACT % "subject: 2019"),
        ("contacts", CONTACT % "expects: [foi, 20 working days, a reply, 2019-08-01]"),
        ("contacts", CONTACT % "answers: {transport-letter#one: {coverage: partly, note: Not when.}}"),
        ("contacts", "- {id: call, on: 2019, kind: phone, from: us}"),
        ("contacts", "- {id: call, on: 2019-04..2019-06, kind: phone, from: us}"),
        ("contacts", "- {id: call, on: 2019-07-15T09:30, kind: phone, from: us}"),
        ("promises", "- {id: a, made_in: call, by: council, outcome: {late: 2019}}"),
        ("people", "organisations: {council: {name: Council, us: true}}\npeople:"),
    ],
)
def test_accepts(name: str, text: str) -> None:
    """What YAML makes a number, a boolean or nothing of is accepted where the loader accepts it."""
    assert faults(name, text) == []


# --- of one mind with the loader ---

Values = st.SearchStrategy[Any]
_any_of = st.sampled_from
_id = st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
_no_id = _any_of(["A", "a b", "a_b", "-a", "a-", "a--b", "1a", "é", "a" * 101, "a#b", "", "  ", "a\n"])
_day = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)).map(str)
_any_day = st.from_regex(r"(18|19|20|21|22)[0-9]{2}-[01][0-9]-[0-3][0-9]", fullmatch=True)
_moment = _day | _any_of(["2019", "2019-07", "2019-07-15T00:00", "2019-07-15T23:59", "2015-04-01..", "2019..2020-02"])
_any_moment = (
    _any_day
    | st.from_regex(r"[12][0-9]{3}(-[01][0-9])?", fullmatch=True)
    | st.from_regex(r"2019-07-15T[0-2][0-9]:[0-9]{2}", fullmatch=True)
    | st.from_regex(r"20[01][0-9](-[01][0-9])?\.\.(20[2-9][0-9](-1[0-9])?)?", fullmatch=True)
    | _any_of(["1st May", "2019-7-1", "2019-07-15 ", "2019..2020..2021", "..2019", "٢٠١٩", "", "2019-05-01\n"])
    | _any_of(["2019-07-15T10:00..", "2019..2020-01-01T10:00", "2019-07-15T1000", "2019-07-15 10:00"])
)
_period = st.from_regex(r"[1-9][0-9]{0,3} (working day|day|week|month)s?", fullmatch=True)
_any_period = st.from_regex(r"[0-9]{1,5} (working day|working|day|week|month|year)s?", fullmatch=True)
_expected = st.just("a reply") | _id | _day | _period
_unexpected = _any_of(["soon please", "10:30", "Foi", "2019-07", "2019-07-15T10:00", ""]) | _any_period
_words = st.text("ab :#'\"\n", min_size=1, max_size=6).map(lambda text: f"a{text}")
_no_words = _any_of(["", " ", "\n"])
_answers = st.dictionaries(_any_of(["a#b", "a-1#b"]), _any_of(["answered", "partly"]), max_size=2)
_no_answers = st.dictionaries(_any_of(["a#b", "a", "a#B", "#a"]), _any_of(["answered", "some"]), max_size=2)


@st.composite
def _entries(
    draw: st.DrawFn, required: dict[str, tuple[Values, Values]], more: dict[str, tuple[Values, Values]]
) -> Any:
    """Entries in which at most one thing may be wrong: a value, a field that is missing, or one that nobody knows."""
    both = {**required, **more}
    good = {name: each[0] for name, each in more.items()}
    entry = draw(st.fixed_dictionaries({name: each[0] for name, each in required.items()}, optional=good))
    match draw(_any_of(["nothing", "value", "value", "value", "value", "missing", "unknown"])):
        case "value":
            name = draw(_any_of(sorted(both)))
            entry[name] = draw(both[name][1])
        case "missing":
            del entry[draw(_any_of(sorted(required)))]
        case "unknown":
            entry["colour"] = "red"
    return entry


_CONTACTS = _entries(
    {
        "id": (_id, _no_id),
        "on": (_moment, _any_moment),
        "kind": (_any_of(CONTACT_KINDS), _any_of(["Email", "", "e-mail"])),
        "from": (_id, _no_id),
    },
    {
        "received": (_day, _any_moment),
        "to": (_id | st.lists(_id, max_size=2), _no_id | st.lists(_id | _no_id, max_size=2)),
        "reply": (_any_of(REPLIES), _any_of(["no", "Full", ""])),
        "subject": (_words, _no_words),
        "expects": (_expected | st.lists(_expected, max_size=2), _unexpected | st.lists(_expected | _unexpected)),
        "cancelled": (st.booleans(), _any_of(["perhaps", "yes", ""])),
        "until": (_day, _any_moment),
        "answers": (_answers, _no_answers),
    },
)
_EVIDENCE = _entries(
    {"id": (_id, _no_id), "title": (_words, _no_words), "kind": (_any_of(EVIDENCE_KINDS), _any_of(["foto", "Photo"]))},
    {
        "on": (_moment, _any_moment),
        "from": (_id, _no_id),
        "original_sha256": (st.just("0a" * 32), _any_of(["0A" * 32, "0a" * 31, "0a" * 33])),
    },
)
_RULES = _entries(
    {"id": (_id, _no_id), "name": (_words, _no_words), "period": (_period, _any_period), "law": (_words, _no_words)},
    {
        "verified": (st.booleans(), _any_of(["perhaps", ""])),
        "from": (_any_of(["sent", "received", "ended"]), _any_of(["birth", ""])),
        "in_force": (_moment, _any_moment),
        "checked_on": (_day, _any_moment),
    },
)


def _one_mind(name: str, kind: type[Entry], entry: dict[str, Any]) -> None:
    text = yaml.dump([entry], allow_unicode=True)
    node, problems = compose(text, "register.yaml")
    reading = Reading("register.yaml")
    assert node is not None
    accepted = not problems and read_entry(kind, node.items[0], reading) is not None
    found = faults(name, text)
    # A pattern cannot know which years have a 29 February.
    if accepted or not all("has 28 days" in str(each) for each in reading.problems):
        assert (not found) == accepted, (text, found, reading.problems)


@settings(max_examples=200)
@given(entry=_CONTACTS)
@example(entry={"id": "a", "on": "2019-06-31", "kind": "email", "from": "us"})
def test_accepts_the_contacts_that_the_loader_accepts(entry: dict[str, Any]) -> None:
    """An editor marks a contact as wrong exactly where the loader does."""
    _one_mind("contacts", Contact, entry)


@settings(max_examples=200)
@given(entry=_EVIDENCE)
def test_accepts_the_evidence_that_the_loader_accepts(entry: dict[str, Any]) -> None:
    """An editor marks a piece of evidence as wrong exactly where the loader does."""
    _one_mind("evidence", Evidence, entry)


@settings(max_examples=200)
@given(entry=_RULES)
def test_accepts_the_rules_that_the_loader_accepts(entry: dict[str, Any]) -> None:
    """An editor marks a rule as wrong exactly where the loader does."""
    _one_mind("rules", Rule, entry)


@given(when=_any_moment | st.from_regex(r"2019-07-15T2[0-9]:[0-5][0-9]", fullmatch=True))
@example(when="2019-07-15T24:00")
@example(when="2019-07-15T23:60")
def test_accepts_the_dates_that_the_loader_accepts(when: str) -> None:
    """A date, an hour or a range is marked as wrong exactly where the loader does it."""
    _one_mind("contacts", Contact, {"id": "a", "on": when, "kind": "email", "from": "us"})
