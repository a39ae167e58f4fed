"""JSON Schemas of what a campaigner writes, so that an editor can complete and check it as it is typed.

Draft 7 is the newest that the YAML language server, which editors use for this, supports in full. It reads
YAML by the rules of YAML 1.2: unquoted, `2019` is a number and `true` a boolean there, but a date is a text.
"""

from __future__ import annotations

import json
from typing import Any

from plaint.record.entry import Entry, object_schema
from plaint.record.model import (
    Campaign,
    Comment,
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
from plaint.record.shapes import AN_ID, Schema

DRAFT = "http://json-schema.org/draft-07/schema#"

_REGISTERS: dict[str, tuple[type[Entry], str]] = {
    "contacts": (Contact, "Every dated exchange with anybody, letters apart."),
    "evidence": (Evidence, "Everything that shows something."),
    "promises": (Promise, "What the other side said it would do."),
    "rules": (Rule, "Periods of the campaign’s own; those of the law are built in."),
}
_HEADS: dict[str, tuple[type[Entry], str]] = {
    "letter": (Letter, "The front matter of a letter: a contact, with numbered points below it."),
    "post": (Post, "The front matter of a post."),
    "page": (Page, "The front matter of a page."),
}


def schemas() -> dict[str, Schema]:
    """The schema of each file that a campaigner writes: campaign, registers, the heads of Markdown, and comments."""
    made = {
        "campaign": _entry(Campaign, "campaign.yaml", "What is said once for the whole site."),
        "people": _people(),
        **{name: _register(name, kind, says) for name, (kind, says) in _REGISTERS.items()},
        **{name: _entry(kind, kind.NAME, says) for name, (kind, says) in _HEADS.items()},
        "comment": _entry(Comment, Comment.NAME, "What a reader wrote below a post."),
    }
    return {name: {"$schema": DRAFT, **schema} for name, schema in made.items()}


def schema_files() -> dict[str, str]:
    """The text of each schema's file, by the file's name."""
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas().items()
    }


def _entry(kind: type[Entry], title: str, says: str) -> Schema:
    return {"title": title, "description": says, **_titled(object_schema(kind))}


def _register(name: str, kind: type[Entry], says: str) -> Schema:
    return {
        "title": f"{name}.yaml",
        "description": says,
        "type": "array",
        "items": {"title": kind.NAME, **_titled(object_schema(kind))},
    }


def _people() -> Schema:
    groups = {
        "organisations": _members(Organisation, "Bodies, companies, and the group that campaigns, by id."),
        "people": _members(Person, "Figures in public life by name, officers by role, others by initials."),
    }
    return {
        "title": "people.yaml",
        "description": "Everybody who appears on the record.",
        "type": "object",
        "properties": _titled({"properties": groups})["properties"],
        "additionalProperties": False,
    }


def _members(kind: type[Entry], says: str) -> Schema:
    return {
        "description": says,
        "type": ["object", "null"],  # a heading with nobody under it yet
        "propertyNames": AN_ID.schema,
        "additionalProperties": {"title": kind.NAME, **object_schema(kind)},
    }


def _titled(schema: Any) -> Any:
    """The schema with a title on each field, however deep it stands."""
    if isinstance(schema, list):
        return [_titled(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    whole = {key: value if key == "examples" else _titled(value) for key, value in schema.items()}
    if isinstance(fields := schema.get("properties"), dict):
        whole["properties"] = {
            name: {"title": name.replace("_", " ").capitalize(), **_titled(field)} for name, field in fields.items()
        }
    return whole
