"""Values stand in a page as Jinja itself would put them there."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from plaint.site.printed import Environment, printed


class Html:
    """Something that says of itself how it stands in HTML."""

    def __html__(self) -> str:
        return "<b>&</b>"


class Words(str):
    """Text of a kind of its own."""


VALUE = st.one_of(
    st.text(), st.text("<>&'\"a"), st.text().map(Markup), st.text("<&").map(Words), st.integers(), st.none(), st.builds(Html)
)


@given(VALUE)
def test_a_value_is_escaped_as_markupsafe_escapes_it(value: Any):
    """Whatever it is: text, text that is safe, or something else."""
    assert printed(value) == str(escape(value))


TEMPLATE = """\
{% macro link(to) %}<a href="{{ to }}">{{ caller() }}</a>{% endmacro %}\
{% set kept %}<i>{{ text }}</i>{% endset %}\
{% for each in (text, safe, number) %}{{ loop.index }}{{ each }}{% call link(each) %}{{ each }}{% endcall %}{% endfor %}\
{{ kept }}{{ text ~ safe }}{{ text|upper }}{{ "<" }}{{ safe.upper() }}{% set box = namespace(is=text) %}{{ box.is }}\
"""


@given(st.text("<>&'\"a "), st.text("<>&'\"a ").map(Markup))
def test_a_template_comes_out_as_jinja_renders_it(text: str, safe: Markup):
    """Macros, blocks that are kept, constants, filters and calls."""
    rendered = [
        each(autoescape=True, undefined=jinja2.StrictUndefined).from_string(TEMPLATE).render(text=text, safe=safe, number=1)
        for each in (jinja2.Environment, Environment)
    ]
    assert rendered[0] == rendered[1]


@pytest.mark.parametrize("template", ["{{ missing }}", "{{ missing.name }}", "{{ text.missing }}"])
def test_what_is_not_there_is_an_error(template: str) -> None:
    """A slip in a template never comes out as nothing."""
    environment = Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    with pytest.raises((jinja2.UndefinedError, AttributeError)):
        environment.from_string(template).render(text="")
