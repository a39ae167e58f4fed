"""Values as JSON with a line for each, as Python's own `json` writes them, which takes twice as long: where it indents,
it does without its machine code."""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import Any

_PLAIN = {None: "null", True: "true", False: "false"}


def json_text(value: Any, depth: int = 0) -> str:
    """A value as JSON, as it stands in `depth` others, indented by a space for each. All keys in it are text."""
    return _text(value, "\n" + depth * " ")


def _text(value: Any, line: str) -> str:
    """A value; `line` is what ends the line that it begins in, and indents the one on which it ends."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is dict and value:
        inner = f"{line} "
        members = [f"{inner}{encode_basestring(key)}: {_text(each, inner)}" for key, each in value.items()]
        return f"{{{','.join(members)}{line}}}"
    if (kind is list or kind is tuple) and value:
        inner = f"{line} "
        return f"[{','.join([inner + _text(each, inner) for each in value])}{line}]"
    if kind is int:
        return repr(value)
    return _PLAIN[value] if value is None or kind is bool else json.dumps(value)
