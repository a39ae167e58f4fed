"""How templates put values into a page: as Jinja does, with less between a value and the page.

Jinja makes an object of every piece of text that is safe to show, two hundred on each page, only to join them; and it
looks for an attribute in two ways. Both together are a tenth of what it takes to make all pages anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from plaint.memory.store import key_of

try:
    from markupsafe import _escape_inner as _escaped  # type: ignore[attr-defined]
except ImportError:  # it has no public name

    def _escaped(s: str, /) -> str:
        return str(escape(s))


VERSION = key_of(Path(__file__).read_bytes()).hex()[:8]
"""What differs wherever templates would be compiled to something else by another version of this."""


def printed(value: Any) -> str:
    """A value as a page shows it: escaped, unless it is safe to show as it is."""
    if type(value) is str:
        return _escaped(value)
    if type(value) is Markup:
        return value
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return _escaped(str(value))


class Environment(jinja2.Environment):
    """An environment in which everything is escaped, and an attribute is one that Python knows."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]  # the same, but for what it does where there is none
    printed = staticmethod(printed)

    class code_generator_class(CodeGenerator):  # noqa: N801  # the name that Jinja looks for
        """Compiles what prints a value to a call of `printed`."""

        def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
            self.write("environment.printed(")
