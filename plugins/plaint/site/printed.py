"""How templates put values into a page: as Jinja does, with less between a value and the page.

Jinja makes an object of every piece of text that is safe to show, two hundred on each page, only to join them; it hands
each piece on from template to template, looks for an attribute in two ways, and asks of everything that is called how
it wants to be called. All that together is more than a third of what it takes to render all pages anew.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from keyword import iskeyword
from pathlib import Path
from types import BuiltinMethodType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from plaint.memory.store import key_of
from plaint.memory.watch import Remembered

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
    if type(value) is int:
        return str(value)
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return _escaped(str(value))


class Part(Macro):
    """A macro. Where it is simply called, with nothing by its name, its function is called at once."""

    def __init__(self, *about: Any, **more: Any) -> None:
        super().__init__(*about, **more)
        unusual = self.caller or self.catch_kwargs or self.catch_varargs or self.explicit_caller
        simple = self._default_autoescape and not unusual
        # By the number of values that are given, what stands for the others.
        self.others = [(missing,) * left for left in range(self._argument_count, -1, -1)] if simple else []

    def __call__(self, *args: Any, **named: Any) -> Any:
        if named or len(args) >= len(self.others):
            return super().__call__(*args, **named)
        return str.__new__(Markup, self._func(*args, *self.others[len(args)]))


_PLAIN = frozenset({Remembered, BuiltinMethodType})


class Calling(Context):
    """A context in which macros, which are most of what templates call, are called at once, as is what remembers what
    they give, and a method of Python's own types."""

    def call(
        self, obj: Any, /, *args: Any, _loop_vars: Any = missing, _block_vars: Any = missing, **named: Any
    ) -> Any:
        if type(obj) is Part:
            # Only functions that ask for the context want to know of the others.
            if named or len(args) >= len(obj.others):
                return obj(*args, **named)
            return str.__new__(Markup, obj._func(*args, *obj.others[len(args)]))
        if type(obj) in _PLAIN and not named:
            return obj(*args)
        if _loop_vars is not missing:
            named["_loop_vars"] = _loop_vars
        if _block_vars is not missing:
            named["_block_vars"] = _block_vars
        return super().call(obj, *args, **named)


class Environment(jinja2.Environment):
    """An environment in which everything is escaped, and an attribute is one that Python knows.

    A template that was found is not looked for again.
    """

    context_class = Calling
    getattr = staticmethod(getattr)  # type: ignore[assignment]  # the same, but for what it does where there is none
    printed, escaped = staticmethod(printed), staticmethod(_escaped)
    Macro = Part

    def __init__(self, *options: Any, **named: Any) -> None:
        super().__init__(*options, **named)
        self._found: dict[tuple[Any, str | None], jinja2.Template] = {}

    def get_template(
        self, name: Any, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> jinja2.Template:
        if globals or self.auto_reload:
            return super().get_template(name, parent, globals)
        found = self._found.get((name, parent))
        if found is None:
            found = self._found[name, parent] = super().get_template(name, parent)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        # Jinja would have each template look on in those of the environment, which are all there before any is read.
        return {**self.globals, **(d or {})}

    class code_generator_class(CodeGenerator):  # noqa: N801  # the name that Jinja looks for
        """Compiles what prints a value to a call of `printed`, and templates to functions that give one text each."""

        def write_commons(self) -> None:
            super().write_commons()
            self.writeline("printed = environment.printed")
            self.writeline("escaped = environment.escaped")

        def enter_frame(self, frame: Frame) -> None:
            super().enter_frame(frame)
            if _whole(frame):
                self.buffer(frame)

        def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
            if _whole(frame):
                self.writeline(f"yield concat({frame.buffer})")
            super().leave_frame(frame, with_python_scope)

        def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
            self.write("environment.")
            super().macro_def(macro_ref, frame)

        def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name for it
            if iskeyword(node.attr):
                super().visit_Getattr(node, frame)
            else:
                self.write("(")
                self.visit(node.node, frame)
                self.write(f").{node.attr}")

        def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
            # Nearly all values are plain text, which is escaped right there.
            self.write("(escaped(value) if type(value := ")

        def _output_child_post(
            self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
        ) -> None:
            self.write(") is str else printed(value))")


def _whole(frame: Frame) -> bool:
    """Whether it is that of a template or of a block, which are functions of their own."""
    return frame.rootlevel or frame.block_frame
