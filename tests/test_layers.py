"""The layers of the package: each imports only from those below it, and siblings never from each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "plugins" / "plaint"

# From the bottom up, as in CONTRIBUTING.md: what each layer may import of ours, besides `values`.
MAY_IMPORT: dict[str, set[str]] = {
    "values": set(),
    "problems": set(),
    "memory": {"problems"},
    "record": {"problems", "memory"},
    "clocks": {"problems", "memory", "record"},
    "markup": {"problems", "memory"},
    "casebook": {"problems", "memory", "record", "clocks", "markup"},
    "export": {"problems", "memory", "record", "clocks", "markup", "casebook"},
    "guard": {"problems", "record"},
    "pictures": {"problems"},
    "site": {"problems", "memory", "record", "clocks", "markup", "casebook", "export", "pictures"},
    "commands": {
        "problems", "memory", "record", "clocks", "markup", "casebook", "export", "guard", "pictures", "site",
    },
}

MAY_NOT_IMPORT: dict[str, set[str]] = {
    "problems": {"pelican", "markdown", "jinja2", "yaml"},
    "memory": {"pelican", "markdown", "jinja2", "yaml"},
    "record": {"pelican", "markdown", "jinja2"},
    "clocks": {"pelican", "markdown", "jinja2"},
    "markup": {"pelican", "jinja2", "yaml"},
    "casebook": {"pelican", "jinja2", "markdown"},
    "export": {"pelican", "jinja2", "markdown"},
    "guard": {"pelican", "jinja2", "markdown"},
    "pictures": {"pelican", "jinja2", "markdown", "yaml"},
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "plaint":
                yield from (f"plaint.{each.name}" for each in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_layer_imports_only_from_those_below_it(path: Path):
    """A module imports of ours only what its layer may, and nothing of Pelican, Markdown or Jinja where they do not belong."""
    layer = layer_of(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "plaint":
            other = rest.partition(".")[0]
            assert other in {layer, "values", *MAY_IMPORT[layer]} or name == "plaint", f"{layer} imports {name}"
        else:
            assert top not in MAY_NOT_IMPORT.get(layer, set()), f"{layer} imports {name}"


def test_every_layer_is_known():
    """A new folder in the package has a place among the layers."""
    assert {layer_of(path) for path in modules()} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_command_line_asks_what_day_it_is(path: Path):
    """Time is passed in: today() and now() stand in commands, and where Pelican is started by hand."""
    source = path.read_text(encoding="utf-8")
    asks = any(word in source for word in ("today()", ".now(", "time.time("))
    assert not asks or layer_of(path) == "commands" or path == PACKAGE / "site" / "build.py"
