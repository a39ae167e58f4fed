"""Values as JSON, line by line."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plaint.export.json_text import json_text

VALUE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.lists(inner).map(tuple), st.dictionaries(st.text(), inner)),
    max_leaves=8,
)


@given(VALUE)
def test_a_value_is_written_as_python_writes_it(value: Any):
    """Byte for byte, empty lists and whatever stands in a text included; within others it is indented as they are."""
    written = json.dumps(value, ensure_ascii=False, indent=1)
    assert json_text(value) == written
    assert json_text(value, 2) == written.replace("\n", "\n  ")
