"""The JSON Schema of `record.json`: what every key of the public record is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plaint.casebook.kinds import COVERAGES, NOT_ASSESSED
from plaint.record.entry import Entry, fields_of
from plaint.record.model import (
    OUTCOMES,
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
from plaint.record.shapes import Schema

TEXT: Schema = {"type": "string"}
DATE: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {
    "type": "string",
    "description": "A day, minute, month, year or range, as it is known and no more.",
}
FIGURE: Schema = {
    "description": "A number, or the least and the most it can be where a date is vague.",
    "anyOf": [
        {"type": "integer", "minimum": 0},
        {
            "type": "object",
            "properties": {
                "from": {"type": "integer", "minimum": 0},
                "to": {"type": "integer", "minimum": 0},
            },
            "required": ["from", "to"],
            "additionalProperties": False,
        },
    ],
}

_NOT_PUBLISHED = {"draft", "message_file", "status"}
_SPECIAL: dict[str, Schema] = {
    "us": {"type": "boolean"}, "paraphrase": {"type": "boolean"}, "cancelled": {"type": "boolean"},
    "counts_first_day": {"type": "boolean"}, "comments": {"type": "boolean"}, "verified": {"type": "boolean"},
    "closed_days": {"type": "object", "additionalProperties": TEXT},
    "answers": {
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "properties": {"coverage": {"enum": list(COVERAGES)}, "note": {"type": ["string", "null"]}},
            "required": ["coverage", "note"], "additionalProperties": False,
        },
    },
    "outcome": {
        "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": False,
        "properties": {
            word: {"type": ["string", "null"], "description": "A contact’s id, or a date."} for word in OUTCOMES
        },
    },
}  # fmt: skip


def record_schema() -> Schema:
    """The schema of the whole public record (JSON Schema, draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The public record of a campaign",
        "type": "object",
        "properties": {
            "as_of": {**DATE, "description": "The day everything was worked out for, in UK time."},
            "totals": _totals(),
            "campaign": _entry(Campaign),
            "organisations": _by_id(_entry(Organisation)),
            "people": _by_id(_entry(Person)),
            "contacts": _by_id(_contact(Contact)),
            "letters": _by_id(_letter()),
            "evidence": _by_id(_entry(Evidence, address=TEXT, sha256=_DIGESTS, cited_in=_CITED)),
            "promises": _by_id(_entry(Promise, address=TEXT, status=_STATUS)),
            "rules": _by_id(_entry(Rule)),
            "posts": _by_id(_entry(Post, address=TEXT)),
            "pages": _by_id(_entry(Page, address=TEXT)),
        },
        "required": [
            "as_of", "totals", "campaign", "organisations", "people", "contacts", "letters", "evidence", "promises",
            "rules", "posts", "pages",
        ],
        "additionalProperties": False,
    }  # fmt: skip


_DIGESTS: Schema = {
    "description": "The SHA-256 of the file, of each where there are several, null where there is none.",
    "anyOf": [{"type": ["string", "null"]}, {"type": "object", "additionalProperties": TEXT}],
}
_CITED: Schema = {
    "type": "array",
    "items": TEXT,
    "description": "What cites it: `post:id`, `letter:id`, `contact:id` …",
}
_STATUS: Schema = {"enum": ["due", "kept", "late", "broken", "overdue"]}


def _by_id(entry: Schema) -> Schema:
    return {"type": "object", "additionalProperties": entry}


def _contact(kind: type[Contact], **more: Schema) -> Schema:
    return _entry(
        kind,
        address=TEXT,
        clocks={"type": "array", "items": _clock()},
        routes={"type": "array", "items": _route()},
        **more,
    )


def _letter() -> Schema:
    verdicts = [*COVERAGES, NOT_ASSESSED]
    coverage = _object(reply=TEXT, verdict={"enum": verdicts}, note={"type": ["string", "null"]})
    point = _object(
        kind={"enum": ["issue", "question", "request"]},
        number={"type": "integer", "minimum": 1},
        id=TEXT,
        title=TEXT,
        coverage={"type": "array", "items": coverage, "description": "One entry a reply."},
    )
    appendix = _object(number={"type": "integer", "minimum": 1}, evidence=TEXT)
    schema = _contact(
        Letter,
        points={"type": "array", "items": point},
        coverage_summary={"type": ["string", "null"], "description": "What the answers come to, in a sentence."},
        sealed_on=DATE,
    )
    schema["properties"]["appendices"] = {"type": "array", "items": appendix}
    schema["required"] = [each for each in schema["required"] if each != "sealed_on"] + ["appendices", "cc"]
    return schema


def _clock() -> Schema:
    return _object(
        rule={**TEXT, "description": "The rule’s id, or the words of `expects`."},
        owed_by={**TEXT, "description": "Who owes the answer: a person or organisation, by id."},
        start={**DATE, "description": "Day 0."},
        due={
            "anyOf": [DATE, {"type": "null"}],
            "description": "The last day in time; null where there is no period.",
        },
        elapsed=FIGURE,
        late={"anyOf": [FIGURE, {"type": "null"}]},
        unit={"enum": ["working days", "days"]},
        status={"enum": ["waiting", "overdue", "answered", "withdrawn"]},
        outcome={"enum": ["full", "partial", "refusal", None]},
        answered_by={"type": ["string", "null"]},
        steps={"type": "array", "items": TEXT},
    )


def _route() -> Schema:
    return _object(
        rule=TEXT,
        opened_by={**TEXT, "description": "The contact that opened it, by its id."},
        opened_on=DATE,
        closes_on={"anyOf": [DATE, {"type": "null"}], "description": "The last day; null where a silence opened it."},
        status={"enum": ["open", "taken", "closed"]},
        taken_in={"type": ["string", "null"], "description": "The contact by which we took the step."},
    )


def _totals() -> Schema:
    count: Schema = {"type": "integer", "minimum": 0}
    number: Schema = {"type": "number", "minimum": 0}
    span = _object(**{"from": number, "to": number})
    return _object(
        due=count,
        on_time=count,
        late=count,
        overdue=count,
        answered=count,
        median={"anyOf": [{"type": "null"}, number, span], "description": "What answers took, in working days."},
        longest={"anyOf": [{"type": "null"}, _object(contact=TEXT, elapsed=FIGURE)]},
    )


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def _entry(kind: type[Entry], **more: Schema) -> Schema:
    properties = {**dict(_fields(kind)), **more}
    required = [each.key for each in fields_of(kind) if each.required and each.key in properties]
    return {
        "type": "object", "properties": properties, "required": [*required, *more], "additionalProperties": False,
    }  # fmt: skip


def _fields(kind: type[Entry]) -> Iterator[tuple[str, Schema]]:
    for each in fields_of(kind):
        if each.name not in _NOT_PUBLISHED:
            yield (
                each.key,
                {"description": each.says, **_SPECIAL.get(each.key, _published(each.shape.schema))},
            )


def _published(schema: Schema) -> Schema:
    """How a field's value is published: lists always as lists, everything that was text as text."""
    options: list[Any] = schema.get("anyOf", [])
    if options and options[-1].get("type") == "array":
        return {"type": "array", "items": _published(options[-1]["items"])}
    if schema.get("type") == "object":
        properties = {key: _published(value) for key, value in schema.get("properties", {}).items()}
        return {**schema, "properties": properties} if properties else {**schema}
    if "enum" in schema:
        return {"enum": schema["enum"]}
    return TEXT
