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


TEMPLATES = {
    "parts.html": """\
{% macro plain(a, b="<", c=a) %}{{ a }}{{ b }}{{ c }}{% endmacro %}\
{% macro any(a) %}{{ a }}{{ varargs | join }}{{ kwargs["k"] }}{% endmacro %}\
{% macro deep(n) %}{{ n }}{% if n %}{{ deep(n - 1) }}{% endif %}{% endmacro %}""",
    "base.html": """\
{% import "parts.html" as parts %}<{{ text }}>{% block head %}{{ text }}{% endblock %}{% include "more.html" %}
{% for each in (1, 2) %}{% block main scoped %}{{ each }}{% endblock %}{% endfor %}""",
    "more.html": "{{ text }}{% for each in (text, safe) %}{{ loop.index }}{{ each }}{% else %}none{% endfor %}",
    "page.html": """\
{% extends "base.html" %}{% from "parts.html" import any %}{% set kept = 1 %}
{% block head %}{{ super() }}{{ parts.plain(text) }}{{ parts.plain(safe, text, b) if b else "" }}{% endblock %}
{% block main %}{{ each }}{{ parts.plain(c=text, a=safe) }}{{ any(text, safe, text, k=text) }}{{ parts.deep(3) }}\
{{ range(2) | map("string") | join(text) }}{{ "a" | replace("a", text) | trim }}{% endblock %}""",
}


@given(st.text("<>&'\"a "), st.text("<>&'\"a ").map(Markup), st.none() | st.text("<a"))
def test_templates_that_use_each_other_come_out_as_jinja_renders_them(text: str, safe: Markup, b: str | None):
    """Those that extend, include and import, with blocks in blocks, and macros however they are called."""
    rendered = [
        each(autoescape=True, undefined=jinja2.StrictUndefined, loader=jinja2.DictLoader(TEMPLATES))
        .get_template("page.html")
        .render(text=text, safe=safe, b=b)
        for each in (jinja2.Environment, Environment)
    ]
    assert rendered[0] == rendered[1]


@pytest.mark.parametrize("call", ["part(1, 2, 3)", "part(1, z=2)", "part(1, a=2)"])
def test_a_macro_that_is_called_wrongly_is_an_error(call: str):
    """With too many values, or with one that it does not ask for."""
    template = "{% macro part(a, b) %}{{ a }}{{ b }}{% endmacro %}{{ " + call + " }}"
    with pytest.raises(TypeError):
        Environment(autoescape=True).from_string(template).render()


@pytest.mark.parametrize("template", ["{{ missing }}", "{{ missing.name }}", "{{ text.missing }}"])
def test_what_is_not_there_is_an_error(template: str) -> None:
    """A slip in a template never comes out as nothing."""
    environment = Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    with pytest.raises((jinja2.UndefinedError, AttributeError)):
        environment.from_string(template).render(text="")
